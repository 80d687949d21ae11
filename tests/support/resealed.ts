import { hash } from "node:crypto";
import { derivationLabel, lengthPrefixed } from "#libs/seal/bytes";
import type { LogEntry } from "#libs/tlog/tail";

/** One salted part, as text. */
interface Piece {
  readonly domain: string;
  readonly salt: string;
  readonly value: string;
}

/** A decision whose parts somebody rewrites together with the digests in its leaf: only what they say gives it away. */
export class Resealed {
  readonly #leaf: string;
  readonly #pieces: readonly Piece[];

  private constructor(leaf: string, pieces: readonly Piece[]) {
    this.#leaf = leaf;
    this.#pieces = pieces;
  }

  static of({ leaf, part }: LogEntry): Resealed {
    const { commitments, facts, slots } = JSON.parse(Buffer.from(part).toString()) as {
      readonly commitments: Salted;
      readonly facts: Salted;
      readonly slots: readonly (Salted & { readonly slot: number })[];
    };
    const pieceOf = (domain: string, { salt, value }: Salted): Piece => {
      return { domain, salt, value: JSON.stringify(value) };
    };
    return new Resealed(Buffer.from(leaf).toString(), [
      pieceOf("commitments", commitments),
      pieceOf("facts", facts),
      ...slots.map((slot) => pieceOf(`slot/${slot.slot}`, slot)),
    ]);
  }

  /** The entry with the text of one part changed. */
  with(which: number, change: (value: string) => string): { leaf: Buffer; part: Buffer } {
    const at = which % this.#pieces.length;
    const pieces = this.#pieces.map((piece, i) =>
      i === at ? { ...piece, value: change(piece.value) } : piece,
    );
    const leaf = this.#pieces.reduce((text, before, i) => {
      const after = pieces[i];
      return after === undefined ? text : text.replace(digestOf(before), digestOf(after));
    }, this.#leaf);
    return { leaf: Buffer.from(leaf), part: Buffer.from(partsText(pieces)) };
  }
}

interface Salted {
  readonly salt: string;
  readonly value: unknown;
}

const digestOf = ({ domain, salt, value }: Piece): string =>
  hash("sha256", lengthPrefixed(derivationLabel, "part", domain, salt, value), "base64url");

function partsText(pieces: readonly Piece[]): string {
  const [commitments, facts, ...slots] = pieces.map(({ domain, salt, value }) => {
    const slot = /^slot\/(\d+)$/.exec(domain)?.[1];
    return `{"salt":"${salt}",${slot === undefined ? "" : `"slot":${slot},`}"value":${value}}`;
  });
  return `{"commitments":${commitments},"facts":${facts},"slots":[${slots.join(",")}],"v":1}`;
}
