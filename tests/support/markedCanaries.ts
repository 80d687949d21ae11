import { randomInt } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { anyBirthDate, anyPlate, type CanaryValues, token } from "#tests/support/canaryMessages";
import { type Canary, CanaryScanner } from "#tests/support/canaryScanner";

const letters = "abcdefghijklmnopqrstuvwxyz";
const markLength = 10;
/** Enough numbers for tens of millions of tokens, in a token that still fits into the shortest free field. */
const numberLength = 6;

/**
 * Values of which each begins with a mark that this run alone has, and goes on with a number of its own: any number
 * of them is found by looking for two marks. Fields whose form leaves no room for a mark (plates, dates, coordinates)
 * hold ordinary values.
 */
export class MarkedCanaries implements CanaryValues {
  readonly #mark = token(markLength);
  readonly #phoneMark = `+39000${String(randomInt(1_000_000)).padStart(6, "0")}`;
  #given = 0;

  /** How many marked values were given out. */
  get given(): number {
    return this.#given;
  }

  readonly token = (length = 28): string => {
    if (length < markLength + numberLength) throw new Error(`no room for a mark in ${length}`);
    const number = this.#next(26, numberLength, letters);
    return `${this.#mark}${number}${token(length - markLength - numberLength)}`;
  };

  readonly phone = (): string => `${this.#phoneMark}${this.#next(10, 8, "0123456789")}`;
  readonly plate = anyPlate;
  readonly birthDate = anyBirthDate;

  /** Finds every writing of either mark. */
  scanner(): CanaryScanner<Canary> {
    return new CanaryScanner([
      { name: "a token", value: this.#mark },
      { name: "a telephone number", value: this.#phoneMark },
    ]);
  }

  /** The different tokens in what may hold them, as they are written. */
  tokensIn(text: string): ReadonlySet<string> {
    return new Set(text.match(new RegExp(`${this.#mark}[a-z]{${numberLength}}`, "g")));
  }

  #next(base: number, length: number, digits: string): string {
    let rest = this.#given;
    this.#given += 1;
    const places = Array.from({ length }, () => {
      const digit = digits.charAt(rest % base);
      rest = Math.floor(rest / base);
      return digit;
    });
    return places.toReversed().join("");
  }
}

export const pieceBytes = 1024 * 1024;
/** A writing of a mark that lies across two pieces is whole in one of them; percent-encoding is the longest. */
const overlapBytes = 1024;

/** Bytes piece by piece, each beginning a little before the last one's end. */
export function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    yield bytes.subarray(Math.max(0, at - overlapBytes), at + pieceBytes);
  }
}

/** The same of a file: it may be larger than the memory. */
export function* piecesOf(path: string): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    for (let at = 0; ; at += pieceBytes) {
      const from = Math.max(0, at - overlapBytes);
      const piece = Buffer.alloc(at + pieceBytes - from);
      const length = readSync(file, piece, { position: from });
      if (length <= at - from) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
