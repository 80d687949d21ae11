import { warnBeforeMs } from "#libs/policy/ruleSetStanding";
import type { RuleRuntime } from "./ruleRuntime.ts";

/** What whoever watches sees of the rule sets of this instance. */
export interface RuleSetFigures {
  /** When the set that governs now expires, milliseconds since 1970; undefined while none does. */
  readonly expiresMs: number | undefined;
  readonly version: number;
  readonly revocations: number;
  /** Instances of policy that live, this one among them. */
  readonly instances: number;
  readonly state: RuleSetState;
}

/** `ok`, or why releases are or soon will be withheld. */
export type RuleSetState = (typeof ruleSetStates)[number];
export const ruleSetStates = [
  "ok",
  "rule-set-expires-soon",
  "rule-set-next-missing",
  "rule-set-expired",
  "rule-set-missing",
  "rule-set-not-loggable",
] as const;

/** States under which this instance decides as ever: told before they become failures. */
const mildStates: ReadonlySet<RuleSetState> = new Set([
  "ok",
  "rule-set-expires-soon",
  "rule-set-next-missing",
]);
export const isMild = (state: RuleSetState): boolean => mildStates.has(state);

/** Figures of the rule sets at `now` (RFC 3339 UTC). */
export function rulesFigures(rules: RuleRuntime, now: string): RuleSetFigures {
  const governing = rules.book.governingAt(now);
  const expires = governing?.set.terms.expires;
  return {
    expiresMs: expires === undefined ? undefined : Date.parse(expires),
    version: governing?.set.version ?? 0,
    revocations: governing?.revocations.length ?? 0,
    instances: rules.live().length,
    state: stateOf(rules, now),
  };
}

/** The health of the rules: a set that only ends soon, or that this instance will lack, is no failure yet. */
export function rulesHealth(rules: RuleRuntime, now: string): string {
  const state = stateOf(rules, now);
  return isMild(state) ? "ok" : state;
}

function stateOf(rules: RuleRuntime, now: string): RuleSetState {
  const governing = rules.book.governingAt(now);
  if (governing === undefined || rules.rulesAt(now) === undefined) return "rule-set-missing";
  if (governing.lapsed) return "rule-set-expired";
  if (rules.book.isUnloggableAt(now)) return "rule-set-not-loggable";
  if (rules.book.lacksNextAfter(now)) return "rule-set-next-missing";
  const leftMs = Date.parse(governing.set.terms.expires) - Date.parse(now);
  return leftMs <= warnBeforeMs ? "rule-set-expires-soon" : "ok";
}

/** One line when the state changes, and one a day while something is wrong. */
export class RuleWarnings {
  private last = "";

  constructor(private readonly tell: (state: RuleSetState) => void) {}

  look(rules: RuleRuntime, now: string): void {
    const state = stateOf(rules, now);
    const today = state === "ok" ? "ok" : `${state} ${now.slice(0, 10)}`;
    if (today === this.last) return;
    const isFirst = this.last === "";
    this.last = today;
    if (!isFirst || state !== "ok") this.tell(state);
  }
}
