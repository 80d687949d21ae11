/**
 * Text as the guard reads it: whatever looks the same to a person is the same here. Steps grow with the text's
 * length only (compatibility decomposition makes at most 18 characters of one).
 */

/** Greek and Cyrillic capitals that are drawn like Latin ones, and Latin letters with a stroke. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [
    ["АВЕКМНОРСТХІЈЅԚԜҮУ", "ABEKMHOPCTXIJSQWYY"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
    ["ØĐŁŦĦÐ", "ODLTHD"],
  ].flatMap(([from = "", to = ""]) => [...from].map((letter, index) => [letter, to.charAt(index)])),
);
const ligatures: ReadonlyMap<string, string> = new Map([
  ["ẞ", "SS"],
  ["Æ", "AE"],
  ["Œ", "OE"],
  ["Þ", "TH"],
]);

/** Marks, and what nobody sees: zero-width and format characters, Hangul fillers, the blank Braille cell. */
const unseen = /[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/gu;
const apostrophes = /[\u2018\u2019\u201b\u02b9\u02bc\u02bb\u2032\u00b4`]/g;
const hyphens = /[\p{Pd}\u2212]/gu;
const foreignDigit = /\p{Nd}/gu;
const isDigit = /^\p{Nd}$/u;

/**
 * Upper-case Latin letters without accents, ASCII digits, `'` and `-`; everything else stays as it is. Letters
 * of other alphabets that look Latin become Latin, so that names in them are still equal to themselves.
 */
export function foldText(text: string): string {
  const plain = bare(bare(text.replace(apostrophes, "'")).toUpperCase());
  return [...plain]
    .map((sign) => lookalikes.get(sign) ?? ligatures.get(sign) ?? sign)
    .join("")
    .replace(apostrophes, "'")
    .replace(foreignDigit, asciiDigit)
    .replace(/\s/gu, " ");
}

/** Taken apart, without marks and without what nobody sees. */
function bare(text: string): string {
  return text.normalize("NFKD").replace(hyphens, "-").replace(unseen, "");
}

/** Digits of one script stand in a row of ten: the value is the distance from the first of the row. */
function asciiDigit(sign: string): string {
  if (sign >= "0" && sign <= "9") return sign;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** A run of letters or of digits, with what stands before it. */
export interface Word {
  readonly text: string;
  readonly isNumber: boolean;
  /** Characters between the word before and this one; empty where a letter meets a digit. */
  readonly gap: string;
}

/** Words of a folded text, in order. */
export function wordsOf(folded: string): readonly Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of folded.matchAll(/\p{L}+|[0-9]+/gu)) {
    const [text] = match;
    words.push({ text, isNumber: /^[0-9]/.test(text), gap: folded.slice(end, match.index) });
    end = match.index + text.length;
  }
  return words;
}

/** A folded text without its separators, so that a code is found however it was spaced. */
export interface Compact {
  /** A–Z and 0–9; `|` where something stands that no code is written across. */
  readonly text: string;
  /** Whether something else than a letter or digit stands before the character at an index, and after it. */
  readonly begins: readonly boolean[];
  readonly ends: readonly boolean[];
}

/** Separators that people put within codes; more than three in a row part two things. */
const softGap = /^[ .\-_/'·]{1,3}$/;

export function compactOf(folded: string): Compact {
  let text = "";
  const begins: boolean[] = [];
  const ends: boolean[] = [];
  let end = 0;
  const add = (sign: string, isBegin: boolean): void => {
    text += sign;
    begins.push(isBegin);
    ends.push(false);
  };
  for (const match of folded.matchAll(/[A-Z0-9]+/g)) {
    const gap = folded.slice(end, match.index);
    if (ends.length > 0 && gap !== "") ends[ends.length - 1] = true;
    if (gap !== "" && !softGap.test(gap)) add("|", true);
    for (const [index, sign] of [...match[0]].entries()) add(sign, index === 0);
    end = match.index + match[0].length;
  }
  if (ends.length > 0) ends[ends.length - 1] = true;
  return { text, begins, ends };
}

/** The `length` characters at `from`, if they are whole words from first to last. */
export function wholeSlice(compact: Compact, from: number, length: number): string | undefined {
  if (compact.begins[from] !== true || compact.ends[from + length - 1] !== true) return undefined;
  return compact.text.slice(from, from + length);
}
