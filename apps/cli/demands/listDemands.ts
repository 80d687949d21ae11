import { coreSubjects } from "#libs/eventlog/permissions";
import {
  confirmAnswerSchema,
  type DemandRow,
  demandBytes,
  demandListSchema,
} from "#libs/policy/demandMessages";
import { messageIn } from "#libs/policy/emergencyMessages";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readSignerKey } from "../life/signerKey.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";
import { signedOrder } from "./signedOrder.ts";

export interface DemandListOptions {
  readonly data: string;
  /** Only those that some room has not confirmed although their time is over. */
  readonly overdue: boolean;
}

/** `recall list`: the demands, the newest first. Exit code 1 where one is overdue. */
export async function listDemands(
  terminal: Terminal,
  { data, overdue }: DemandListOptions,
): Promise<number> {
  const answer = await askCore(data, coreSubjects.demandsList, new Uint8Array());
  const list = messageIn(answer, demandListSchema);
  if (list === undefined) throw new CliError("unreachable", "administration-away", { path: data });
  const rows = list.demands.filter((row) => !overdue || row.overdue);
  for (const { notice, ...row } of rows)
    terminal.tell("demand", { number: numberOf(notice), ...row });
  const end = rows.some((row) => row.overdue) ? exitCodes["check-failed"] : exitCodes.ok;
  if (terminal.json) return end;
  const { language } = terminal;
  if (rows.length === 0) terminal.say("demands-none");
  else {
    const head = textOf(language, "demands-head").split("|");
    const lines = rows.map((row) => lineOf(language, row));
    terminal.write(`${tableText(head, lines)}\n`);
  }
  if (list.more) terminal.say("demands-more");
  return end;
}

export interface ConfirmOptions {
  readonly data: string;
  readonly room: string;
  /** File with the signing key of a person of the titolare that demanded, or of the room's own. */
  readonly key: string;
}

/** `recall confirm`: a room confirmed outside the system. Asking twice is harmless. */
export async function confirmDemand(
  terminal: Terminal,
  number: string,
  { data, room, key }: ConfirmOptions,
): Promise<number> {
  const [year, seq] = number.split("/").map(Number);
  if (!/^\d{4}\/\d+$/.test(number)) {
    throw new CliError("usage", "demand-number-wrong", { number });
  }
  const format = "raccordo-confirmation-order/1";
  const order = { format, notice: { year, seq }, room, issued: new Date().toISOString() };
  const document = signedOrder(readSignerKey(key), order, "demand-number-wrong");
  const bytes = await askCore(data, coreSubjects.demandConfirm, demandBytes({ order: document }));
  const { outcome } = messageIn(bytes, confirmAnswerSchema) ?? { outcome: "busy" };
  if (outcome === "unknown" || outcome === "malformed") {
    throw new CliError("refused", "demand-number-unknown", { number, room });
  }
  if (outcome === "not-authorised" || outcome === "order-expired") {
    throw new CliError("refused", `demand-${outcome}`, { room });
  }
  if (outcome === "busy") throw new CliError("unreachable", "administration-away", { path: data });
  terminal.tell("demand-confirmed", { number, room, state: outcome });
  if (!terminal.json) terminal.say(`demand-${outcome}`, { number, room });
  return exitCodes.ok;
}

const numberOf = ({ year, seq }: DemandRow["notice"]): string => `${year}/${seq}`;

function lineOf(language: Language, row: DemandRow): readonly string[] {
  const { notice, until, kind, reason, path, mode, room } = row;
  const words = [textOf(language, `demand-${kind}`), textOf(language, `demand-${reason}`)];
  const day = until.slice(0, 16).replace("T", " ");
  return [numberOf(notice), day, ...words, path, mode, room ?? "-", confirmationsOf(language, row)];
}

function confirmationsOf(language: Language, { rooms, overdue }: DemandRow): string {
  if (rooms.length === 0) return textOf(language, "demand-nobody");
  const told = rooms.map(
    ({ slot, room, state }) =>
      `${room ?? `#${slot}`}: ${textOf(language, `demand-state-${state}`)}`,
  );
  const list = told.join("; ");
  return overdue ? textOf(language, "demand-overdue", { rooms: list }) : list;
}
