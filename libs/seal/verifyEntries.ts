import { parseCanonical } from "./canonical.ts";
import { chainOf, isIncidentChain, type Link, linkOf, type UnreadHead } from "./chains.ts";
import { type ChainHead, type CountsLeaf, isIncidentLeaf, type Leaf, parseLeaf } from "./leaf.ts";
import { checkPartsOf } from "./openParts.ts";
import { type PlainDecision, plainDecision } from "./plainDecision.ts";

/** One departure of an entry from what a log of Raccordo means; never content. */
export interface EntryFinding {
  readonly kind:
    | "leaf-malformed"
    | "part-mismatch"
    | "genesis-missing"
    | "genesis-misplaced"
    | "genesis-link"
    /** A leaf of the incident names one that is not here: what stood between is missing. */
    | "chain-gap"
    /** Two leaves go on from the same one, or the incident begins twice. */
    | "chain-forked"
    /** A leaf names one that is none of its incident's. */
    | "chain-broken"
    | "reports-chain-broken"
    | "counts-chain-broken"
    | "counts-range"
    | "before-configuration"
    | "room-number-reused";
  readonly index: number;
  readonly detail: string;
}

/** What the check of one year leaves for the next: the leaves of each chain, and how the year ended. */
export interface YearEnd {
  readonly year: number;
  readonly size: number;
  /** RFC 6962 root of the whole year, 32 bytes in hex. */
  readonly root: string;
  readonly heads: ReadonlyMap<string, readonly ChainHead[]>;
  /** Rooms of the last configuration leaf. */
  readonly rooms: readonly number[];
  /** Every room that ever had a number: it is never given to another one. */
  readonly roomOf: ReadonlyMap<number, string>;
  /** Up to where the log was counted; undefined: it never was. */
  readonly counted: CountedTo | undefined;
}

/** Up to which entry the counts go: a sequence of the log of year `of`. */
export interface CountedTo {
  readonly of: number;
  readonly to: number;
}

/** What a checker must remember to go on with the next entry of the same year; as JSON it is a monitor's memory. */
export interface CheckerMemory {
  readonly next: number;
  readonly heads: readonly (readonly [string, ChainHead])[];
  readonly configured: boolean;
  readonly counted?: CountedTo;
}

export interface EntriesOptions {
  readonly year: number;
  readonly origin: string;
  /** The year before, when it was checked too. */
  readonly before?: YearEnd;
  /** False where parts are not served. */
  readonly withParts: boolean;
  /** True: every entry is parsed, and nothing taken for a decision by its form. Says the same, more slowly. */
  readonly strict?: boolean;
  /** Goes on where {@link EntryChecker.memory} was taken, instead of at entry 0. */
  readonly memory?: CheckerMemory;
  /**
   * Of the entries below this one only the first is handed over. What they say is not known then: that each room has
   * a part is checked from the next configuration on, and chains that come from there are
   * {@link EntryChecker.unreadHeads}. Default 0.
   */
  readonly from?: number;
}

/** What was looked at, so that nobody takes a check for more than it was. */
export interface EntriesReport {
  readonly year: number;
  readonly leaves: Readonly<Record<string, number>>;
  readonly partsChecked: number;
  /** Chains whose first leaf points into a year that was not checked. */
  readonly chainsFromUncheckedYear: number;
  readonly incidents: number;
  /** `first`: the log names no year before. `unchecked`: it does, and that year was not there to compare. */
  readonly genesisLink: "first" | "checked" | "unchecked" | "none";
}

/**
 * Checks the meaning of a log's entries one by one, in order: allow-list, parts against digests, a part for
 * every room, chains of incidents and of reports without a gap, the genesis leaf and its link. Pure; whoever
 * reads the log calls {@link EntryChecker.check} for each entry and {@link EntryChecker.end} at the end.
 */
export class EntryChecker {
  readonly #options: EntriesOptions;
  /** The leaves of each chain in this year, in order; of what was checked in an earlier run only the last. */
  readonly #heads = new Map<string, ChainHead[]>();
  readonly #leaves: Record<string, number> = {};
  readonly #roomOf: Map<number, string>;
  /** Ranges of entries that could not be read: what stands there is not held against the others. */
  readonly #lost: { readonly from: number; readonly to: number }[] = [];
  readonly #unread: UnreadHead[] = [];
  #next = 0;
  #rooms: readonly number[];
  #configured: boolean;
  #genesisLink: EntriesReport["genesisLink"] = "none";
  #incidents = 0;
  #partsChecked = 0;
  #unchecked = 0;
  #counted: CountedTo | undefined;

