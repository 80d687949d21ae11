import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "#tests/support/childProcess";
import { type PageUser, pageConfig } from "#tests/support/consolePage";
import { trafficRooms } from "#tests/support/search/traffic";
import { install, readJson } from "../installation.ts";
import type { MadeLog } from "./madeLog.ts";

const [comune] = trafficRooms;

/** Who looks at the log: a titolare's officer, and the cabina di regia. */
export const benchUsers: readonly PageUser[] = [
  { account: "rpd-comune", role: "rpd", titolare: comune.titolare },
  { account: "cabina", role: "cabina" },
];

/** Everything that runs beside the console so that a reading is really recorded. */
const installed = ["vault", "audit", "policy", "exchange"];

/** A real console over a log that was made, whose readings a real policy records in a log of its own. */
export interface ServedConsole {
  readonly address: string;
  readonly pid: number;
  /** Seconds spent so far, of all questions, with having readings recorded and with answering. */
  parts(): Promise<{ readonly record: number; readonly answer: number }>;
  stop(): Promise<void>;
}

export async function servedConsole(folder: string, log: MadeLog): Promise<ServedConsole> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const installation = await install(folder, "installation", { only: installed });
  const known = readJson<Record<string, unknown>>(join(installation.data, "run", "console.json"));
  const work = join(installation.data, "console");
  const viewersFile = join(work, "viewers.json");
  const config = {
    ...known,
    ...pageConfig(benchUsers),
    ...{ log_dir: join(log.data, "audit"), configuration_file: log.configurationFile },
    ...{ search_file: log.searchFile, signers: log.signers, viewers_file: viewersFile },
    limits: { requests_per_minute_max: 100_000 },
  };
  mkdirSync(work, { recursive: true, mode: 0o700 });
  const configFile = join(folder, "console.json");
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
  const started = startChild("apps/console/api/main.js", configFile);
  process.once("exit", () => started.child.kill("SIGTERM"));
  const { http } = await started.ready;
  const { ports } = readJson<{ readonly ports: Readonly<Record<string, number>> }>(
    join(installation.data, "ports.json"),
  );
  const metrics = `http://127.0.0.1:${ports["operations-console"]}/metrics`;
  return {
    address: `http://127.0.0.1:${http}`,
    pid: started.pid,
    parts: async () => partsIn(await (await fetch(metrics)).text()),
    stop: async () => {
      started.child.kill("SIGTERM");
      await started.ended;
      await installation.stop();
    },
  };
}

function partsIn(page: string) {
  const sum = (kind: string): number => {
    const form = `raccordo_console_answer_duration_seconds_sum\\{kind="${kind}"\\} (\\S+)`;
    return Number(new RegExp(form).exec(page)?.[1] ?? 0);
  };
  return { record: sum("record"), answer: sum("answer") };
}
