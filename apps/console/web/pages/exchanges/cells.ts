import { roomName, territoryWords } from "../../rooms/rooms.ts";
import { listOf, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { timeWords } from "./period.ts";
import { detailOf, type EntryRoom, isDecision, reasonWords, type Speech } from "./sentences.ts";
import type { ColumnName, Entry } from "./view.ts";

type Cell = (entry: Entry, speech: Speech) => string;
type GroupsOf = "given" | "withheld" | "withdrawn";

const cells: Readonly<Record<ColumnName, Cell>> = {
  at: ({ at }, { language }) => timeWords(language, at),
  place: ({ year, index }) => `${year}/${index}`,
  kind: ({ kind }, { t }) => wordsOf(t, "kinds", kind),
  detail: (entry, speech) => (isDecision(entry) ? "" : detailOf(entry, speech)),
  mode: ({ mode }, { t }) => wordsOf(t, "modes", mode),
  sender: (entry, { t, rooms }) => {
    if (entry.sender !== null) return roomName(t, rooms, entry.sender);
    return entry.kind === "exchange" ? t("exchanges.list.hidden") : "";
  },
  eventKind: ({ eventKind }, { t }) =>
    eventKind === null ? "" : wordsOf(t, "eventKinds", eventKind),
  category: ({ category }, { t }) =>
    category === null ? "" : `${isolated(category)} – ${wordsOf(t, "categories", category)}`,
  purpose: ({ purpose }, { t }) => (purpose === null ? "" : wordsOf(t, "purposes", purpose)),
  regime: ({ regime }, { t }) => (regime === null ? "" : wordsOf(t, "regimes", regime)),
  territory: ({ territory }, { t, rooms }) => territoryWords(t, rooms, territory),
  outcome: byRoom(({ outcome }, { t }) => wordsOf(t, "outcomes", outcome)),
  reason: byRoom(({ reason }, { t }) => (reason === "" ? "" : reasonWords(t, reason))),
  given: byRoom((room, speech) => groupsOf("given", room, speech)),
  withheld: byRoom((room, speech) => groupsOf("withheld", room, speech)),
  withdrawn: byRoom((room, speech) => groupsOf("withdrawn", room, speech)),
  title: byRoom((room) => titlesOf(room).join(", ")),
  level: ({ level }, { t }) => wordsOf(t, "levelNames", level),
  incident: ({ incident }) => incident ?? "",
  event: ({ event }) => event ?? "",
  person: ({ person }) => person ?? "",
};

/** What stands in a cell, as text: the same on the page and in the CSV. */
export const cellText = (column: ColumnName, entry: Entry, speech: Speech): string =>
  cells[column](entry, speech);

function byRoom(told: (room: EntryRoom, speech: Speech) => string): Cell {
  return ({ rooms }, speech) =>
    rooms
      .flatMap((room) => {
        const text = told(room, speech);
        if (text === "") return [];
        const name = room.room === null ? "" : `${roomName(speech.t, speech.rooms, room.room)}: `;
        return [`${name}${text}`];
      })
      .join("; ");
}

const groupsOf = (which: GroupsOf, room: EntryRoom, { t }: Speech): string =>
  listOf(t, "groups", room[which].groups);

/** By which rules and articles a room got what it got. */
export const titlesOf = ({ titles }: EntryRoom): readonly string[] =>
  titles.map(({ agreement, rule, article }) =>
    [agreement, rule, article]
      .flatMap((part) => (part === null ? [] : [isolated(part)]))
      .join(", "),
  );
