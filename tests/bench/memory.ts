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
