import { timeText } from "./dayClock.ts";
import { hanging } from "./layout.ts";
import type { CaughtUp, ToldMessage } from "./player.ts";
import { playText } from "./playTexts.ts";
import { roomName, type Telling } from "./telling.ts";
import type { Moment } from "./timeline.ts";

/** Columns of a line: time, room, sentence, then one for each room. */
const roomWidth = 12;
const titleWidth = 38;
const markWidth = 4;
const lead = 6 + roomWidth + titleWidth;

/** `▸ sends · ● gets a copy …`, before the first line. */
export function legendText({ language }: Telling): string {
  return hanging("", 0, playText(language, "legend"));
}

/** One line of the day. */
export function liveText(
  telling: Telling,
  moment: Moment,
  message: ToldMessage | undefined,
  caughtUp: CaughtUp | undefined,
): string {
  const time = timeText(moment.at);
  if (moment.what === "scene") return sceneText(telling, moment.scene.title[telling.language]);
  if (moment.what === "message") {
    return message === undefined ? "" : messageText(telling, time, message);
  }
  const count = caughtUp?.deliveries.length ?? 0;
  const what = playText(telling.language, moment.what === "away" ? "line-down" : "line-up", {
    count,
  });
  return `${time} ${roomName(telling, moment.room).padEnd(roomWidth)}${what}`;
}

/** A heading with the names of the columns, which so never scroll out of sight. */
function sceneText({ day }: Telling, title: string): string {
  const heads = Object.values(day.rooms).map(({ mark }) => mark.padStart(markWidth - 1));
  return `\n${`── ${title} `.padEnd(lead, "─")} ${heads.join(" ")}`;
}

function messageText(telling: Telling, time: string, told: ToldMessage): string {
  const { language } = telling;
  const { message } = told;
  const room = roomName(telling, message.room).padEnd(roomWidth);
  const title = message.title[language].padEnd(titleWidth);
  return `${time} ${room}${title}${outcomeText(telling, told)}`;
}

function outcomeText({ language, day }: Telling, told: ToldMessage): string {
  const { message, answer, record } = told;
  if (answer.accepted === undefined) {
    return ` ${playText(language, "refused", { status: answer.status })}`;
  }
  if (message.again !== undefined) return ` ${playText(language, "repeated")}`;
  if (record === undefined) return ` ${playText(language, "not-recorded")}`;
  const marks = Object.keys(day.rooms).map((room) => markOf(told, room).padStart(markWidth));
  const isUnnamed = answer.accepted.notes.some(({ code }) => code === "addressee-missing");
  return `${marks.join("")}${isUnnamed ? `\n      ${playText(language, "nobody-named")}` : ""}`;
}

function markOf({ message, copies, later }: ToldMessage, room: string): string {
  if (room === message.room) return copies.has(room) ? "◆" : "▸";
  if (copies.has(room)) return "●";
  return later.includes(room) ? "○" : "·";
}
