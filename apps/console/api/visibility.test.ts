import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { FoundEntry } from "#libs/search/foundEntries";
import { type LogFilter, logFilterSchema } from "#libs/search/logQuery";
import { type ConsoleOnLog, consoleOnLog, logViewers } from "#tests/support/consoleOnLog";
import { narrowed, seenBy, sightOf } from "./visibility.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog();
});
afterAll(() => served.stop());

const some = <T>(...values: readonly T[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 2 });
const members: readonly (readonly [string, fc.Arbitrary<readonly string[]>])[] = Object.entries({
  kind: some("exchange", "configuration", "key_shredded"),
  mode: some("actual", "system"),
  sender: some("pl_cremona", "questura", "pl_crema"),
  owner: some("pl_cremona", "questura"),
  room: some("pl_cremona", "questura", "pl_crema"),
  receiver: some("pl_cremona", "questura", "pl_crema"),
  titolare: some("Comune SINTETICO", "Questura SINTETICA"),
  receiver_titolare: some("Comune SINTETICO", "Questura SINTETICA"),
  category: some("C01", "C03"),
  outcome: some("released", "not_addressed", "withheld"),
  reason: some("RELEASED", "NO_AGREEMENT"),
  given: some("G1", "G3", "G5"),
  withheld: some("G1", "G5"),
});
/** Up to three members: most questions ask little. */
const filters: fc.Arbitrary<LogFilter> = fc
  .subarray([...members], { maxLength: 3 })
  .chain((asked) => fc.record(Object.fromEntries(asked)))
  .map((filter) => logFilterSchema.parse(filter));

/** Whether what the viewer sees of an entry is a reason for it to fit. */
function isTold(entry: FoundEntry, filter: LogFilter): boolean {
  const has = (asked: readonly string[] | undefined, value: string | null) =>
    asked === undefined || (value !== null && asked.includes(value));
  const { receiver, receiver_titolare: titolare, outcome, reason, given } = filter;
  const asksOfRooms = [receiver, titolare, outcome, reason, given].some((one) => one !== undefined);
  const isRoomTold = entry.rooms.some(
    (room) =>
      has(receiver, room.room) &&
      has(titolare, room.titolare) &&
      has(outcome, room.outcome) &&
      has(reason, room.reason) &&
      (given === undefined || room.given.groups.some((group) => given.includes(group))),
  );
  return (
    has(filter.kind, entry.kind) &&
    has(filter.mode, entry.mode) &&
    has(filter.sender, entry.sender) &&
    has(filter.owner, entry.owner) &&
    has(filter.category, entry.category) &&
    (!asksOfRooms || isRoomTold)
  );
}

/** Of a decision nothing but one's own rooms' slots and messages; of the message that opens an own incident all. */
function assertOwn(seen: FoundEntry, own: ReadonlySet<string | null>): void {
  if (seen.kind !== "exchange") return;
  expect(seen.sender === null || own.has(seen.sender)).toBe(true);
  if (seen.sender !== null && seen.previous === undefined) return;
  expect(seen.rooms.every(({ room }) => own.has(room))).toBe(true);
  expect([...seen.present.groups, ...seen.present.classes]).toEqual([]);
}

describe("a question to the log", () => {
  test("finds an entry only for what its viewer may see of it, whatever is asked", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...logViewers), async (filter, viewer) => {
        const sight = sightOf({ titolare: undefined, ...viewer }, served.access.rooms);
        const asked = narrowed(filter, sight);
        if (!asked.ok) return;
        const page = await served.access.search((search) =>
          search.page({ filter: asked.filter, order: "oldest", limit: 40 }),
        );
        if (page === undefined || "problem" in page) throw new Error("no page");
        found += page.entries.length;
        for (const entry of page.entries) {
          const seen = seenBy(entry, sight);
          expect([filter, viewer.name, isTold(seen, filter)]).toEqual([filter, viewer.name, true]);
          assertOwn(seen, new Set(sight.rooms.map(({ id }) => id)));
        }
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(100);
  });

  test("that names another's room or titolare, or what is not given, is refused and names the member", () => {
    const [, , questura] = logViewers;
    if (questura === undefined) throw new Error("no viewer");
    const sight = sightOf({ titolare: undefined, ...questura }, served.access.rooms);
    const refused: readonly (readonly [string, LogFilter])[] = [
      ["sender", { sender: ["pl_cremona"] }],
      ["receiver", { receiver: ["questura", "pl_cremona"] }],
      ["room", { room: ["pl_cremona"] }],
      ["titolare", { titolare: ["Comune SINTETICO"] }],
      ["receiver_titolare", { receiver_titolare: ["Comune SINTETICO"] }],
      ["withheld", { withheld: ["G5"] }],
    ];
    for (const [member, filter] of refused) {
      expect(narrowed(filter, sight)).toEqual({ ok: false, member });
    }
    const authority = sightOf(
      { name: "garante", role: "authority", titolare: "Questura SINTETICA" },
      served.access.rooms,
    );
    expect(narrowed({ category: ["C01"] }, authority)).toEqual({ ok: false, member: "category" });
    expect(narrowed({}, authority, "sender")).toEqual({ ok: false, member: "by" });
  });
});
