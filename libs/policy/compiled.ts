import type { Category, Purpose, Regime } from "#libs/incident/event";
import type { Ceiling, Ceilings } from "./ceilingsSchema.ts";
import type { RoomKind } from "./decision.ts";
import type { Plan } from "./plan.ts";

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** An agreement, or a grant that stands under one: a legal title of its own, with its own days. */
export interface CompiledAgreement {
  readonly id: string;
  readonly kind: "agreement" | "grant";
  readonly hash: string;
  /** Nobody signed it: it was invented for demonstration, and says so. */
  readonly isInvented: boolean;
  readonly periods: readonly Period[];
  readonly parties: ReadonlySet<string>;
  readonly precedenceOver: ReadonlySet<string>;
}

export interface CompiledRule {
  readonly id: string;
  readonly agreement: CompiledAgreement;
  readonly article: string;
  readonly deliver: "allow" | "forbid" | "break-glass";
  /** A permission that was revoked in an emergency: it now prohibits what it permitted. */
  readonly isRevoked?: boolean;
  readonly territory: "any" | "receiver" | readonly string[];
  readonly purpose: Purpose | undefined;
  readonly regime: Regime | undefined;
  readonly addressee: "named" | "not-named" | undefined;
  /** Undefined: in both modes. */
  readonly mode: readonly string[] | undefined;
  /** Absent in a prohibition. */
  readonly plan: Plan | undefined;
  readonly handling: readonly string[];
}

/** One rule for one exchange. `ownerOnly`: the rule reaches this receiver as owner of the incident, not by name. */
export interface Cell {
  readonly rule: CompiledRule;
  readonly author: string;
  readonly receiver: string;
  readonly category: Category;
  readonly ownerOnly: boolean;
}

/** One statutory ceiling with the file that it stands in. */
export interface CompiledCeiling {
  readonly rule: Ceiling;
  readonly source: Ceilings["ceilings"];
}

/** Immutable snapshot of signed rules. No order of files or of rules is left in it. */
export interface CompiledRules {
  /** SHA-256, hex, over everything that decides: the rule set's name in every leaf. */
  readonly hash: string;
  /** By id. */
  readonly ceilings: readonly CompiledCeiling[];
  /** Agreements, then grants; by id. */
  readonly agreements: readonly CompiledAgreement[];
  /** `cellKey` → rules for the exchange, the one that takes precedence first. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  /** `pairKey` → cells of all categories: for the reason of a refusal. */
  readonly pairs: ReadonlyMap<string, readonly Cell[]>;
  readonly plans: ReadonlyMap<string, Plan>;
  /** Kinds of the configured rooms: ceilings speak of them. */
  readonly kinds: ReadonlyMap<string, RoomKind>;
  /** INSPIRE code of a cell → residents. */
  readonly residents: ReadonlyMap<string, number>;
  /** ISTAT code → until when it was valid, and what it became. */
  readonly successors: ReadonlyMap<
    string,
    { readonly until: string; readonly became: readonly string[] }
  >;
}

export const pairKey = (author: string, receiver: string) => `${author} ${receiver}`;
export const cellKey = (author: string, receiver: string, category: Category) =>
  `${author} ${receiver} ${category}`;
