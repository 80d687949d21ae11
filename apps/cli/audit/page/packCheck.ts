import {
  base64Of,
  base64urlOf,
  type CheckTools,
  canonicalText,
  hexOf,
  jsonIn,
  memberIn,
  prefixed,
  sameBytes,
  textIn,
} from "#libs/logcheck/bytes";
import { leafHashOf } from "#libs/logcheck/hashes";
import {
  isSignedBy,
  type NoteKey,
  noteKey,
  type StatedCheckpoint,
  statedCheckpoint,
  type TypedKey,
  typedKey,
} from "#libs/logcheck/notes";
import { type StatedPolicy, statedPolicy } from "#libs/logcheck/policy";
import {
  type CheckedCosignature,
  type CheckedCosignatures,
  checkCosignatures,
  isWordOf,
  witnessKeys,
} from "#libs/logcheck/witnesses";
import { entriesIn, PackTree, pathOfTile } from "./packTree.ts";
import type { PackFile } from "./packZip.ts";

/**
 * One thing that is wrong with a pack. `fork`: one key has signed two histories. `sum`: a file is not what SHA256SUMS
 * says, is missing or not named there. `signature`, `tree`, `entry`, `opening`, `document`, `line`: not what is signed.
 * `cosignature`: under a witness's name and not its word on this checkpoint; too few of them are no finding.
 */
export interface PackFinding {
  readonly kind:
    | "fork"
    | "signature"
    | "cosignature"
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
  /** Signatures by nobody whom the policy names: named, not checked, and worth nothing. */
  readonly others: readonly string[];
  /** The log's own second signature, ML-DSA-44; `none` where no entry here says that it has that key. */
  readonly second: "good" | "wrong" | "none";
  /** Undefined where there is no policy that could be read: then no cosignature counts. */
  readonly witnesses: PackWitnessing | undefined;
  readonly entries: number;
  readonly checkpoints: number;
}

/** What the witnesses of the policy have said of one year's log. */
export interface PackWitnessing {
  readonly quorum: string;
  /** Entries that the quorum has cosigned; 0 where it has cosigned none. */
  readonly covered: number;
  readonly cosigned: readonly CheckedCosignature[];
  /** Witnesses of the policy whose word is not here. */
  readonly absent: readonly string[];
  /** The policy's keys, to be compared with those had from elsewhere. */
  readonly keys: readonly string[];
}

/** What somebody has from elsewhere. */
export interface PackTrust {
  /** Checkpoints; another root at one's size is a fork. */
  readonly kept?: readonly PackFile[];
  /** A policy of witnesses: it counts in place of the pack's own. */
  readonly policy?: PackFile | undefined;
}

export interface PackReport {
  readonly holds: boolean;
  readonly files: number;
  readonly years: readonly PackYear[];
  readonly openings: number;
  /** Leaves about receipts, refusals and counts that were opened. */
  readonly reports: number;
  readonly documents: number;
  /** Checkpoints that came from elsewhere and agree with the pack's tree. */
  readonly kept: number;
  readonly findings: readonly PackFinding[];
}

const tileItems = 256;
const derivation = "raccordo/v1";
const policyName = "witnesses.policy";

/**
 * Checks a pack whole: sums, signatures, cosignatures, every tile, every entry, the history of checkpoints, documents,
 * openings.
 */
export async function checkPack(
  files: readonly PackFile[],
  tools: CheckTools,
  trust: PackTrust = {},
): Promise<PackReport> {
  return new PackCheck(files, tools).run(trust);
}

interface Log {
  readonly year: string;
  readonly key: NoteKey;
  readonly tree: PackTree;
  /** True where the tiles are those that the pack's own checkpoint was signed for. */
  readonly isWhole: boolean;
  readonly leaves: Map<number, Uint8Array>;
}

