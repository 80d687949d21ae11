import type { PlainDecision } from "#libs/seal/plainDecision";
import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { cosignatureVerifier } from "#libs/tlog/cosignature";
import { perfectRoot } from "#libs/tlog/hash";
import { type NoteVerifier, noteVerifier } from "#libs/tlog/note";
import { tailRoot } from "#libs/tlog/tail";
import { hashesAt, type TileRef, tilePath, tileWidth } from "#libs/tlog/tiles";
import type { Finding } from "./failure.ts";
import { checkListedFiles, checkSeen } from "./listedFiles.ts";
import { decodeRef, type LogTrust, prefixOf } from "./logReader.ts";
import { type BundleAsked, type ReadBundle, readBundle, rowOf, unreadable } from "./readBundle.ts";
import { readTile, type TileSource } from "./tileSource.ts";

export interface VerifyReport {
  /** Size of the checkpoint that was checked; 0 when none could be trusted. */
  readonly size: number;
  readonly checkpoint: Checkpoint | undefined;
  /** The signed note of it, as it was read; undefined when it could not be trusted. */
  readonly note: Buffer | undefined;
  /** Entries whose bytes were read and hashed; where `from` was asked, those that it asks for. */
  readonly entries: number;
  readonly tilesChecked: number;
  readonly bundlesChecked: number;
  /** Parts bundles that were there and well-formed; their content is the callback's business. */
  readonly partsChecked: number;
  /** Files beyond the checkpoint: written, not yet signed. Only a source that can list tells. */
  readonly filesBeyond: number;
  readonly findings: readonly Finding[];
  /** Findings over the limit, counted only. */
  readonly findingsOmitted: number;
}

/** Checks what the bytes of an entry mean; `part` is undefined when no parts bundle could be read. */
export type OnEntry = (
  index: number,
  leaf: Buffer,
  part: Buffer | undefined,
) => readonly Finding[] | Promise<readonly Finding[]>;

/** Checks what follows an entry that is plainly a decision, and right by itself. */
export type OnDecision = (index: number, decision: PlainDecision) => readonly Finding[];

/** Reads the bundles of a log, perhaps in other threads; what it gives is what {@link readBundle} gives. */
export interface BundleReading {
  /** What is asked, in its order; a few bundles may be read before their turn. */
  ordered(asked: Iterable<BundleAsked>): AsyncIterator<ReadBundle, unknown>;
  close(): Promise<void>;
}

export interface VerifyOptions {
  /** Keys of the log beside `vkey`, of types 0x04 and 0x06: a signature of theirs that does not hold is a finding. */
  readonly moreKeys?: readonly string[];
  /** Default: the key's name, as tlog-checkpoint recommends. */
  readonly origin?: string;
  readonly onEntry?: OnEntry;
  /** Called instead of `onEntry` for entries that are plainly decisions. */
  readonly onDecision?: OnDecision;
  /** `onEntry` is called only for entries with this ASCII text in their leaf. */
  readonly entriesWith?: string;
  /** Who reads the bundles of a log of `size` entries. Default: this thread, each in its turn. */
  readonly reading?: (size: number) => BundleReading;
  /** False where parts are not served (an HTTP address). Default true. */
  readonly readParts?: boolean;
  /**
   * Checkpoints of this log that somebody kept: an export, an announcement, what a witness signed. A log that
   * tells another history than one of them, or a shorter one, verifies by itself and is still another log.
   */
  readonly seen?: readonly Buffer[];
  /**
   * Of the entries below this one only the first is read, which says which log this is; the hashes of the others come
   * from their tiles, and the root is checked as ever. At most the log's size. Default 0: all are read.
   */
  readonly from?: number;
  /** Findings that are kept. Default 1,000. */
  readonly findingsMax?: number;
}

/**
 * Reads a whole log again: checkpoint signature, every entry, every tile, the root; with a source that lists,
 * also older partial tiles, the history of checkpoints and files that do not belong. Holds one tile per level
 * and one bundle at a time. Nothing is thrown for what is found; RangeError for a bad `vkey`.
 */
export async function verifyLog(
  source: TileSource,
  vkey: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new RangeError("not an Ed25519 verifier key");
  const more = (options.moreKeys ?? []).map(cosignatureVerifierOrThrow);
  const trust = { origin: options.origin ?? verifier.name, verifiers: [verifier, ...more] };
  return new Verification(source, trust, options).run();
}

function cosignatureVerifierOrThrow(vkey: string): NoteVerifier {
  const verifier = cosignatureVerifier(vkey);
  if (verifier === undefined) throw new RangeError("not a verifier key of a cosigner");
  return verifier;
}

