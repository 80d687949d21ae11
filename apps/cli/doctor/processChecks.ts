import { createConnection } from "node:net";
import { join } from "node:path";
import { believe } from "../authority.ts";
import { holderOf } from "../lock.ts";
import { host, type Ports, readPorts } from "../ports.ts";
import { type Probe, probe, textMember } from "../probe.ts";
import { operationsName } from "../processConfigs.ts";
import type { TextKey } from "../texts.ts";
import { attention, type Finding, ok, problem, skipped, someOf } from "./finding.ts";
import { logChecks } from "./logChecks.ts";
import { serverChecks } from "./serverChecks.ts";

/** Everything that runs, or what the next start will find when nothing does. */
export async function processChecks(data: string): Promise<readonly Finding[]> {
  const ports = readPorts(data) ?? { ports: {}, rooms: {} };
  const holder = holderOf(data);
  if (holder === undefined) {
    return [
      attention("doctor-not-running", { path: data }, "doctor-not-running-do"),
      await freePortsCheck(ports),
      ...(await logChecks(data, undefined)),
      skipped("doctor-clock-none"),
      skipped("doctor-sync-none"),
    ];
  }
  if (ports.tls === true) believe(join(data, "tls", "ca.crt"));
  const looks = await Promise.all(listeners(ports).map(look));
  const audit = looks.find(({ process, isWatch }) => process === "audit" && !isWatch)?.status;
  const watched = new Set(looks.flatMap(({ process, isWatch }) => (isWatch ? [process] : [])));
  const told = looks.filter(({ process, isWatch }) => isWatch || !watched.has(process));
  return [
    ok("doctor-running", { pid: holder.pid }),
    ...told.map((one) => healthCheck(data, one)),
    clockCheck(looks),
    ...(await logChecks(data, audit?.body)),
    ...(await serverChecks(data)),
  ];
}

interface Listener {
  readonly process: string;
  readonly port: number;
  /** Where it says whether it is ready. */
  readonly url: string;
  /** It is the address for operations, which every process has. */
  readonly isWatch: boolean;
}

const operations = operationsName("");

/** Every address that can be asked how its process is. The server has no HTTP: it is asked with its settings. */
function listeners({ ports, rooms, tls }: Ports): readonly Listener[] {
  return Object.entries(ports).flatMap(([name, port]): Listener[] => {
    if (name === "nats") return [];
    const isWatch = name.startsWith(operations);
    const process = isWatch ? name.slice(operations.length) : name;
    // Only where rooms come in is there TLS.
    const scheme = tls === true && Object.values(rooms).includes(name) ? "https" : "http";
    const path = isWatch ? "/health/ready" : "/status";
    return [{ process, port, url: `${scheme}://${host}:${port}${path}`, isWatch }];
  });
}

interface Look extends Listener {
  readonly status: Probe | undefined;
}

async function look(listener: Listener): Promise<Look> {
  return { ...listener, status: await probe(listener.url) };
}

function healthCheck(data: string, { process, port, status }: Look): Finding {
  const log = join(data, "log", `${process}.jsonl`);
  if (status === undefined) {
    return problem("doctor-process-silent", { process, port, log }, "doctor-process-do");
  }
  const state = stateOf(status);
  if (status.status === 200 && (state === "ok" || state === "ready")) {
    return ok("doctor-process", { process, state });
  }
  return problem("doctor-process-waits", { process, state, log }, todoOf(state));
}

function todoOf(state: string): TextKey {
  if (state.includes("rule-set-not-loggable")) return "doctor-not-loggable-do";
  return /\bstore: store-/.test(state) ? "doctor-store-do" : "doctor-process-do";
}

/** `ok`, or codes of what the process waits for; codes and names of parts are all that it tells. */
function stateOf({ body, status }: Probe): string {
  const word = textMember(body, "status");
  if (word !== undefined) return word;
  const reports = reportsOf(body).filter(({ code }) => code !== "ok");
  if (reports.length > 0) return reports.map(({ name, code }) => `${name}: ${code}`).join(", ");
  return status === 200 ? "ok" : String(status);
}

function reportsOf(body: unknown): readonly { readonly name: string; readonly code: string }[] {
  if (typeof body !== "object" || body === null || !("reports" in body)) return [];
  const { reports } = body;
  if (!Array.isArray(reports)) return [];
  return reports.map((one) => ({
    name: textMember(one, "name") ?? "?",
    code: textMember(one, "code") ?? "?",
  }));
}

/** The answer's date has whole seconds, and the answer took its time. */
const clockSlackMs = 2_000;
/** From here on a room's messages come near to being refused. */
const clockProblemMs = 60_000;

function clockCheck(looks: readonly Look[]): Finding {
  const differences = looks.flatMap(({ process, status }) => {
    if (status?.dateMs === undefined) return [];
    return [{ process, ms: status.readAtMs - status.dateMs - 500 }];
  });
  const [worst] = differences.toSorted((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
  if (worst === undefined) return skipped("doctor-clock-none");
  const ms = Math.abs(worst.ms);
  const values = { seconds: Math.round(ms / 1_000), process: worst.process };
  if (ms <= clockSlackMs) return ok("doctor-clock", values);
  const state = ms >= clockProblemMs ? problem : attention;
  return state("doctor-clock-off", values, "doctor-clock-do");
}

async function freePortsCheck({ ports }: Ports): Promise<Finding> {
  const all = Object.entries(ports);
  const answers = await Promise.all(all.map(([, port]) => isTaken(port)));
  const taken = all
    .filter((_, at) => answers[at] === true)
    .map(([name, port]) => `${name} ${port}`);
  if (taken.length === 0) return ok("doctor-ports", { count: all.length });
  return attention("doctor-ports-taken", { some: someOf(taken) }, "doctor-ports-do");
}

/** True when somebody accepts connections there. */
function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
