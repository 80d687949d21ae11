import { describe, expect, test } from "@jest/globals";
import type { Cell, CompiledRules } from "#libs/policy/compiled";
import { coversPlace, isInForce, isReached, match } from "#libs/policy/match";
import {
  agreement,
  ceiling,
  cell,
  input,
  otherCategory,
  plan,
  receiver,
  receiverId,
  rule,
  rulesOf,
  sender,
} from "#tests/support/handmadeRules";

type Input = Parameters<typeof input>[0];

const verdictOn = (rules: CompiledRules, changes: Input = {}, to = receiver()) =>
  match(rules, input(changes), sender, to);
const reasonOn = (rules: CompiledRules, changes: Input = {}, to = receiver()) => {
  const verdict = verdictOn(rules, changes, to);
  return verdict.allowed ? "ALLOWED" : verdict.reason;
};
const ruleOn = (rules: CompiledRules, changes: Input = {}, to = receiver()) => {
  const verdict = verdictOn(rules, changes, to);
  return verdict.allowed ? verdict.rule.id : verdict.reason;
};
const one = (changes: Parameters<typeof rule>[0] = {}, of: Partial<Cell> = {}) =>
  rulesOf([cell(rule(changes), of)]);

describe("a rule that lets data pass", () => {
  test("is named with its article, its agreement and the incident's ground, with plan and ceilings", () => {
    const of = rule();
    const cap = { withhold: { paths: ["person.phone"] } } as const;
    const rules = rulesOf([cell(of)], { ceilings: [ceiling("1", { ...cap } as never)] });
    const verdict = verdictOn(rules);
    expect(verdict).toMatchObject({
      allowed: true,
      basis: {
        author: sender,
        agreement: "PATTO-SINTETICO",
        rule: "R1",
        article: "art. 1",
        purpose: "P2",
        regime: "police",
      },
    });
    if (!verdict.allowed) throw new Error(verdict.reason);
    expect(verdict.rule).toBe(of);
    expect(verdict.plan).toBe(plan);
    expect([...verdict.cap.paths]).toEqual(["person.phone"]);
  });

  test("takes precedence in the order of the exchange's rules", () => {
    const [first, second] = [rule({ id: "R1" }), rule({ id: "R2" })];
    expect(ruleOn(rulesOf([cell(first), cell(second)]))).toBe("R1");
    expect(ruleOn(rulesOf([cell(second), cell(first)]))).toBe("R2");
  });

  test("that does not speak leaves the word to the next", () => {
    const rules = rulesOf([cell(rule({ id: "R1", purpose: "P3" })), cell(rule({ id: "R2" }))]);
    expect(ruleOn(rules)).toBe("R2");
  });

  test("is not one without a plan", () => {
    expect(verdictOn(one({ plan: undefined })).allowed).toBe(false);
  });
});