/** Hashes of a row; of a full one that was read the root, too. */
interface Row {
  readonly hashes: readonly (Buffer | undefined)[];
  readonly root: Buffer | undefined;
}

/** A text that stands in no leaf of ours, for where nobody asks for any. */
const noEntry = "\n";

/** A tile on the right edge: as stored, and as computed from what lies below it. */
interface Edge {
  readonly ref: TileRef;
  readonly stored: Buffer[] | undefined;
  readonly derived: readonly (Buffer | undefined)[] | undefined;
}

class Verification {
  readonly #source: TileSource;
  readonly #trust: LogTrust;
  readonly #options: VerifyOptions;
  readonly #findings: Finding[] = [];
  #counts = { entries: 0, tiles: 0, bundles: 0, parts: 0, omitted: 0 };
  #bundles: AsyncIterator<ReadBundle, unknown> | undefined;

  constructor(source: TileSource, trust: LogTrust, options: VerifyOptions) {
    this.#source = source;
    this.#trust = trust;
    this.#options = options;
  }

  async run(): Promise<VerifyReport> {
    const opened = await this.#openCheckpoint();
    const checkpoint = opened?.checkpoint;
    let filesBeyond = 0;
    if (checkpoint !== undefined) {
      await this.#readTree(checkpoint);
      const tampered = this.#findings.filter(({ kind }) => kind !== "root-mismatch");
      const damaged = new Set(tampered.map(({ path }) => path));
      const add = (finding: Finding) => this.#add(finding);
      const { size } = checkpoint;
      filesBeyond = await checkListedFiles(this.#source, this.#trust, { size, damaged, add });
      const seen = this.#options.seen ?? [];
      await checkSeen(this.#source, this.#trust, { size, damaged, add }, seen);
    }
    return {
      size: checkpoint?.size ?? 0,
      checkpoint,
      note: opened?.note,
      entries: this.#counts.entries,
      tilesChecked: this.#counts.tiles,
      bundlesChecked: this.#counts.bundles,
      partsChecked: this.#counts.parts,
      filesBeyond,
      findings: this.#findings,
      findingsOmitted: this.#counts.omitted,
    };
  }

  async #openCheckpoint(): Promise<
    { readonly checkpoint: Checkpoint; readonly note: Buffer } | undefined
  > {
    const path = "checkpoint";
    const note = await this.#read(path, () => this.#source.read(path));
    if (note === undefined) return undefined;
    const opened = openCheckpoint(note, this.#trust);
    if (opened.ok) return { checkpoint: opened.checkpoint, note };
    this.#add({ kind: "checkpoint-invalid", path, detail: opened.reason });
    return undefined;
  }

  /** Bundles are read in the order of the leaves, which is that in which the walk down the tree comes to them. */
  async #readTree(checkpoint: Checkpoint): Promise<void> {
    const { size } = checkpoint;
    const reading = this.#options.reading?.(size) ?? readingHere(this.#source);
    try {
      this.#bundles = reading.ordered(this.#asked(size));
      await this.#checkTree(checkpoint);
    } finally {
      await reading.close();
    }
  }

  *#asked(size: number): Generator<BundleAsked> {
    const { readParts = true, onDecision, onEntry, entriesWith } = this.#options;
    const wanted = onEntry === undefined ? noEntry : entriesWith;
    for (let index = 0; index * tileWidth < size; index += 1) {
      if (!this.#isBundleRead(index)) continue;
      const width = Math.min(tileWidth, size - index * tileWidth);
      const decisions = onDecision !== undefined;
      const asked = { index, width, readParts, decisions };
      yield wanted === undefined ? asked : { ...asked, entriesWith: wanted };
    }
  }

  async #checkTree({ size, root }: Checkpoint): Promise<void> {
    const edges: Edge[] = [];
    let top = 0;
    while (hashesAt(top + 1, size) > 0) top += 1;
    // Highest level first: that is the order of the leaves.
    for (let level = top; level >= 0; level -= 1) {
      const count = hashesAt(level, size);
      if (count % tileWidth === 0) continue;
      const place = { level, index: Math.floor(count / tileWidth), width: count % tileWidth };
      const ref: TileRef = { kind: "tile", ...place };
      const stored = await this.#items(ref);
      edges.push({ ref, stored, derived: (await this.#below(ref, stored))?.hashes });
    }
    this.#judgeEdges(edges, top, root);
  }

  /** The hashes that tile `ref` must have, from what lies below it; undefined for what cannot be read. */
  async #below(ref: TileRef, stored: readonly Buffer[] | undefined): Promise<Row | undefined> {
    if (ref.level === 0) return this.#isBundleRead(ref.index) ? this.#bundle(ref) : undefined;
    const hashes: (Buffer | undefined)[] = [];
    for (let i = 0; i < ref.width; i += 1) {
      const index = ref.index * tileWidth + i;
      const child: TileRef = { kind: "tile", level: ref.level - 1, index, width: tileWidth };
      hashes.push(await this.#fullTile(child, stored?.[i]));
    }
    return { hashes, root: undefined };
  }

  /** Root of a full tile as far as it is known; `expected` is what the tile above says. */
  async #fullTile(ref: TileRef, expected: Buffer | undefined): Promise<Buffer | undefined> {
    const stored = await this.#items(ref);
    const row = await this.#below(ref, stored);
    const derived = row?.hashes;
    const ofDerived = row?.root ?? rootOfAll(derived);
    const isSame = ofDerived !== undefined && stored !== undefined && equalRows(stored, derived);
    const ofStored = isSame ? ofDerived : stored && perfectRoot(stored);
    if (ofStored === undefined || ofDerived === undefined) return ofStored ?? ofDerived ?? expected;
    if (ofStored.equals(ofDerived)) return ofStored;
    const edge = { ref, stored, derived };
    const storedHolds = expected?.equals(ofStored) === true;
    const derivedHolds = expected?.equals(ofDerived) === true;
    if (!derivedHolds) this.#blameBelow(edge);
    if (!storedHolds) this.#blameTile(edge);
    return storedHolds ? ofStored : ofDerived;
  }

  /** Hashes of the leaves of one bundle, each leaf handed to the callbacks. */
  async #bundle({ index }: TileRef): Promise<Row | undefined> {
    const next = await this.#bundles?.next();
    if (next === undefined || next.done === true)
      throw new Error("a bundle that was not asked for");
    const { findings, hashes, root, hasParts, ...entries } = next.value;
    for (const finding of findings) this.#add(finding);
    if (hasParts) this.#counts.parts += 1;
    if (hashes === undefined) return undefined;
    this.#counts.bundles += 1;
    const row = rowOf(hashes);
    await this.#judgeEntries(index * tileWidth, row.length, entries);
    return { hashes: row, root };
  }

  async #judgeEntries(
    first: number,
    count: number,
    { decisions, others }: Pick<ReadBundle, "decisions" | "others">,
  ): Promise<void> {
    const { onEntry, onDecision } = this.#options;
    let other = 0;
    for (let at = 0; at < count; at += 1) {
      const decision = decisions[at];
      const entry = others[other]?.at === at ? others[other] : undefined;
      if (entry !== undefined) other += 1;
      if (!this.#isEntryRead(first + at)) continue;
      this.#counts.entries += 1;
      if (decision !== undefined) this.#addAll(onDecision?.(first + at, decision));
      if (entry === undefined) continue;
      const told = onEntry?.(first + at, entry.leaf, entry.part);
      // A million turns of the loop cost more than what most of them wait for: nothing.
      this.#addAll(told instanceof Promise ? await told : told);
    }
  }

  #isEntryRead(index: number): boolean {
    return index === 0 || index >= (this.#options.from ?? 0);
  }

  #isBundleRead(index: number): boolean {
    return index === 0 || (index + 1) * tileWidth > (this.#options.from ?? 0);
  }

  #judgeEdges(edges: readonly Edge[], top: number, root: Buffer): void {
    const doubtful = edges.filter(differs);
    // Few levels, so every choice between stored and computed rows can be tried against the signed root.
    for (let choice = 0; choice < 2 ** doubtful.length; choice += 1) {
      const trusted = new Set(doubtful.filter((_, i) => Math.floor(choice / 2 ** i) % 2 === 1));
      if (!edgesRoot(edges, top, trusted).equals(root)) continue;
      for (const edge of doubtful) {
        if (trusted.has(edge)) this.#blameBelow(edge);
        else this.#blameTile(edge);
      }
      return;
    }
    for (const edge of doubtful) {
      this.#blameBelow(edge);
      this.#blameTile(edge);
    }
    const computed = edgesRoot(edges, top, new Set()).toString("base64");
    const detail = `signed ${root.toString("base64")}, computed ${computed}`;
    this.#add({ kind: "root-mismatch", path: "checkpoint", detail });
  }

  #blameTile({ ref }: Edge): void {
    const detail = "hashes are not those of what lies below";
    this.#add({ kind: "tile-mismatch", path: tilePath(ref), detail });
  }

