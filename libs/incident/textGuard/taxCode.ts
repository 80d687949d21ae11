import type { Compact } from "./fold.ts";

/**
 * Italian tax code of a person: D.M. 23 December 1976, art. 2–7 (form and check character), and the letters that
 * stand for digits when two people would share a code (omocodia).
 */
const digit = "[0-9LMNPQRSTUV]";
const shape = new RegExp(`^[A-Z]{6}${digit}{2}[ABCDEHLMPRST]${digit}{2}[A-Z]${digit}{3}[A-Z]$`);
const length = 16;
const digitPlaces = [6, 7, 9, 10, 12, 13, 14] as const;

/** Fewer real digits than this, and ordinary words can have the shape by chance. */
const realDigitsMin = 3;

/** Values of the characters in odd places; digits share those of the first ten letters. */
const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
] as const;

/**
 * True if a tax code stands anywhere in the text. One whose check character is wrong counts too: it is more often
 * a mistyped code than anything else. One written with hardly any digit counts when it stands by itself and its
 * check character is right.
 */
export function hasTaxCode(compact: Compact): boolean {
  for (let from = 0; from + length <= compact.text.length; from += 1) {
    const code = compact.text.slice(from, from + length);
    if (shape.test(code) && (hasDigits(code) || standsAlone(compact, from, code))) return true;
  }
  return false;
}

function hasDigits(code: string): boolean {
  return digitPlaces.filter((place) => /[0-9]/.test(code.charAt(place))).length >= realDigitsMin;
}

function standsAlone({ begins, ends }: Compact, from: number, code: string): boolean {
  return begins[from] === true && ends[from + length - 1] === true && isChecked(code);
}

function isChecked(code: string): boolean {
  const sum = [...code.slice(0, 15)].reduce((total, sign, index) => {
    const value = /[0-9]/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (oddValues[value] ?? 0) : value);
  }, 0);
  return code.charCodeAt(15) - 65 === sum % 26;
}