  constructor(options: EntriesOptions) {
    this.#options = options;
    const { memory, from = 0 } = options;
    const isPartial = from > 1;
    this.#next = memory?.next ?? 0;
    for (const [chain, head] of memory?.heads ?? []) this.#heads.set(chain, [head]);
    this.#counted = memory?.counted ?? options.before?.counted;
    this.#rooms = isPartial ? [] : (options.before?.rooms ?? []);
    this.#roomOf = new Map(options.before?.roomOf);
    this.#configured = memory?.configured ?? (isPartial || options.before !== undefined);
  }

  /** Findings about entry `index`; `part` is undefined when it could not be read. */
  check(
    index: number,
    leafBytes: Uint8Array,
    part: Uint8Array | undefined,
  ): readonly EntryFinding[] {
    // Nearly all entries are decisions, and nearly all of them are right: the strict reader says what is wrong.
    const plain = this.#plain(leafBytes, part);
    if (plain !== undefined) return this.checkDecision(index, plain);
    this.#pass(index);
    const leaf = parseLeaf(leafBytes);
    if ("problem" in leaf) {
      const detail = `${leaf.problem} at "${leaf.pointer}"`;
      return [{ kind: "leaf-malformed", index, detail }];
    }
    this.#leaves[leaf.kind] = (this.#leaves[leaf.kind] ?? 0) + 1;
    const findings = [
      ...this.#checkGenesis(index, leaf),
      ...this.#checkChain(index, linkOf(leaf)),
      ...this.#checkCounted(index, leaf),
      ...this.#checkParts(index, leaf, part),
    ];
    return [...findings, ...this.#learn(index, leaf, part)];
  }

  /** The same about a decision that somebody has read with {@link plainDecision}: its parts too, where they are served. */
  checkDecision(index: number, decision: PlainDecision): readonly EntryFinding[] {
    this.#pass(index);
    const { kind, mode, incident, h, slots } = decision;
    this.#leaves[kind] = (this.#leaves[kind] ?? 0) + 1;
    const chain = chainOf({ mode, incident });
    const findings = [
      ...(index === 0 ? genesisMissing(index) : none),
      ...this.#checkChain(index, { chain, kind: "incident", stated: h }),
    ];
    if (slots !== undefined && this.#options.withParts) {
      this.#partsChecked += 1;
      for (const room of this.#rooms) {
        if (!slots.includes(room)) findings.push(roomWithoutPart(index, room));
      }
    }
    return this.#configured ? findings : [...findings, ...beforeConfiguration(index)];
  }

  #plain(leaf: Uint8Array, part: Uint8Array | undefined): PlainDecision | undefined {
    const { withParts, strict } = this.#options;
    if (strict === true || (withParts && part === undefined)) return undefined;
    return plainDecision(bufferOf(leaf), withParts && part ? bufferOf(part) : undefined);
  }

  #pass(index: number): void {
    if (index > this.#next) this.#lost.push({ from: this.#next, to: index });
    this.#next = index + 1;
  }

