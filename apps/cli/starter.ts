import { isRunning, npmAncestor } from "./procfs.ts";

const lookEveryMs = 500;
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Watches for everything that ends `up`: signals, the IPC channel of the script that started us, and the npm
 * above it, which may be killed without a word. A second Ctrl-C means: do not wait (`onImpatience`).
 */
export function watchStarter(
  onEnd: (why: "asked" | "gone") => void,
  onImpatience: () => void,
): { end(): void } {
  let asked = 0;
  const onSignal = () => {
    asked += 1;
    if (asked === 1) onEnd("asked");
    else onImpatience();
  };
  const onGone = () => onEnd("gone");
  const npm = npmAncestor(process.env["npm_lifecycle_event"] !== undefined);
  const timer = setInterval(() => {
    if (npm !== undefined && !isRunning(npm)) onGone();
  }, lookEveryMs);
  timer.unref();
  for (const signal of stopSignals) process.on(signal, onSignal);
  // A listener keeps the channel open, so it is given back at the end.
  process.once("disconnect", onGone);
  return {
    end() {
      clearInterval(timer);
      for (const signal of stopSignals) process.off(signal, onSignal);
      process.off("disconnect", onGone);
      if (process.connected) process.disconnect?.();
    },
  };
}
