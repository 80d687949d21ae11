import type { ChildProcess } from "node:child_process";
import type { Started } from "./part.ts";

/** The end of a child as {@link Started} tells it; `graceMs` is what an orderly stop may take. */
export function startedFrom(child: ChildProcess, graceMs: number): Started {
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    ended,
    kill: () => void child.kill("SIGKILL"),
    async stop() {
      if (hasEnded(child)) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

/** Resolves when the child is gone. A program that cannot be run at all is gone too. */
function endOf(child: ChildProcess): Promise<string> {
  if (hasEnded(child)) return Promise.resolve(reasonOf(child.exitCode, child.signalCode));
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(reasonOf(code, signal)));
    child.once("error", (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
  });
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

const reasonOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ?? `exit ${code ?? "?"}`;