  #blameBelow({ ref, stored, derived }: Edge): void {
    for (const [i, hash] of derived?.entries() ?? []) {
      const said = stored?.[i];
      if (hash === undefined || said === undefined || hash.equals(said)) continue;
      const index = ref.index * tileWidth + i;
      if (ref.level === 0) {
        const path = tilePath({ ...ref, kind: "entries" });
        const detail = "entry does not have the hash in the tree";
        this.#add({ kind: "leaf-mismatch", path, index, detail });
        continue;
      }
      const below: TileRef = { kind: "tile", level: ref.level - 1, index, width: tileWidth };
      const isRead = below.level > 0 || this.#isBundleRead(below.index);
      const detail = isRead
        ? "tile and what lies below agree with each other, not with the tree"
        : "tile does not have the hash in the tree; what lies below was not read";
      this.#add({ kind: "tile-mismatch", path: tilePath(below), detail });
      if (below.level > 0 || !isRead) continue;
      this.#add({ kind: "leaf-mismatch", path: tilePath({ ...below, kind: "entries" }), detail });
    }
  }

  async #items(ref: TileRef): Promise<Buffer[] | undefined> {
    const path = tilePath(ref);
    const bytes = await this.#read(path, () => this.#readRef(ref));
    const items = bytes && this.#decode(ref, bytes);
    if (items !== undefined) this.#counts.tiles += 1;
    return items;
  }

  #readRef(ref: TileRef): Promise<Buffer | undefined> {
    return readTile(this.#source, ref, (full) => prefixOf(ref, full));
  }

  #decode(ref: TileRef, bytes: Buffer): Buffer[] | undefined {
    const decoded = decodeRef(ref, bytes);
    if (decoded.ok) return decoded.items;
    this.#add({ kind: "malformed", path: tilePath(ref), detail: decoded.reason });
    return undefined;
  }

  async #read(path: string, read: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    const before = this.#findings.length + this.#counts.omitted;
    const bytes = await this.#readable(path, read);
    const reported = this.#findings.length + this.#counts.omitted > before;
    if (bytes === undefined && !reported)
      this.#add({ kind: "missing", path, detail: "no such file" });
    return bytes;
  }

  async #readable(
    path: string,
    read: () => Promise<Buffer | undefined>,
  ): Promise<Buffer | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#add(unreadable(path, error));
      return undefined;
    }
  }

  #addAll(findings: readonly Finding[] | undefined): void {
    for (const finding of findings ?? []) this.#add(finding);
  }

  #add(finding: Finding): void {
    if (this.#findings.length < (this.#options.findingsMax ?? 1_000)) this.#findings.push(finding);
    else this.#counts.omitted += 1;
  }
}

