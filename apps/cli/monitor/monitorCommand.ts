import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileSource, httpSource, type TileSource } from "#libs/tilestore/tileSource";
import { parseVerifierKey } from "#libs/tlog/note";
import { findingWordsOf } from "../audit/findingTexts.ts";
import { logsAt, vkeyFromData } from "../audit/verify.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { MonitorFolder } from "./memory.ts";
import { Monitor, type MonitorPass, type MonitorPorts } from "./monitor.ts";

export interface MonitorCommand {
  /** Public address or folder of the logs of all years, or of one year: then it begins with that. */
  readonly place: string;
  readonly vkey?: string | undefined;
  /** Folder in which the monitor remembers. */
  readonly memory: string;
  readonly once: boolean;
  readonly everyS: number;
  /** What the log promises: a sign of life every so many minutes. */
  readonly heartbeatMinutes: number;
  readonly data: string;
  /** Aborted when a person stops it. */
  readonly signal: AbortSignal;
  nowMs(): number;
}

/** Largest announcement that is read, bytes. */
const announcementBytesMax = 4_096;
const timeoutMs = 10_000;

/**
 * Follows a log as anybody may who knows its address and its key. With `once` one look: exit code 1 where anything
 * is wrong, 4 where nobody answers. Without, until it is stopped: 1 where there was an alarm.
 */
export async function monitorLog(terminal: Terminal, command: MonitorCommand): Promise<number> {
  const ports = await portsOf(command);
  const monitor = new Monitor(ports);
  // A check is never taken for more than it was.
  if (!ports.readsParts) terminal.say("monitor-no-parts");
  let alarms = 0;
  for (;;) {
    const pass = await monitor.pass();
    const at = new Date(command.nowMs()).toISOString();
    if (pass.entries > 0 || pass.alarms.length > 0 || command.once) tell(terminal, at, pass);
    alarms += pass.alarms.length;
    if (command.once) return exitOf(pass);
    await wait(command.everyS * 1_000, undefined, { signal: command.signal }).catch(
      () => undefined,
    );
    if (command.signal.aborted) return alarms > 0 ? exitCodes["check-failed"] : exitCodes.ok;
  }
}

function exitOf({ alarms }: MonitorPass): number {
  if (alarms.length === 0) return exitCodes.ok;
  const isAway = alarms.every(({ code }) => code === "unreachable");
  return isAway ? exitCodes.unreachable : exitCodes["check-failed"];
}

async function portsOf(command: MonitorCommand): Promise<MonitorPorts> {
  const vkey = command.vkey ?? (await vkeyInData(command));
  const key = parseVerifierKey(vkey);
  const [, family, year] = /^(.+)\/(\d{4})$/.exec(key?.name ?? "") ?? [];
  if (key === undefined || family === undefined) throw new CliError("usage", "vkey-wrong");
  const base = command.place.replace(/\/+$/, "").replace(/\/\d{4}$/, "");
  const isAddress = /^https?:\/\//.test(base);
  return {
    family,
    publicKey: key.publicKey,
    firstYear: Number(/\/(\d{4})\/*$/.exec(command.place)?.[1] ?? year),
    sourceOf: (of): TileSource =>
      isAddress ? httpSource(`${base}/${of}`, timeoutMs) : fileSource(join(base, String(of))),
    announcement: () => (isAddress ? announcementAt(`${base}/announcement`) : nothing()),
    readsParts: !isAddress,
    folder: new MonitorFolder(command.memory),
    beatMsMax: 2 * command.heartbeatMinutes * 60_000,
    nowMs: () => command.nowMs(),
  };
}

/** Of the installation on this machine: its data folder knows the key. */
async function vkeyInData({ place, data }: MonitorCommand): Promise<string> {
  const [log] = logsAt(place);
  if (log === undefined) throw new CliError("usage", "log-missing", { path: place });
  return vkeyFromData(log.source, { place, data });
}

const nothing = () => Promise.resolve(undefined);

/** The last announcement; undefined where none is served: then only the checkpoint tells of the log. */
async function announcementAt(address: string): Promise<Buffer | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(address, { redirect: "error", signal });
    const bytes = answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
    return bytes === undefined || bytes.length > announcementBytesMax ? undefined : bytes;
  } catch {
    return undefined; // the checkpoint is asked next, and says so if nobody answers
  }
}

function tell(terminal: Terminal, at: string, pass: MonitorPass): void {
  const { alarms, cosigners, ...figures } = pass;
  for (const alarm of alarms) {
    if (terminal.json) terminal.tell("monitor-alarm", { at, ...alarm });
    else {
      const { code, year, index, detail } = alarm;
      const place = index === undefined ? "" : ` #${index}`;
      const words = findingWordsOf(code, terminal.language);
      terminal.say("monitor-alarm", { at, code, year, place, words, detail });
    }
  }
  if (terminal.json) {
    terminal.tell("monitor-pass", { at, ...figures, cosigners, alarms: alarms.length });
    return;
  }
  const names = cosigners.length === 0 ? "–" : cosigners.join(", ");
  terminal.say("monitor-pass", { at, ...figures, cosigners: names, alarms: alarms.length });
}
