import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CodedError } from "./codedError.ts";

/** The places at which tests kill or hold a process: between two steps that must not depend on each other. */
export const seamNames = [
  "vault-created", // between the vault's create and its answer
  "vault-rewrapped", // between two writes of keys that are wrapped anew
  "submit-published", // after submit's publish, before its answer
  "decided", // between decide and record
  "recorded", // between record and release
  "noticed", // between the notice of a declared emergency and its release
  "released", // between release and acknowledgement
  "message-held", // a message of an incident under a legal hold was copied
  "key-destroyed", // between the vault's destruction of a key and the leaf about it
  "epoch-acted", // between what became of an epoch of the vault and the leaf about it
  "handed-out", // between hand-out and receipt
  "webhook-answered", // between a webhook's 2xx and its receipt
  "checkpoint-signed", // between signing a checkpoint and announcing it
  "witness-stored", // between a witness's storing of a checkpoint and its answer
  "year-sealed", // between sealing a year and the first leaf of the next
  "entry-restored", // between two messages of a lost stream that are written again, or the last and its notice
] as const;
export type SeamName = (typeof seamNames)[number];

/** Passes a named place; at once, unless the configuration of a test says otherwise. */
export type Seam = (name: SeamName) => Promise<void>;

export interface SeamTest {
  readonly dir: string;
  readonly seams: Readonly<Record<string, "kill" | "hold">>;
}

/** A held process that nobody lets go on fails after this time. */
const holdMsMax = 120_000;
const lookMs = 10;

/**
 * The seams of a process (clarification 24). At an active seam `dir/fired.<name>.<pid>` is written and
 * synced first, so that a test can assert that it was reached; then the process kills itself without any
 * handler, or waits for `dir/go.<name>`. Throws on a name that no code passes: such a test would prove nothing.
 */
export function seamsFor(test: SeamTest | undefined): Seam {
  if (test === undefined) return () => Promise.resolve();
  for (const name of Object.keys(test.seams)) {
    if (!seamNames.some((known) => known === name)) throw new CodedError("seam-unknown", name);
  }
  return async (name) => {
    const action = test.seams[name];
    if (action === undefined) return;
    leaveMark(test.dir, name);
    if (action === "kill") process.kill(process.pid, "SIGKILL");
    await untilLetGo(join(test.dir, `go.${name}`), name);
  };
}

function leaveMark(dir: string, name: SeamName): void {
  for (const path of [join(dir, `fired.${name}.${process.pid}`), dir]) {
    const file = openSync(path, path === dir ? "r" : "a", 0o600);
    fsyncSync(file);
    closeSync(file);
  }
}

async function untilLetGo(file: string, name: SeamName): Promise<void> {
  for (let waitedMs = 0; waitedMs < holdMsMax; waitedMs += lookMs) {
    if (existsSync(file)) return;
    await wait(lookMs);
  }
  throw new CodedError("seam-never-let-go", name);
}
