import type { Metrics, Reading } from "#libs/runtime/metrics";
import { anomalyFaults, incidentKinds } from "#libs/seal/leafSchema";
import type { LogLag } from "./lag.ts";
import type { CommittedEntry } from "./sequencer.ts";

const otherKinds = [
  ...["genesis", "configuration", "plan_tables", "activation", "rule_set"],
  ...["receipts", "refusals"],
  ...["key_shredded", "key_epoch", "legal_hold", "read", "heartbeat", "notice", "anomaly"],
  ...["break_glass", "review", "demand", "confirmation", "export", "grant", "counts"],
  "year_retired",
] as const;

/** Codes of alarms, as /status of the log tells them. */
export const alarmCodes = [
  ...["log-stream-trimmed", "log-stream-shorter", "log-stream-differs", "log-stream-missing"],
  ...["log-stream-gap", "log-store-damaged", "log-sync-failed", "log-went-back"],
  ...["log-commits-refused", "log-commits-moved", "settings-drift", "next-year-not-permitted"],
  ...["feed-differs", "release-missing", "reconcile-limited"],
  ...["witness-missing", "witness-differs", "timestamp-missing"],
] as const;

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

/** What audit is asked for when somebody looks. Undefined: not known now. */
export interface AuditFigures {
  size(): number;
  /** Since the last new checkpoint, and since the last announcement. */
  checkpointAgeMs(): number | undefined;
  announcementAgeMs(): number | undefined;
  lag(): Promise<LogLag | undefined>;
  /** Feeds of which not everything has been looked at. */
  feedsBehind(): Promise<number>;
  alarms(): readonly { readonly code: string }[];
  /** Entries that the quorum of witnesses has cosigned; undefined where there is no policy of witnesses. */
  witnessed(): number | undefined;
}

/** What audit counts. */
export interface AuditMetrics {
  /** A checkpoint was signed; what it covers is on disk, the checkpoint is not yet. */
  signed(): void;
  committed(added: readonly CommittedEntry[]): void;
  show(figures: AuditFigures): void;
}

export function auditMetrics(metrics: Metrics): AuditMetrics {
  const sequenced = metrics.counter({
    name: "raccordo_log_entries_sequenced_total",
    help: "Entries that were covered by a checkpoint since the start of the process.",
    labels: [["kind", [...incidentKinds, ...otherKinds]]],
  });
  const anomalies = metrics.counter({
    name: "raccordo_log_anomalies_total",
    help: "Messages of the audit stream that were no well-formed leaf of their writer.",
    labels: [["code", anomalyFaults]],
  });
  const duration = metrics
    .histogram({
      name: "raccordo_log_commit_duration_seconds",
      help: "From the signature of a checkpoint until it is synced to disk.",
      unit: "seconds",
      bounds,
    })
    .at();
  let signedMs: number | undefined;
  return {
    signed() {
      signedMs = performance.now();
    },
    committed(added) {
      if (signedMs !== undefined) duration.observe((performance.now() - signedMs) / 1_000);
      signedMs = undefined;
      for (const { entry } of added) {
        sequenced.at(entry.read.kind).add();
        if (entry.read.kind === "anomaly") anomalies.at(entry.read.fault).add();
      }
    },
    show: (figures) => showFigures(metrics, figures),
  };
}

function showFigures(metrics: Metrics, figures: AuditFigures): void {
  metrics.gauge(
    {
      name: "raccordo_log_entries",
      help: "Entries of this year's log that the last checkpoint covers.",
    },
    () => figures.size(),
  );
  metrics.gauge(
    {
      name: "raccordo_log_lag_entries",
      help: "Entries of the audit stream that no checkpoint covers yet.",
    },
    async () => (await figures.lag())?.entries,
  );
  metrics.gauge(
    {
      name: "raccordo_log_lag_seconds",
      help: "Age of the eldest entry that no checkpoint covers yet; 0 when there is none.",
      unit: "seconds",
    },
    async () => (await figures.lag())?.seconds,
  );
  metrics.gauge(
    {
      name: "raccordo_log_witnessed_entries",
      help: "Entries of this year's log that the quorum of witnesses has cosigned (L2).",
    },
    () => figures.witnessed(),
  );
  showAges(metrics, figures);
  metrics.gauge(
    {
      name: "raccordo_feeds_behind",
      help: "Feeds in which a message has waited too long for the comparison with the log.",
    },
    () => figures.feedsBehind(),
  );
  metrics.gauge(
    {
      name: "raccordo_alarms",
      help: "Alarms that are up, by their code; /status of the log says what to do.",
      labels: [["code", alarmCodes]],
    },
    () => alarmCodes.map((code): Reading => [countOf(figures, code), code]),
  );
}

function showAges(metrics: Metrics, figures: AuditFigures): void {
  metrics.gauge(
    {
      name: "raccordo_checkpoint_age_seconds",
      help: "Time since the last new checkpoint; it grows while nothing is written.",
      unit: "seconds",
    },
    () => inSeconds(figures.checkpointAgeMs()),
  );
  metrics.gauge(
    {
      name: "raccordo_announcement_age_seconds",
      help: "Time since the last signed announcement of the checkpoint; policy stops when it grows.",
      unit: "seconds",
    },
    () => inSeconds(figures.announcementAgeMs()),
  );
}

const inSeconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000);
const countOf = (figures: AuditFigures, code: string): number =>
  figures.alarms().filter((alarm) => alarm.code === code).length;