describe("the gates, in their order", () => {
  test("an unmapped category stops before all else", () => {
    const rules = rulesOf([cell(rule(), { category: "C00" })], {
      ceilings: [ceiling("1", { deliver: "forbid" })],
    });
    expect(verdictOn(rules, { category: "C00" })).toEqual({ allowed: false, reason: "UNMAPPED" });
  });

  test("the law stops before agreements are asked, and its article is cited", () => {
    const law = [
      ceiling("0", { withhold: { paths: ["person.phone"] } }),
      ceiling("1", { deliver: "forbid" }),
      ceiling("2", { deliver: "forbid" }),
    ];
    const rules = rulesOf([], { ceilings: law });
    expect(verdictOn(rules)).toEqual({
      allowed: false,
      reason: "STATUTORY",
      basis: {
        author: sender,
        agreement: "LEGGE",
        rule: "1",
        article: "art. 1",
        purpose: "P2",
        regime: "police",
      },
    });
    expect(verdictOn(rules, { ground: undefined })).toMatchObject({
      basis: { purpose: "P2", regime: "police" },
    });
  });

  test("without a ground of any kind the law still stops, and cites nothing", () => {
    const unknown = "C99" as never;
    const rules = rulesOf([], { ceilings: [ceiling("1", { deliver: "forbid" })] });
    expect(verdictOn(rules, { ground: undefined, category: unknown })).toEqual({
      allowed: false,
      reason: "STATUTORY",
    });
  });

  test("rooms without an agreement of which both are parties have none", () => {
    expect(verdictOn(rulesOf([]))).toEqual({ allowed: false, reason: "NO_AGREEMENT" });
    for (const party of [sender, receiverId]) {
      const alone = agreement({ parties: new Set([party, "altra"]) });
      expect(reasonOn(one({ agreement: alone }))).toBe("NO_AGREEMENT");
    }
  });

  test("an agreement holds on its first and last day, and only if it does on both possible days", () => {
    const on = (...days: [string, string]) => reasonOn(one(), { days });
    expect(on("2026-01-01", "2026-01-01")).toBe("ALLOWED");
    expect(on("2026-12-31", "2026-12-31")).toBe("ALLOWED");
    expect(on("2025-12-31", "2026-01-01")).toBe("NOT_IN_FORCE");
    expect(on("2026-12-31", "2027-01-01")).toBe("NOT_IN_FORCE");
    expect(on("2027-01-01", "2027-01-01")).toBe("NOT_IN_FORCE");
  });

  test("one agreement in force is enough to go on, one period of it to be in force", () => {
    const past = agreement({ id: "PASSATO", periods: [{ from: "2020-01-01", to: "2020-12-31" }] });
    const periods = [{ from: "2020-01-01", to: "2020-12-31" }, ...agreement().periods];
    expect(reasonOn(one({ agreement: agreement({ periods }) }))).toBe("ALLOWED");
    const rules = rulesOf([cell(rule({ id: "R1", agreement: past })), cell(rule({ id: "R2" }))]);
    expect(ruleOn(rules)).toBe("R2");
  });

  test("a prohibition goes before a permission wherever it stands, and its article is cited", () => {
    const no = rule({ id: "NO", deliver: "forbid", article: "art. 9" });
    for (const cells of [
      [cell(no), cell(rule())],
      [cell(rule()), cell(no)],
    ]) {
      expect(verdictOn(rulesOf(cells))).toEqual({
        allowed: false,
        reason: "FORBIDDEN",
        basis: {
          author: sender,
          agreement: "PATTO-SINTETICO",
          rule: "NO",
          article: "art. 9",
          purpose: "P2",
          regime: "police",
        },
      });
    }
    expect(verdictOn(rulesOf([cell(no)]), { ground: undefined })).toMatchObject({
      reason: "FORBIDDEN",
      basis: { purpose: "P2" },
    });
    const unknown = "C99" as never;
    const strange = rulesOf([cell(no, { category: unknown })]);
    expect(verdictOn(strange, { ground: undefined, category: unknown })).toEqual({
      allowed: false,
      reason: "FORBIDDEN",
    });
  });

  test("a prohibition for one ground, place, mode or addressee leaves the others alone", () => {
    const with_ = (changes: Parameters<typeof rule>[0]) =>
      rulesOf([cell(rule({ id: "NO", deliver: "forbid", ...changes })), cell(rule())]);
    expect(reasonOn(with_({ purpose: "P2" }))).toBe("FORBIDDEN");
    expect(reasonOn(with_({ regime: "police" }))).toBe("FORBIDDEN");
    expect(reasonOn(with_({ purpose: "P3" }))).toBe("ALLOWED");
    expect(reasonOn(with_({ purpose: "P2", regime: "administrative" }))).toBe("ALLOWED");
    expect(reasonOn(with_({ territory: ["istat:999009"] }))).toBe("ALLOWED");
    expect(reasonOn(with_({ mode: ["exercise"] }))).toBe("ALLOWED");
    expect(reasonOn(with_({ mode: ["actual"] }))).toBe("FORBIDDEN");
    expect(reasonOn(with_({ addressee: "named" }))).toBe("ALLOWED");
    expect(reasonOn(with_({ addressee: "not-named" }))).toBe("FORBIDDEN");
    expect(reasonOn(with_({ purpose: "P2" }), { ground: undefined })).toBe("REGIME");
    expect(reasonOn(with_({ regime: "police" }), { ground: undefined })).toBe("REGIME");
  });

  test("a pair without a permission in force has no competence", () => {
    const no = rule({ deliver: "forbid", purpose: "P6" });
    expect(reasonOn(rulesOf([cell(no)]))).toBe("NO_COMPETENCE");
    const past = agreement({ id: "PASSATO", periods: [{ from: "2020-01-01", to: "2020-12-31" }] });
    const rules = rulesOf([cell(rule({ agreement: past }))], {
      agreements: [past, agreement()],
    });
    expect(reasonOn(rules)).toBe("NO_COMPETENCE");
  });

  test("a rule for the owner reaches its room as owner only", () => {
    const rules = one({}, { ownerOnly: true });
    expect(reasonOn(rules)).toBe("NO_COMPETENCE");
    expect(reasonOn(rules, { owner: receiverId })).toBe("ALLOWED");
    const both = rulesOf([cell(rule(), { ownerOnly: true }), cell(rule({ id: "R2" }))]);
    expect(ruleOn(both)).toBe("R2");
    expect(ruleOn(both, { owner: receiverId })).toBe("R1");
  });

  test("one comune in common is enough, on each of the two days", () => {
    const stated = one({ territory: ["istat:999001", "istat:999002"] });
    expect(reasonOn(stated, { territory: ["istat:999009", "istat:999002"] })).toBe("ALLOWED");
    expect(reasonOn(stated, { territory: ["istat:999009"] })).toBe("OUT_OF_TERRITORY");
    expect(reasonOn(stated, { territory: [] })).toBe("OUT_OF_TERRITORY");
    expect(reasonOn(one(), { territory: [] })).toBe("ALLOWED");
    const own = one({ territory: "receiver" });
    expect(reasonOn(own)).toBe("ALLOWED");
    expect(reasonOn(own, {}, receiver({ municipalities: ["istat:999009"] }))).toBe(
      "OUT_OF_TERRITORY",
    );
    const successors = new Map([
      ["istat:999001", { until: "2026-05-31", became: ["istat:999009"] }],
    ]);
    const merged = { ...one({ territory: ["istat:999001"] }), successors };
    const on = (days: [string, string], code: string) =>
      reasonOn(merged, { days, territory: [code] });
    expect(on(["2026-06-01", "2026-06-01"], "istat:999009")).toBe("ALLOWED");
    expect(on(["2026-05-31", "2026-06-01"], "istat:999009")).toBe("OUT_OF_TERRITORY");
  });

  test("a permission elsewhere is the same gate, however many there are", () => {
    const cells = [
      cell(rule({ id: "R1", territory: ["istat:999009"] })),
      cell(rule({ id: "R2" }), { category: otherCategory }),
    ];
    expect(reasonOn(rulesOf(cells))).toBe("CATEGORY");
    expect(reasonOn(rulesOf(cells.toReversed()))).toBe("CATEGORY");
    expect(reasonOn(rulesOf([cell(rule({ territory: ["istat:999009"] }))]))).toBe(
      "OUT_OF_TERRITORY",
    );
  });

  test("a permission for another category is none for this one", () => {
    expect(reasonOn(one({}, { category: otherCategory }))).toBe("CATEGORY");
    const forbids = rule({ id: "NO", deliver: "forbid", purpose: "P6" });
    const rules = rulesOf([cell(forbids), cell(rule(), { category: otherCategory })]);
    expect(reasonOn(rules)).toBe("CATEGORY");
    const owned = rulesOf([
      cell(rule(), { ownerOnly: true }),
      cell(rule({ id: "R2" }), { category: otherCategory }),
    ]);
    expect(reasonOn(owned)).toBe("CATEGORY");
  });

  test("purpose comes before regime, mode and addressee", () => {
    expect(reasonOn(one({ purpose: "P3", regime: "administrative" }))).toBe("PURPOSE");
    expect(reasonOn(one({ regime: "administrative", mode: ["exercise"] }))).toBe("REGIME");
    expect(reasonOn(one({ mode: ["exercise"], addressee: "named" }))).toBe("MODE");
    expect(reasonOn(one({ addressee: "named" }))).toBe("NOT_NAMED");
    expect(reasonOn(one({ mode: ["exercise", "actual"] }))).toBe("ALLOWED");
    const split = rulesOf([
      cell(rule({ id: "R1", regime: "administrative" })),
      cell(rule({ id: "R2", purpose: "P3" })),
    ]);
    expect(reasonOn(split)).toBe("REGIME");
    const modes = rulesOf([
      cell(rule({ id: "R1", mode: ["exercise"] })),
      cell(rule({ id: "R2", addressee: "named" })),
    ]);
    expect(reasonOn(modes)).toBe("NOT_NAMED");
  });

  test("a ground that the category does not admit fails as regime, whatever the rules say", () => {
    expect(reasonOn(one(), { ground: undefined })).toBe("REGIME");
    expect(reasonOn(one({ purpose: undefined, regime: undefined }), { ground: undefined })).toBe(
      "REGIME",
    );
  });

  test("an addressee is one whom the owner named, by its own id", () => {
    const named = one({ addressee: "named" });
    expect(reasonOn(named, { addressees: [receiverId] })).toBe("ALLOWED");
    expect(reasonOn(named, { addressees: ["altra"] })).toBe("NOT_NAMED");
    expect(reasonOn(one(), { addressees: [receiverId] })).toBe("ALLOWED");
    const unnamed = one({ addressee: "not-named" });
    expect(reasonOn(unnamed, { addressees: [receiverId] })).toBe("NOT_NAMED");
    expect(reasonOn(unnamed)).toBe("ALLOWED");
  });
});

