import {
  base64Of,
  base64urlOf,
  canonicalText,
  hexOf,
  jsonIn,
  memberIn,
  type PackFile,
  type PackTools,
  prefixed,
  sameBytes,
  textIn,
} from "./packBytes.ts";
import {
  isSignedBy,
  type PackCheckpoint,
  type PackKey,
  packCheckpoint,
  packKey,
} from "./packNote.ts";
import { entriesIn, leafHashOf, PackTree, pathOfTile } from "./packTree.ts";

/**
 * One thing that is wrong with a pack. `fork`: one key has signed two histories. `sum`: a file is not what SHA256SUMS
 * says, is missing or not named there. `signature`, `tree`, `entry`, `opening`, `document`, `line`: not what is signed.
 */
export interface PackFinding {
  readonly kind:
    | "fork"
    | "signature"
    | "tree"
    | "entry"
    | "opening"
    | "document"
    | "line"
    | "sum"
    | "missing"
    | "malformed";
  readonly file: string;
  readonly detail: string;
}

/** One year's log as far as the pack holds it. */
export interface PackYear {
  readonly year: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** The line of `vkeys` under which it was checked: to be compared with the key had from elsewhere. */
  readonly vkey: string;
  /** Signatures in the checkpoint by others than the log, named and not checked here. */
  readonly others: readonly string[];
  readonly entries: number;
  readonly checkpoints: number;
}

export interface PackReport {
  readonly holds: boolean;
  readonly files: number;
  readonly years: readonly PackYear[];
  readonly openings: number;
  readonly documents: number;
  /** Checkpoints that came from elsewhere and agree with the pack's tree. */
  readonly kept: number;
  readonly findings: readonly PackFinding[];
}

const tileItems = 256;
const derivation = "raccordo/v1";

/**
 * Checks a pack whole: sums, signatures, every tile, every entry, the history of checkpoints, documents, openings.
 * `kept`: checkpoints that somebody has from elsewhere; another root at one's size is a fork.
 */
export async function checkPack(
  files: readonly PackFile[],
  tools: PackTools,
  kept: readonly PackFile[] = [],
): Promise<PackReport> {
  return new PackCheck(files, tools).run(kept);
}

interface Log {
  readonly year: string;
  readonly key: PackKey;
  readonly tree: PackTree;
  /** True where the tiles are those that the pack's own checkpoint was signed for. */
  readonly isWhole: boolean;
  readonly leaves: Map<number, Uint8Array>;
}

class PackCheck {
  readonly #files: ReadonlyMap<string, PackFile>;
  readonly #tools: PackTools;
  readonly #findings: PackFinding[] = [];
  readonly #logs = new Map<string, Log>();
  readonly #counts = { openings: 0, documents: 0, kept: 0 };

