import { join } from "node:path";
import { verify } from "../audit/verify.ts";
import { readConfiguration } from "../documents.ts";
import { exitCodes } from "../exitCodes.ts";
import { writePrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";
import { type Check, checksOf } from "./checks.ts";
import { minutesOf, timeText } from "./dayClock.ts";
import { readDay, readExpected } from "./demonstration.ts";
import { type Outcome, reportText, screenText } from "./endText.ts";
import { hanging } from "./layout.ts";
import { legendText, liveText } from "./liveText.ts";
import { LogRecords } from "./logRecords.ts";
import type { PlayedRoom } from "./playedRoom.ts";
import { type Played, playDay, type ToldMessage } from "./player.ts";
import { playText } from "./playTexts.ts";
import { Progress } from "./progress.ts";
import { RoomClient } from "./roomClient.ts";
import { summaryOf } from "./summary.ts";
import { roomName, type Telling } from "./telling.ts";
import { totalsOf } from "./totals.ts";

/** Everything that the demonstration needs. */
export interface PlayContext {
  readonly terminal: Terminal;
  readonly data: string;
  /** Folder with day.yaml and day-expected.yaml. */
  readonly script: string;
  readonly rooms: readonly PlayedRoom[];
  readonly logAddress: string;
  readonly consoleAddress: string;
  /** Processes that this build does not have. */
  readonly missing: readonly string[];
  /** New at every start: ids of messages contain it, else a second start would send duplicates. */
  readonly startId: string;
  /** How many times faster than a clock the day goes. */
  readonly speed: number;
}

/** What Raccordo is for, in a few lines: told before anything else. */
export function tellPurpose(terminal: Terminal): void {
  const { language } = terminal;
  for (const key of ["purpose-what", "purpose-how", "purpose-proof"] as const) {
    say(terminal, hanging("", 0, playText(language, key)));
  }
  say(terminal, "");
}

/** Plays the day and tells what came of it; the exit code is 0 only if every check holds. */
export async function play(context: PlayContext): Promise<number> {
  const { terminal, missing, rooms, data } = context;
  const { language } = terminal;
  if (missing.length > 0) {
    terminal.warn("play-missing", { processes: missing.join(", ") });
    return exitCodes["check-failed"];
  }
  const day = readDay(join(context.script, "day.yaml"));
  const expected = readExpected(join(context.script, "day-expected.yaml"));
  const absent = Object.keys(day.rooms).filter((id) => !rooms.some((room) => room.id === id));
  if (absent.length > 0) {
    say(terminal, playText(language, "play-rooms", { rooms: absent.join(", ") }));
    return exitCodes["check-failed"];
  }
  const telling: Telling = { language, day };
  const log = logOf(data);
  const played = await playOut(context, telling, log);
  const summary = summaryOf(day, played);
  const checks = [...checksOf(expected, played, log), await logCheck(context, log)];
  await log.refresh();
  const totals = totalsOf(played, summary, log.size);
  const file = join(data, `day-${language}.txt`);
  const addresses = [
    ...rooms.map(({ id, address }) => ({ name: `${roomName(telling, id)} (${id})`, address })),
    { name: playText(language, "the-log"), address: context.logAddress },
    { name: playText(language, "the-console"), address: context.consoleAddress },
  ];
  const outcome: Outcome = { played, summary, checks, totals, addresses, file };
  writePrivate(file, `${reportText(telling, outcome)}\n`);
  say(terminal, screenText(telling, outcome));
  tellResult(context, outcome);
  const holds = checks.every(({ faults }) => faults.length === 0);
  return holds ? exitCodes.ok : exitCodes["check-failed"];
}

function logOf(data: string): LogRecords {
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new Error("no configuration in the data folder");
  return new LogRecords(data, configuration);
}

/** Lines for people; in JSON everything stands in objects. */
function say({ json, write }: Terminal, text: string): void {
  if (!json) write(`${text}\n`);
}

async function playOut(context: PlayContext, telling: Telling, log: LogRecords): Promise<Played> {
  const { terminal, rooms, startId, speed } = context;
  const { day, language } = telling;
  const minutes = minutesOf(day.ends) - minutesOf(day.begins);
  const counts = {
    ...{ messages: day.messages.length, incidents: day.incidents.length },
    ...{ rooms: Object.keys(day.rooms).length, hours: Math.round(minutes / 60) },
    seconds: Math.max(1, Math.round((minutes * 60) / speed)),
  };
  say(terminal, `\n${hanging("", 0, playText(language, "play-begins", counts))}`);
  say(terminal, legendText(telling));
  const progress = new Progress(terminal, day.messages.length);
  let number = 0;
  try {
    return await playDay(day, {
      ...{ log, startId, speed },
      rooms: new Map(rooms.map((room) => [room.id, new RoomClient(room)])),
      nowMs: Date.now(),
      nowIso: () => new Date().toISOString(),
      // Counted from the start of this process, before any other one was begun.
      elapsedMs: () => performance.now(),
      told: (moment, message, caughtUp) => {
        if (message !== undefined) number += 1;
        tellMoment(terminal, timeText(moment.at), number, message);
        progress.line(liveText(telling, moment, message, caughtUp), number, timeText(moment.at));
      },
    });
  } finally {
    progress.end();
  }
}

function tellMoment(
  terminal: Terminal,
  at: string,
  number: number,
  told: ToldMessage | undefined,
): void {
  if (told === undefined) return;
  const { message, answer, record, copies, later } = told;
  terminal.tell("play-message", {
    ...{ number, at, message: message.name, room: message.room, status: answer.status },
    ...{ code: answer.code, event_id: answer.accepted?.event ?? null },
    ...{ recorded: record !== undefined, copies: [...copies.keys()], later },
  });
}

/** The check of the log is the command's own, on the same folder; it speaks only of what is wrong. */
async function logCheck({ terminal, data }: PlayContext, log: LogRecords): Promise<Check> {
  const place = { place: join(data, "audit"), data };
  const silent = { ...terminal, say: () => undefined };
  const code = await verify(terminal.json ? terminal : silent, place);
  if (code !== exitCodes.ok && !terminal.json) await verify(terminal, place);
  const faults = code === exitCodes.ok ? [] : [{ text: "fault-log", values: {} } as const];
  return { text: "check-log", count: log.size, faults };
}

function tellResult({ terminal, rooms }: PlayContext, outcome: Outcome): void {
  const { checks, summary, totals, file, played } = outcome;
  for (const { name, category, owner, finals } of summary) {
    terminal.tell("play-incident", { name, category, owner, rooms: finals });
  }
  terminal.tell("play-result", {
    holds: checks.every(({ faults }) => faults.length === 0),
    ...{ totals, proposal: true, demonstration_signers: true, file },
    checks: checks.map(({ text, count, faults }) => ({
      ...{ check: text, count, holds: faults.length === 0, faults },
    })),
    caught_up: played.caughtUp.map(({ room, deliveries }) => ({ room, copies: deliveries.length })),
    incidents: summary,
    addresses: rooms.map(({ id, address }) => ({ room: id, address })),
  });
}
