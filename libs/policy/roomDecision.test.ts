import { describe, expect, test } from "@jest/globals";
import { type Category, coreAuthor, type Demand } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { Basis } from "#libs/incident/view";
import type { Ceiling } from "#libs/policy/ceilingsSchema";
import type { CompiledRule } from "#libs/policy/compiled";
import { decide, outcomeOf, prohibitions, refusalOf, viewBytesMax } from "#libs/policy/decide";
import type { DecisionInput, RoomDecision } from "#libs/policy/decision";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";
import type { Verdict } from "#libs/policy/match";
import { byText } from "#libs/policy/order";
import { compilePlan } from "#libs/policy/plan";
import { buildProjectors } from "#libs/policy/projectorBuild";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import { eventAt, wholeComponent } from "#tests/support/fullIncident";
import { inputOf, owner, readableSecrets, reportOf } from "#tests/support/handmadeIncident";
import {
  agreement,
  ceiling,
  cell,
  receiver,
  receiverId,
  rule,
  rulesOf,
} from "#tests/support/handmadeRules";

const parties = agreement({ parties: new Set([owner, receiverId, "cc_tre"]) });
const other = receiver({ id: "cc_tre", slot: 2 });

function planWith(opensOnCharge: boolean) {
  const plan = compilePlan(
    {
      "incident.category": [{ do: "keep" }],
      "incident.status": [{ do: "keep" }],
      "place.street": [{ if: { place: "public" }, do: "keep" }],
      "vehicle.colour": [{ do: "keep" }],
      ...(opensOnCharge && { "vehicle.plate": [{ once: "in-charge", do: "keep" } as const] }),
      "charge.state": [{ do: "keep" }],
    },
    ["C03"],
  );
  if (!("hash" in plan)) throw new Error(JSON.stringify(plan));
  return plan;
}
const plan = planWith(true);

interface Law {
  readonly ceilings?: readonly Ceiling["cap"][];
  readonly author?: string;
  readonly to?: string;
}

/** One rule for one pair of rooms, under some ceilings. */
const cellOf = (of: Partial<CompiledRule> = {}, { author = owner, to = receiverId }: Law = {}) =>
  cell(rule({ agreement: parties, plan, ...of }), { author, receiver: to });
const rulesFor = (
  cells: readonly ReturnType<typeof cell>[],
  caps: readonly Ceiling["cap"][] = [],
) => rulesOf(cells, { ceilings: caps.map((cap, i) => ceiling(String(i), cap)) });

const car = wholeComponent("vehicle", "v");
const basis: Basis = {
  ...{ author: owner, agreement: "PATTO-SINTETICO", rule: "R1", article: "art. 1" },
  ...{ purpose: "P2", regime: "police" },
};

/** The decision for the receiver. */
function decisionOn(
  rules: ReturnType<typeof rulesOf>,
  history: readonly PlacedEvent[] = [reportOf(car)],
  changes: Partial<DecisionInput> = {},
): RoomDecision {
  const [decision] = decide(rules, inputOf(history, { rooms: [receiver()], ...changes }));
  if (decision === undefined) throw new Error("no decision for the room");
  return decision;
}

const entry = (ref: string, path: string, mac: CanonicalValue) => ({
  ...{ ref: `${owner}/${ref}`, path, op: "add", mac: canonicalJson(mac) },
});
const derived = "incident/\u0000derived";

