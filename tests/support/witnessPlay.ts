import { createHash } from "node:crypto";
import type { AskedWitness } from "#apps/audit/witnessClient";
import { type OfferedCheckpoint, Witnesses } from "#apps/audit/witnesses";
import { LogReader } from "#libs/tilestore/logReader";
import type { TileSource } from "#libs/tilestore/tileSource";
import { Witness } from "#libs/tilestore/witness";
import type {
  ForkEvidence,
  WitnessedLog as Kept,
  WitnessStore,
} from "#libs/tilestore/witnessStore";
import { parseCheckpoint } from "#libs/tlog/checkpoint";
import { cosignerOf } from "#libs/tlog/cosigner";
import { parseNote } from "#libs/tlog/note";
import { parsePolicy, quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { randomOf } from "#tests/support/lossyLog";

/** A log that is there already: its key, its files, and its checkpoints in order. */
export interface WitnessedLog {
  readonly vkey: string;
  readonly source: Pick<TileSource, "read">;
  readonly offers: readonly OfferedCheckpoint[];
}

const names = ["prefettura", "comune", "questura"] as const;

/** How a request may fare; only the first is as it should be. */
const fates = [
  ...(["answered", "answered", "answered", "never arrives", "answer lost", "cut short"] as const),
  ...(["another's word", "an older word", "twice", "403", "404", "422", "500"] as const),
  ...(["409 of any size", "409 of no number", "empty"] as const),
] as const;
type Fate = (typeof fates)[number];

interface Pending {
  readonly of: Sequencer;
  readonly url: string;
  readonly body: Buffer;
  readonly answer: (answer: AskedWitness) => void;
}

interface Sequencer {
  readonly witnesses: Witnesses;
  readonly stop: AbortController;
  told: number;
}

/**
 * Real witnesses and the real asking of them, with everything between them decided by chance: what arrives, what is
 * answered, and who is started again. The same seed plays the same world.
 */
export class WitnessWorld {
  /** What must never happen and did. */
  readonly broken: string[] = [];
  readonly #log: WitnessedLog;
  readonly #random: () => number;
  readonly #policy: WitnessPolicy;
  readonly #witnesses = new Map<string, Witness>();
  readonly #pending: Pending[] = [];
  /** The last word of each witness as it was given. */
  readonly #words = new Map<string, Buffer>();
  /** Text that was cosigned, by witness and size. */
  readonly #cosigned = new Map<string, string>();
  readonly #restart: (() => void)[] = [];
  #sequencers: Sequencer[] = [];
  #published = 0;
  #offered = 0;

  constructor(seed: number, log: WitnessedLog) {
    this.#log = log;
    this.#random = randomOf(seed);
    const lines = names.map((name) => {
      const store = memoryStore();
      const key = createHash("sha256").update(name).digest();
      const cosigners = [cosignerOf(`${name}.example`, "ed25519", key)];
      const start = () => {
        const options = { store, cosigners, logs: [log.vkey], nowSeconds: () => 1 };
        this.#witnesses.set(name, new Witness(options));
      };
      start();
      this.#restart.push(start);
      return `witness ${name} ${cosigners[0]?.vkey} http://${name}\n`;
    });
    const text = `${lines.join("")}group g 2 ${names.join(" ")}\nquorum g\n`;
    const parsed = parsePolicy(Buffer.from(text));
    if (!parsed.ok) throw new Error(parsed.fault);
    this.#policy = parsed.policy;
    this.#start();
  }

  /** One thing happens: a checkpoint is offered, a request fares somehow, or somebody is started again. */
  async turn(): Promise<void> {
    await settled();
    const what = this.#below(40);
    if (what < 6) this.#offer();
    else if (what === 6) this.#start();
    else if (what === 7) this.#restart[this.#below(names.length)]?.();
    else await this.#fare(fates[this.#below(fates.length)] ?? "answered");
  }

  /** Everything works from here on; true once all that was offered is cosigned. */
  async calm(): Promise<boolean> {
    await settled();
    while (this.#pending.length > 0) await this.#fare("answered");
    return this.#sequencers.at(-1)?.witnesses.isDone === true;
  }

  end(): void {
    for (const { stop } of this.#sequencers) stop.abort();
  }

  get published(): number {
    return this.#published;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #offer(): void {
    const next = this.#log.offers[this.#offered];
    if (next === undefined) return;
    this.#offered += 1;
    for (const { witnesses } of this.#sequencers) witnesses.offer(next);
  }

  /** A sequencer begins with what is published; the one before it may go on for a while beside it. */
  #start(): void {
    const stop = new AbortController();
    const sequencer = { stop, told: this.#published };
    const ports = {
      policy: this.#policy,
      ask: (url: string, body: Buffer) =>
        new Promise<AskedWitness>((answer) => {
          const of = this.#sequencers.find((one) => one.stop === stop);
          if (of !== undefined) this.#pending.push({ of, url, body, answer });
        }),
      proof: (from: number, to: number) => new LogReader(this.#log.source, to).consistency(from),
      publish: async (note: Buffer) => this.#publish(note),
      witnessed: (size: number) => this.#tell(stop, size),
      failed: (error: unknown) => void this.broken.push(`it failed: ${String(error)}`),
    };
    for (const older of this.#sequencers.slice(0, -1)) older.stop.abort();
    const witnesses = new Witnesses(ports, this.#published, stop.signal);
    this.#sequencers = [...this.#sequencers.slice(-1), { ...sequencer, witnesses }];
    const newest = this.#log.offers[this.#offered - 1];
    if (newest !== undefined) witnesses.offer(newest);
  }

  #tell(stop: AbortController, size: number): void {
    const sequencer = this.#sequencers.find((one) => one.stop === stop);
    if (sequencer === undefined) return;
    if (size <= sequencer.told) this.broken.push(`told ${size} after ${sequencer.told}`);
    if (size > this.#published) this.broken.push(`told ${size}, published ${this.#published}`);
    sequencer.told = size;
  }

  /** What is published as witnessed must be so to whoever knows the policy alone. */
  #publish(note: Buffer): void {
    const parsed = parseNote(note);
    const checkpoint = parsed && parseCheckpoint(parsed.text);
    const offered = this.#log.offers.find(({ size }) => size === checkpoint?.size);
    if (parsed === undefined || offered === undefined) {
      this.broken.push("published what was never offered");
      return;
    }
    if (parseNote(offered.note)?.text !== parsed.text) this.broken.push("published another root");
    const text = Buffer.from(parsed.text, "utf8");
    const valid = this.#policy.witnesses.filter(({ verifier }) =>
      parsed.signatures.some(
        (one) => one.keyId === verifier.keyId && verifier.verify(text, one.signature),
      ),
    );
    if (!quorumMet(this.#policy, new Set(valid.map(({ name }) => name)))) {
      this.broken.push(`published ${offered.size} without a quorum`);
    }
    // One line for the log and one for each that cosigned: nothing else is let in.
    if (parsed.signatures.length !== valid.length + 1) this.broken.push("published a false line");
    this.#published = Math.max(this.#published, offered.size);
  }

  async #fare(fate: Fate): Promise<void> {
    const [one] = this.#pending.splice(this.#below(this.#pending.length), 1);
    if (one === undefined) return;
    const name = new URL(one.url).hostname;
    if (fate === "never arrives") one.answer({ kind: "unreachable" });
    else if (/^[45]/.test(fate)) one.answer(this.#refusal(fate));
    else one.answer(this.#changed(name, fate, await this.#asked(name, one.body)));
    await settled();
  }

  #refusal(fate: Fate): AskedWitness {
    const status = Number(fate.slice(0, 3));
    const text = fate === "409 of any size" ? `${this.#below(60)}\n` : "no\n";
    return { kind: "answered", status, body: Buffer.from(text) };
  }

  async #asked(name: string, body: Buffer): Promise<AskedWitness> {
    const witness = this.#witnesses.get(name);
    if (witness === undefined) return { kind: "unreachable" };
    const answer = await witness.addCheckpoint(body);
    if (answer.status === 200) this.#note(name, body);
    return { kind: "answered", status: answer.status, body: answer.body };
  }

  /** A witness never gives its word for two texts of one size. */
  #note(name: string, body: Buffer): void {
    const text = parseNote(body.subarray(body.indexOf("\n\n") + 2))?.text ?? "";
    const key = `${name} ${parseCheckpoint(text)?.size}`;
    const before = this.#cosigned.get(key);
    if (before !== undefined && before !== text) this.broken.push(`${key}: two texts`);
    this.#cosigned.set(key, text);
  }

  #changed(name: string, fate: Fate, answer: AskedWitness): AskedWitness {
    if (answer.kind === "unreachable" || fate === "answer lost") return { kind: "unreachable" };
    const { status, body } = answer;
    if (status !== 200) return answer;
    const older = this.#words.get(name) ?? Buffer.alloc(0);
    const other = [...this.#words].find(([of]) => of !== name)?.[1] ?? Buffer.alloc(0);
    this.#words.set(name, body);
    const bodies: Partial<Record<Fate, Buffer>> = {
      "cut short": body.subarray(0, this.#below(body.length)),
      "another's word": other,
      "an older word": older,
      twice: Buffer.concat([body, body]),
      empty: Buffer.alloc(0),
    };
    return { kind: "answered", status, body: bodies[fate] ?? body };
  }
}

/** The memory of a witness under its contract, without a disk: it outlives the witness that is started again. */
function memoryStore(): WitnessStore {
  const logs = new Map<string, Kept>();
  const forks: ForkEvidence[] = [];
  return {
    latest: (origin) => logs.get(origin),
    advance: (from, to) => {
      const current = logs.get(to.origin);
      const stands =
        from === undefined
          ? current === undefined
          : current?.size === from.size && current.root.equals(from.root);
      if (stands) logs.set(to.origin, to);
      return stands;
    },
    keepEvidence: (evidence) => void forks.push(evidence),
    logs: () => [...logs.values()],
    evidence: () => forks,
    close: () => undefined,
  };
}

/** Until every promise that can go on without a turn of the world has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
