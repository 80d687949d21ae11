import type { Category } from "#libs/incident/event";
import type { Ceiling, Ceilings } from "#libs/policy/ceilingsSchema";
import type {
  Cell,
  CompiledAgreement,
  CompiledCeiling,
  CompiledRule,
  CompiledRules,
} from "#libs/policy/compiled";
import { cellKey, pairKey } from "#libs/policy/compiled";
import type { Room, RoomKind } from "#libs/policy/decision";
import type { MatchInput } from "#libs/policy/matchInput";
import type { Plan } from "#libs/policy/plan";

/** Compiled rules put together by hand, part by part: tests of one gate need no file, and no compiler. */

export const sender = "pl_uno";
export const receiverId = "cc_due";

export const plan: Plan = { hash: "plan", clauses: new Map(), opensOnCharge: false };

export function agreement(changes: Partial<CompiledAgreement> = {}): CompiledAgreement {
  return {
    id: "PATTO-SINTETICO",
    kind: "agreement",
    hash: "hash",
    isInvented: true,
    periods: [{ from: "2026-01-01", to: "2026-12-31" }],
    parties: new Set([sender, receiverId]),
    precedenceOver: new Set(),
    ...changes,
  };
}

export function rule(changes: Partial<CompiledRule> = {}): CompiledRule {
  const deliver = changes.deliver ?? "allow";
  return {
    id: "R1",
    agreement: agreement(),
    article: "art. 1",
    deliver,
    territory: "any",
    purpose: deliver === "forbid" ? undefined : "P2",
    regime: deliver === "forbid" ? undefined : "police",
    addressee: undefined,
    mode: undefined,
    plan: deliver === "forbid" ? undefined : plan,
    handling: [],
    ...changes,
  };
}

export function cell(of: CompiledRule, changes: Partial<Cell> = {}): Cell {
  return {
    rule: of,
    author: sender,
    receiver: receiverId,
    category: "C03",
    ownerOnly: false,
    ...changes,
  };
}

export function rulesOf(
  cells: readonly Cell[],
  changes: Partial<CompiledRules> = {},
): CompiledRules {
  return {
    hash: "rules",
    ceilings: [],
    agreements: [...new Set(cells.map((each) => each.rule.agreement))],
    cells: Map.groupBy(cells, (each) => cellKey(each.author, each.receiver, each.category)),
    pairs: Map.groupBy(cells, (each) => pairKey(each.author, each.receiver)),
    plans: new Map(),
    kinds: new Map<string, RoomKind>([
      [sender, "polizia_locale"],
      [receiverId, "carabinieri"],
    ]),
    residents: new Map(),
    successors: new Map(),
    ...changes,
  };
}

export function receiver(changes: Partial<Room> = {}): Room {
  return {
    ...{ id: receiverId, slot: 1, kind: "carabinieri", titolare: "SINTETICO" },
    municipalities: ["istat:999001"],
    ...changes,
  };
}

export function input(changes: Partial<MatchInput> = {}): MatchInput {
  return {
    owner: sender,
    mode: "actual",
    category: "C03",
    territory: ["istat:999001"],
    addressees: [],
    ground: { purpose: "P2", regime: "police" },
    emergencies: [],
    days: ["2026-06-01", "2026-06-01"],
    ...changes,
  };
}

/** A ceiling in force in 2026. */
export function ceiling(
  id: string,
  cap: Ceiling["cap"],
  when: Ceiling["when"] = {},
  inForce: Ceilings["ceilings"]["in_force"] = { from: "2026-01-01", to: "2026-12-31" },
): CompiledCeiling {
  const cites = { article: `art. ${id}`, law: [], text: "Testo SINTETICO." };
  const source = { id: "LEGGE", title: "SINTETICO", in_force: inForce, synthetic: [] };
  return { rule: { id, cites, when, cap }, source };
}

export const otherCategory: Category = "C04";
