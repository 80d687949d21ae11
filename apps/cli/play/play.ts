import { join } from "node:path";
import { isProblemCode, problems } from "#libs/incident/problems";
import { verify } from "../audit.ts";
import { readConfiguration } from "../documents.ts";
import { exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { type Check, checksOf } from "./checks.ts";
import { readExpected, readThread } from "./demonstration.ts";
import { hanging, heading } from "./layout.ts";
import { LogRecords } from "./logRecords.ts";
import type { PlayedRoom } from "./playedRoom.ts";
import { type Played, type PlayedMessage, playThread } from "./player.ts";
import { playText } from "./playTexts.ts";
import { RoomClient } from "./roomClient.ts";
import { type IncidentSummary, summaryOf } from "./summary.ts";
import { incidentText, messageTitle, roomName, type Telling } from "./summaryText.ts";

/** Everything that the demonstration needs. */
export interface PlayContext {
  readonly terminal: Terminal;
  readonly data: string;
  /** Folder with thread.yaml and expected.yaml. */
  readonly script: string;
  readonly rooms: readonly PlayedRoom[];
  /** Processes that this build does not have. */
  readonly missing: readonly string[];
  /** New at every start: ids of messages contain it, else a second start would send duplicates. */
  readonly startId: string;
}

/** Plays the demonstration and tells what came of it; the exit code is 0 only if every check holds. */
export async function play(context: PlayContext): Promise<number> {
  const { terminal, missing, rooms } = context;
  if (missing.length > 0) {
    terminal.warn("play-missing", { processes: missing.join(", ") });
    return exitCodes["check-failed"];
  }
  const thread = readThread(join(context.script, "thread.yaml"));
  const expected = readExpected(join(context.script, "expected.yaml"));
  const telling: Telling = { language: terminal.language, thread };
  const absent = Object.keys(thread.rooms).filter((id) => !rooms.some((room) => room.id === id));
  if (absent.length > 0) {
    say(terminal, playText(terminal.language, "play-rooms", { rooms: absent.join(", ") }));
    return exitCodes["check-failed"];
  }
  const log = logOf(context.data);
  const played = await playOut(context, telling, log);
  const summary = summaryOf(thread, played);
  showSummary(terminal, telling, played, summary);
  const checks = [...checksOf(expected, played, log), await logCheck(context, log)];
  await log.refresh();
  showEnd(context, telling, { played, summary, checks, entries: log.size });
  const holds = checks.every(({ faults }) => faults.length === 0);
  return holds ? exitCodes.ok : exitCodes["check-failed"];
}

function logOf(data: string): LogRecords {
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new Error("no configuration in the data folder");
  return new LogRecords(data, configuration);
}

/** Lines for people; in JSON everything stands in one object at the end. */
function say({ json, write }: Terminal, text: string): void {
  if (!json) write(`${text}\n`);
}

async function playOut(context: PlayContext, telling: Telling, log: LogRecords): Promise<Played> {
  const { terminal, rooms, startId } = context;
  const { thread, language } = telling;
  const counts = { messages: thread.messages.length, rooms: Object.keys(thread.rooms).length };
  say(terminal, `\n${hanging("", 0, playText(language, "play-begins", counts))}`);
  return playThread(thread, {
    log,
    rooms: new Map(rooms.map((room) => [room.id, new RoomClient(room)])),
    startId,
    nowMs: Date.now(),
    nowIso: () => new Date().toISOString(),
    told: (number, played) => {
      terminal.tell("play-message", messageJson(number, played));
      say(terminal, liveText(telling, number, played));
    },
  });
}

const messageJson = (number: number, { message, answer, record, copies }: PlayedMessage) => ({
  ...{ number, message: message.name, room: message.room, status: answer.status },
  ...{ code: answer.code, event_id: answer.accepted?.event ?? null },
  ...{ recorded: record !== undefined, copies: [...copies.keys()] },
});

/** One line a message: who, what, and the answer with the rooms that copies went to. */
function liveText(telling: Telling, number: number, played: PlayedMessage): string {
  const { message } = played;
  const lead = `${String(number).padStart(3)}. `;
  const room = roomName(telling, message.room);
  const title = messageTitle(telling, message.name);
  const values = { room, title, answer: answerText(telling, played) };
  return hanging(lead, lead.length, playText(telling.language, "live", values));
}

function answerText(telling: Telling, { message, answer, record, copies }: PlayedMessage): string {
  const { language } = telling;
  const { status, code, accepted } = answer;
  if (accepted === undefined) {
    if (!isProblemCode(code)) return playText(language, "unanswered", { status });
    return playText(language, "refused", { status, title: problems[code][language].title });
  }
  if (message.again !== undefined) return playText(language, "repeated");
  if (record === undefined) return playText(language, "not-recorded");
  const rooms = [...copies.keys()].map((room) => roomName(telling, room)).join(", ");
  return playText(language, "accepted", { rooms: rooms || playText(language, "nobody") });
}

function showSummary(
  terminal: Terminal,
  telling: Telling,
  played: Played,
  summary: readonly IncidentSummary[],
): void {
  const { language } = telling;
  say(terminal, `\n${playText(language, "summary-title")}\n`);
  for (const incident of summary) say(terminal, `${incidentText(telling, incident)}\n`);
  say(terminal, heading(playText(language, "refused-head")));
  for (const [index, { message, answer }] of played.messages.entries()) {
    if (answer.accepted !== undefined || !isProblemCode(answer.code)) continue;
    const reason = problems[answer.code][language].title;
    const values = { number: index + 1, title: messageTitle(telling, message.name), reason };
    say(
      terminal,
      hanging("", 3, playText(language, "refused-row", { ...values, code: answer.code })),
    );
  }
}

/** The check of the log is the command's own, on the same folder. */
async function logCheck({ terminal, data }: PlayContext, log: LogRecords): Promise<Check> {
  say(terminal, `\n${heading(playText(terminal.language, "checks-title"))}`);
  const code = await verify(terminal, { place: join(data, "audit"), data });
  const faults = code === exitCodes.ok ? [] : [{ text: "fault-log", values: {} } as const];
  return { text: "check-log", count: log.size, faults };
}

interface End {
  readonly played: Played;
  readonly summary: readonly IncidentSummary[];
  readonly checks: readonly Check[];
  readonly entries: number;
}

function showEnd({ terminal, rooms }: PlayContext, telling: Telling, end: End): void {
  const { language } = terminal;
  const failed = end.checks.filter(({ faults }) => faults.length > 0).length;
  const totals = totalsOf(end);
  terminal.tell("play-result", {
    holds: failed === 0,
    ...{ totals, proposal: true, demonstration_signers: true },
    checks: end.checks.map(({ text, count, faults }) => ({
      ...{ check: text, count, holds: faults.length === 0, faults },
    })),
    incidents: end.summary,
    addresses: rooms.map(({ id, address }) => ({ room: id, address })),
  });
  for (const check of end.checks) say(terminal, checkText(telling, check));
  say(terminal, `\n${heading(playText(language, "totals-title"))}`);
  say(terminal, hanging("", 0, playText(language, "totals", totals)));
  for (const { id, address } of rooms) {
    say(terminal, `  ${playText(language, "address", { room: roomName(telling, id), address })}`);
  }
  say(terminal, `\n${hanging("", 4, playText(language, "proposal"))}`);
  say(terminal, hanging("", 4, playText(language, "signers")));
  const verdict = failed === 0 ? "all-hold" : "some-fail";
  const mark = failed === 0 ? "✓" : "✗";
  const counts = { count: end.checks.length, failed };
  say(terminal, `\n${mark} ${playText(language, verdict, counts)}\n`);
}

/** Faults shown for one check; the rest is counted in the JSON. */
const faultsShown = 12;

function checkText(telling: Telling, { text, count, faults }: Check): string {
  const { language } = telling;
  const mark = faults.length === 0 ? "✓ " : "✗ ";
  const head = hanging(mark, 2, playText(language, text, { count }));
  const told = faults.slice(0, faultsShown).map((fault) => {
    const { room, message, ...values } = fault.values;
    const names = {
      ...(room !== undefined && { room: roomName(telling, String(room)) }),
      ...(message !== undefined && { message: messageTitle(telling, String(message)) }),
    };
    return hanging("    ", 6, playText(language, fault.text, { ...values, ...names }));
  });
  return [head, ...told].join("\n");
}

function totalsOf({ played, entries }: End) {
  const { messages } = played;
  const accepted = messages.filter(({ answer }) => answer.accepted !== undefined).length;
  const slots = messages
    .filter(({ message }) => message.again === undefined)
    .flatMap(({ record }) => [...(record?.rooms.values() ?? [])]);
  return {
    messages: messages.length,
    accepted,
    refused: messages.length - accepted,
    copies: messages.reduce((sum, { copies }) => sum + copies.size, 0),
    withheld: slots.filter(({ outcome }) => outcome === "withheld" || outcome === "nothing_new")
      .length,
    entries,
  };
}
