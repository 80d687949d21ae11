import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  activated,
  activationRefusal,
  dueEnds,
  emptyLife,
  evolve,
  governing,
  type Life,
  type LifeRecord,
  stagingRefusal,
} from "./lifeMachine.ts";

const hex = (n: number) => n.toString(16).padStart(64, "0");
const time = (minute: number) => new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString();
const keys = ["author", "dpo-key", "operations-key", "other-key"] as const;

/** What people, instances and the clock may do, in any order and as often as they like. */
interface Command {
  readonly act: "author" | "sign" | "stage" | "ack" | "activate" | "revoke" | "end" | "reread";
  readonly set: number;
  readonly role: number;
  readonly key: number;
  readonly minute: number;
}

const commands = fc.array(
  fc.record<Command>({
    act: fc.constantFrom(
      ...(["author", "sign", "stage", "ack", "activate", "revoke", "end", "reread"] as const),
    ),
    set: fc.integer({ min: 1, max: 4 }),
    role: fc.integer({ min: 0, max: 1 }),
    key: fc.integer({ min: 0, max: 3 }),
    minute: fc.integer({ min: 0, max: 90 }),
  }),
  { minLength: 1, maxLength: 60 },
);
const roles = ["dpo", "operations"] as const;

/** Set n has version n; the third has the content of the first, the fourth says that it goes back to it. */
const terms = (n: number) => ({
  rule_set: hex(n >= 3 ? 101 : 100 + n),
  plan_table: hex(200 + n),
  not_before: time(n),
  expires: time(60 + n),
  ...(n === 4 && { to_version: 1 }),
});

function recordsOf({ act, set, role, key, minute }: Command): readonly LifeRecord[] {
  const of = { document: hex(set), version: set };
  const by = { role: roles[role] ?? "dpo", key: keys[key] ?? "author" };
  switch (act) {
    case "author":
      return [
        { state: "drafted", ...of, key: "author" },
        { state: "analysed", ...of, plan_table: hex(200 + set) },
        { state: "simulated", ...of, vectors: hex(1) },
      ];
    case "sign":
      return [{ state: "signed", ...of, ...by }];
    case "stage":
      return [{ state: "staged", ...of, ...terms(set) }];
    case "ack":
      return [
        { state: "acknowledged", ...of, instance: hex(key), plan_table: hex(200 + set + role) },
      ];
    case "activate":
      return [{ state: "activated", ...of, from: time(minute) }];
    case "revoke":
      return [{ state: "revoked", document: hex(900 + set), ...by, what: { all: true } }];
    case "end":
      return [{ state: role === 0 ? "superseded" : "expired", ...of }];
    case "reread":
      return [];
  }
}

/** The life after commands, one record a minute of the log's clock. */
function played(list: readonly Command[]): readonly Life[] {
  let life = emptyLife(0);
  let minute = 0;
  return list.map((command) => {
    for (const record of recordsOf(command)) {
      minute += 1;
      life = evolve(life, record, time(minute));
    }
    return life;
  });
}

