import type { Outcome, ReasonCode } from "#libs/policy/decision";
import type { GateVerdict } from "#libs/policy/gate";
import type { ProjectorRefusal } from "#libs/policy/projectorBuild";
import { projectorRefusals } from "#libs/policy/projectorBuild";
import type { Metrics, Reading } from "#libs/runtime/metrics";
import { incidentKinds } from "#libs/seal/leafSchema";
import type { DemandFigures } from "./demandDesk.ts";
import type { UnreviewedFigures } from "./oversight.ts";
import type { RetentionFigures } from "./retention.ts";
import { type RuleSetFigures, ruleSetStates } from "./ruleWarnings.ts";

const modes = ["actual", "exercise"] as const;

const outcomes: Readonly<Record<Outcome, true>> = {
  released: true,
  withheld: true,
  nothing_new: true,
  not_addressed: true,
};

const reasons: Readonly<Record<ReasonCode, true>> = {
  RELEASED: true,
  NOTHING_NEW: true,
  OWN_EVENT: true,
  UNMAPPED: true,
  STATUTORY: true,
  FORBIDDEN: true,
  REVOKED: true,
  NO_AGREEMENT: true,
  NOT_IN_FORCE: true,
  NO_COMPETENCE: true,
  OUT_OF_TERRITORY: true,
  CATEGORY: true,
  PURPOSE: true,
  REGIME: true,
  MODE: true,
  NOT_NAMED: true,
  EMPTY_PROJECTION: true,
  TOO_LARGE: true,
  POLICY_ERROR: true,
};

type StopCode = Extract<GateVerdict, { open: false }>["why"];
const stopCodes: Readonly<Record<StopCode, true>> = {
  "no-announcement": true,
  "log-shrank": true,
  "log-forked": true,
  "log-lags": true,
};

/** Why the work on an incident waits: what is away, or what stopped. */
const waitCodes = [
  ...["rule-set-missing", "rule-set-not-loggable", "keys-unreachable", "year-sealed", "log-full"],
  ...["notice-not-recorded", "feed-refused", "copies-not-released", ...Object.keys(stopCodes)],
] as const;
const failureCodes = ["feed-refused", "copies-not-released"] as const;

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What policy is asked for when somebody looks. */
export interface PolicyFigures {
  incidentsInMemory(): number;
  /** Why decisions wait; empty while they do not. */
  waitingFor(): string;
  /** Why the interpreter decides in place of generated projectors; undefined while it does not. */
  projectorsRefused(): ProjectorRefusal | undefined;
  gate(): GateVerdict;
  /** Last day on which an agreement in force is still in force, for the one that ends first; RFC 3339 date. */
  firstEnd(): string | undefined;
  ruleSets(): RuleSetFigures;
  /** Broken glasses that nobody has reviewed yet, by mode. */
  unreviewed(): readonly UnreviewedFigures[];
  /** Demands to take data back that some room has not confirmed, by mode. */
  demands(): readonly DemandFigures[];
  /** How long the eldest message of quarantine is kept beyond its term, milliseconds. */
  quarantineOverdueMs(): number;
  /** How far retention is behind, by mode. */
  retention(): readonly RetentionFigures[];
  /** Destroyed keys that a restored backup had brought back. */
  keysDestroyedAgain(): number;
}

/** One room's slot of a leaf that was recorded. */
interface RecordedSlot {
  readonly value: { readonly outcome: string; readonly reason: string };
}

/** What policy counts: never about which incident. */
export interface PolicyMetrics {
  recorded(kind: string, mode: string, slots: readonly RecordedSlot[]): void;
  decided(durationMs: number): void;
  /** The work on an incident waits. */
  waits(code: string): void;
  show(figures: PolicyFigures): void;
}

export function policyMetrics(metrics: Metrics): PolicyMetrics {
  const decisions = metrics.counter({
    name: "raccordo_decisions_total",
    help: "Recorded decisions, one for each event and each room, by what was decided and why.",
    labels: [
      ["mode", modes],
      ["outcome", Object.keys(outcomes)],
      ["code", Object.keys(reasons)],
    ],
  });
  const leaves = metrics.counter({
    name: "raccordo_leaves_recorded_total",
    help: "Leaves about incidents that policy wrote to the audit stream.",
    labels: [["kind", incidentKinds]],
  });
  const duration = metrics
    .histogram({
      name: "raccordo_decision_duration_seconds",
      help: "From the wake-up by an event until everything up to it is decided, recorded and released.",
      unit: "seconds",
      bounds,
    })
    .at();
  const failures = metrics.counter({
    name: "raccordo_release_failures_total",
    help: "Times that copies of a recorded decision could not be put into the feeds; they are put there again.",
    labels: [["code", failureCodes]],
  });
  return {
    recorded(kind, mode, slots) {
      leaves.at(kind).add();
      for (const { value } of slots) decisions.at(mode, value.outcome, value.reason).add();
    },
    decided: (ms) => duration.observe(ms / 1_000),
    waits(code) {
      if ((failureCodes as readonly string[]).includes(code)) failures.at(code).add();
    },
    show: (figures) => showFigures(metrics, figures),
  };
}

