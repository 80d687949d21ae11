import type { Compact } from "./fold.ts";
import { wholeSlice } from "./fold.ts";
import { provinces } from "./plainWords.ts";

/** Letters of plates since 1994: no I, O, Q, U. */
const letter = "[A-HJ-NPR-TV-Z]";

/** A form of plate: its pattern without separators, and where its groups of characters end. */
interface Form {
  readonly pattern: RegExp;
  readonly lengths: readonly number[];
}

/** D.P.R. 495/1992, art. 256 and following: cars since 1994, motorcycles since 1999. */
const car: Form = { pattern: new RegExp(`^${letter}{2}[0-9]{3}${letter}{2}$`), lengths: [7] };
const motorcycle: Form = { pattern: new RegExp(`^(?!KM)${letter}{2}[0-9]{5}$`), lengths: [7] };
/** Mopeds since 2006: six characters that begin with X. */
const moped: Form = { pattern: /^X(?=.*[A-Z])(?=.*[0-9].*[0-9])[A-Z0-9]{5}$/, lengths: [6] };
/** Before 1994: the province, then five or six digits, one of them a letter where numbers had run out. */
const old: Form = {
  pattern: /^(?:[A-Z]{2}|ROMA)(?:[1-9][0-9]{4,5}|(?=[0-9]*[A-Z][0-9]*$)[A-Z0-9]{6})$/,
  lengths: [7, 8, 9, 10],
};

/** Where a text stands: models of vehicles and references of machines look like some plates. */
export type PlateContext = "text" | "model" | "reference";

const formsIn: Readonly<Record<PlateContext, readonly Form[]>> = {
  text: [car, motorcycle, old, moped],
  model: [car, motorcycle, old],
  reference: [car],
};

/** True if an Italian plate stands in the text as a word, or as words. */
export function hasPlate(compact: Compact, context: PlateContext): boolean {
  return compact.begins.some(
    (begins, from) => begins && formsIn[context].some((form) => standsAt(compact, from, form)),
  );
}

function standsAt(compact: Compact, from: number, { pattern, lengths }: Form): boolean {
  return lengths.some((length) => {
    const text = wholeSlice(compact, from, length);
    if (text === undefined || !pattern.test(text)) return false;
    if (pattern === old.pattern && !isOfProvince(compact, from, text)) return false;
    return isGrouped(compact, from, text) && !isRoad(compact, from, text);
  });
}

/** "SP 415 km 12": a road and where on it, if its three parts stand apart. */
function isRoad({ begins }: Compact, from: number, text: string): boolean {
  const isApart = begins[from + 2] === true && begins[from + 5] === true;
  return isApart && /^S[SPRC][0-9]{3}KM$/.test(text);
}

/** A letter after the province stands apart from it: "CAP 26100" is no plate of Cagliari. */
function isOfProvince({ begins }: Compact, from: number, text: string): boolean {
  const province = text.startsWith("ROMA") ? "ROMA" : text.slice(0, 2);
  const isApart = begins[from + province.length] === true;
  return provinces.has(province) && (isApart || /[0-9]/.test(text.charAt(province.length)));
}

/** Digits and letters of one group are parted nowhere or everywhere: "12 145" after a word is no plate. */
function isGrouped({ begins }: Compact, from: number, text: string): boolean {
  return [...text.matchAll(/[A-Z]+|[0-9]+/g)].every(({ 0: group, index }) => {
    const parted = Array.from({ length: group.length - 1 }, (_, place) => {
      return begins[from + index + place + 1] === true;
    });
    return parted.every((is) => is === parted[0]);
  });
}
