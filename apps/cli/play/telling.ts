import type { Language } from "../texts.ts";
import type { Day } from "./demonstration.ts";

/** How one play is told: the language, and how rooms and messages are called. */
export interface Telling {
  readonly language: Language;
  readonly day: Day;
}

export const roomName = ({ language, day }: Telling, room: string): string =>
  day.rooms[room]?.[language] ?? room;

export const messageTitle = ({ language, day }: Telling, name: string): string =>
  day.messages.find((message) => message.name === name)?.title[language] ?? name;

export const incidentTitle = ({ language, day }: Telling, name: string): string =>
  day.incidents.find((incident) => incident.name === name)?.title[language] ?? name;