  constructor(files: readonly PackFile[], tools: PackTools) {
    this.#files = new Map(files.map((file) => [file.name, file]));
    this.#tools = tools;
    if (this.#files.size < files.length) this.#add("malformed", "", "two files have one name");
  }

  async run(kept: readonly PackFile[]): Promise<PackReport> {
    await this.#checkSums();
    const years: PackYear[] = [];
    for (const vkey of await this.#lines("vkeys")) {
      const year = await this.#checkYear(vkey);
      if (year !== undefined) years.push(year);
    }
    if (years.length === 0) this.#add("missing", "vkeys", "no log that can be checked");
    for (const file of kept) await this.#checkKept(file);
    await this.#checkEntryLines();
    await this.#checkDocuments();
    await this.#checkOpenings();
    const findings = this.#findings;
    return {
      holds: findings.length === 0,
      files: this.#files.size,
      years,
      ...this.#counts,
      findings,
    };
  }

  async #checkSums(): Promise<void> {
    const named = new Set(["SHA256SUMS"]);
    const lines = await this.#lines("SHA256SUMS");
    for (const [done, line] of lines.entries()) {
      const [, sum = "", name = ""] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      named.add(name);
      const bytes = await this.#bytes(name);
      if (bytes === undefined) this.#add("missing", name, "named in SHA256SUMS and not there");
      else if (hexOf(await this.#tools.sha256(bytes)) !== sum) {
        this.#add("sum", name, "not the file that SHA256SUMS names");
      }
      this.#tools.progress?.(done + 1, lines.length);
    }
    for (const name of this.#files.keys()) {
      if (!named.has(name)) this.#add("sum", name, "not named in SHA256SUMS");
    }
  }

  async #checkYear(vkey: string): Promise<PackYear | undefined> {
    const key = await packKey(vkey, this.#tools);
    const year = /\/(\d{4})$/.exec(key?.name ?? "")?.[1];
    if (key === undefined || year === undefined) {
      this.#add("malformed", "vkeys", "a line is no Ed25519 verifier key");
      return undefined;
    }
    const path = `${year}/checkpoint`;
    const checkpoint = await this.#signed(path, key);
    if (checkpoint === undefined) return undefined;
    const { size, origin } = checkpoint;
    const tree = new PackTree(size, (file) => this.#bytes(`${year}/${file}`), this.#tools);
    const root = await tree.check();
    for (const fault of tree.faults) {
      const detail = fault.kind === "missing" ? "missing" : "not the hashes of what lies below";
      this.#add("tree", `${year}/${fault.path}`, detail);
    }
    const signed = base64Of(checkpoint.root);
    const isWhole = root !== undefined && sameBytes(root, checkpoint.root);
    if (root !== undefined && !isWhole) {
      this.#add("tree", path, differing(size, signed, base64Of(root)));
    }
    const log = { year, key, tree, isWhole, leaves: new Map<number, Uint8Array>() };
    this.#logs.set(year, log);
    const entries = await this.#checkBundles(log);
    const checkpoints = await this.#checkHistory(log);
    const others = checkpoint.signatures
      .map(({ name }) => name)
      .filter((name) => name !== key.name);
    return { year, origin, size, root: signed, vkey, others, entries, checkpoints };
  }

  /** Every entry in the pack has the hash that stands in the tree. */
  async #checkBundles(log: Log): Promise<number> {
    const { year, tree, leaves } = log;
    const count = Math.ceil(tree.size / tileItems);
    for (let bundle = 0; bundle < count; bundle += 1) {
      const items = Math.min(tileItems, tree.size - bundle * tileItems);
      const file = `${year}/${pathOfTile("entries", bundle, items)}`;
      const bytes = await this.#bytes(file);
      if (bytes === undefined) continue;
      const entries = entriesIn(bytes, items);
      if (entries === undefined) this.#add("malformed", file, `not ${items} entries`);
      const hashes = await Promise.all(
        (entries ?? []).map((leaf) => leafHashOf(leaf, this.#tools)),
      );
      for (const [at, hash] of hashes.entries()) {
        const index = bundle * tileItems + at;
        const said = await tree.leaf(index);
        const leaf = entries?.[at];
        if (leaf !== undefined) leaves.set(index, leaf);
        if (said !== undefined && sameBytes(said, hash)) continue;
        this.#add("entry", file, `entry ${index} is not the one that was signed`);
      }
    }
    return leaves.size;
  }

  /** Each older checkpoint is signed, and has the root that this tree has at its size. */
  async #checkHistory(log: Log): Promise<number> {
    const { year, key } = log;
    const prefix = `${year}/checkpoints/`;
    const paths = [...this.#files.keys()].filter((name) => name.startsWith(prefix));
    for (const path of paths) {
      const checkpoint = await this.#signed(path, key);
      if (checkpoint !== undefined) await this.#compare(path, checkpoint, log);
    }
    return paths.length;
  }

  async #checkKept(file: PackFile): Promise<void> {
    const checkpoint = packCheckpoint(await file.bytes());
    const log = [...this.#logs.values()].find(({ key }) => key.name === checkpoint?.origin);
    if (checkpoint === undefined || log === undefined) {
      this.#add("malformed", file.name, "no checkpoint of a log of this pack");
    } else if (!(await isSignedBy(log.key, checkpoint, this.#tools))) {
      this.#add("signature", file.name, "not signed by the log's key");
    } else if (checkpoint.size > log.tree.size) {
      this.#add("missing", file.name, "is of a longer log than the pack: it cannot be compared");
    } else if (await this.#compare(file.name, checkpoint, log)) this.#counts.kept += 1;
  }

  async #compare(
    path: string,
    { size, root }: PackCheckpoint,
    { tree, isWhole }: Log,
  ): Promise<boolean> {
    const here = size <= tree.size ? await tree.rootAt(size) : undefined;
    if (here === undefined) this.#add("tree", path, `no root for ${size} entries in the pack`);
    else if (!sameBytes(here, root)) {
      // Of files that were altered nothing is said about whoever signed them.
      this.#add(isWhole ? "fork" : "tree", path, differing(size, base64Of(root), base64Of(here)));
    } else return true;
    return false;
  }

  async #signed(path: string, key: PackKey): Promise<PackCheckpoint | undefined> {
    const bytes = await this.#bytes(path);
    const checkpoint = bytes === undefined ? undefined : packCheckpoint(bytes);
    if (checkpoint !== undefined && (await isSignedBy(key, checkpoint, this.#tools))) {
      return checkpoint;
    }
    const detail = bytes === undefined ? "missing" : "not signed by the key in vkeys";
    this.#add(bytes === undefined ? "missing" : "signature", path, detail);
    return undefined;
  }

  /** The lines for people say what the entries say, letter by letter. */
  async #checkEntryLines(): Promise<void> {
    for (const line of await this.#lines("entries.jsonl")) {
      const [, index, leaf = "", year = ""] =
        /^\{"index":(\d+),"leaf":(.*),"year":(\d{4})\}$/.exec(line) ?? [];
      const stored = this.#logs.get(year)?.leaves.get(Number(index));
      if (stored !== undefined && textIn(stored) === leaf) continue;
      this.#add("line", "entries.jsonl", `entry ${year}/${index} is another one in the log`);
    }
  }

  /** Each document has its hash for a name, and an entry in the pack names that hash. */
  async #checkDocuments(): Promise<void> {
    const paths = [...this.#files.keys()].filter((name) => name.startsWith("documents/"));
    if (paths.length === 0) return;
    const digests = new Set<unknown>();
    for (const { leaves } of this.#logs.values()) {
      for (const leaf of leaves.values())
        digests.add(memberIn(jsonIn(textIn(leaf) ?? ""), "digest"));
    }
    for (const path of paths) {
      const bytes = (await this.#bytes(path)) ?? new Uint8Array();
      const sum = hexOf(await this.#tools.sha256(bytes));
      this.#counts.documents += 1;
      if (path === `documents/${sum}.json` && digests.has(sum)) continue;
      this.#add("document", path, "no entry in the pack names this document");
    }
  }

  /** Each opening has the digest that its entry holds. */
  async #checkOpenings(): Promise<void> {
    for (const line of await this.#lines("openings.jsonl")) {
      this.#counts.openings += 1;
      if (await this.#opens(jsonIn(line))) continue;
      this.#add(
        "opening",
        "openings.jsonl",
        `line ${this.#counts.openings} does not open its entry`,
      );
    }
  }

  async #opens(opening: unknown): Promise<boolean> {
    const index = memberIn(opening, "index");
    const stored = this.#logs.get(`${memberIn(opening, "year")}`)?.leaves.get(Number(index));
    const leaf = stored === undefined ? undefined : jsonIn(textIn(stored) ?? "");
    const facts = memberIn(opening, "facts");
    if (facts !== undefined)
      return (await this.#digest("facts", facts)) === memberIn(leaf, "facts");
    const slot = memberIn(opening, "slot");
    const [number, slots] = [memberIn(slot, "slot"), memberIn(leaf, "slots")];
    const stated: unknown = Array.isArray(slots) ? slots[Number(number)] : undefined;
    return stated !== undefined && (await this.#digest(`slot/${number}`, slot)) === stated;
  }

  async #digest(domain: string, part: unknown): Promise<string> {
    const salt = memberIn(part, "salt");
    const value = canonicalText(memberIn(part, "value") ?? null);
    const text = prefixed(derivation, "part", domain, typeof salt === "string" ? salt : "", value);
    return base64urlOf(await this.#tools.sha256(text));
  }

  async #lines(name: string): Promise<readonly string[]> {
    const bytes = await this.#bytes(name);
    const text = bytes === undefined ? undefined : textIn(bytes);
    if (text === undefined) this.#add("missing", name, "missing, or no text");
    return (text ?? "").split("\n").filter((line) => line !== "");
  }

  async #bytes(name: string): Promise<Uint8Array | undefined> {
    return this.#files.get(name)?.bytes();
  }

  #add(kind: PackFinding["kind"], file: string, detail: string): void {
    if (this.#findings.length < 200) this.#findings.push({ kind, file, detail });
  }
}

const differing = (size: number, signed: string, here: string): string =>
  `${size}: ${signed} ≠ ${here}`;
