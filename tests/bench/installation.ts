import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RunningCli, startCli } from "#tests/support/commandLine";
import { projectRoot } from "#tests/support/project";
import { until } from "#tests/support/until";

/** A `raccordo up` on a folder of its own. */
export interface Installation {
  readonly data: string;
  readonly rooms: readonly string[];
  /** From the start of the command to "up", milliseconds. */
  readonly bootMs: number;
  /** Every process with its pid, the supervisor included. */
  processes(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  /** Processes to start; none: only the server with its accounts and streams. */
  readonly only?: readonly string[];
  readonly profiles?: string | undefined;
}

/** The shipped limits of an edge are those of one room; the bench's sender stands for many. */
const edgeLimits = {
  submit_per_minute_max: 1_000_000,
  submit_bytes_max: 262_144,
  polls_per_minute_max: 1_000_000,
  in_work_max: 1_000,
  polls_max: 4,
  copies_max: 32,
};

export async function install(
  parent: string,
  name: string,
  options: InstallationOptions = {},
): Promise<Installation> {
  const folder = mkdtempSync(join(parent, `${name}-`));
  const data = join(folder, "data");
  // Six rooms: five receive what the sixth sends.
  const deploy = join(projectRoot, "deploy");
  const testFile = join(folder, "test.json");
  const { only, profiles } = options;
  const test = { edge_limits: edgeLimits, ...(only && { only }), cpu_profiles: profiles };
  writeFileSync(testFile, JSON.stringify(test));
  const startedMs = performance.now();
  const args = ["up", "--json", "--data", data, "--deploy", deploy, "--test-file", testFile];
  const cli = startCli(args);
  // A bench that fails, or whose reader goes away, takes its installation with it.
  process.once("exit", () => cli.child.kill("SIGTERM"));
  await until(() => cli.events().some(({ event }) => event === "summary-ready"), "up", 60_000);
  const bootMs = performance.now() - startedMs;
  return {
    data,
    rooms: Object.keys(readJson<PortsFile>(join(data, "ports.json")).rooms),
    bootMs,
    processes: () => processesOf(cli),
    async stop() {
      cli.child.kill("SIGTERM");
      await cli.exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface PortsFile {
  readonly ports: Readonly<Record<string, number>>;
  readonly rooms: Readonly<Record<string, string>>;
}

export const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

function processesOf(cli: RunningCli): ReadonlyMap<string, number> {
  const started = cli.events().flatMap((event): readonly [string, number][] => {
    const { process: name, pid } = event;
    return event.event === "process-started" ? [[String(name), Number(pid)]] : [];
  });
  return new Map([["up", cli.pid], ...started]);
}
