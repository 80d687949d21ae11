import { groupLabels } from "#libs/incident/fieldLabels";
import type { FoundEntry, FoundRoom } from "#libs/search/foundEntries";
import { reasonTexts } from "../play/playTexts.ts";
import { fillText, type Language, type TextValues } from "../texts.ts";
import { entryWords, kindWords } from "./entryWords.ts";

/** Rooms of an entry that a person is told about: those that were asked for, without the ones nothing concerns. */
export function toldRooms(entry: FoundEntry, isAsked: boolean): readonly FoundRoom[] {
  const meant = entry.rooms.filter(({ isMeant }) => isMeant);
  return isAsked ? meant : meant.filter(({ outcome }) => outcome !== "not_addressed");
}

/** What was decided for a room, in words. */
export function outcomeText(language: Language, { outcome, reason }: FoundRoom): string {
  const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = reasonTexts;
  const said = known[reason]?.[language] ?? reason;
  if (outcome === "released" && reason !== "RELEASED") return word(language, "only-withdraws");
  return said;
}

/** Articles and rules, each once. */
export const articlesOf = ({ titles }: FoundRoom): string =>
  [...new Set(titles.flatMap(({ article }) => (article === null ? [] : [article])))].join("; ");

export const groupsText = (language: Language, groups: FoundRoom["given"]["groups"]): string =>
  groups.map((group) => groupLabels[group][language]).join(", ");

export const kindText = (language: Language, kind: string): string => {
  const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = kindWords;
  return known[kind]?.[language] ?? kind;
};

/** An entry as sentences, one for each room that is told about: what `tail` prints. */
export function entrySentences(
  language: Language,
  entry: FoundEntry,
  isAsked: boolean,
): readonly string[] {
  const time = entry.at.slice(11, 19);
  const rooms = entry.kind === "read" || entry.parts === "none" ? [] : toldRooms(entry, isAsked);
  if (rooms.length > 0)
    return rooms.map((room) => `${time}  ${roomSentence(language, entry, room)}`);
  return [
    `${time}  ${entry.parts === "none" ? noticeSentence(language, entry) : bareSentence(language, entry)}`,
  ];
}

function roomSentence(language: Language, entry: FoundEntry, room: FoundRoom): string {
  const to = room.room ?? `#${room.slot}`;
  const head = `${entry.sender ?? "?"} → ${to}  ${entry.category ?? ""}: ${outcomeText(language, room)}`;
  const lists = [
    ["given", room.given.groups],
    // From a room that got nothing all of it was withheld: the reason says so already.
    ["withheld", room.outcome === "released" ? room.withheld.groups : []],
    ["withdrawn", room.withdrawn.groups],
  ] as const;
  const told = lists.flatMap(([name, groups]) =>
    groups.length === 0 ? [] : [word(language, name, { groups: groupsText(language, groups) })],
  );
  const article = articlesOf(room);
  return [head, ...(article === "" ? [] : [article]), ...told].join(" · ");
}

/** An entry of an incident that no room is told about, or of which only the leaf is left. */
function bareSentence(language: Language, entry: FoundEntry): string {
  const { parts, kind, sender, category } = entry;
  const values = {
    kind: kindText(language, kind),
    sender: sender ?? "?",
    category: category ?? "",
  };
  if (parts !== "there")
    return word(language, parts === "missing" ? "parts-missing" : "parts-differ", values);
  return word(language, "nobody", values);
}

function noticeSentence(
  language: Language,
  { kind, code, role, amount, rooms, person }: FoundEntry,
): string {
  const [room] = rooms;
  const told = [
    ...[code, role, room?.reason, room?.room].filter((text) => text !== null && text !== ""),
    ...(person === undefined ? [] : [`${word(language, "person")} ${person.slice(0, 8)}…`]),
    ...(amount === undefined ? [] : [String(amount)]),
  ].filter((text) => text !== undefined);
  return [kindText(language, kind), ...told].join(" · ");
}

const word = (language: Language, key: keyof typeof entryWords, values: TextValues = {}): string =>
  fillText(entryWords[key][language], values);
