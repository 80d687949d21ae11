import type { Agreement, Rule } from "./agreementSchema.ts";
import { agreementHash } from "./agreementSchema.ts";
import type { Period } from "./compiled.ts";
import type { CompileError } from "./compileErrors.ts";
import type { Grant } from "./grantSchema.ts";
import { grantDaysMax, grantHash } from "./grantSchema.ts";

/** A legal title with its rules: an agreement, or a grant that stands under one. */
export interface Title {
  readonly id: string;
  readonly kind: "agreement" | "grant";
  readonly hash: string;
  readonly isInvented: boolean;
  readonly periods: readonly Period[];
  readonly parties: readonly string[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly precedenceOver: readonly string[];
  readonly rules: readonly Rule[];
  /** Rules that `extends` may name: those of the agreement. */
  readonly bases: readonly Rule[];
  readonly errors: readonly CompileError[];
}

export function titleOfAgreement(source: Agreement): Title {
  const { agreement, rules } = source;
  return {
    id: agreement.id,
    kind: "agreement",
    hash: agreementHash(source),
    isInvented: agreement.invented === true,
    periods: [agreement.in_force, ...agreement.renewals].map(({ from, to }) => ({ from, to })),
    parties: agreement.parties.map(({ room }) => room),
    groups: agreement.groups,
    precedenceOver: agreement.precedence_over,
    rules,
    bases: rules,
    errors: [],
  };
}

/** A grant: its parties are those of its agreement, its days its own. */
export function titleOfGrant(source: Grant, agreements: readonly Agreement[]): Title {
  const { grant, rules } = source;
  const { id, in_force } = grant;
  const under = agreements.find(({ agreement }) => agreement.id === grant.agreement);
  const above = under && titleOfAgreement(under);
  const errors: CompileError[] = [];
  if (above === undefined) {
    errors.push({ code: "UNKNOWN_AGREEMENT", agreement: id, path: grant.agreement });
  }
  if (daysOf(in_force) > grantDaysMax) errors.push({ code: "GRANT_TOO_LONG", agreement: id });
  return {
    id,
    kind: "grant",
    hash: grantHash(source),
    isInvented: above?.isInvented ?? false,
    periods: daysWithin(in_force, above?.periods ?? []),
    parties: above?.parties ?? [],
    groups: {},
    precedenceOver: [],
    rules,
    bases: above?.rules ?? [],
    errors,
  };
}

/** A grant speaks only on days on which the agreement above it is in force. */
function daysWithin({ from, to }: Period, periods: readonly Period[]): readonly Period[] {
  const common = periods.map((above) => ({
    from: above.from > from ? above.from : from,
    to: above.to < to ? above.to : to,
  }));
  return common.filter((days) => days.from <= days.to);
}

const dayMs = 86_400_000;

/** Days of a period, both ends included. */
function daysOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1;
}