describe("a room that may see something new", () => {
  const handling = ["no-onward", "delete-after-closing"];
  const decisionNow = () =>
    decisionOn(rulesFor([cellOf({ handling: [...handling, "no-onward"] })]));

  test("gets it on a legal title, under its plan and with its conditions in one order", () => {
    expect(decisionNow()).toMatchObject({
      ...{ room: receiverId, slot: 1, outcome: "released", reason: "RELEASED" },
      ...{ basis: [basis], handling: handling.toSorted(byText), plan: plan.hash },
    });
  });

  test("is recorded to hold each leaf by its digest, with the facts of the head of its copy", () => {
    const decision = decisionNow();
    expect(decision.entries).toEqual([
      entry(derived, "incident.basis", [basis]),
      entry(derived, "incident.category", "C03"),
      entry(derived, "incident.charge", "none"),
      entry(derived, "incident.handling", handling.toSorted(byText)),
      entry(derived, "incident.status", "open"),
      entry("vehicle/v", "vehicle.colour", "white"),
    ]);
    expect(decision.view?.components.map(({ kind, fields }) => [kind, fields])).toEqual([
      ["vehicle", { colour: "white" }],
    ]);
  });

  test("gets the same by generated projectors, whatever the number of rooms", () => {
    const cells = [cellOf(), cellOf({}, { to: other.id })];
    const rules = rulesFor(cells, [{ withhold: { sources: ["police_database"] } }]);
    const built = buildProjectors(rules);
    if (built.kind !== "generated") throw new Error(built.why);
    const input = inputOf([reportOf(car)], { rooms: [receiver(), other] });
    const decisions = decide(rules, input, built.projectors);
    expect(decisions).toEqual(decide(rules, input));
    expect(decisions.map(({ outcome }) => outcome)).toEqual(["released", "released"]);
    const broken = { hash: "", projectorOf: () => ({ id: "", rowOf: () => failing() }) };
    expect(decide(rules, input, broken).map(({ reason }) => reason)).toEqual([
      ...["POLICY_ERROR", "POLICY_ERROR"],
    ]);
  });
});

function failing(): never {
  throw new Error("planted");
}

/** What the room holds once it has this decision's copy. */
const holding = (decision: RoomDecision) => () => holdingsAfter(emptyHoldings, decision.entries);

describe("a datum that its author takes back", () => {
  const demand: Demand = {
    ...{ author: owner, component: { kind: "vehicle", id: "v" }, ref: "", path: "vehicle.colour" },
    ...{ room: owner, reason: "unlawful", until: "2026-12-01T09:00:00.000Z" },
  };
  const recall: PlacedEvent = {
    ...{ author: coreAuthor, storedAt: "2026-11-22T09:00:00.000Z" },
    event: {
      ...{ format: "raccordo-internal/1", mode: "actual", kind: "recall" },
      ...{ cause: "", not_handed_out: [], epoch: "", demand },
    },
  };
  const history = [reportOf(car), recall];

  test("is withdrawn with the demand among the conditions of that copy, in one order", () => {
    const rules = rulesFor([cellOf({ handling: ["no-onward", "zz-last"] })]);
    const holdings = holding(decisionOn(rules));
    const { handling, outcome } = decisionOn(rules, history, { holdings });
    expect([outcome, handling]).toEqual([
      "released",
      ["no-onward", "recall-unlawful-by-20261201", "zz-last"],
    ]);
  });

  test("says nothing to a room that never had it, and nothing any more once it is gone", () => {
    const rules = rulesFor([cellOf({ handling: ["no-onward"] })]);
    const first = decisionOn(rules, history);
    expect(first.handling).toEqual(["no-onward"]);
    expect(first.basis).toEqual([basis]);
    expect(decisionOn(rules, history, { holdings: holding(first) }).handling).toEqual([
      "no-onward",
    ]);
  });
});

describe("a room that holds all that it may see", () => {
  test("gets nothing, and its titles are recorded all the same", () => {
    const rules = rulesFor([cellOf({ handling: ["no-onward"] })]);
    const holdings = holding(decisionOn(rules));
    expect(decisionOn(rules, [reportOf(car)], { holdings })).toEqual({
      ...{ room: receiverId, slot: 1, outcome: "nothing_new", reason: "NOTHING_NEW" },
      ...{ basis: [basis], handling: ["no-onward"], plan: plan.hash, entries: [] },
    });
  });

  test("is told when only a title, a condition or its charge is another", () => {
    const holdings = holding(decisionOn(rulesFor([cellOf()])));
    const paths = (of: Partial<CompiledRule>, history?: readonly PlacedEvent[]) =>
      decisionOn(rulesFor([cellOf(of)]), history, { holdings }).entries.map(({ path }) => path);
    expect(paths({ article: "art. 2" })).toEqual(["incident.basis"]);
    expect(paths({ handling: ["no-onward"] })).toEqual(["incident.handling"]);
  });
});

