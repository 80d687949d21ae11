import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Coverage } from "#libs/eventlog/jetStreamStrategy";
import { MessagesInHand } from "./messagesInHand.ts";

const message = (sequence: number, bytes = 10) => ({
  ...{ stream: "EVENTS", subject: `event.${sequence}`, sequence, storedAt: "" },
  ...{ headers: new Map<string, string>(), data: Buffer.alloc(bytes) },
});
const sequences = (found: readonly { readonly sequence: number }[]) =>
  found.map(({ sequence }) => sequence);

describe("messages in hand", () => {
  test("say what follows only where all in between came to this process", () => {
    const inHand = new MessagesInHand(1_000);
    inHand.take("incident", { message: message(9), coveredFrom: 5 });
    inHand.take("incident", { message: message(7), coveredFrom: 5 });
    expect(inHand.after("incident", 3)).toEqual([]);
    expect(sequences(inHand.after("incident", 4))).toEqual([7, 9]);
    expect(sequences(inHand.after("incident", 7))).toEqual([9]);
    expect(inHand.after("incident", 9)).toEqual([]);
    expect(inHand.after("another", 4)).toEqual([]);
  });

  test("forget all when they are too many, and then say nothing of what came before", () => {
    const inHand = new MessagesInHand(25);
    for (const sequence of [1, 2, 3]) {
      inHand.take("incident", { message: message(sequence), coveredFrom: 1 });
    }
    expect(inHand.after("incident", 0)).toEqual([]);
    expect(sequences(inHand.after("incident", 2))).toEqual([3]);
  });

  test("never hide a message that another process got, whoever gets what and whenever a connection breaks", () => {
    const step = fc.record({ mine: fc.boolean(), isAgain: fc.boolean(), breaks: fc.boolean() });
    const traffic = fc.array(step, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(traffic, fc.nat({ max: 60 }), (steps, head) => {
        const coverage = new Coverage();
        const inHand = new MessagesInHand(10_000);
        let sequence = 0;
        const all: number[] = [];
        for (const [index, { mine, isAgain, breaks }] of steps.entries()) {
          const again = isAgain && sequence > 0;
          if (!again) all.push(++sequence);
          if (breaks) coverage.lost();
          if (!mine) continue;
          const coveredFrom = coverage.seen(sequence, index + 1, !again, true);
          inHand.take("incident", { message: message(sequence), coveredFrom });
        }
        const found = sequences(inHand.after("incident", head));
        const upTo = found.at(-1) ?? 0;
        expect(found).toEqual(found.length === 0 ? [] : all.filter((n) => n > head && n <= upTo));
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a process has seen of a consumer", () => {
  test("begins at the first new message, and again after a gap in the deliveries", () => {
    const coverage = new Coverage();
    expect(coverage.seen(4, 1, false, true)).toBe(Number.POSITIVE_INFINITY);
    expect(coverage.seen(8, 2, true, true)).toBe(8);
    expect(coverage.seen(5, 3, false, true)).toBe(8);
    expect(coverage.seen(9, 4, true, true)).toBe(8);
    expect(coverage.seen(11, 6, true, true)).toBe(11);
  });

  test("says nothing of what came before the connection was lost, however late it is looked at", () => {
    const coverage = new Coverage();
    expect(coverage.seen(1, 1, true, false)).toBe(1);
    coverage.lost();
    // Both still lay in the buffer: another process may be given their numbers a second time.
    expect(coverage.seen(2, 2, true, false)).toBe(Number.POSITIVE_INFINITY);
    expect(coverage.seen(3, 3, true, true)).toBe(Number.POSITIVE_INFINITY);
    expect(coverage.seen(5, 4, true, true)).toBe(5);
  });
});