describe("a permission that was revoked", () => {
  const revoked = rule({ id: "RV", isRevoked: true });

  test("prohibits what it permitted, and what another rule would permit of it", () => {
    expect(verdictOn(rulesOf([cell(revoked), cell(rule())]))).toMatchObject({
      allowed: false,
      reason: "REVOKED",
      basis: { rule: "RV", article: "art. 1", purpose: "P2" },
    });
  });

  test("prohibits nothing that it never permitted", () => {
    const elsewhere = rule({ id: "RV", isRevoked: true, purpose: "P3" });
    expect(ruleOn(rulesOf([cell(elsewhere), cell(rule())]))).toBe("R1");
    const glass = rule({ id: "RV", isRevoked: true, deliver: "break-glass" });
    const rules = rulesOf([cell(glass), cell(rule())]);
    expect(ruleOn(rules)).toBe("R1");
    expect(ruleOn(rules, { emergencies: [receiverId] })).toBe("REVOKED");
  });

  test("is one only if it says so", () => {
    expect(ruleOn(one({ isRevoked: false }))).toBe("R1");
    expect(reasonOn(one({ deliver: "forbid" }))).toBe("FORBIDDEN");
  });
});

describe("single gates, as an explanation asks for them", () => {
  test("a rule reaches a room in force, and as owner only where the incident is its own", () => {
    expect(isReached(cell(rule()), input())).toBe(true);
    expect(isReached(cell(rule(), { ownerOnly: true }), input())).toBe(false);
    expect(isReached(cell(rule(), { ownerOnly: true }), input({ owner: receiverId }))).toBe(true);
    const later = input({ days: ["2027-01-01", "2027-01-01"] });
    expect(isReached(cell(rule()), later)).toBe(false);
    expect([input(), later].map((of) => isInForce(agreement(), of))).toEqual([true, false]);
  });

  test("a rule holds where its territory is", () => {
    const there = cell(rule({ territory: ["istat:999009"] }));
    const rules = rulesOf([there]);
    expect(coversPlace(rules, there, input(), receiver())).toBe(false);
    expect(coversPlace(rules, there, input({ territory: ["istat:999009"] }), receiver())).toBe(
      true,
    );
  });
});

