import { levelOf, logStatusSchema } from "#libs/tilestore/logStatus";
import { CliError, exitCodes } from "../exitCodes.ts";
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
    terminal.say("status-witness", { name, state, size: upTo });
  }
  const { entry } = command;
  if (entry !== undefined) {
    terminal.say("status-entry", { entry, level: levelOf(entry, size, covered) });
  }
  if (halted === null) return exitCodes.ok;
  terminal.say("status-halted", { halted });
  return exitCodes["check-failed"];
}
