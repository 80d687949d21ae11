import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { credentialDigest, credentialsText } from "#libs/runtime/credentials";
import type { LabelName } from "#libs/runtime/metrics";
import { createOperations, openOperations } from "#libs/runtime/operations";

/** One value of one process, under the name and the labels that the product gives it. */
interface Gauge {
  readonly name: string;
  readonly value: number;
  readonly labels?: readonly (readonly [LabelName, string])[];
}

const nowS = (): number => Math.floor(Date.now() / 1_000);
const room = "pl_cremona";
const adapter = `adapter-${room}`;

/** What each process counts: one webhook did not take a copy, everything else is well. */
const gaugesOf = (): Readonly<Record<string, readonly Gauge[]>> => ({
  up: [
    { name: "raccordo_data_disk_free_bytes", value: 400e9 },
    { name: "raccordo_data_disk_size_bytes", value: 500e9 },
  ],
  exchange: ["actual", "exercise"].map((mode) => ({
    ...{ name: "raccordo_copies_waiting", value: mode === "actual" ? 4 : 0 },
    labels: [
      ["room", room],
      ["mode", mode],
    ],
  })),
  policy: [{ name: "raccordo_rule_set_version", value: 1 }],
  vault: [{ name: "raccordo_vault_rows_behind", value: 0 }],
  audit: [
    { name: "raccordo_log_lag_entries", value: 0 },
    { name: "raccordo_log_lag_seconds", value: 0 },
    { name: "raccordo_announcement_age_seconds", value: 4 },
    { name: "raccordo_feeds_behind", value: 0 },
  ],
  [adapter]: [
    { name: "raccordo_webhook_dead_copies", value: 1, labels: [["room", room]] },
    { name: "raccordo_edge_last_asked_timestamp_seconds", value: nowS(), labels: [["room", room]] },
  ],
});

/** What the sequencer says of a log of three entries that two witnesses have cosigned. */
const logStatus = {
  ...{ halted: null, year: 2026, size: 3, alarms: [] },
  witnessed: {
    ...{ quorum: "due", size: 3 },
    witnesses: ["testimone-1", "testimone-2"].map((name) => ({ name, state: "cosigned", size: 3 })),
  },
};

export interface WatchedInstallation {
  /** Where the sequencer says how its log is. */
  readonly auditUrl: string;
  /** Writes into an installation's folder who is watched where, and what room is served by whom. */
  writeInto(data: string): void;
  stop(): Promise<void>;
}

/** Processes of an installation that can be asked how they are, in this one: real addresses, values of our choice. */
export async function watchedInstallation(): Promise<WatchedInstallation> {
  const watched = await Promise.all(
    Object.entries(gaugesOf()).map(async ([name, gauges]) => ({
      name,
      ...(await watchedProcess(gauges)),
    })),
  );
  const audit = createServer((_, response) => response.end(JSON.stringify(logStatus)));
  const port = await new Promise<number>((resolve) => {
    audit.listen(0, "127.0.0.1", () => {
      const address = audit.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    auditUrl: `http://127.0.0.1:${port}`,
    writeInto: (data) => writeInstallation(data, watched),
    stop: async () => {
      audit.closeAllConnections();
      audit.close();
      await Promise.all(watched.map(({ stop }) => stop()));
    },
  };
}

async function watchedProcess(gauges: readonly Gauge[]) {
  const operations = createOperations();
  operations.health.watch("process", () => "ok");
  for (const [name, of] of Map.groupBy(gauges, (gauge) => gauge.name)) {
    const named = Map.groupBy(
      of.flatMap(({ labels = [] }) => labels),
      ([label]) => label,
    );
    const labels = [...named].map(([label, said]) => {
      return [label, [...new Set(said.map(([, value]) => value))]] as const;
    });
    const values = of.map(({ value, labels: said = [] }) => {
      return [value, ...said.map(([, word]) => word)] as const;
    });
    operations.metrics.gauge({ name, help: "SINTETICO", labels }, () => values);
  }
  const server = await openOperations(0, operations, { error: () => undefined });
  const stop = async () => {
    operations.end();
    await server?.stop();
  };
  return { port: server?.port ?? 0, stop };
}

function writeInstallation(
  data: string,
  watched: readonly { readonly name: string; readonly port: number }[],
): void {
  const write = (name: string, text: string) => {
    mkdirSync(join(data, name, ".."), { recursive: true });
    writeFileSync(join(data, name), text, { mode: 0o600 });
  };
  const targets = watched.map(({ name, port }) => ({
    ...{ targets: [`127.0.0.1:${port}`], labels: { instance: name } },
  }));
  write("operations.json", JSON.stringify(targets));
  write("ports.json", JSON.stringify({ ports: {}, rooms: { [room]: adapter } }));
  write(`rooms/${room}/webhook`, "whsec_SINTETICO\n");
  const key = {
    ...({ id: "key-1", kind: "bearer", sha256: credentialDigest("SINTETICO") } as const),
    from: "2026-01-01T00:00:00.000Z",
  };
  const credentials = credentialsText({ format: "raccordo-credentials/1", credentials: [key] });
  write(`rooms/${room}/credentials.json`, credentials);
}
