import { type GenesisLeaf, parseLeaf, type YearRetiredLeaf } from "#libs/seal/leaf";
import type { EntryFinding } from "#libs/seal/verifyEntries";

const marks = ['"kind":"year_retired"', '"kind":"genesis"'] as const;

/** What the logs of a family say of years that were retired, and whether the years after them said the same. */
export class RetiredCheck {
  readonly #retired: YearRetiredLeaf[] = [];
  /** By year: how the genesis of the year after it says that it ended. */
  readonly #ended = new Map<number, Required<GenesisLeaf>["previous"]>();

  /** Every entry of every log that is read; an entry that retires another end than was signed is a finding. */
  see(index: number, bytes: Buffer): readonly EntryFinding[] {
    if (!marks.some((mark) => bytes.includes(mark))) return [];
    const leaf = parseLeaf(bytes);
    if ("problem" in leaf) return [];
    if (leaf.kind === "genesis" && leaf.previous !== undefined) {
      this.#ended.set(leaf.previous.year, leaf.previous);
    }
    if (leaf.kind !== "year_retired") return [];
    this.#retired.push(leaf);
    const ended = this.#ended.get(leaf.of);
    const differs =
      ended !== undefined && (ended.last_sequence !== leaf.size || ended.root !== leaf.root);
    if (!differs) return [];
    const detail = `the year after ${leaf.of} names another end of it`;
    return [{ kind: "genesis-link", index, detail }];
  }

  /** In the order of the logs. */
  get retired(): readonly YearRetiredLeaf[] {
    return this.#retired;
  }
}