describe("a room that may see nothing", () => {
  const nothing = { slot: 1, room: receiverId, entries: [], handling: [] };

  test("is told nothing, and the article that forbids it is recorded", () => {
    const forbids = rulesFor([cellOf({ deliver: "forbid", plan: undefined })]);
    expect(decisionOn(forbids)).toEqual({
      ...{ ...nothing, outcome: "withheld", reason: "FORBIDDEN", basis: [basis] },
    });
    expect(decisionOn(rulesOf([]))).toEqual({
      ...{ ...nothing, outcome: "not_addressed", reason: "NO_AGREEMENT", basis: [] },
    });
  });

  test("though a rule permits, is withheld whole: a title without a leaf is none", () => {
    const capped = rulesFor(
      [cellOf()],
      [{ withhold: { classes: ["core", "vehicle_description"] } }],
    );
    expect(decisionOn(capped)).toEqual({
      ...{ ...nothing, outcome: "withheld", reason: "EMPTY_PROJECTION", basis: [] },
    });
  });

  test("but holds something, is told that it is withdrawn, under no plan and with the article", () => {
    const forbids = rulesFor([cellOf({ deliver: "forbid", plan: undefined })]);
    const holdings = holding(decisionOn(rulesFor([cellOf()])));
    const decision = decisionOn(forbids, [reportOf(car)], { holdings });
    expect(decision).toMatchObject({
      ...{ outcome: "released", reason: "FORBIDDEN", basis: [basis], handling: [] },
    });
    expect(decision).not.toHaveProperty("plan");
    expect(decision.entries.map(({ op }) => op)).toEqual(Array(6).fill("withdraw"));
  });
});

describe("charge", () => {
  const taken = (room: string) =>
    eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, room);
  const chargeOn = (rules: ReturnType<typeof rulesOf>, ...rooms: readonly string[]) =>
    decisionOn(rules, [reportOf(car), ...rooms.map(taken)]).view?.charge;

  test("is the room's where it has taken it, and the owner's rule opens something by it", () => {
    expect(chargeOn(rulesFor([cellOf()]), receiverId)).toBe("yours");
    expect(chargeOn(rulesFor([cellOf()]))).toBe("none");
    expect(chargeOn(rulesFor([cellOf()]), other.id)).toBe("none");
    expect(chargeOn(rulesFor([cellOf({ plan: planWith(false) })]), receiverId)).toBe("none");
  });

  test("opens leaves for that room", () => {
    const decision = decisionOn(rulesFor([cellOf()]), [reportOf(car), taken(receiverId)]);
    expect(decision.entries).toContainEqual(entry("vehicle/v", "vehicle.plate", "ZZ000ZZ"));
  });

  test("is the room's whatever besides it may see of another room's data", () => {
    const rules = rulesFor([cellOf(), cellOf({ id: "R2" }, { author: other.id })]);
    expect(chargeOn(rules, receiverId, other.id)).toBe("yours");
  });

  test("is not the room's by what another than the owner wrote", () => {
    const rules = rulesFor([
      cellOf({ plan: planWith(false) }),
      cellOf({ id: "R2" }, { author: other.id }),
    ]);
    expect(chargeOn(rules, receiverId, other.id)).toBe("none");
    const [first, second] = decisionOn(rules, [reportOf(car), taken(other.id)]).basis;
    expect([first?.author, second?.author]).toEqual([owner, other.id]);
  });

  test("of another room leaves no trace where nothing of that is released", () => {
    const rules = rulesFor([
      cellOf(),
      cellOf(
        { id: "R2", handling: ["no-onward"], plan: { ...plan, clauses: new Map() } },
        {
          author: other.id,
        },
      ),
    ]);
    const decision = decisionOn(rules, [reportOf(car), taken(other.id)]);
    expect(decision).toMatchObject({ basis: [basis], handling: [] });
  });
});