describe("a break-glass rule", () => {
  const glass = rule({ id: "BG", deliver: "break-glass", purpose: "P1", regime: "police" });
  const rules = rulesOf([cell(glass), cell(rule())]);

  test("speaks only for a receiver whose declared emergency is open, and rests on vital interest", () => {
    expect(ruleOn(rules)).toBe("R1");
    expect(ruleOn(rules, { emergencies: ["altra"] })).toBe("R1");
    expect(verdictOn(rules, { emergencies: [receiverId] })).toMatchObject({
      rule: { id: "BG" },
      basis: { rule: "BG", purpose: "P1", regime: "police" },
    });
  });

  test("needs no ground of the incident, and gives no competence by itself", () => {
    const open = { emergencies: [receiverId], ground: undefined };
    expect(verdictOn(rules, open)).toMatchObject({ basis: { rule: "BG", purpose: "P1" } });
    expect(reasonOn(rulesOf([cell(glass)]))).toBe("NO_COMPETENCE");
    const besides = rulesOf([cell(glass), cell(rule(), { category: otherCategory })]);
    expect(reasonOn(besides)).toBe("CATEGORY");
  });
});

test("a match depends on the rules that it is asked of, not on those asked before with the same input", () => {
  const same = input();
  expect(match(one(), same, sender, receiver()).allowed).toBe(true);
  expect(match(rulesOf([]), same, sender, receiver()).allowed).toBe(false);
  expect(match(one(), same, sender, receiver()).allowed).toBe(true);
});

