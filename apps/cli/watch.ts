import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Reading } from "#libs/runtime/metrics";
import { createOperations, openOperations, operationsHost } from "#libs/runtime/operations";
import type { Ports } from "./ports.ts";
import { writePrivate } from "./privateFiles.ts";
import { operationsName } from "./processConfigs.ts";
import type { PartState } from "./supervisor.ts";
import type { Terminal } from "./terminal.ts";

/** What the supervisor is watched for. */
export interface Watched {
  readonly data: string;
  readonly ports: Ports;
  /** Names of everything that is kept running, the server included when it is ours. */
  readonly processes: readonly string[];
  states(): readonly PartState[];
  /** `ok`, or the code of why the message server does not write. */
  storeCode(): string;
}

/** Where a process shows `/metrics` and `/health`; undefined when it has no port for that. */
export function operationsAddress({ ports }: Ports, process: string): string | undefined {
  const port = ports[operationsName(process)];
  return port === undefined ? undefined : `${operationsHost}:${port}`;
}

/**
 * DATA/operations.json: where each process is watched, as Prometheus reads lists of targets from files. It is
 * written anew at every start, because a port may have moved.
 */
export function writeTargets(data: string, ports: Ports, processes: readonly string[]): void {
  const targets = processes.flatMap((process) => {
    const address = operationsAddress(ports, process);
    return address === undefined ? [] : [{ targets: [address], labels: { instance: process } }];
  });
  writePrivate(join(data, "operations.json"), `${JSON.stringify(targets, null, 2)}\n`);
}

/** Opens the supervisor's own address for operations; gives what closes it. */
export async function watchSupervisor(terminal: Terminal, watched: Watched) {
  const operations = createOperations();
  const { metrics, health } = operations;
  const process = ["process", watched.processes] as const;
  metrics.observedCounter(
    {
      name: "raccordo_process_restarts_total",
      help: "Times that a process ended and was started again.",
      labels: [process],
    },
    () => watched.states().map(({ name, restarts }): Reading => [restarts, name]),
  );
  metrics.gauge(
    { name: "raccordo_process_running", help: "1 while the process runs.", labels: [process] },
    () => watched.states().map(({ name, isRunning }): Reading => [isRunning ? 1 : 0, name]),
  );
  metrics.gauge(
    {
      name: "raccordo_data_disk_free_bytes",
      help: "Free space for us on the disk of the data folder.",
      unit: "bytes",
    },
    () => diskBytes(watched.data, "bavail"),
  );
  metrics.gauge(
    {
      name: "raccordo_data_disk_size_bytes",
      help: "Size of the disk of the data folder.",
      unit: "bytes",
    },
    () => diskBytes(watched.data, "blocks"),
  );
  health.watch("process", () => "ok");
  health.watch("processes", () => processesState(watched));
  health.watch("store", () => watched.storeCode());
  const port = watched.ports.ports[operationsName("up")] ?? 0;
  const notOpen = () => terminal.warn("operations-not-open", { port });
  const server = await openOperations(port, operations, { error: notOpen });
  return {
    async stop(): Promise<void> {
      operations.end();
      await server?.stop();
    },
  };
}

function processesState({ processes, states }: Watched): string {
  const running = new Set(states().flatMap(({ name, isRunning }) => (isRunning ? [name] : [])));
  return processes.every((name) => running.has(name)) ? "ok" : "process-down";
}

async function diskBytes(path: string, of: "bavail" | "blocks"): Promise<number> {
  const disk = await statfs(path);
  return disk[of] * disk.bsize;
}
