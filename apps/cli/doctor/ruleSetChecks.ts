import { lifeSteps, type ToldStep } from "../life/history.ts";
import { attention, type Finding, ok, problem, skipped } from "./finding.ts";

/** A rule set that ends within this many days is told. */
const daysBefore = 60;
const dayMs = 86_400_000;

/** The rule set in force at `now` (RFC 3339 UTC) and what is revoked, as the signed log in the data folder tells it. */
export async function ruleSetChecks(data: string, now: string): Promise<readonly Finding[]> {
  const steps = await lifeSteps(data);
  const ends = endOfActive(steps);
  if (ends === undefined) return [skipped("doctor-rule-set-none")];
  const { version, expires } = ends;
  return [validityOf(version, expires, now), ...revocationsIn(steps)];
}

function validityOf(version: number, expires: string, now: string): Finding {
  const days = Math.floor((Date.parse(expires) - Date.parse(now)) / dayMs);
  const values = { version, expires, days };
  if (expires <= now) return problem("doctor-rule-set-expired", values, "doctor-rule-set-do");
  if (days > daysBefore) return ok("doctor-rule-set", values);
  return attention("doctor-rule-set-ending", values, "doctor-rule-set-do");
}

/** Version and end of the set of highest version that was activated. */
function endOfActive(steps: readonly ToldStep[]) {
  const active = steps
    .filter(({ leaf }) => leaf.state === "activated")
    .map(({ leaf }) => leaf.document);
  const staged = steps.filter(
    ({ leaf }) => leaf.state === "staged" && active.includes(leaf.document),
  );
  const [highest] = staged.toSorted((a, b) => (b.leaf.version ?? 0) - (a.leaf.version ?? 0));
  const { version, expires } = highest?.leaf ?? {};
  return version === undefined || expires === undefined ? undefined : { version, expires };
}

function revocationsIn(steps: readonly ToldStep[]): readonly Finding[] {
  const lifted = new Set(steps.flatMap(({ leaf }) => leaf.lifts ?? []));
  const open = steps.filter(({ leaf }) => leaf.state === "revoked" && !lifted.has(leaf.document));
  if (open.length === 0) return [];
  return [attention("doctor-revoked", { count: open.length }, "doctor-revoked-do")];
}
