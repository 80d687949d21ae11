import { join } from "node:path";
import { type EpochAnswer, epochAnswerIn, epochRequestOf } from "#libs/eventlog/epochMessages";
import { coreSubjects, vaultSubjects } from "#libs/eventlog/permissions";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { privateFolder, readPrivate, writePrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";
import { begunEpochs } from "./begunEpochs.ts";
import { epochFolder } from "./epochFolder.ts";

/** A token that makes a key takes longer than a file. */
const answerMsMax = 60_000;
const nothing = new Uint8Array();

/** Which epochs the key store has, and how many incidents are wrapped under each. */
export async function vaultStatus(terminal: Terminal, data: string): Promise<number> {
  return tell(terminal, data, await asked(data, vaultSubjects.epochs, nothing));
}

/** Begins a new epoch. What the older ones wrapped follows in the background: `vault status` counts it. */
export async function rotateEpoch(terminal: Terminal, data: string): Promise<number> {
  const answer = await asked(data, coreSubjects.epochRotate, nothing);
  terminal.say("vault-rotated");
  return tell(terminal, data, answer);
}

/** Destroys the key of an older epoch under which nothing is wrapped any more. */
export async function destroyEpoch(
  terminal: Terminal,
  data: string,
  epoch: number,
): Promise<number> {
  const answer = await asked(data, coreSubjects.epochDestroy, epochRequestOf(epoch), epoch);
  terminal.say("vault-destroyed", { epoch });
  return tell(terminal, data, answer);
}

/**
 * Says that the key of an epoch is lost, for the next start of the vault: it then counts the incidents of that epoch
 * as destroyed instead of refusing to start. Nothing is asked of the system, which cannot run without the key. Not of an
 * epoch that never was: the note would stand until one of that number begins, and give it up when its key is away once.
 */
export function declareLost(terminal: Terminal, data: string, epoch: number): number {
  const folder = epochFolder(data);
  const keys = [`${epoch}.key`, `${epoch}.wrapped`];
  if (keys.some((name) => readPrivate(join(folder, name)) !== undefined)) {
    throw new CliError("refused", "vault-not-lost", { epoch, path: folder });
  }
  if (!begunEpochs(data).includes(epoch)) {
    throw new CliError("refused", "vault-refused-unknown", { epoch });
  }
  privateFolder(folder);
  writePrivate(join(folder, `${epoch}.lost`), `${new Date().toISOString()}\n`);
  terminal.say("vault-lost", { epoch });
  return exitCodes.ok;
}

type Granted = Extract<EpochAnswer, { outcome: "ok" }>;

async function asked(
  data: string,
  subject: string,
  request: Uint8Array,
  epoch = 0,
): Promise<Granted> {
  const answer = epochAnswerIn(await askCore(data, subject, request, answerMsMax));
  if (answer?.outcome === "ok") return answer;
  if (answer?.outcome === "refused") {
    throw new CliError("refused", `vault-refused-${answer.code}`, { epoch });
  }
  throw new CliError("unreachable", "vault-failed", { path: data });
}

function tell(terminal: Terminal, data: string, { backend, epochs }: Granted): number {
  if (terminal.json) {
    terminal.tell("vault-epochs", { backend, epochs });
    return exitCodes.ok;
  }
  terminal.say(`vault-backend-${backend}`, { path: epochFolder(data) });
  for (const { epoch, state, rows } of epochs) {
    terminal.say(`vault-epoch-${state}`, { epoch, rows });
  }
  return exitCodes.ok;
}