class PackCheck {
  readonly #files: ReadonlyMap<string, PackFile>;
  readonly #tools: CheckTools;
  readonly #findings: PackFinding[] = [];
  readonly #logs = new Map<string, Log>();
  #policy: StatedPolicy | undefined;
  readonly #counts = { openings: 0, reports: 0, documents: 0, kept: 0 };

  constructor(files: readonly PackFile[], tools: CheckTools) {
    this.#files = new Map(files.map((file) => [file.name, file]));
    this.#tools = tools;
    if (this.#files.size < files.length) this.#add("malformed", "", "two files have one name");
  }

  async run({ kept = [], policy }: PackTrust): Promise<PackReport> {
    await this.#checkSums();
    this.#policy = await this.#policyIn(policy ?? this.#files.get(policyName));
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
    await this.#checkReports();
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
    const key = await noteKey(vkey, this.#tools);
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
    const witnessed = await this.#checkWitnesses(log, checkpoint);
    return { year, origin, size, root: signed, vkey, entries, checkpoints, ...witnessed };
  }

  async #policyIn(file: PackFile | undefined): Promise<StatedPolicy | undefined> {
    if (file === undefined) return undefined;
    const policy = await statedPolicy(await file.bytes(), this.#tools);
    if (typeof policy !== "number") return policy;
    this.#add("malformed", file.name, `line ${policy} is no policy of witnesses`);
    return undefined;
  }

  /** The words of witnesses on the pack's checkpoint, and on the older one that they saw last. */
  async #checkWitnesses(log: Log, checkpoint: StatedCheckpoint) {
    const second = await this.#secondKey(log);
    const own = second === undefined ? [log.key] : [log.key, second];
    const older = await this.#olderCheckpoints(log.year);
    const notes = [{ path: `${log.year}/checkpoint`, note: checkpoint, holds: log.isWhole }];
    const path = `${log.year}/witnessed`;
    if (this.#files.has(path)) {
      const note = await this.#signed(path, log.key);
      const holds = note !== undefined && (await this.#compare(path, note, log));
      if (note !== undefined) notes.push({ path, note, holds });
    }
    const policy = this.#policy ?? { witnesses: [], groups: new Map(), quorum: "" };
    const seen: (CheckedCosignatures & { readonly size: number; readonly holds: boolean })[] = [];
    for (const { path: from, note, holds } of notes) {
      const others = [...older, ...notes.map((one) => one.note)].filter((one) => one !== note);
      const said = await checkCosignatures(note, policy, own, others, this.#tools);
      for (const { detail } of said.wrong) this.#add("cosignature", from, detail);
      seen.push({ ...said, size: note.size, holds });
    }
    return {
      others: [...new Set(seen.flatMap(({ strangers }) => strangers))],
      second: await this.#checkSecond(log, second, checkpoint),
      witnesses: this.#policy && witnessingOf(this.#policy, seen),
    };
  }

  /** The key with which the log says that it signs too, as its newest configuration entry has it. */
  async #secondKey({ leaves, key }: Log): Promise<TypedKey | undefined> {
    for (const leaf of [...leaves.values()].toReversed()) {
      const text = textIn(leaf) ?? "";
      if (!text.includes('"log_ml_dsa":')) continue;
      const vkey = memberIn(jsonIn(text), "log_ml_dsa");
      const found = typeof vkey === "string" ? await typedKey(vkey, this.#tools) : undefined;
      if (found?.name === key.name) return found;
    }
    return undefined;
  }

  async #checkSecond(
    { year }: Log,
    key: TypedKey | undefined,
    checkpoint: StatedCheckpoint,
  ): Promise<PackYear["second"]> {
    if (key === undefined) return "none";
    const signature = checkpoint.signatures.find(
      ({ name, id }) => name === key.name && sameBytes(id, key.id),
    );
    const isGood =
      signature !== undefined && (await isWordOf(key, checkpoint, signature.bytes, this.#tools));
    if (isGood) return "good";
    const detail = "the log says that it signs with ML-DSA-44 too, and this signature is not there";
    this.#add("signature", `${year}/checkpoint`, detail);
    return "wrong";
  }

  async #olderCheckpoints(year: string): Promise<readonly StatedCheckpoint[]> {
    const names = [...this.#files.keys()].filter((name) => name.startsWith(`${year}/checkpoints/`));
    const found: StatedCheckpoint[] = [];
    for (const name of names) {
      const one = statedCheckpoint((await this.#bytes(name)) ?? new Uint8Array());
      if (one !== undefined) found.push(one);
    }
    return found;
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
    const checkpoint = statedCheckpoint(await file.bytes());
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
    { size, root }: StatedCheckpoint,
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

  async #signed(path: string, key: NoteKey): Promise<StatedCheckpoint | undefined> {
    const bytes = await this.#bytes(path);
    const checkpoint = bytes === undefined ? undefined : statedCheckpoint(bytes);
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
    const leaf = this.#leafOf(opening);
    const facts = memberIn(opening, "facts");
    if (facts !== undefined)
      return (await this.#digest("facts", facts)) === memberIn(leaf, "facts");
    const slot = memberIn(opening, "slot");
    const [number, slots] = [memberIn(slot, "slot"), memberIn(leaf, "slots")];
    const stated: unknown = Array.isArray(slots) ? slots[Number(number)] : undefined;
    return stated !== undefined && (await this.#digest(`slot/${number}`, slot)) === stated;
  }

  /** Each line has the digest that its entry holds, and what is opened in it has the digest that the line names. */
  async #checkReports(): Promise<void> {
    for (const text of await this.#lines("reports.jsonl")) {
      this.#counts.reports += 1;
      if (await this.#isReport(jsonIn(text))) continue;
      const detail = `line ${this.#counts.reports} does not open its entry`;
      this.#add("opening", "reports.jsonl", detail);
    }
  }

  async #isReport(line: unknown): Promise<boolean> {
    const leaf = this.#leafOf(line);
    const [kind, digests] = [memberIn(line, "kind"), memberIn(line, "digests")];
    const opened = memberIn(line, "opened");
    if (typeof kind !== "string" || !Array.isArray(digests) || !Array.isArray(opened)) return false;
    const stated = prefixed(derivation, "entries", kind, ...digests.map(String));
    const digest = base64urlOf(await this.#tools.sha256(stated));
    if (memberIn(leaf, "kind") !== kind || memberIn(leaf, "digest") !== digest) return false;
    for (const one of opened) {
      const own = digests[Number(memberIn(one, "index"))];
      if ((await this.#digest(kind, memberIn(one, "entry"))) !== own) return false;
    }
    return opened.length > 0;
  }

  #leafOf(line: unknown): unknown {
    const index = memberIn(line, "index");
    const stored = this.#logs.get(`${memberIn(line, "year")}`)?.leaves.get(Number(index));
    return stored === undefined ? undefined : jsonIn(textIn(stored) ?? "");
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

/** Only words on a checkpoint that this tree has make a quorum. */
function witnessingOf(
  policy: StatedPolicy,
  seen: readonly (CheckedCosignatures & { readonly size: number; readonly holds: boolean })[],
): PackWitnessing {
  const counted = seen.filter(({ holds }) => holds).toSorted((a, b) => b.size - a.size);
  const best = counted.find(({ isQuorum: is }) => is);
  const shown = best ?? counted.toSorted((a, b) => b.good.length - a.good.length)[0];
  const cosigned = shown?.good ?? [];
  const there = new Set(cosigned.map(({ witness }) => witness));
  const absent = policy.witnesses.map(({ name }) => name).filter((name) => !there.has(name));
  const { quorum } = policy;
  return { quorum, covered: best?.size ?? 0, cosigned, absent, keys: witnessKeys(policy) };
}

const differing = (size: number, signed: string, here: string): string =>
  `${size}: ${signed} ≠ ${here}`;
