import type { TFunction } from "i18next";
import { isAlone, type Room, type Rooms } from "../../rooms/rooms.ts";
import { isKnown, listOf, roleWords, wordsOf } from "../../words/codeWords.ts";
import { exchanges } from "../../words/exchanges.it.ts";
import { dayAndTime } from "./period.ts";
import type { Entry } from "./view.ts";

export type EntryRoom = Entry["rooms"][number];

/** What sentences are made with. */
export interface Speech {
  readonly t: TFunction;
  readonly language: string;
  readonly rooms: Rooms<Room>;
}

/** An entry in sentences: when and what, and then room by room who got what. */
export interface Told {
  readonly head: string;
  readonly rooms: readonly string[];
}

const decisionKinds: readonly string[] = [
  ...["exchange", "redecision", "recall", "rectification", "expiry", "close_by_age"],
];
/** Whether an entry decided about rooms. */
export const isDecision = ({ kind }: Pick<Entry, "kind">): boolean => decisionKinds.includes(kind);

/** An entry as one would tell it. */
export function tell(entry: Entry, speech: Speech): Told {
  return isDecision(entry)
    ? { head: decisionHead(entry, speech), rooms: roomSentences(entry, speech) }
    : { head: systemHead(entry, speech), rooms: [] };
}

function decisionHead({ at, kind, sender, eventKind, category }: Entry, speech: Speech): string {
  const { t, language } = speech;
  const when = dayAndTime(language, at);
  if (sender === null) {
    const words = { ...when, kind: wordsOf(t, "kinds", kind) };
    return kind === "exchange"
      ? t("exchanges.sentence.others", when)
      : t("exchanges.sentence.again", words);
  }
  const what = eventKind === null ? "" : wordsOf(t, "eventKinds", eventKind);
  const about = category === null ? "" : wordsOf(t, "categories", category);
  const who = roomIn("sent", sender, speech);
  return t("exchanges.sentence.sent", { ...when, who, what, category: about });
}

type Form = "sent" | "to";
const kindsWithForms = Object.keys(exchanges.sentence.sentBy) as readonly RoomKind[];
type RoomKind = keyof typeof exchanges.sentence.sentBy;

/** A room in a sentence, with its article: as who sent, or as whom something went to. */
function roomIn(form: Form, id: string, { t, rooms }: Speech): string {
  const room = rooms.get(id);
  const kind = kindsWithForms.find((one) => one === room?.kind) ?? "other";
  const of = room?.titolare ?? id;
  const titolare = room === undefined || isAlone(rooms, room) ? of : `${of}, ${id}`;
  const words = { titolare, room: id };
  return form === "sent"
    ? t(`exchanges.sentence.sentBy.${kind}`, words)
    : t(`exchanges.sentence.to.${kind}`, words);
}

function roomSentences(entry: Entry, speech: Speech): readonly string[] {
  const told = entry.rooms.filter(({ isMeant, reason }) => isMeant && reason !== "OWN_EVENT");
  const others = entry.rooms.filter(({ reason }) => reason !== "OWN_EVENT");
  const rooms = told.length === 0 ? others : told;
  if (rooms.length === 0) return [speech.t("exchanges.sentence.noRoom")];
  return rooms.map((room) => roomSentence(room, speech));
}

/** What one room got of it, and did not. */
export function roomSentence(room: EntryRoom, speech: Speech): string {
  const { t } = speech;
  const to = roomIn("to", room.room ?? "?", speech);
  const reason = wordsOf(t, "reasons", room.reason);
  if (room.outcome === "released" && room.reason === "RELEASED") return givenTo(to, room, t);
  if (room.outcome === "released") return t("exchanges.sentence.onlyWithdraws", { to, reason });
  if (room.outcome === "not_handed_out") return t("exchanges.sentence.notHandedOut", { to });
  return t("exchanges.sentence.nothing", { to, reason });
}

function givenTo(to: string, { given, withheld, withdrawn }: EntryRoom, t: TFunction): string {
  const count = given.groups.length;
  const sentences = [
    count === 0
      ? t("exchanges.sentence.copy", { to })
      : t("exchanges.sentence.given", { to, count, groups: listOf(t, "groups", given.groups) }),
    ...(withheld.groups.length === 0
      ? []
      : [t("exchanges.sentence.withheld", { groups: listOf(t, "groups", withheld.groups) })]),
    ...(withdrawn.groups.length === 0
      ? []
      : [t("exchanges.sentence.withdrawn", { groups: listOf(t, "groups", withdrawn.groups) })]),
  ];
  return sentences.join(" ");
}

/** What an entry outside the decisions says, beside its kind. */
export function detailOf({ kind, code, role, rooms, amount }: Entry, speech: Speech): string {
  const { t } = speech;
  const [room] = rooms;
  return [
    ...(code === null ? [] : [wordsOf(t, "details", code)]),
    ...(room === undefined || room.reason === "" ? [] : [reasonWords(t, room.reason)]),
    ...(role === null ? [] : [t("exchanges.sentence.as", { role: roleWords(t, role) })]),
    ...(room?.room == null ? [] : [t("exchanges.sentence.of", { room: titleOf(room) })]),
    ...(amount === undefined ? [] : [amountWords(t, kind, amount)]),
  ].join("; ");
}

const kindsWithAmounts = Object.keys(exchanges.sentence.amount) as readonly KindWithAmount[];
type KindWithAmount = keyof typeof exchanges.sentence.amount;

/** What a number of an entry counts, by its kind. */
function amountWords(t: TFunction, kind: string, amount: number): string {
  const known = kindsWithAmounts.find((one) => one === kind) ?? "other";
  return t(`exchanges.sentence.amount.${known}`, { amount });
}

const titleOf = ({ room, titolare }: EntryRoom): string => titolare ?? room ?? "";

const lists = ["reasons", "whys", "ruleReasons"] as const;

/** A reason of a decision, why something was read, held or ordered, or why rules were refused or revoked. */
export const reasonWords = (t: TFunction, reason: string): string =>
  wordsOf(t, lists.find((list) => isKnown(list, reason)) ?? "whys", reason);

function systemHead(entry: Entry, speech: Speech): string {
  const { t, language } = speech;
  const when = dayAndTime(language, entry.at);
  const kind = wordsOf(t, "kinds", entry.kind);
  const detail = detailOf(entry, speech);
  const words = { ...when, kind, detail };
  return detail === ""
    ? t("exchanges.sentence.system", words)
    : t("exchanges.sentence.systemDetail", words);
}
