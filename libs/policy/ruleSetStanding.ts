import { activated, governing, type Life, type LifeSet } from "./lifeMachine.ts";

/** So long before a rule set ends, whoever runs the installation is told. */
export const warnBeforeMs = 60 * 86_400_000;

/**
 * Where a rule set stands, as people say it. `in_force`: it decides now. `planned`: activated, from a later moment on.
 * `staged`: checked, and waiting for its activation. `trial`: not all of its steps and signatures are there.
 * `revoked`: it would decide, and a revocation denies everything. `expired` and `superseded` decide nothing more.
 */
export const ruleSetStandings = [
  ...(["in_force", "planned", "staged", "trial", "revoked", "expired", "superseded"] as const),
] as const;
export type RuleSetStanding = (typeof ruleSetStandings)[number];

/** Where a set of this life stands at `now` (RFC 3339 UTC). */
export function standingOf(life: Life, set: LifeSet, now: string): RuleSetStanding {
  if (set.effective === undefined) {
    if (set.stage !== "staged") return "trial";
    return set.terms !== undefined && now >= set.terms.expires ? "expired" : "staged";
  }
  const current = governing(life, now);
  if (current?.set.document !== set.document) {
    return set.effective > now && set.version > (current?.set.version ?? 0)
      ? "planned"
      : "superseded";
  }
  if (set.effective > now) return "planned";
  if (current.lapsed) return "expired";
  return current.revocations.some(({ what }) => "all" in what) ? "revoked" : "in_force";
}

export const ruleWarnings = [
  ...(["none-in-force", "expired", "ends-soon", "next-missing", "revoked"] as const),
] as const;
export type RuleWarning = (typeof ruleWarnings)[number];

/** What whoever answers for the rules must know now; none where nothing is to be done. */
export function warningsOf(life: Life, now: string): readonly RuleWarning[] {
  const current = governing(life, now);
  if (current === undefined || current.set.effective > now) return ["none-in-force"];
  const { set, lapsed, revocations } = current;
  const warnings: RuleWarning[] = revocations.length > 0 ? ["revoked"] : [];
  if (lapsed) return ["expired", ...warnings];
  const leftMs = Date.parse(set.terms.expires) - Date.parse(now);
  if (leftMs > warnBeforeMs) return warnings;
  const isFollowed = activated(life).some(
    ({ version, effective, terms }) =>
      version > set.version && effective <= set.terms.expires && terms.expires > set.terms.expires,
  );
  return isFollowed ? warnings : ["ends-soon", "next-missing", ...warnings];
}
