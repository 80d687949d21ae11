import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeEvent, encodeEvent } from "#libs/contracts/eventCodec";
import type { IncidentEvent } from "#libs/incident/event";
import { validateEvent } from "#libs/incident/validate";
import { canonicalJson } from "#libs/seal/canonical";
import { arbitraryEvent } from "#tests/support/arbitraries";
import { drawOf } from "#tests/support/pairs/draw";
import { firstSaid, noisy, unknownText } from "#tests/support/pairs/wireNoise";

const runs = 3_000;
const text = (event: IncidentEvent | undefined) =>
  event && canonicalJson(JSON.parse(JSON.stringify(event)));

/** Messages that the edge would let in, with every field of the model, and noisy bytes of each. */
const messages = fc.record({ event: arbitraryEvent(), salt: fc.nat() });
const noisyBytes = (event: IncidentEvent, salt: number) => noisy(encodeEvent(event), drawOf(salt));

describe("noise on the wire", () => {
  test("other orders, unknown fields, earlier duplicates, doubled oneofs and later enum numbers change no event", () => {
    fc.assert(
      fc.property(messages, ({ event, salt }) => {
        expect(text(decodeEvent(noisyBytes(event, salt)))).toBe(text(event));
      }),
      { numRuns: runs, seed: 41 },
    );
  });

  test("the noise is there: bytes differ, unknown fields are among them, and a careless reader reads something else", () => {
    const samples = fc.sample(messages, { numRuns: 500, seed: 42 });
    const all = samples.map(({ event, salt }) => ({ event, bytes: noisyBytes(event, salt) }));
    const differing = all.filter(
      ({ event, bytes }) => !encodeEvent(event).every((b, i) => b === bytes[i]),
    );
    expect(differing.length).toBeGreaterThan(450);
    expect(all.filter(({ bytes }) => unknownText(bytes) !== "").length).toBeGreaterThan(250);
    const misread = all.filter(
      ({ event, bytes }) => text(decodeEvent(firstSaid(bytes))) !== text(event),
    );
    expect(misread.length).toBeGreaterThan(250);
  });

  test("a list longer than the model allows is refused whole, whatever else the message says", () => {
    const roles = Array.from({ length: 9 }, () => "victim");
    fc.assert(
      fc.property(messages, ({ event, salt }) => {
        const person = { kind: "person" as const, id: "long", fields: { roles } };
        const longer = { ...event, upsert: [...event.upsert, person] };
        const arrived = decodeEvent(noisyBytes(longer, salt));
        expect(arrived && validateEvent(arrived)).not.toEqual([]);
      }),
      { numRuns: 300, seed: 43 },
    );
  });
});
