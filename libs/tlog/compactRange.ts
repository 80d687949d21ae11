import { emptyRoot, hashBytes, nodeHash } from "./hash.ts";

/** What must be kept of a log to go on appending: its size and the roots of its perfect subtrees. */
export interface Frontier {
  readonly size: number;
  /** One hash per binary 1 of `size`, largest subtree first. */
  readonly hashes: readonly Buffer[];
}

/** {@link Frontier} as JSON: hashes in base64. */
export interface FrontierJson {
  readonly size: number;
  readonly hashes: readonly string[];
}

/** Append-only view of a log. It forgets leaves and still knows the root (compact range over [0, size)). */
export class CompactRange {
  #size: number;
  readonly #hashes: Buffer[];

  /** Starts from `frontier`; throws when its number of hashes does not fit its size. */
  constructor(frontier: Frontier = { size: 0, hashes: [] }) {
    if (!isFrontier(frontier)) throw new RangeError("frontier does not fit its size");
    this.#size = frontier.size;
    this.#hashes = [...frontier.hashes];
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. Amortised one inner hash per leaf. */
  append(leaf: Buffer): void {
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = nodeHash(this.#pop(), node);
    }
    this.#hashes.push(node);
    this.#size += 1;
  }

  /** RFC 6962 root of the log as it is now. */
  root(): Buffer {
    return foldRoot(this.#hashes);
  }

  frontier(): Frontier {
    return { size: this.#size, hashes: [...this.#hashes] };
  }

  #pop(): Buffer {
    const top = this.#hashes.pop();
    if (top === undefined) throw new Error("compact range lost a subtree");
    return top;
  }
}

/** Root from the roots of the perfect subtrees, largest first. */
export function foldRoot(subtrees: readonly Buffer[]): Buffer {
  if (subtrees.length === 0) return emptyRoot();
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
}

export function frontierToJson(frontier: Frontier): FrontierJson {
  return {
    size: frontier.size,
    hashes: frontier.hashes.map((subtree) => subtree.toString("base64")),
  };
}

/** The frontier that {@link frontierToJson} wrote; undefined when it is not one. */
export function frontierFromJson(json: FrontierJson): Frontier | undefined {
  const frontier = {
    size: json.size,
    hashes: json.hashes.map((text) => Buffer.from(text, "base64")),
  };
  return isFrontier(frontier) ? frontier : undefined;
}

function isFrontier(frontier: Frontier): boolean {
  if (!Number.isSafeInteger(frontier.size) || frontier.size < 0) return false;
  const ones = frontier.size.toString(2).replaceAll("0", "").length;
  const wanted = frontier.size === 0 ? 0 : ones;
  return (
    frontier.hashes.length === wanted &&
    frontier.hashes.every((subtree) => subtree.length === hashBytes)
  );
}
