import type { Fields, LeafValue } from "./event.ts";

/** What a person who asks for access says of themselves; a name or a tax code there must be. */
export interface AskingPerson {
  readonly family_name?: string;
  readonly given_name?: string;
  /** RFC 3339 date. */
  readonly birth_date?: string;
  readonly tax_code?: string;
}

/**
 * `certain`: the same tax code, or the same name and date of birth. `possible`: the same name where a date of birth is
 * missing, or where the tax codes differ; a person must look.
 */
export type SubjectMatch = "certain" | "possible" | "none";

/** Whether a component of kind `person` tells of the person who asks, however both were written. */
export function subjectMatch(asking: AskingPerson, fields: Fields): SubjectMatch {
  const taxCodes = [taxKey(asking.tax_code), taxKey(fields["tax_code"])] as const;
  const [asked, stated] = taxCodes;
  if (asked !== "" && asked === stated) return "certain";
  if (!isSameName(asking, fields)) return "none";
  const born = fields["birth_date"];
  if (asking.birth_date === undefined || typeof born !== "string") return "possible";
  if (asking.birth_date !== born) return "none";
  return asked !== "" && stated !== "" ? "possible" : "certain";
}

function isSameName(asking: AskingPerson, fields: Fields): boolean {
  const known = new Set(nameKeys(asking.family_name, asking.given_name));
  return nameKeys(fields["family_name"], fields["given_name"]).some((key) => known.has(key));
}

/**
 * A name in the ways in which it is the same: its words in any order, and run together either way round. None where
 * family or given name is missing: half a name is nobody's.
 */
function nameKeys(family: LeafValue | undefined, given: LeafValue | undefined): readonly string[] {
  const [a, b] = [wordsIn(family), wordsIn(given)];
  if (a.length === 0 || b.length === 0) return [];
  const run = [[...a, ...b].join(""), [...b, ...a].join("")];
  return [[...a, ...b].toSorted((x, y) => (x < y ? -1 : 1)).join(" "), ...run];
}

/** Letters that no decomposition of Unicode takes apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ "\u00df": "ss", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d" },
  ...{ "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th", "\u0131": "i" },
};

/** Words in lower case without accents: `D'ANGELO  Nicolò` and `d angelo nicolo'` are the same. */
function wordsIn(text: LeafValue | undefined): readonly string[] {
  if (typeof text !== "string") return [];
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, (sign) => plainLetters[sign] ?? " ");
  const letters = [...plain].map((letter) => plainLetters[letter] ?? letter).join("");
  return letters.split(" ").filter((word) => word !== "");
}

/** Positions of a tax code that hold digits; where two people would have the same one, letters stand for them. */
const digitPositions = [6, 7, 9, 10, 12, 13, 14] as const;
const standIns = "LMNPQRSTUV";

/** A tax code without blanks, with its digits as digits and without its check letter; "" for anything else. */
function taxKey(text: LeafValue | undefined): string {
  if (typeof text !== "string") return "";
  const letters = [
    ...text
      .normalize("NFKC")
      .replace(/[^\p{L}\p{N}]/gu, "")
      .toUpperCase(),
  ];
  if (letters.length !== 16) return "";
  for (const position of digitPositions) {
    const digit = standIns.indexOf(letters[position] ?? "");
    if (digit >= 0) letters[position] = String(digit);
  }
  return letters.slice(0, 15).join("");
}
