import { z } from "zod";
import { CliError, exitCodes } from "../exitCodes.ts";
import { host, readPorts } from "../ports.ts";
import { probe } from "../probe.ts";
import type { Terminal } from "../terminal.ts";

const schema = z.looseObject({
  halted: z.string().nullable(),
  year: z.number().nullable(),
  size: z.number(),
  witnessed: z
    .looseObject({
      quorum: z.string(),
      size: z.number(),
      witnesses: z.array(z.looseObject({ name: z.string(), state: z.string(), size: z.number() })),
    })
    .nullish(),
});

export interface StatusCommand {
  readonly data: string;
  /** Number of an entry of this year's log, from 0. */
  readonly entry?: number | undefined;
}

/** L0: in the stream, synced; L1: in a signed checkpoint; L2: cosigned by the quorum of witnesses. */
export type EvidenceLevel = "L0" | "L1" | "L2";

/** The level of an entry, from what the log says of itself. Pure. */
export function levelOf(entry: number, signed: number, cosigned: number): EvidenceLevel {
  if (entry < cosigned) return "L2";
  return entry < signed ? "L1" : "L0";
}

/** `raccordo audit status`: how far the log is signed and cosigned, and by whom. Exit 1 when it stands still. */
export async function status(terminal: Terminal, command: StatusCommand): Promise<number> {
  const port = readPorts(command.data)?.ports["audit"];
  const address = `http://${host}:${port ?? 0}`;
  const answer = port === undefined ? undefined : await probe(`${address}/status`);
  const parsed = schema.safeParse(answer?.body);
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
