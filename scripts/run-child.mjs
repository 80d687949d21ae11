// Runs a program in our place: its input and output are ours, signals reach it, its end is our end.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * For `up`, which watches over processes for months: loading the modules lets the young generation grow to its largest
 * and stay there, half of what it holds when idle.
 */
export const watcherFlags = ["--max-semi-space-size=4"];

const forwarded = ["SIGTERM", "SIGHUP", "SIGINT"];

/**
 * Exit code of the program (128 + signal number when a signal ended it). The IPC channel lets it
 * notice our end even when we are killed.
 */
export function runChild(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    ...options,
  });
  const handlers = forwarded.map((signal) => [signal, () => forward(child, signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** A terminal sends Ctrl-C to the whole group already; twice would mean "do not wait". */
function forward(child, signal) {
  if (signal === "SIGINT" && process.stdin.isTTY) return;
  child.kill(signal);
}
