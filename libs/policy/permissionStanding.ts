import type { Cell, CompiledRules } from "./compiled.ts";
import type { RuleSetDocument } from "./documents.ts";
import { isTitleInForce } from "./ends.ts";
import { byText } from "./order.ts";
import type { RevocationReason } from "./revocationReasons.ts";
import { type RevocationInForce, revokes } from "./revoke.ts";

/** A revocation that stands over rules, since when, and why; null where its document cannot be read. */
export interface StandingRevocation extends RevocationInForce {
  /** RFC 3339 UTC. */
  readonly since: string;
  readonly reason: RevocationReason | null;
}

/** The signed rules that govern at one moment, as their signers wrote them, with what took some of it away. */
export interface RulesOfMoment {
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly ruleSet: Pick<RuleSetDocument, "agreements" | "grants">;
  /** As they were signed: without the revocations. */
  readonly rules: CompiledRules;
  readonly revocations: readonly StandingRevocation[];
  /** The set as a whole is not in force: it has expired. */
  readonly lapsed: boolean;
}

/**
 * `revoked`: all of it was taken away in an emergency. `lapsed`: its rule set has expired. `out_of_days`: the moment
 * is not within the days of its agreement or grant.
 */
export const standings = ["in_force", "revoked", "lapsed", "out_of_days"] as const;
export type Standing = (typeof standings)[number];

/** Permissions of one rule that one revocation has taken away. */
export interface RevokedPermission {
  readonly rule: string;
  readonly since: string;
  readonly reason: RevocationReason | null;
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
}

/** Whether a permission gives something at the moment. */
export function isLive(moment: RulesOfMoment, cell: Cell): boolean {
  const { lapsed, at } = moment;
  return (
    !lapsed && isTitleInForce(cell.rule.agreement, at) && revocationOf(moment, cell) === undefined
  );
}

/** Where permissions of one agreement stand together: as long as one of them gives something, they are in force. */
export function standingOfAll(moment: RulesOfMoment, cells: readonly Cell[]): Standing {
  if (cells.some((cell) => isLive(moment, cell))) return "in_force";
  if (cells.every((cell) => revocationOf(moment, cell) !== undefined)) return "revoked";
  return moment.lapsed ? "lapsed" : "out_of_days";
}

/** What revocations have taken out of these permissions, by rule and moment; each by the first that did. */
export function revokedAmong(
  moment: RulesOfMoment,
  cells: readonly Cell[],
): readonly RevokedPermission[] {
  const found = new Map<string, { readonly by: StandingRevocation; readonly cells: Cell[] }>();
  for (const cell of cells) {
    const by = revocationOf(moment, cell);
    if (by === undefined) continue;
    const key = [cell.rule.id, by.since, by.digest].join("\n");
    const known = found.get(key);
    if (known === undefined) found.set(key, { by, cells: [cell] });
    else known.cells.push(cell);
  }
  return [...found]
    .toSorted(([a], [b]) => byText(a, b))
    .flatMap(([, { by, cells: some }]) => {
      const [first] = some;
      if (first === undefined) return [];
      const { since, reason } = by;
      return [
        {
          ...{ rule: first.rule.id, since, reason },
          senders: sorted(some.map(({ author }) => author)),
          recipients: sorted(some.map(({ receiver }) => receiver)),
        },
      ];
    });
}

/** The first revocation that takes a permission away. */
function revocationOf({ revocations }: RulesOfMoment, cell: Cell): StandingRevocation | undefined {
  return revocations
    .filter(({ what }) => revokes(what, cell))
    .toSorted((a, b) => byText(a.since, b.since))[0];
}

const sorted = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].toSorted(byText);