function showUnreviewed(metrics: Metrics, figures: PolicyFigures): void {
  const labels = [["mode", modes]] as const;
  metrics.gauge(
    {
      name: "raccordo_emergencies_unreviewed",
      help: "Times that a room broke the glass and that nobody has reviewed yet.",
      labels,
    },
    () => figures.unreviewed().map(({ mode, count }): Reading => [count, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_emergency_unreviewed_oldest_age_seconds",
      help: "Age of the eldest broken glass that nobody has reviewed yet; 0 when there is none.",
      unit: "seconds",
      labels,
    },
    () => figures.unreviewed().map(({ mode, oldestAgeS }): Reading => [oldestAgeS, mode]),
  );
}

function showDemands(metrics: Metrics, figures: PolicyFigures): void {
  const labels = [["mode", modes]] as const;
  metrics.gauge(
    {
      name: "raccordo_demands_open",
      help: "Recalls and rectifications that some room has not confirmed yet.",
      labels,
    },
    () => figures.demands().map(({ mode, open }): Reading => [open, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_demands_overdue",
      help: "Recalls and rectifications that some room has not confirmed although their time is over.",
      labels,
    },
    () => figures.demands().map(({ mode, overdue }): Reading => [overdue, mode]),
  );
}

function showRetention(metrics: Metrics, figures: PolicyFigures): void {
  const labels = [["mode", modes]] as const;
  metrics.gauge(
    {
      name: "raccordo_retention_overdue",
      help: "Incidents of which something is kept an hour beyond its term, without a legal hold.",
      labels,
    },
    () => figures.retention().map(({ mode, overdue }): Reading => [overdue, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_retention_held",
      help: "Incidents whose data are kept beyond their term by a legal hold.",
      labels,
    },
    () => figures.retention().map(({ mode, held }): Reading => [held, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_retention_hold_lapsing",
      help: "Incidents that nothing holds any more in three days, unless a privacy officer signs the legal hold.",
      labels,
    },
    () => figures.retention().map(({ mode, lapsing }): Reading => [lapsing, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_retention_hold_incomplete",
      help: "Legal holds of which not every message is known to be kept beyond the age of the stream of events.",
      labels,
    },
    () => figures.retention().map(({ mode, incomplete }): Reading => [incomplete, mode]),
  );
  metrics.gauge(
    {
      name: "raccordo_quarantine_overdue_seconds",
      help: "How long the eldest message of quarantine is kept beyond its term; 0 while none is.",
      unit: "seconds",
      labels: [],
    },
    () => [[figures.quarantineOverdueMs() / 1_000]],
  );
  metrics.gauge(
    {
      name: "raccordo_restored_keys_destroyed",
      help: "Destroyed keys that a restored copy of the vault had brought back, and that were destroyed again since this process started.",
      labels: [],
    },
    () => [[figures.keysDestroyedAgain()]],
  );
}

function showFigures(metrics: Metrics, figures: PolicyFigures): void {
  showUnreviewed(metrics, figures);
  showDemands(metrics, figures);
  showRetention(metrics, figures);
  metrics.gauge(
    {
      name: "raccordo_incidents_in_memory",
      help: "Folded incidents that are kept in memory, for five minutes at most.",
    },
    () => figures.incidentsInMemory(),
  );
  metrics.gauge(
    {
      name: "raccordo_decisions_waiting",
      help: "1 under the reason for which decisions wait; 0 under every other.",
      labels: [["code", waitCodes]],
    },
    () => waitCodes.map((code): Reading => [figures.waitingFor() === code ? 1 : 0, code]),
  );
  metrics.gauge(
    {
      name: "raccordo_projectors_refused",
      help: "1 under the reason for which the interpreter decides, not generated projectors: slower, and the same.",
      labels: [["code", projectorRefusals]],
    },
    () => {
      const refused = figures.projectorsRefused();
      return projectorRefusals.map((code): Reading => [refused === code ? 1 : 0, code]);
    },
  );
  metrics.gauge(
    {
      name: "raccordo_releases_stopped",
      help: "1 under the reason for which nothing new is recorded and released; 0 under every other.",
      labels: [["code", Object.keys(stopCodes)]],
    },
    () => {
      const gate = figures.gate();
      const why = gate.open ? "" : gate.why;
      return Object.keys(stopCodes).map((code): Reading => [why === code ? 1 : 0, code]);
    },
  );
  metrics.gauge(
    {
      name: "raccordo_agreement_end_timestamp_seconds",
      help: "End of the agreement in force that ends first, renewals included, in seconds since 1970.",
      unit: "seconds",
    },
    () => {
      const day = figures.firstEnd();
      return day === undefined ? undefined : Date.parse(`${day}T23:59:59Z`) / 1_000;
    },
  );
  showRuleSets(metrics, figures);
}

function showRuleSets(metrics: Metrics, figures: PolicyFigures): void {
  metrics.gauge(
    {
      name: "raccordo_rule_set_expiry_timestamp_seconds",
      help: "End of the rule set in force, in seconds since 1970: from then on everything is withheld.",
      unit: "seconds",
    },
    () => {
      const { expiresMs } = figures.ruleSets();
      return expiresMs === undefined ? undefined : expiresMs / 1_000;
    },
  );
  metrics.gauge(
    {
      name: "raccordo_rule_set_version",
      help: "Version of the rule set in force at this instance; 0 while none is.",
    },
    () => figures.ruleSets().version,
  );
  metrics.gauge(
    {
      name: "raccordo_rule_set_revocations",
      help: "Emergency revocations in force.",
    },
    () => figures.ruleSets().revocations,
  );
  metrics.gauge(
    {
      name: "raccordo_policy_instances",
      help: "Instances of policy that this one hears, itself among them.",
    },
    () => figures.ruleSets().instances,
  );
  metrics.gauge(
    {
      name: "raccordo_rule_set_state",
      help: "1 under the state of the rule set in force; 0 under every other.",
      labels: [["code", ruleSetStates]],
    },
    () => {
      const { state } = figures.ruleSets();
      return ruleSetStates.map((code): Reading => [state === code ? 1 : 0, code]);
    },
  );
}