  report(): EntriesReport {
    return {
      year: this.#options.year,
      leaves: { ...this.#leaves },
      partsChecked: this.#partsChecked,
      chainsFromUncheckedYear: this.#unchecked,
      incidents: this.#incidents,
      genesisLink: this.#genesisLink,
    };
  }

  /** The leaves whose chains come from below {@link EntriesOptions.from}: what they name is to be looked up. */
  unreadHeads(): readonly UnreadHead[] {
    return this.#unread;
  }

  /** What the next year is checked against. `root` in hex, of all `size` entries. */
  end(size: number, root: string): YearEnd {
    const { year, before } = this.#options;
    const heads = new Map(before?.heads);
    for (const [chain, own] of this.#heads) heads.set(chain, [...(heads.get(chain) ?? []), ...own]);
    const [rooms, roomOf, counted] = [this.#rooms, this.#roomOf, this.#counted];
    return { year, size, root, heads, rooms, roomOf, counted };
  }

  /** What is needed to go on later, by another checker of the same year and the same year before. */
  memory(): CheckerMemory {
    return {
      next: this.#next,
      heads: [...this.#heads].flatMap(([chain, own]) =>
        own.slice(-1).map((head) => [chain, head] as const),
      ),
      configured: this.#configured,
      ...(this.#counted && { counted: this.#counted }),
    };
  }

  #checkGenesis(index: number, leaf: Leaf): readonly EntryFinding[] {
    if (leaf.kind !== "genesis") {
      return index === 0 ? genesisMissing(index) : none;
    }
    if (index !== 0) {
      return [{ kind: "genesis-misplaced", index, detail: "a year begins once" }];
    }
    const { year, origin, before } = this.#options;
    const findings: EntryFinding[] = [];
    const wrong = (detail: string) => findings.push({ kind: "genesis-link", index, detail });
    if (leaf.year !== year) wrong(`states the year ${leaf.year}`);
    if (leaf.origin !== origin) wrong("states another origin");
    const { previous } = leaf;
    if (previous === undefined) this.#genesisLink = "first";
    else this.#genesisLink = before === undefined ? "unchecked" : "checked";
    if (before === undefined) return findings;
    if (previous === undefined) wrong("does not name the year before");
    else if (previous.year !== before.year) wrong(`continues ${previous.year}, not ${before.year}`);
    else if (previous.last_sequence !== before.size) {
      wrong(`the year before ended at ${before.size}, not at ${previous.last_sequence}`);
    } else if (previous.root !== before.root) wrong("the year before has another root");
    return findings;
  }

  /** The leaf before this one of the same chain must be the one that it names. Index = sequence − 1. */
  #checkChain(index: number, link: Link | undefined): readonly EntryFinding[] {
    if (link === undefined) return none;
    const { chain, kind, stated } = link;
    const before = this.#options.before?.heads.get(chain) ?? none;
    const own = this.#heads.get(chain) ?? [];
    const known = own.at(-1) ?? before.at(-1);
    if (known === undefined) this.#incidents += kind === "incident" ? 1 : 0;
    this.#extend(chain, own, index);
    if (isSame(stated, known)) return none;
    if (stated !== undefined && this.#goesOnFromLost(stated, known)) {
      own.splice(-1, 0, stated);
      this.#noteUnread(index, link, stated);
      return [];
    }
    // Who writes reports and counts looks for the last one in this year and the one before.
    const isForgotten = stated === undefined && (known?.year ?? 0) < this.#options.year - 1;
    if (isForgotten && kind !== "incident") return [];
    const intoUnchecked =
      known === undefined &&
      this.#options.before === undefined &&
      stated !== undefined &&
      stated.year < this.#options.year;
    if (intoUnchecked) {
      this.#unchecked += 1;
      return [];
    }
    const detail = `names ${textOf(stated)}, the leaf before it is ${textOf(known)}`;
    if (kind !== "incident") return [{ kind: `${kind}-chain-broken`, index, detail }];
    return [{ kind: chainFinding(stated, [...before, ...own.slice(0, -1)]), index, detail }];
  }

  /** Incidents have at most a thousand leaves, and which of them a wrong link names is told; of others the last is kept. */
  #extend(chain: string, own: ChainHead[], index: number): void {
    if (!isIncidentChain(chain)) own.splice(0);
    own.push({ year: this.#options.year, seq: index + 1 });
    this.#heads.set(chain, own);
  }

  /** Every entry is counted once: a count goes on where the one before ended, and ends before itself. */
  #checkCounted(index: number, leaf: Leaf): readonly EntryFinding[] {
    if (leaf.kind !== "counts") return [];
    const before = this.#counted;
    const { of, range } = leaf;
    this.#counted = { of, to: range.to };
    const wrong = (detail: string): readonly EntryFinding[] => [
      { kind: "counts-range", index, detail },
    ];
    const { year } = this.#options;
    if (of > year || (of === year && range.to > index)) return wrong("counts what comes after it");
    if (this.#isLost(leaf.previous)) return [];
    if (before === undefined) {
      // The years before the first count are not here to be asked.
      return range.from === 1 || this.#isPartial(leaf) ? [] : wrong("does not begin at 1");
    }
    if (before.of === of) {
      const from = before.to + 1;
      return range.from === from ? [] : wrong(`begins at ${range.from}, not at ${from}`);
    }
    const size = this.#options.before?.size;
    const ended = of === before.of + 1 && (size === undefined || before.to === size);
    return ended && range.from === 1 ? [] : wrong("leaves out the end of a year");
  }

  /** True where the count before lies in a year that was not checked. */
  #isPartial({ previous }: CountsLeaf): boolean {
    return previous !== undefined && previous.year < this.#options.year;
  }

  /** True where what stands before a leaf could not be read; not where a later one of its chain was. */
  #goesOnFromLost(stated: ChainHead, known: ChainHead | undefined): boolean {
    return this.#isLost(stated) && (known === undefined || isAfter(stated, known));
  }

  #noteUnread(index: number, link: Link, stated: ChainHead): void {
    const head = stated.seq - 1;
    if (head < (this.#options.from ?? 0)) this.#unread.push({ index, head, link });
  }

  #isLost(head: ChainHead | undefined): boolean {
    if (head?.year !== this.#options.year) return false;
    return this.#lost.some(({ from, to }) => from < head.seq && head.seq <= to);
  }

  #checkParts(index: number, leaf: Leaf, part: Uint8Array | undefined): readonly EntryFinding[] {
    if (!this.#options.withParts) return [];
    if (part === undefined) {
      return [{ kind: "part-mismatch", index, detail: "its part cannot be read" }];
    }
    this.#partsChecked += 1;
    const rooms = isIncidentLeaf(leaf) ? this.#rooms : [];
    return checkPartsOf(leaf, part, rooms).map(({ part: name, slot, problem }) => {
      const place = slot === undefined ? name : `${name} ${slot}`;
      return { kind: "part-mismatch", index, detail: `${place}: ${problem}` };
    });
  }

  #learn(index: number, leaf: Leaf, part: Uint8Array | undefined): readonly EntryFinding[] {
    if (leaf.kind === "configuration") {
      this.#configured = true;
      return this.#learnRooms(index, part);
    }
    if (!isIncidentLeaf(leaf) || this.#configured) return [];
    return beforeConfiguration(index);
  }

  #learnRooms(index: number, part: Uint8Array | undefined): readonly EntryFinding[] {
    const rooms = part === undefined ? undefined : numberedRooms(part);
    if (rooms === undefined) return [];
    const reused = rooms.filter(({ slot, id }) => (this.#roomOf.get(slot) ?? id) !== id);
    for (const { slot, id } of rooms) this.#roomOf.set(slot, id);
    this.#rooms = rooms.map(({ slot }) => slot);
    return reused.map(({ slot }) => {
      const detail = `number ${slot} was another room's before`;
      return { kind: "room-number-reused", index, detail };
    });
  }
}

const none: readonly never[] = [];

const genesisMissing = (index: number): readonly EntryFinding[] => [
  { kind: "genesis-missing", index, detail: "the first entry is no genesis leaf" },
];

const beforeConfiguration = (index: number): readonly EntryFinding[] => [
  { kind: "before-configuration", index, detail: "a decision before any configuration leaf" },
];

const roomWithoutPart = (index: number, room: number): EntryFinding => {
  return { kind: "part-mismatch", index, detail: `slot ${room}: missing` };
};

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** What is wrong with a link of an incident, by the leaves of its chain that came before. */
function chainFinding(
  stated: ChainHead | undefined,
  earlier: readonly ChainHead[],
): EntryFinding["kind"] {
  const known = earlier.at(-1);
  if (stated === undefined || earlier.some((head) => isSame(head, stated))) return "chain-forked";
  if (known === undefined || isAfter(stated, known)) return "chain-gap";
  return "chain-broken";
}

const isSame = (a: ChainHead | undefined, b: ChainHead | undefined): boolean =>
  a?.year === b?.year && a?.seq === b?.seq;

const isAfter = (a: ChainHead, b: ChainHead): boolean =>
  a.year > b.year || (a.year === b.year && a.seq > b.seq);

const textOf = (head: ChainHead | undefined): string =>
  head === undefined ? "none" : `${head.year}/${head.seq}`;

/** The rooms in the signed configuration that is the leaf's part. */
function numberedRooms(
  part: Uint8Array,
): readonly { readonly slot: number; readonly id: string }[] | undefined {
  const rooms = memberOf(parseCanonical(part), "rooms");
  if (!Array.isArray(rooms)) return undefined;
  return rooms.flatMap((room: unknown) => {
    const slot = memberOf(room, "slot");
    const id = memberOf(room, "id");
    return typeof slot === "number" && typeof id === "string" ? [{ slot, id }] : [];
  });
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
