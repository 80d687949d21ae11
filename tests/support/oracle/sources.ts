/**
 * What the oracle reads: rule files as they were written, and nothing that the engine made of them. The types say only
 * what the oracle looks at, so that a change of the engine's own types cannot change what the oracle understands.
 */

export interface OracleRoom {
  readonly id: string;
  readonly kind: string;
  readonly municipalities: readonly string[];
}

/** First and last day, both included, in Italy. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface OracleConditions {
  readonly place?: string;
  readonly roles?: readonly string[];
  readonly minor?: boolean;
  readonly basis?: string;
  readonly source?: readonly string[];
}

export interface OracleClause {
  readonly if?: OracleConditions;
  readonly once?: string;
  readonly do: string;
  readonly as?: string;
  readonly residents_min?: number;
}

export type OracleFields = Readonly<Record<string, readonly OracleClause[]>>;

export interface OracleWhen {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly category: readonly string[];
  readonly territory: string | readonly string[];
  readonly purpose?: string;
  readonly regime?: string;
  readonly addressee?: string;
  readonly mode?: readonly string[];
}

export interface OracleRule {
  readonly id: string;
  readonly cites: { readonly article: string };
  readonly when: OracleWhen;
  readonly deliver: string;
  readonly fields: OracleFields;
  readonly handling: readonly string[];
  /** Rule whose fields this one starts from. */
  readonly extends?: string;
}

export interface OracleAgreement {
  readonly agreement: {
    readonly id: string;
    readonly in_force: Days;
    readonly renewals: readonly Days[];
    readonly parties: readonly { readonly room: string }[];
    readonly groups: Readonly<Record<string, readonly string[]>>;
    readonly precedence_over: readonly string[];
  };
  readonly rules: readonly OracleRule[];
}

export interface OracleGrant {
  readonly grant: { readonly id: string; readonly agreement: string; readonly in_force: Days };
  readonly rules: readonly OracleRule[];
}

export interface OracleWithheld {
  readonly classes?: readonly string[];
  readonly groups?: readonly string[];
  readonly paths?: readonly string[];
  readonly sources?: readonly string[];
}

export interface OracleCeilingRule {
  readonly id: string;
  readonly when: {
    readonly from_kind?: readonly string[];
    readonly to_kind?: readonly string[];
    readonly category?: readonly string[];
    readonly not_category?: readonly string[];
    readonly purpose?: readonly string[];
    readonly regime?: readonly string[];
  };
  readonly cap:
    | { readonly deliver: "forbid" }
    | { readonly deliver?: never; readonly withhold: OracleWithheld };
}

export interface OracleCeilings {
  readonly ceilings: { readonly id: string; readonly in_force: Days };
  readonly rules: readonly OracleCeilingRule[];
}

/** A code that ceased on a day, and the codes that its ground has since. */
export interface TerritoryChange {
  readonly code: string;
  /** Last day on which the code stood. */
  readonly until: string;
  readonly became: readonly string[];
}

export interface RuleSources {
  readonly agreements: readonly OracleAgreement[];
  readonly grants: readonly OracleGrant[];
  readonly ceilings: readonly OracleCeilings[];
  readonly rooms: readonly OracleRoom[];
  readonly territoryChanges: readonly TerritoryChange[];
}

/** One exchange that somebody asks about: one author's data of one incident, for one receiver, at one instant. */
export interface OracleSituation {
  readonly owner: string;
  readonly author: string;
  readonly receiver: string;
  readonly category: string;
  readonly territory: readonly string[];
  /** Store time of the event, RFC 3339 UTC. */
  readonly at: string;
  readonly purposeStated: string | undefined;
  readonly regimeStated: string | undefined;
  readonly mode: string;
  readonly addressees: readonly string[];
  readonly isReceiverInCharge: boolean;
  /** When the receiver declared an emergency on this incident, if it did and it has not ended. */
  readonly emergencyAt: string | undefined;
}

/** What a component says of itself, as far as rules may ask. */
export interface OracleAttributes {
  readonly place: string;
  readonly roles: readonly string[];
  readonly minor: boolean;
  readonly basis: string;
  readonly source: string;
}