describe("a copy as large as a message can be", () => {
  const street = (length: number) =>
    wholeComponent("place", "p", { sensitivity: "public", street: "x".repeat(length) });
  const rules = rulesFor([cellOf()]);
  const decisionWith = (length: number) => decisionOn(rules, [reportOf(street(length))]);

  test("goes out whole, and with one byte more is withheld with its title", () => {
    const { view } = decisionWith(1);
    const room = viewBytesMax - canonicalBytes(view ?? {}).length + 1;
    expect(decisionWith(room).outcome).toBe("released");
    expect(decisionWith(room + 1)).toEqual({
      ...{ room: receiverId, slot: 1, outcome: "withheld", reason: "TOO_LARGE" },
      ...{ basis: [basis], handling: [], entries: [] },
    });
  });
});

describe("whatever fails", () => {
  const rules = rulesFor([cellOf(), cellOf({}, { to: other.id })]);
  const error = { outcome: "withheld", reason: "POLICY_ERROR", basis: [], handling: [] };

  test("before the first room is decided, all of them get nothing", () => {
    const secrets = { ...readableSecrets, componentRef: failing };
    const input = inputOf([reportOf(car)], { rooms: [receiver(), other], secrets });
    expect(decide(rules, input)).toEqual([
      { ...error, room: receiverId, slot: 1, entries: [] },
      { ...error, room: other.id, slot: 2, entries: [] },
    ]);
  });

  test("for one room, that one gets nothing, and the others theirs", () => {
    const holdings = (room: string) => (room === receiverId ? failing() : emptyHoldings);
    const input = inputOf([reportOf(car)], { rooms: [receiver(), other], holdings });
    expect(decide(rules, input).map(({ reason }) => reason)).toEqual(["POLICY_ERROR", "RELEASED"]);
  });
});

describe("why a room gets nothing", () => {
  const denied = (reason: "FORBIDDEN" | "CATEGORY", of?: Basis): Verdict => ({
    ...{ allowed: false, reason },
    ...(of && { basis: of }),
  });
  const allowed = { allowed: true } as Verdict;
  const verdicts = (...list: readonly Verdict[]) =>
    new Map(list.map((verdict, i) => [`room ${i}`, verdict]));

  test("is the gate of the first author's data, that it is its own, or that nothing is left of it", () => {
    expect(refusalOf(verdicts())).toBe("OWN_EVENT");
    expect(refusalOf(verdicts(denied("CATEGORY"), denied("FORBIDDEN")))).toBe("CATEGORY");
    expect(refusalOf(verdicts(allowed, denied("FORBIDDEN")))).toBe("EMPTY_PROJECTION");
  });

  test("is recorded with every prohibition's article, and with no permission's", () => {
    const second = { ...basis, rule: "R2" };
    const of = [{ ...allowed, basis }, denied("FORBIDDEN", second), denied("CATEGORY")];
    expect(prohibitions(verdicts(...of))).toStrictEqual([second]);
  });

  test.each([
    ["NOTHING_NEW", "nothing_new"],
    ["OWN_EVENT", "not_addressed"],
    ["NO_AGREEMENT", "not_addressed"],
    ["FORBIDDEN", "withheld"],
    ["POLICY_ERROR", "withheld"],
  ] as const)("is called in the record: %s %s", (reason, outcome) => {
    expect(outcomeOf(reason)).toBe(outcome);
  });

  test("is another gate for an unmapped category", () => {
    const category: Category = "C00";
    const report = eventAt(0, { kind: "report", category, territory: [], upsert: [car] });
    expect(decisionOn(rulesFor([cellOf()]), [report]).reason).toBe("UNMAPPED");
  });
});
