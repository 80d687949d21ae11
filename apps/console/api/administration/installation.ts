import type { z } from "zod";
import type { KnownRoom } from "../logAccess.ts";
import type { installationSchema } from "./answers.ts";
import { faultsIn } from "./findings.ts";
import { figuresOf, type Seen } from "./processes.ts";
import type { RoomState } from "./roomState.ts";

export interface Versions {
  readonly raccordo: string | undefined;
  /** Of the signed configuration. */
  readonly configuration: number;
}

/** The installation as a whole, and what is wrong with it and with the viewer's own rooms. */
export function installationOf(
  seen: Seen,
  own: readonly RoomState[],
  rooms: readonly KnownRoom[],
  versions: Versions,
): z.infer<typeof installationSchema> {
  const policy = figuresOf(seen, "policy");
  const audit = figuresOf(seen, "audit");
  return {
    at: new Date(seen.atMs).toISOString(),
    faults: [...faultsIn(seen, own, rooms)],
    processes: processesOf(seen),
    log: logOf(seen),
    queues: {
      unsigned_entries: audit?.at("raccordo_log_lag_entries") ?? null,
      feeds_behind: audit?.at("raccordo_feeds_behind") ?? null,
      decisions_wait: policy?.codeOf("raccordo_decisions_waiting") ?? null,
      releases_stopped: policy?.codeOf("raccordo_releases_stopped") ?? null,
      keys_behind: figuresOf(seen, "vault")?.at("raccordo_vault_rows_behind") ?? null,
    },
    versions: {
      ...{ raccordo: versions.raccordo ?? null, node: process.version },
      configuration: versions.configuration,
      rule_set: policy?.at("raccordo_rule_set_version") ?? null,
    },
  };
}

function processesOf(seen: Seen) {
  const up = figuresOf(seen, "up");
  return seen.processes.map(({ name, state, parts, figures }) => {
    const startedS = figures.at("raccordo_start_time_seconds");
    return {
      ...{ name, state, parts: [...parts] },
      started_at: startedS === null ? null : new Date(startedS * 1_000).toISOString(),
      restarts: up?.at("raccordo_process_restarts_total", { process: name }) ?? null,
      memory_bytes: figures.at("raccordo_resident_memory_bytes"),
    };
  });
}

function logOf(seen: Seen): z.infer<typeof installationSchema>["log"] {
  const { log } = seen;
  if (log === null) return null;
  const audit = figuresOf(seen, "audit");
  const behind = audit?.at("raccordo_log_lag_entries") ?? null;
  const witnessed = log.witnessed ?? undefined;
  return {
    ...{ year: log.year, halted: log.halted, signed: log.size },
    in_stream: behind === null ? null : log.size + behind,
    cosigned: witnessed?.size ?? null,
    lag_s: audit?.at("raccordo_log_lag_seconds") ?? null,
    announced_s: audit?.at("raccordo_announcement_age_seconds") ?? null,
    quorum: witnessed?.quorum ?? null,
    witnesses: (witnessed?.witnesses ?? []).map(({ name, state, size }) => ({ name, state, size })),
  };
}
