import type { TFunction } from "i18next";
import { type Rooms, roomName, titolariOf } from "../../rooms/rooms.ts";
import { type CodeList, codesOf, isKnown, wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import type { choiceFilters, FilterName } from "./view.ts";

type ChoiceName = (typeof choiceFilters)[number];

export interface Choice {
  readonly value: string;
  readonly words: string;
}

/** Lists of codes that a filter chooses from. */
const lists: Readonly<Partial<Record<FilterName, readonly CodeList[]>>> = {
  kind: ["kinds"],
  mode: ["modes"],
  category: ["categories"],
  purpose: ["purposes"],
  regime: ["regimes"],
  outcome: ["outcomes"],
  reason: ["reasons", "whys"],
  given: ["groups", "classes"],
  withheld: ["groups", "classes"],
  withdrawn: ["groups", "classes"],
};
const ofRooms: readonly FilterName[] = ["sender", "owner", "room", "receiver"];
const ofTitolari: readonly FilterName[] = ["titolare", "receiver_titolare"];
/** An outcome that is none of a decision cannot be asked for. */
const notAsked: readonly string[] = ["told"];

/** What a filter can be set to, in words. */
export function choicesOf(name: ChoiceName, t: TFunction, rooms: Rooms): readonly Choice[] {
  if (ofRooms.includes(name)) {
    return [...rooms.keys()].map((id) => ({ value: id, words: roomName(t, rooms, id) }));
  }
  if (ofTitolari.includes(name)) {
    return titolariOf(rooms).map((titolare) => ({ value: titolare, words: isolated(titolare) }));
  }
  return (lists[name] ?? []).flatMap((list) =>
    codesOf(list)
      .filter((code) => !notAsked.includes(code))
      .map((value) => ({ value, words: coded(t, list, value) })),
  );
}

/** Codes that people know by heart stand beside their words. */
function coded(t: TFunction, list: CodeList, code: string): string {
  const words = wordsOf(t, list, code);
  return /^[CGP]\d+$/.test(code) ? `${code} – ${words}` : words;
}

/** One value of a filter in words. */
export function valueWords(name: FilterName, value: string, t: TFunction, rooms: Rooms): string {
  if (ofRooms.includes(name)) return roomName(t, rooms, value);
  const list = (lists[name] ?? []).find((one) => isKnown(one, value));
  return list === undefined ? isolated(value) : coded(t, list, value);
}
