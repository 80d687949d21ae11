import { levelOf, logStatusSchema } from "#libs/tilestore/logStatus";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readInstallation } from "../installation.ts";
import { host, readPorts } from "../ports.ts";
import { probe } from "../probe.ts";
import type { Terminal } from "../terminal.ts";

export interface StatusCommand {
  readonly data: string;
  /** Number of an entry of this year's log, from 0. */
  readonly entry?: number | undefined;
}

/** `raccordo audit status`: how far the log is signed and cosigned, and by whom. Exit 1 when it stands still. */
export async function status(terminal: Terminal, command: StatusCommand): Promise<number> {
  if (readInstallation(command.data) === undefined) {
    throw new CliError("refused", "administration-none", { path: command.data });
  }
  const port = readPorts(command.data)?.ports["audit"];
  const address = `http://${host}:${port ?? 0}`;
  const answer = port === undefined ? undefined : await probe(`${address}/status`);
  const parsed = logStatusSchema.safeParse(answer?.body);
  if (!parsed.success) throw new CliError("unreachable", "status-silent", { address });
  const { halted, year, size, witnessed } = parsed.data;
  const covered = witnessed?.size ?? 0;
  terminal.say("status-log", { year: year ?? 0, size, covered });
  if (witnessed == null) terminal.say("status-no-policy");
  for (const witness of witnessed?.witnesses ?? []) {
    const { name, state, size: upTo } = witness;
    const words = witnessWords.get(state)?.[terminal.language] ?? state;
    terminal.say("status-witness", { name, state: terminal.json ? state : words, size: upTo });
  }
  const { entry } = command;
  if (entry !== undefined) tellEntry(terminal, entry, size, covered);
  if (halted !== null) terminal.say("status-halted", { halted });
  for (const { code, about, fix } of parsed.data.alarms) {
    terminal.say("status-alarm", { code, about, fix: fix[terminal.language] });
  }
  return halted === null ? exitCodes.ok : exitCodes["check-failed"];
}

/** Beyond what is signed nobody knows here whether there is such an entry: it is not said that there is. */
function tellEntry(terminal: Terminal, entry: number, size: number, covered: number): void {
  if (entry >= size) terminal.say("status-entry-beyond", { entry, size });
  else terminal.say("status-entry", { entry, level: levelOf(entry, size, covered) });
}

/** What a witness has answered, as /status says it. */
const witnessWords: ReadonlyMap<string, { readonly it: string; readonly en: string }> = new Map([
  ["not-asked", { it: "non ancora interrogato", en: "not asked yet" }],
  ["cosigned", { it: "controfirmato", en: "cosigned" }],
  ["unreachable", { it: "non risponde", en: "does not answer" }],
  ["refused", { it: "rifiuta", en: "refuses" }],
  ["differs", { it: "HA CONTROFIRMATO UN'ALTRA STORIA", en: "HAS COSIGNED ANOTHER HISTORY" }],
  ["ahead", { it: "ha controfirmato più di quanto c'è", en: "has cosigned more than there is" }],
]);
