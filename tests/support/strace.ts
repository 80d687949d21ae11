import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { until } from "#tests/support/until";

/** Why strace cannot follow a running process here, in one line for `testIf`; undefined when it can. */
export function straceProblem(): string | undefined {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
  } catch {
    return "strace is not installed";
  }
  // kernel.org, Documentation/admin-guide/LSM/Yama.rst: 1 allows a parent only, and strace would be a sibling.
  const scope = readOr("/proc/sys/kernel/yama/ptrace_scope", "0").trim();
  const isAllowed = scope === "0" || (scope !== "3" && process.getuid?.() === 0);
  return isAllowed ? undefined : `strace may not attach here (ptrace_scope ${scope})`;
}

/** The threads of a Node process that touch files: its own for SQLite, those of libuv for the rest. */
export function fileThreads(pid: number): {
  readonly main: number;
  readonly pool: readonly number[];
} {
  const tasks = readdirSync(`/proc/${pid}/task`).map(Number);
  const isPool = (task: number) =>
    readOr(`/proc/${pid}/task/${task}/comm`, "").startsWith("libuv-worker");
  return { main: pid, pool: tasks.filter(isPool) };
}

/** strace on threads of a process; `detach` leaves the process as it is. */
export interface Tracer {
  detach(): Promise<void>;
}

/** Attaches to `threads`; with `everyThread` to all that the process has and gets. Resolves once it is attached. */
export async function attachStrace(
  threads: readonly number[],
  options: readonly string[],
  everyThread = false,
): Promise<Tracer> {
  const pids = threads.flatMap((thread) => ["-p", String(thread)]);
  const args = [...(everyThread ? ["-f"] : []), ...options, ...pids];
  const child: ChildProcess = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
  const gone = once(child, "close");
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const isAttached = () => threads.every((thread) => tracerOf(thread) === child.pid);
  await until(() => isAttached() || child.exitCode !== null, "strace");
  if (child.exitCode !== null) throw new Error(`strace: ${said}`);
  return {
    detach: async () => {
      child.kill("SIGINT");
      await gone;
    },
  };
}

const tracerOf = (thread: number): number =>
  Number(/^TracerPid:\t(\d+)$/m.exec(readOr(`/proc/${thread}/status`, ""))?.[1] ?? 0);

function readOr(file: string, absent: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return absent;
  }
}
