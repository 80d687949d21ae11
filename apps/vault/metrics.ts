import type { Metrics } from "#libs/runtime/metrics";
import type { EpochState } from "./keyStore.ts";

export const requestKinds = ["create", "get", "shred", "list", "admit"] as const;
export type RequestKind = (typeof requestKinds)[number];

const outcomes = [
  ...([
    "ok",
    "absent",
    "retired",
    "sensitive_shredded",
    "shredded",
    "malformed",
    "failed",
  ] as const),
] as const;

/** What the vault counts. Never which incident: only how often. */
export interface VaultMetrics {
  answered(kind: RequestKind, outcome: string): void;
  created(mode: string): void;
  shredded(mode: string): void;
}

export function vaultMetrics(
  metrics: Metrics,
  epochs: () => Promise<readonly EpochState[]>,
): VaultMetrics {
  const modes = ["mode", ["actual", "exercise", "test"]] as const;
  const requests = metrics.counter({
    name: "raccordo_vault_requests_total",
    help: "Requests for keys that the vault has answered.",
    labels: [
      ["kind", requestKinds],
      ["outcome", outcomes],
    ],
  });
  const created = metrics.counter({
    name: "raccordo_vault_keys_created_total",
    help: "Incidents that were given keys.",
    labels: [modes],
  });
  const shredded = metrics.counter({
    name: "raccordo_vault_keys_shredded_total",
    help: "Requests to destroy the keys of an incident that were done.",
    labels: [modes],
  });
  metrics.gauge(
    {
      name: "raccordo_vault_rows_behind",
      help: "Incidents whose keys are wrapped under an older epoch key than the newest.",
    },
    async () =>
      (await epochs())
        .filter(({ state }) => state === "older")
        .reduce((sum, { rows }) => sum + rows, 0),
  );
  return {
    answered: (kind, outcome) => requests.at(kind, outcome).add(),
    created: (mode) => created.at(mode).add(),
    shredded: (mode) => shredded.at(mode).add(),
  };
}
