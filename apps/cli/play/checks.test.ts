import { describe, expect, test } from "@jest/globals";
import { keyIdOf, publicKeyOf, signingKey } from "#libs/seal/ed25519";
import { signReceipt } from "#libs/seal/receipt";
import { type Check, checksOf } from "./checks.ts";
import type { Expected } from "./demonstration.ts";
import type { Played, PlayedMessage } from "./player.ts";

const seed = Buffer.alloc(32, 7);
const event = "00000000000080008000000000000001";
const otherEvent = "00000000000080008000000000000002";

function message(over: Partial<PlayedMessage> = {}): PlayedMessage {
  const signed = signReceipt(signingKey(seed), {
    ...{ room: "pl_cremona", mode: "actual", event, submission_digest: "0".repeat(64) },
    ...{ stored_at: "2026-11-22T09:00:00.000Z", max_delay_ms: 60_000, log_origin: "a.invalid" },
  });
  const receipt = { body: signed.body.toString("utf8"), signature: signed.signature };
  const title = { it: "sintetico", en: "synthetic" };
  return {
    message: { at: "07:00", name: "uno", room: "pl_cremona", title, json: {} },
    content: { kind: "report" },
    answer: { status: 202, code: "", accepted: { event, receipt, notes: [] } },
    record: undefined,
    copies: new Map(),
    missing: [],
    ...over,
  };
}

const played = (over: Partial<Played> = {}): Played => ({
  messages: [message()],
  caughtUp: [],
  unexplained: [],
  receipts: { sent: 2, recorded: 2 },
  refusals: new Map(),
  ...over,
});

const expected: Expected = {
  format: "raccordo-day-expected/1",
  proposal: true,
  incidents: [],
  messages: [{ message: "uno" }],
  copies: [],
  caught_up: [],
  never: [],
};
const publicKey = publicKeyOf(seed);
const log = { twice: [], receiptKeys: new Map([[keyIdOf(publicKey), publicKey]]) };

/** Values of what one check complains about. */
function complaints(name: Check["text"], of: Played, facts: Parameters<typeof checksOf>[2] = log) {
  const found = checksOf(expected, of, facts).find(({ text }) => text === name);
  if (found === undefined) throw new Error(`no check ${name}`);
  return found.faults.map(({ values }) => values);
}

describe("the checks of the demonstration", () => {
  test("a sender's receipt counts only under the key that stands in the log", () => {
    expect(complaints("check-signed", played())).toEqual([]);
    const another = publicKeyOf(Buffer.alloc(32, 8));
    for (const keys of [new Map(), new Map([[keyIdOf(publicKey), another]])]) {
      const facts = { ...log, receiptKeys: keys };
      expect(complaints("check-signed", played(), facts)).toHaveLength(1);
    }
  });

  test("a receipt for another event, or of another room, is none", () => {
    const { answer, message: sent } = message();
    const accepted = answer.accepted && { ...answer.accepted, event: otherEvent };
    const wrongEvent = message({ answer: { ...answer, ...(accepted && { accepted }) } });
    const wrongRoom = message({ message: { ...sent, room: "cc_cremona" } });
    for (const wrong of [wrongEvent, wrongRoom]) {
      const faults = complaints("check-signed", played({ messages: [wrong] }));
      expect(faults).toEqual([{ message: "uno", why: "other-event" }]);
    }
  });

  test("a confirmation of reading that the log does not have is missed", () => {
    expect(complaints("check-seen", played())).toEqual([]);
    const lost = played({ receipts: { sent: 2, recorded: 1 } });
    expect(complaints("check-seen", lost)).toEqual([{ expected: 2, found: 1 }]);
  });

  test("a refusal that nobody expected, and one that was not recorded, are both told", () => {
    const surplus = played({ refusals: new Map([["not-json", 1]]) });
    expect(complaints("check-refusals", surplus)).toHaveLength(1);
    const refused = { message: "due", status: 422, code: "not-json" };
    const faults = checksOf({ ...expected, messages: [refused] }, played(), log).find(
      ({ text }) => text === "check-refusals",
    )?.faults;
    expect(faults?.map(({ values }) => values)).toEqual([
      { code: "not-json", expected: 1, found: 0 },
    ]);
  });

  test("a copy that no message explains, a copy that did not come, an event without record", () => {
    const unexplained = [{ room: "cc_cremona", delivery: event }];
    const all = played({ messages: [message({ missing: ["cc_cremona"] })], unexplained });
    expect(complaints("check-nothing-more", all)).toEqual([
      { message: "uno" },
      { message: "uno", room: "cc_cremona" },
      { room: "cc_cremona", delivery: event },
    ]);
  });

  test("a repetition that was recorded twice", () => {
    const title = { it: "sintetico", en: "synthetic" };
    const again = message({
      message: { at: "07:01", name: "due", room: "pl_cremona", title, again: "uno" },
    });
    const both = played({ messages: [message(), again] });
    expect(complaints("check-once", both)).toEqual([]);
    expect(complaints("check-once", both, { ...log, twice: [event] })).toEqual([
      { message: "due" },
    ]);
  });
});
