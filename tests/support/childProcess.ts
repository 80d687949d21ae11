import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "#apps/cli/childEnvironment";
import { packagesFirst } from "#apps/cli/programFlags";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of ours that a test started, with the IPC channel that `up` gives it. */
export interface StartedChild {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves with its ports when it reports ready; rejects with its log when it ends before. */
  readonly ready: Promise<Readonly<Record<string, number>>>;
  readonly ended: Promise<Ended>;
  log(): string;
}

const dist = fileURLToPath(new URL("../../", import.meta.url));

/** Starts `dist/<entry>` with the path of its configuration as the only argument, in an environment of its own. */
export function startChild(
  entry: string,
  configPath: string,
  env: Readonly<Record<string, string>> = {},
): StartedChild {
  const child = fork(`${dist}${entry}`, [configPath], {
    silent: true,
    execArgv: [...packagesFirst],
    env: { ...childEnvironment(), ...env },
  });
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  // Not "close": it never comes once we have disconnected. The end of stderr: all that it wrote is read.
  const silent = child.stderr === null ? undefined : once(child.stderr, "end");
  const ended = Promise.all([once(child, "exit"), silent]).then(
    ([[code, signal]]): Ended => ({ code, signal }),
  );
  const ready = new Promise<Readonly<Record<string, number>>>((resolve, reject) => {
    child.on("message", (message: { ready?: boolean; ports?: Record<string, number> }) => {
      if (message.ready === true) resolve(message.ports ?? {});
    });
    void ended.then(() => reject(new Error(`ended before it was ready:\n${log}`)));
  });
  ready.catch(() => {});
  return { child, pid: child.pid ?? 0, ready, ended, log: () => log };
}

/** True if the process with `pid` has reached the seam. */
export function seamFired(dir: string, name: string, pid: number): boolean {
  return existsSync(dir) && readdirSync(dir).includes(`fired.${name}.${pid}`);
}
