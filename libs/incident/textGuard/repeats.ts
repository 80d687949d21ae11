import type { Component } from "../event.ts";
import { foldText, type Word, wordsOf } from "./fold.ts";
import type { Judgement } from "./judgedLeaves.ts";
import {
  codeOf,
  type KnownAddress,
  type KnownData,
  type KnownName,
  plainWords,
} from "./knownData.ts";
import { callWords, makers, models, streetKinds } from "./plainWords.ts";
import { isOwnName, type StreetPart, streetParts } from "./streetName.ts";

/** A text leaf with the component that it stands in. */
export interface JudgedText {
  readonly component: Component;
  readonly name: string;
  readonly text: string;
  readonly judgement: Judgement;
}

/**
 * True if a text repeats what the incident knows of a person, a vehicle or a place, after folding of case, accents
 * and alphabets. Time grows with the text's length, not with how much is known (but for addresses).
 */
export function repeatsKnown(judged: JudgedText, known: KnownData): boolean {
  const { judgement } = judged;
  const folded = foldText(decoded(judged));
  const words = wordsOf(folded);
  if (judgement.names !== undefined && repeatsName(judged, folded, words, known)) return true;
  if (judgement.codes && repeatsCode(folded, known)) return true;
  if (judgement.addresses === undefined || known.addresses.length === 0) return false;
  const said = new Set(words.map(({ text }) => text));
  return known.addresses.some((address) => repeatsAddress(judged, words, said, address));
}

/** Letters of a reference may be written as percent codes. */
function decoded({ text, judgement }: JudgedText): string {
  if (judgement.shapes !== "reference") return text;
  return text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

interface FoundName {
  readonly word: string;
  readonly index: number;
  readonly names: readonly KnownName[];
}

function repeatsName(
  judged: JudgedText,
  folded: string,
  words: readonly Word[],
  known: KnownData,
): boolean {
  const plain = ` ${plainWords(folded)} `;
  if ([...known.shortNames].some((name) => plain.includes(` ${name} `))) return true;
  if (known.names.size === 0) return false;
  const found = namesFound(words, known);
  if (judged.judgement.names === "any" && found.length > 0) return true;
  if (isMarked(judged) && inMixedCase(judged, words).some((word) => known.names.has(word)))
    return true;
  if (found.length === 0) return false;
  // Surname and given name together are somebody, whatever street bears them.
  const together = new Set(found.flatMap(({ names }) => names.map(({ name }) => name)));
  return together.size > 1 || !found.every((one) => isExcused(judged, words, one));
}

function namesFound(words: readonly Word[], { names }: KnownData): readonly FoundName[] {
  return candidates(words).flatMap(({ word, index }) => {
    const known = names.get(word);
    return known === undefined ? [] : [{ word, index, names: known }];
  });
}

interface Candidate {
  readonly word: string;
  readonly index: number;
}

/**
 * Each word; two or three neighbours as one ("D ANGELO", "DE LA CRUZ"); letters that stand one by one ("S I N").
 * The index is that of the last word.
 */
function candidates(words: readonly Word[]): readonly Candidate[] {
  const letters = words.map((word) => (word.isNumber ? "" : word.text));
  return letters.flatMap((word, index): readonly Candidate[] => {
    if (word === "") return [];
    const two = (letters[index - 1] ?? "") + word;
    const three = (letters[index - 2] ?? "") + two;
    return [...new Set([word, two, three, singleLetters(letters, index)])].map((text) => {
      return { word: text, index };
    });
  });
}

/** The letters that stand one by one up to `index`, as one word. */
function singleLetters(letters: readonly string[], index: number): string {
  if (letters[index]?.length !== 1 || letters[index + 1]?.length === 1) return "";
  const begin = letters.slice(0, index).findLastIndex((word) => word.length !== 1);
  return letters.slice(begin + 1, index + 1).join("");
}

/** References and call signs are made by machines, too: "fotoSintetico". */
const isMarked = ({ judgement }: JudgedText): boolean =>
  judgement.shapes === "reference" || judgement.shapes === "token";

/** Words that only a capital letter within a word sets apart. */
function inMixedCase(judged: JudgedText, words: readonly Word[]): readonly string[] {
  const plain = new Set(words.map(({ text }) => text));
  const parted = decoded(judged).replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return wordsOf(foldText(parted))
    .map(({ text }) => text)
    .filter((text) => !plain.has(text));
}

function isExcused(judged: JudgedText, words: readonly Word[], found: FoundName): boolean {
  switch (judged.judgement.names) {
    case "street":
      return isStreetName(streetParts(words), found);
    case "make":
      return words.every(({ text, isNumber }) => isNumber || makers.has(text));
    case "model":
      return models.has(found.word) || makers.has(found.word);
    case "call-sign":
      return callWords.has(found.word);
    default:
      return false;
  }
}

function isStreetName(parts: ReadonlyMap<number, StreetPart>, found: FoundName): boolean {
  const part = parts.get(found.index);
  return part !== undefined && found.names.every((known) => isOwnName(part, known.part));
}

/** Every run of characters as long as some known code, looked up: how many are known does not matter. */
function repeatsCode(folded: string, { codes, codeLengths }: KnownData): boolean {
  if (codes.size === 0) return false;
  const texts = [codeOf(folded), folded.replace(/[^0-9]/g, "")];
  return texts.some((text) =>
    [...codeLengths].some((length) => {
      for (let from = 0; from + length <= text.length; from += 1) {
        if (codes.has(text.slice(from, from + length))) return true;
      }
      return false;
    }),
  );
}

function repeatsAddress(
  { judgement, component }: JudgedText,
  words: readonly Word[],
  said: ReadonlySet<string>,
  address: KnownAddress,
): boolean {
  if (judgement.addresses === "words" && address.isSensitive) {
    return address.words.some((word) => said.has(word));
  }
  if (!address.words.every((word) => said.has(word))) return false;
  if (judgement.addresses === "same") {
    const isPublic = component.fields["sensitivity"] === "public";
    if (!isPublic || !address.isSensitive || address.place === component.id) return false;
    return address.number !== "" && numbersOf(component, words).has(address.number);
  }
  const isCalledStreet = words.some(({ text }) => streetKinds.has(text));
  return isCalledStreet || (address.number !== "" && said.has(address.number));
}

function numbersOf(component: Component, words: readonly Word[]): ReadonlySet<string> {
  const stated = component.fields["number"];
  const inStreet = words.filter(({ isNumber }) => isNumber).map(({ text }) => text);
  return new Set([...inStreet, ...(typeof stated === "string" ? [codeOf(foldText(stated))] : [])]);
}