describe("the life of rule sets, whatever people, instances and clocks do in whatever order", () => {
  test("never has a set active that two people in two roles, neither its author, have not signed", () => {
    let active = 0;
    fc.assert(
      fc.property(commands, (list) => {
        const life = played(list).at(-1) ?? emptyLife(0);
        for (const set of activated(life)) {
          active += 1;
          expect(new Set(set.signatures.map(({ role }) => role)).size).toBeGreaterThanOrEqual(2);
          expect(new Set(set.signatures.map(({ key }) => key)).size).toBeGreaterThanOrEqual(2);
          expect(set.signatures.some(({ key }) => key === set.author)).toBe(false);
          expect(set.acks.size).toBeGreaterThan(0);
          expect(set.effective >= set.terms.not_before).toBe(true);
        }
      }),
      { numRuns: 3_000, examples: [[wholeLife(1)], [[...wholeLife(1), ...wholeLife(2)]]] },
    );
    expect(active).toBeGreaterThan(0);
  });

  test("never goes to a lower version, neither as time passes nor as the log grows", () => {
    fc.assert(
      fc.property(commands, fc.integer({ min: 0, max: 99 }), (list, minute) => {
        let before = 0;
        for (const life of played(list)) {
          const now = governing(life, time(minute));
          const later = governing(life, time(minute + 1));
          const version = now?.lapsed === false ? now.set.version : 0;
          expect(version === 0 || version >= before).toBe(true);
          if (now !== undefined) {
            expect(later?.set.version ?? 0).toBeGreaterThanOrEqual(now.set.version);
          }
          before = Math.max(before, version);
        }
      }),
      { numRuns: 2_000, examples: [[[...wholeLife(2), ...wholeLife(1)], 50]] },
    );
  });

  test("never forgets a revocation, and never lets an expired set release", () => {
    fc.assert(
      fc.property(commands, (list) => {
        let revoked = 0;
        for (const life of played(list)) {
          expect(life.revocations.length).toBeGreaterThanOrEqual(revoked);
          revoked = life.revocations.length;
          const now = governing(life, time(99));
          if (now === undefined) continue;
          expect(now.lapsed).toBe(true);
          expect(now.revocations.length).toBe(revoked);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("is the same when it is read again from the log, record by record", () => {
    fc.assert(
      fc.property(commands, (list) => {
        expect(played(list).at(-1)).toEqual(played(list).at(-1));
        const reread = played([...list, { act: "reread", set: 1, role: 0, key: 0, minute: 0 }]);
        expect(reread.at(-1)).toEqual(played(list).at(-1));
      }),
      { numRuns: 200 },
    );
  });
});

function wholeLife(set: number, from = set): Command[] {
  const at = { set, role: 0, key: 1, minute: from };
  return [
    { ...at, act: "author" },
    { ...at, act: "sign" },
    { ...at, act: "sign", role: 1, key: 2 },
    { ...at, act: "stage" },
    { ...at, act: "ack" },
    { ...at, act: "activate" },
  ];
}

const lifeOf = (...lists: readonly Command[][]): Life =>
  played(lists.flat()).at(-1) ?? emptyLife(0);

describe("a rule set", () => {
  test("governs from its own moment of the log's clock, and until then the one before it does", () => {
    const life = lifeOf(wholeLife(1), wholeLife(2, 40));
    expect(governing(life, time(39))?.set.version).toBe(1);
    expect(governing(life, time(40))?.set.version).toBe(2);
  });

  test("before the first one nothing may pass", () => {
    expect(governing(lifeOf(wholeLife(1, 50)), time(49))?.lapsed).toBe(true);
    expect(governing(emptyLife(0), time(1))).toBeUndefined();
  });

  test("of an older version is refused, and so is another one of the same version", () => {
    const life = lifeOf(wholeLife(2));
    const refusal = (version: number, document: string) =>
      stagingRefusal(life, { document, version }, terms(version));
    expect(refusal(1, hex(1))).toBe("version_older");
    expect(refusal(2, hex(77))).toBe("version_older");
    const staged = lifeOf(wholeLife(2).slice(0, 4));
    expect(stagingRefusal(staged, { document: hex(77), version: 2 }, terms(2))).toBe(
      "version_taken",
    );
    expect(stagingRefusal(emptyLife(5), { document: hex(4), version: 4 }, terms(2))).toBe(
      "version_older",
    );
  });

  test("with the content of an older one needs its signers to say that it is a rollback", () => {
    const life = lifeOf(wholeLife(1), wholeLife(2));
    const refusal = (more: object) =>
      stagingRefusal(life, { document: hex(3), version: 3 }, { ...terms(3), ...more });
    expect(refusal({})).toBe("rollback_not_declared");
    expect(refusal({ to_version: 1 })).toBeUndefined();
    expect(refusal({ to_version: 2 })).toBe("rollback_differs");
    expect(refusal({ to_version: 9 })).toBe("rollback_unknown");
  });

  test("is activated only when every living instance has acknowledged; a silent one does not count", () => {
    const staged = lifeOf(wholeLife(1).slice(0, 5));
    const refusal = (live: readonly string[], now = time(9)) =>
      activationRefusal(staged, hex(1), live, now);
    expect(refusal([hex(1)])).toBeUndefined();
    expect(refusal([hex(1), hex(2)])).toBe("acks_missing");
    expect(refusal([hex(1)], time(61))).toBe("expired");
    const unacknowledged = lifeOf(wholeLife(1).slice(0, 4));
    expect(activationRefusal(unacknowledged, hex(1), [], time(9))).toBe("acks_missing");
    expect(activationRefusal(emptyLife(0), hex(1), [], time(9))).toBe("not_staged");
  });

  test("that was revoked stays so under later sets, until two people sign that it is lifted", () => {
    const revoke: Command = { act: "revoke", set: 1, role: 0, key: 1, minute: 0 };
    const revoked = lifeOf(wholeLife(1), [revoke], wholeLife(2));
    expect(governing(revoked, time(30))?.revocations).toHaveLength(1);
    const lifting = { ...terms(3), rule_set: hex(300), lifts: [hex(901)] };
    const of = { document: hex(3), version: 3 };
    expect(stagingRefusal(revoked, of, lifting)).toBeUndefined();
    const unknown = { ...lifting, lifts: [hex(999)] };
    expect(stagingRefusal(revoked, of, unknown)).toBe("lift_unknown");
    const steps: readonly LifeRecord[] = [
      ...recordsOf({ ...revoke, act: "author", set: 3 }),
      { state: "signed", ...of, role: "dpo", key: "dpo-key" },
      { state: "signed", ...of, role: "operations", key: "operations-key" },
      { state: "staged", ...of, ...lifting },
      { state: "acknowledged", ...of, instance: hex(1), plan_table: lifting.plan_table },
      { state: "activated", ...of, from: time(50) },
    ];
    const lifted = steps.reduce((life, record) => evolve(life, record, time(40)), revoked);
    expect(governing(lifted, time(49))?.revocations).toHaveLength(1);
    expect(governing(lifted, time(50))?.revocations).toHaveLength(0);
  });

  test("whose time is over is told once, by what ended it", () => {
    const life = lifeOf(wholeLife(1), wholeLife(2, 40));
    expect(dueEnds(life, time(39))).toEqual([]);
    const ends = dueEnds(life, time(45));
    expect(ends).toEqual([{ state: "superseded", document: hex(1), version: 1 }]);
    const told = ends.reduce((after, record) => evolve(after, record, time(45)), life);
    expect(dueEnds(told, time(45))).toEqual([]);
    expect(dueEnds(told, time(62))).toEqual([{ state: "expired", document: hex(2), version: 2 }]);
  });
});
