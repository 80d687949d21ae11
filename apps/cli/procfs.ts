import { readFileSync } from "node:fs";

/** A process that cannot be taken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot; absent where there is no /proc. */
  readonly start?: string | undefined;
}

interface ProcessStat {
  readonly state: string;
  readonly parent: number;
  readonly start: string;
}

/** What /proc says of a process; undefined when there is none, or no /proc. */
function statOf(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold blanks and parentheses itself.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, parent] = fields;
    const start = fields[19];
    if (state === undefined || start === undefined) return undefined;
    return { state, parent: Number(parent), start };
  } catch {
    return undefined;
  }
}

/** Identity of a running process. */
export function identityOf(pid: number): ProcessIdentity {
  return { pid, start: statOf(pid)?.start };
}

/** True while that very process runs; one that ended and was not yet collected does not. */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  const stat = statOf(pid);
  if (stat !== undefined)
    return stat.state !== "Z" && (start === undefined || stat.start === start);
  return start === undefined && answersSignal(pid);
}

const generationsMax = 6;

/**
 * The npm that started us, through whatever shell and script lies between; undefined when nobody of that
 * kind did. `npm start` killed with -9 cannot tell us, so its end has to be seen.
 */
export function npmAncestor(startedByNpm: boolean): ProcessIdentity | undefined {
  if (!startedByNpm) return undefined;
  let pid = process.ppid;
  for (let generation = 0; generation < generationsMax && pid > 1; generation += 1) {
    if (/(?:^|[/ ])npm(?:-cli\.js)?(?:$| )/.test(commandOf(pid))) return identityOf(pid);
    pid = statOf(pid)?.parent ?? 0;
  }
  return undefined;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
