import { readFileSync } from "node:fs";

export interface ProcessMemory {
  readonly process: string;
  readonly pssBytes: number;
}

/** Proportional set size: memory that processes share is divided among them, so that the sum is what is used. */
export function memoryOf(processes: ReadonlyMap<string, number>): readonly ProcessMemory[] {
  return [...processes].map(([process, pid]) => ({ process, pssBytes: pssBytesOf(pid) }));
}

function pssBytesOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1_024;
}

/** Clock ticks of the kernel's accounting, a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** CPU time that processes have used since they began, user and system, milliseconds. */
export function cpuMsOf(processes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...processes].map(([process, pid]) => [process, cpuMs(pid)]));
}

function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // After the command in brackets: state is field 3, utime and stime are 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}
