import { type PlainDecision, plainDecision } from "#libs/seal/plainDecision";
import { hashBytes, leafHash, perfectRoot } from "#libs/tlog/hash";
import { type TileRef, tilePath, tileWidth } from "#libs/tlog/tiles";
import { type Finding, TileStoreError } from "./failure.ts";
import { decodeRef, prefixOf } from "./logReader.ts";
import { readTile, type TileSource } from "./tileSource.ts";

/** One bundle of entries, and what is wanted of it. */
export interface BundleAsked {
  readonly index: number;
  readonly width: number;
  readonly readParts: boolean;
  /** Entries that are plainly decisions are told as such, without their bytes. */
  readonly decisions: boolean;
  /** Of the other entries only those with this ASCII text in their leaf; absent: all of them. */
  readonly entriesWith?: string;
}

/** The bytes of an entry, by its place in its bundle; `part` is undefined when no parts bundle could be read. */
export interface BundleEntry {
  readonly at: number;
  readonly leaf: Buffer;
  readonly part: Buffer | undefined;
}

/** What lies in a bundle. A pure function of its files: whichever thread reads them, this is what is told. */
export interface ReadBundle {
  /** What is wrong with the files, in the order in which they were read. */
  readonly findings: readonly Finding[];
  /** RFC 6962 hashes of the leaves, one after another; undefined where they cannot be read. */
  readonly hashes: Buffer | undefined;
  /** Root of a full bundle. */
  readonly root: Buffer | undefined;
  readonly hasParts: boolean;
  /** By place in the bundle. */
  readonly decisions: readonly (PlainDecision | undefined)[];
  readonly others: readonly BundleEntry[];
}

/** Reads and hashes one bundle. Nothing is thrown for what is found. */
export async function readBundle(source: TileSource, asked: BundleAsked): Promise<ReadBundle> {
  const { index, width, readParts } = asked;
  const findings: Finding[] = [];
  const place = { level: 0, index, width };
  const leaves = await itemsOf(source, { kind: "entries", ...place }, findings);
  const partsRef = { kind: "parts", ...place } as const;
  const parts = readParts ? await itemsOf(source, partsRef, findings) : undefined;
  const hasParts = parts !== undefined;
  if (leaves === undefined) {
    return { findings, hashes: undefined, root: undefined, hasParts, decisions: [], others: [] };
  }
  const row = leaves.map(leafHash);
  const root = width === tileWidth ? perfectRoot(row) : undefined;
  return {
    ...{ findings, hashes: Buffer.concat(row), root, hasParts },
    ...sorted(leaves, parts, asked),
  };
}

/** The row of hashes of a bundle. */
export const rowOf = (hashes: Buffer): Buffer[] =>
  Array.from({ length: hashes.length / hashBytes }, (_, i) =>
    hashes.subarray(i * hashBytes, (i + 1) * hashBytes),
  );

function sorted(
  leaves: readonly Buffer[],
  parts: readonly Buffer[] | undefined,
  { decisions: isWanted, readParts, entriesWith }: BundleAsked,
): Pick<ReadBundle, "decisions" | "others"> {
  const decisions: (PlainDecision | undefined)[] = [];
  const others: BundleEntry[] = [];
  for (const [at, leaf] of leaves.entries()) {
    const part = parts?.[at];
    const canBePlain = isWanted && (!readParts || part !== undefined);
    const decision = canBePlain ? plainDecision(leaf, part) : undefined;
    decisions.push(decision);
    if (decision !== undefined) continue;
    if (entriesWith === undefined || leaf.includes(entriesWith)) others.push({ at, leaf, part });
  }
  return { decisions, others };
}

/** Parts may be elsewhere or withheld: that they are missing is for the caller to judge. */
async function itemsOf(
  source: TileSource,
  ref: TileRef,
  findings: Finding[],
): Promise<Buffer[] | undefined> {
  const path = tilePath(ref);
  try {
    const bytes = await readTile(source, ref, (full) => prefixOf(ref, full));
    if (bytes === undefined) {
      if (ref.kind !== "parts") findings.push({ kind: "missing", path, detail: "no such file" });
      return undefined;
    }
    const decoded = decodeRef(ref, bytes);
    if (decoded.ok) return decoded.items;
    findings.push({ kind: "malformed", path, detail: decoded.reason });
  } catch (error) {
    findings.push(unreadable(path, error));
  }
  return undefined;
}

/** A file that cannot be read, as a finding. */
export function unreadable(path: string, error: unknown): Finding {
  const kind = error instanceof TileStoreError ? error.kind : "unreachable";
  return { kind, path, detail: error instanceof Error ? error.message : "cannot be read" };
}