/** Each bundle when its turn comes, by this thread. */
export const readingHere = (source: TileSource): BundleReading => ({
  ordered: (asked) => readInTurn(source, asked),
  close: () => Promise.resolve(),
});

async function* readInTurn(
  source: TileSource,
  all: Iterable<BundleAsked>,
): AsyncGenerator<ReadBundle, void> {
  for (const asked of all) yield await readBundle(source, asked);
}

const equalRows = (a: readonly Buffer[], b: readonly (Buffer | undefined)[] | undefined): boolean =>
  a.length === b?.length && a.every((hash, i) => b[i]?.equals(hash) === true);

function rootOfAll(hashes: readonly (Buffer | undefined)[] | undefined): Buffer | undefined {
  const known = hashes?.filter((hash) => hash !== undefined);
  if (known === undefined || known.length !== hashes?.length) return undefined;
  return perfectRoot(known);
}

function differs({ stored, derived }: Edge): boolean {
  if (stored === undefined || derived === undefined) return false;
  return derived.some((hash, i) => hash !== undefined && stored[i]?.equals(hash) !== true);
}

/** Root of the right edge, taking the stored hashes of the tiles in `trusted`, else the computed ones. */
function edgesRoot(edges: readonly Edge[], top: number, trusted: ReadonlySet<Edge>): Buffer {
  const rows: Buffer[][] = Array.from({ length: top + 1 }, () => []);
  for (const edge of edges) {
    const { ref, stored, derived } = edge;
    const row = Array.from({ length: ref.width }, (_, i) => {
      const computed = trusted.has(edge) ? undefined : derived?.[i];
      return computed ?? stored?.[i] ?? Buffer.alloc(0);
    });
    rows[ref.level] = row;
  }
  return tailRoot({ rows });
}
