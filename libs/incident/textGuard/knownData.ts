import type { Component } from "../event.ts";
import { foldText, type Word, wordsOf } from "./fold.ts";
import { mailWords, particles } from "./plainWords.ts";
import { tellingWords } from "./streetName.ts";

/** A word of somebody's name, and which of their names it is a word of. */
export interface KnownName {
  readonly part: "family" | "given";
  /** The whole name as one folded word: two persons of one surname have the same. */
  readonly name: string;
}

/** An address of the incident. */
export interface KnownAddress {
  readonly words: readonly string[];
  /** House number, folded and without blanks; empty when none is stated. */
  readonly number: string;
  readonly isSensitive: boolean;
  /** Component that states it: a place does not repeat itself. */
  readonly place: string;
}

/** What an incident knows of persons, vehicles and places, in the form in which texts are searched for it. */
export interface KnownData {
  readonly names: ReadonlyMap<string, readonly KnownName[]>;
  /** Names without a word of three letters, as "FAMILY GIVEN" and "GIVEN FAMILY". */
  readonly shortNames: ReadonlySet<string>;
  readonly addresses: readonly KnownAddress[];
  /** Letters and digits of plates, documents, codes; digits of telephone numbers. */
  readonly codes: ReadonlySet<string>;
  readonly codeLengths: ReadonlySet<number>;
}

/** Shorter words are articles and initials. */
export const nameLettersMin = 3;
/** Fewer characters, or digits, would be found in any number. */
const codeCharactersMin = 5;
const phoneDigitsMin = 6;
/** The last digits of a number: with and without its country they are the same. */
const phoneDigitsMax = 9;

/** What `components` state of persons, vehicles and places. */
export function knownData(components: readonly Component[]): KnownData {
  const names = new Map<string, KnownName[]>();
  const codes = new Set<string>();
  const addresses: KnownAddress[] = [];
  const shortNames = new Set<string>();
  for (const component of components) {
    for (const [word, known] of namesIn(component))
      names.set(word, [...(names.get(word) ?? []), known]);
    for (const code of codesIn(component)) codes.add(code);
    for (const short of shortNamesIn(component)) shortNames.add(short);
    const address = addressIn(component);
    if (address !== undefined) addresses.push(address);
  }
  const codeLengths = new Set([...codes].map((code) => code.length));
  return { names, shortNames, addresses, codes, codeLengths };
}

function textOf({ fields }: Component, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? foldText(value) : "";
}

const nameParts = [
  ["family_name", "family"],
  ["given_name", "given"],
] as const;

function namesIn(component: Component): readonly (readonly [string, KnownName])[] {
  if (component.kind !== "person") return [];
  const named = nameParts.flatMap(([leaf, part]) => {
    const name = textOf(component, leaf);
    const whole = plainWords(name).replaceAll(" ", "");
    return nameWords(name).map((word): [string, KnownName] => [word, { part, name: whole }]);
  });
  return [...named, ...lettersOnly(component).map(asGivenName)];
}

/** The words of one name that are looked for, and neighbours written as one word ("D'Angelo", "De Sintetico"). */
function nameWords(folded: string): readonly string[] {
  const words = wordsOf(folded)
    .filter(({ isNumber }) => !isNumber)
    .map(({ text }) => text);
  const long = words.filter((text) => text.length >= nameLettersMin);
  const telling = long.filter((text) => !particles.has(text));
  const pairs = words.slice(1).map((text, index) => (words[index] ?? "") + text);
  const joined = [...pairs, ...(words.length > 2 ? [words.join("")] : [])];
  return [
    ...(telling.length > 0 ? telling : long),
    ...joined.filter((text) => text.length > nameLettersMin),
  ];
}

/** Words of codes that have no digit: the first half of an e-mail address, a plate of letters. */
function lettersOnly(component: Component): readonly string[] {
  const mailbox = textOf(component, "email").split("@")[0] ?? "";
  return wordsOf(mailbox)
    .filter(({ text, isNumber }) => !isNumber && text.length >= nameLettersMin)
    .map(({ text }) => text)
    .filter((text) => !mailWords.has(text));
}

const asGivenName = (word: string): [string, KnownName] => [word, { part: "given", name: word }];

function shortNamesIn(component: Component): readonly string[] {
  if (component.kind !== "person") return [];
  const [family = "", given = ""] = nameParts.map(([leaf]) => plainWords(textOf(component, leaf)));
  const isShort = (name: string) => name !== "" && nameWords(name).length === 0;
  if (!(isShort(family) || isShort(given)) || family === "" || given === "") return [];
  return [`${family} ${given}`, `${given} ${family}`];
}

/** Words of a text, each followed by one blank. */
export function plainWords(folded: string): string {
  return wordsOf(folded)
    .map(({ text }) => text)
    .join(" ");
}

/** Letters and digits of a folded text. */
export function codeOf(folded: string): string {
  return folded.replace(/[^A-Z0-9]/g, "");
}

function codesIn(component: Component): readonly string[] {
  const leaves = component.kind === "person" ? ["tax_code", "document", "email"] : ["plate"];
  const codes = leaves.map((leaf) => codeOf(textOf(component, leaf)));
  const phone = codeOf(textOf(component, "phone")).replace(/[^0-9]/g, "");
  const number = phone.length >= phoneDigitsMin ? [phone.slice(-phoneDigitsMax)] : [];
  return [...codes.filter((code) => code.length >= codeCharactersMin), ...number];
}

function addressIn(component: Component): KnownAddress | undefined {
  if (component.kind !== "place") return undefined;
  const words = wordsOf(textOf(component, "street"));
  const telling = tellingWords(words);
  if (telling.length === 0) return undefined;
  const stated = codeOf(textOf(component, "number"));
  const isSensitive = component.fields["sensitivity"] !== "public";
  return { words: telling, number: stated || houseNumber(words), isSensitive, place: component.id };
}

/** The last number of an address is the house. */
function houseNumber(words: readonly Word[]): string {
  return words.filter(({ isNumber }) => isNumber).at(-1)?.text ?? "";
}
