import { type CheckTools, sameBytes } from "#libs/logcheck/bytes";
import { nodeHashOf } from "#libs/logcheck/hashes";

const width = 256;

/** Reads a file of one year's log; undefined where the pack has none. */
export type ReadTile = (path: string) => Promise<Uint8Array | undefined>;

/** A file of the tree that is missing or not what lies below it. */
export interface TreeFault {
  readonly path: string;
  readonly kind: "missing" | "mismatch";
}

/** Path of a tile below the year's folder, as tlog-tiles writes it. */
export function pathOfTile(level: number | "entries", index: number, items: number): string {
  const digits = `${index}`.padStart(Math.ceil(`${index}`.length / 3) * 3, "0");
  const groups = digits.match(/.{3}/g) ?? [];
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${name}${items === width ? "" : `.p/${items}`}`;
}

/** Hashes that level `level` has in a log of `size` entries. */
const countAt = (level: number, size: number): number => Math.floor(size / width ** level);

const itemsIn = (index: number, count: number): number => Math.min(width, count - index * width);

/** Tiles of hashes of one log, read from the pack when they are needed. */
export class PackTree {
  readonly #kept = new Map<string, readonly Uint8Array[] | undefined>();
  readonly faults: TreeFault[] = [];

  constructor(
    readonly size: number,
    private readonly read: ReadTile,
    private readonly tools: CheckTools,
  ) {}

  /** The hash of one leaf as the tree has it. */
  async leaf(index: number): Promise<Uint8Array | undefined> {
    return (await this.#row(0, Math.floor(index / width)))?.[index % width];
  }

  /**
   * Root of the first `size` entries, from the tiles. Undefined where one is missing. What it says is worth something
   * once {@link check} has found every tile to be what lies below it.
   */
  async rootAt(size: number): Promise<Uint8Array | undefined> {
    const nodes: Uint8Array[] = [];
    let top = 0;
    while (countAt(top + 1, size) > 0) top += 1;
    for (let level = top; level >= 0; level -= 1) {
      const count = countAt(level, size);
      const items = count % width;
      if (items === 0) continue;
      const row = await this.#row(level, Math.floor(count / width));
      if (row === undefined || row.length < items) return undefined;
      nodes.push(...(await this.#perfect(row.slice(0, items))));
    }
    return this.#folded(nodes);
  }

  /** Computes every tile from the one below and compares; gives the root of the whole. */
  async check(): Promise<Uint8Array | undefined> {
    let below: readonly (Uint8Array | undefined)[] | undefined;
    for (let level = 0; countAt(level, this.size) > 0; level += 1) {
      below = await this.#checkLevel(level, below);
    }
    return this.faults.length > 0 ? undefined : this.rootAt(this.size);
  }

  /** `expected`: the hashes of this level as the level below gives them. Gives those of the next level. */
  async #checkLevel(
    level: number,
    expected: readonly (Uint8Array | undefined)[] | undefined,
  ): Promise<readonly (Uint8Array | undefined)[]> {
    const count = countAt(level, this.size);
    const above: (Uint8Array | undefined)[] = [];
    for (let index = 0; index * width < count; index += 1) {
      const path = pathOfTile(level, index, itemsIn(index, count));
      const row = await this.#row(level, index);
      if (row === undefined) this.faults.push({ path, kind: "missing" });
      const isOther = row?.some((hash, at) => {
        const computed = expected?.[index * width + at];
        return computed !== undefined && !sameBytes(computed, hash);
      });
      if (isOther === true) this.faults.push({ path, kind: "mismatch" });
      const isFull = itemsIn(index, count) === width;
      if (isFull) above.push(row && (await this.#perfect(row))[0]);
    }
    return above;
  }

  async #row(level: number, index: number): Promise<readonly Uint8Array[] | undefined> {
    const items = itemsIn(index, countAt(level, this.size));
    const path = pathOfTile(level, index, items);
    if (this.#kept.has(path)) return this.#kept.get(path);
    const bytes = await this.read(path);
    const row =
      bytes?.length === items * 32
        ? Array.from({ length: items }, (_, at) => bytes.slice(at * 32, at * 32 + 32))
        : undefined;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= 64 && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(path, row);
    return row;
  }

  /** Roots of the largest perfect subtrees over a row, left to right. */
  async #perfect(row: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const roots: Uint8Array[] = [];
    let at = 0;
    while (at < row.length) {
      let span = 1;
      while (span * 2 <= row.length - at) span *= 2;
      let level = row.slice(at, at + span);
      while (level.length > 1) level = await this.#halved(level);
      roots.push(...level);
      at += span;
    }
    return roots;
  }

  #halved(level: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const pairs = level
      .filter((_, at) => at % 2 === 0)
      .map((left, at) => ({ left, right: level[at * 2 + 1] }));
    return Promise.all(
      pairs.map(({ left, right }) =>
        right === undefined ? Promise.resolve(left) : nodeHashOf(left, right, this.tools),
      ),
    );
  }

  async #folded(nodes: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
    let root = nodes.at(-1);
    for (const node of nodes.slice(0, -1).toReversed()) {
      if (root !== undefined) root = await nodeHashOf(node, root, this.tools);
    }
    return root;
  }
}

/** The entries of a bundle: each behind its length (u16, big-endian); undefined where they are not `items`. */
export function entriesIn(bytes: Uint8Array, items: number): readonly Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Number.NaN;
    if (!(end <= bytes.length)) return undefined;
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries.length === items ? entries : undefined;
}
