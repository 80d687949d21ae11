import { readFileSync } from "node:fs";
import { startCli } from "#tests/support/commandLine";
import { cpuMsOf } from "../processes.ts";

/** A command that was run to its end, as the kernel accounts for it. */
export interface MeasuredCommand {
  readonly code: number | NodeJS.Signals;
  readonly seconds: number;
  /** User and system, of all its threads, seconds. */
  readonly cpuSeconds: number;
  readonly residentMiBMax: number;
  readonly output: string;
}

const lookMs = 25;

/** Runs `raccordo <args>`; what it used is read a last time some milliseconds before its end. */
export async function measuredCli(args: readonly string[]): Promise<MeasuredCommand> {
  const startMs = performance.now();
  const cli = startCli(args);
  let [cpuMs, residentMiBMax] = [0, 0];
  const timer = setInterval(() => {
    try {
      cpuMs = cpuMsOf(new Map([["cli", cli.pid]])).get("cli") ?? cpuMs;
      residentMiBMax = Math.max(residentMiBMax, highWaterMiB(cli.pid));
    } catch {
      // It has just ended.
    }
  }, lookMs);
  const code = await cli.exit;
  clearInterval(timer);
  const seconds = (performance.now() - startMs) / 1_000;
  return { code, seconds, cpuSeconds: cpuMs / 1_000, residentMiBMax, output: cli.output() };
}

/** The most memory that a process has had resident. */
function highWaterMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024;
}
