import type { Word } from "./fold.ts";
import {
  breakWords,
  givenNames,
  institutions,
  particles,
  streetKinds,
  titles,
} from "./plainWords.ts";

/** Longest name of a street, in words that count; what comes after is something else. */
const nameWordsMax = 5;
/** Nothing of a name goes on across these. */
const hardGap = /[^ .'-]|-[ ]| -/;

/** For each word of an address: the name of the street that it is part of, and its place in it. */
export interface StreetPart {
  /** Words of the name that count: no particles, titles, initials. */
  readonly name: readonly string[];
  readonly place: number;
}

/**
 * The words of an address that make up the names of streets and of public institutions, by their index: those
 * after "via", "piazza" …, up to a number, a comma, or a word like "presso". What stands outside is no street.
 */
export function streetParts(words: readonly Word[]): ReadonlyMap<number, StreetPart> {
  const parts = new Map<number, StreetPart>();
  for (let index = 0; index < words.length; index += 1) {
    const length = kindAt(words, index);
    if (length === 0) continue;
    const indexes = nameAfter(words, index + length);
    const name = indexes.map((at) => words[at]?.text ?? "");
    for (const [place, at] of indexes.entries()) parts.set(at, { name, place });
    // "Piazza" is a surname, too: before a name it is the kind of the street.
    if (name.length > 0) parts.set(index, { name: [words[index]?.text ?? ""], place: 0 });
  }
  return parts;
}

/** How many words say at `index` that a street's name follows: "VIA", "P" "ZZA"; 0 when none does. */
function kindAt(words: readonly Word[], index: number): number {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined || word.isNumber) return 0;
  const shortened = next !== undefined && (next.gap === "." || next.gap === "/");
  if (shortened && streetKinds.has(word.text + next.text)) return 2;
  if (word.text === "V" && next?.gap.startsWith(".")) return 1;
  return streetKinds.has(word.text) || institutions.has(word.text) ? 1 : 0;
}

function nameAfter(words: readonly Word[], from: number): readonly number[] {
  const indexes: number[] = [];
  for (let index = from; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || indexes.length >= nameWordsMax) break;
    if (hardGap.test(word.gap) || (index > from && endsName(words, index))) break;
    if (counts(word)) indexes.push(index);
  }
  return indexes;
}

/** "Via 25 Aprile" has a number of its own; "Via Sintetica 25 Sintetico" has a house and somebody in it. */
function endsName(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (word === undefined || word.isNumber) return true;
  if (breakWords.has(word.text) && !titles.has(word.text)) return true;
  return kindAt(words, index) > 0;
}

function counts({ text, isNumber }: Word): boolean {
  return !isNumber && text.length > 1 && !particles.has(text) && !titles.has(text);
}

/**
 * Whether a word may be part of the street's own name although somebody of the incident has the same name. Of a
 * surname: it is the whole name of the street ("Via Sintetico"), or its last word after given names ("Via Carlo
 * Sintetico"). Of a given name: a surname follows it, or only given names stand before it. "Via Mazzini Sintetico" is a
 * street and somebody in it.
 */
export function isOwnName({ name, place }: StreetPart, part: "family" | "given"): boolean {
  const isNamedBefore = name.slice(0, place).every((word) => givenNames.has(word));
  if (!isNamedBefore) return false;
  if (name.length === 1) return true;
  if (part === "given") return place < name.length - 1 || place > 0;
  return place > 0 && place === name.length - 1;
}

/** Words of a street's name by which somebody would recognise it. */
export function tellingWords(words: readonly Word[]): readonly string[] {
  return words
    .filter((word) => counts(word) && word.text.length > 2)
    .map(({ text }) => text)
    .filter((text) => !streetKinds.has(text) && !breakWords.has(text) && !givenNames.has(text));
}