test("what is remembered of one decision is of that exchange: other rooms and categories are judged by themselves", () => {
  const rules = rulesOf([cell(rule())], {
    ceilings: [ceiling("1", { deliver: "forbid" }, { to_kind: ["questura"] })],
    kinds: new Map([
      [sender, "polizia_locale"],
      ["altra", "questura"],
    ]),
  });
  const same = input();
  const to = (room: ReturnType<typeof receiver>, author = sender) => {
    const verdict = match(rules, same, author, room);
    return verdict.allowed ? "ALLOWED" : verdict.reason;
  };
  expect(to(receiver())).toBe("ALLOWED");
  expect(to(receiver({ id: "altra", kind: "questura" }))).toBe("STATUTORY");
  expect(to(receiver({ id: "terza" }))).toBe("NO_AGREEMENT");
  expect(to(receiver(), "altra")).toBe("NO_AGREEMENT");
  expect(to(receiver())).toBe("ALLOWED");
  expect(reasonOn(rules, { category: otherCategory })).toBe("CATEGORY");
  expect(reasonOn(rules)).toBe("ALLOWED");
});

test("what is remembered of one decision is of its days, ground and kind of room: each is judged by itself, and again", () => {
  const rules = rulesOf([cell(rule({ territory: "receiver" }))], {
    ceilings: [
      ceiling("1", { deliver: "forbid" }, { to_kind: ["questura"] }),
      ceiling("2", { deliver: "forbid" }, { purpose: ["P6"] }),
    ],
    kinds: new Map([[sender, "polizia_locale"]]),
    successors: new Map([["istat:999001", { until: "2026-06-30", became: ["istat:999009"] }]]),
  });
  for (let turn = 0; turn < 2; turn += 1) {
    expect(reasonOn(rules)).toBe("ALLOWED");
    expect(reasonOn(rules, {}, receiver({ kind: "questura" }))).toBe("STATUTORY");
    expect(reasonOn(rules, { ground: { purpose: "P6", regime: "police" } })).toBe("STATUTORY");
    expect(reasonOn(rules, { ground: { purpose: "P2", regime: "administrative" } })).toBe("REGIME");
    expect(reasonOn(rules, { ground: undefined })).toBe("REGIME");
    expect(reasonOn(rules, { days: ["2026-12-31", "2027-01-01"] })).toBe("NOT_IN_FORCE");
    expect(reasonOn(rules, { days: ["2026-12-31", "2026-12-31"] })).toBe("OUT_OF_TERRITORY");
    expect(reasonOn(rules, { days: ["2025-12-31", "2026-01-01"] })).toBe("NOT_IN_FORCE");
    expect(reasonOn(rules, { territory: ["istat:999009"] })).toBe("OUT_OF_TERRITORY");
  }
});

test("where the law withholds the same from two kinds of rooms, what it withholds is one object", () => {
  const withheld = { withhold: { paths: ["person.phone"] } } as const;
  const rules = rulesOf([cell(rule())], { ceilings: [ceiling("1", { ...withheld } as never)] });
  const [first, second] = (["carabinieri", "questura"] as const).map((kind) => {
    const verdict = verdictOn(rules, {}, receiver({ kind }));
    return verdict.allowed ? verdict.cap : undefined;
  });
  expect(first?.paths).toEqual(new Set(["person.phone"]));
  expect(second).toBe(first);
});
