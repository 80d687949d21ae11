import { addSignature, type NoteSignature, parseNote } from "#libs/tlog/note";
import { type PolicyWitness, quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { formatAddCheckpoint, parseCosignatures, parseTreeSize } from "#libs/tlog/witnessProtocol";
import type { AskWitness } from "./witnessClient.ts";

/** A committed checkpoint that wants cosignatures. */
export interface OfferedCheckpoint {
  readonly size: number;
  /** The log's signed checkpoint. */
  readonly note: Buffer;
}

/**
 * How a witness answered last. `differs`: it has cosigned what ours does not continue; `ahead`: it has cosigned more than
 * we have. Both mean that the log has two histories, or that the witness lies.
 */
export type WitnessState =
  | "not-asked"
  | "cosigned"
  | "unreachable"
  | "refused"
  | "differs"
  | "ahead";

export interface WitnessesPorts {
  readonly policy: WitnessPolicy;
  readonly ask: AskWitness;
  /** Consistency proof between two sizes of the log, 0 < from < to. */
  proof(from: number, to: number): Promise<readonly Buffer[]>;
  /** Publishes a checkpoint with the cosignatures of a quorum. */
  publish(note: Buffer, size: number): Promise<void>;
  /** The quorum covers this size now; told once for each, after it was published. */
  witnessed(size: number): void;
  /** Something that should work did not. */
  failed(error: unknown): void;
}

/** Waits between two requests to a witness that did not cosign: doubled from the first to the last. */
const retryFirstMs = 250;
const retryMsMax = 30_000;
/** A witness is asked with the size that it names; if that changes twice more, somebody else asks it too. */
const triesMax = 4;

interface Round extends OfferedCheckpoint {
  readonly signatures: Map<string, NoteSignature>;
  readonly asked: Set<string>;
  published: boolean;
}

interface Asked {
  state: WitnessState;
  /** Largest size that it is known to have cosigned. */
  size: number;
  inFlight: boolean;
  notBeforeMs: number;
  waitMs: number;
}

/**
 * Asks the witnesses of a policy for cosignatures of one log, in rounds: all that are free are asked for the newest
 * checkpoint at once, at most one request a witness; a new round begins when the quorum is there, or when nobody is left
 * to wait for. A slow or dead witness holds up nobody, as long as the others make the quorum.
 */
export class Witnesses {
  readonly #ports: WitnessesPorts;
  readonly #signal: AbortSignal;
  readonly #asked: ReadonlyMap<string, Asked>;
  #newest: OfferedCheckpoint | undefined;
  #round: Round | undefined;
  #witnessedSize: number;
  #owedSinceMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `witnessedSize`: what a quorum is known to have cosigned already. */
  constructor(ports: WitnessesPorts, witnessedSize: number, signal: AbortSignal) {
    this.#ports = ports;
    this.#signal = signal;
    this.#witnessedSize = witnessedSize;
    this.#asked = new Map(ports.policy.witnesses.map(({ name }) => [name, neverAsked()]));
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** The largest size that a quorum has cosigned. */
  get witnessedSize(): number {
    return this.#witnessedSize;
  }

  /** True when everything that was offered is cosigned by the quorum. */
  get isDone(): boolean {
    return this.#newest === undefined || this.#newest.size <= this.#witnessedSize;
  }

  /** How long a checkpoint has been waiting for the quorum; 0 when none is. */
  owedMs(nowMs: number): number {
    return this.#owedSinceMs === undefined ? 0 : nowMs - this.#owedSinceMs;
  }

  /** Each witness of the policy, how it answered last, and what it is known to have cosigned. */
  get states(): readonly {
    readonly name: string;
    readonly state: WitnessState;
    readonly size: number;
  }[] {
    return [...this.#asked].map(([name, { state, size }]) => ({ name, state, size }));
  }

  /** A checkpoint was committed; older ones that still wait are covered by it. */
  offer(checkpoint: OfferedCheckpoint): void {
    if (checkpoint.size <= Math.max(this.#newest?.size ?? 0, this.#witnessedSize)) return;
    this.#newest = checkpoint;
    this.#owedSinceMs ??= performance.now();
    this.#goOn();
  }

  #goOn(): void {
    if (this.#signal.aborted) return;
    const newest = this.#newest;
    if (newest !== undefined && newest.size > (this.#round?.size ?? 0) && !this.#isWaiting()) {
      this.#round = { ...newest, signatures: new Map(), asked: new Set(), published: false };
    }
    const round = this.#round;
    if (round === undefined) return;
    for (const witness of this.#ports.policy.witnesses) this.#askIfFree(round, witness);
    this.#wakeForRetry(round);
  }

  /** True while the present round may still come to its quorum by an answer that is under way. */
  #isWaiting(): boolean {
    const round = this.#round;
    if (round === undefined || round.published) return false;
    return [...round.asked].some((name) => this.#asked.get(name)?.inFlight === true);
  }

  #askIfFree(round: Round, witness: PolicyWitness): void {
    const asked = this.#asked.get(witness.name);
    if (asked === undefined || witness.url === undefined) return;
    const due = performance.now() >= asked.notBeforeMs && !round.asked.has(witness.name);
    if (asked.inFlight || !due) return;
    round.asked.add(witness.name);
    asked.inFlight = true;
    this.#cosigned(round, { ...witness, url: witness.url }, asked)
      .catch((error: unknown) => {
        this.#ports.failed(error);
        return "refused" as const;
      })
      .then((state) => this.#answered(round, witness.name, asked, state))
      .catch((error: unknown) => this.#ports.failed(error));
  }

  async #answered(round: Round, name: string, asked: Asked, state: WitnessState): Promise<void> {
    asked.inFlight = false;
    asked.state = state;
    if (state === "cosigned") {
      asked.waitMs = retryFirstMs;
      if (round === this.#round) await this.#publishIfMet(round);
    } else {
      asked.notBeforeMs = performance.now() + asked.waitMs;
      asked.waitMs = Math.min(asked.waitMs * 2, retryMsMax);
      round.asked.delete(name);
    }
    this.#goOn();
  }

  async #publishIfMet(round: Round): Promise<void> {
    const { policy } = this.#ports;
    if (!quorumMet(policy, new Set(round.signatures.keys()))) return;
    const note = [...round.signatures.values()].reduce(addSignature, round.note);
    const first = !round.published;
    // Before the wait: an answer that comes meanwhile finds the round over, and adds its own line.
    round.published = true;
    try {
      await this.#ports.publish(note, round.size);
    } catch (error) {
      round.published = !first;
      throw error;
    }
    if (!first || round.size <= this.#witnessedSize) return;
    this.#witnessedSize = round.size;
    this.#owedSinceMs = this.isDone ? undefined : performance.now();
    this.#ports.witnessed(round.size);
  }

  /** Asks one witness until it cosigns or refuses; its signature is in the round when it gives `cosigned`. */
  async #cosigned(
    round: Round,
    witness: PolicyWitness & { readonly url: string },
    asked: Asked,
  ): Promise<WitnessState> {
    let oldSize = Math.min(asked.size, round.size);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const grows = oldSize > 0 && oldSize < round.size;
      const proof = grows ? await this.#ports.proof(oldSize, round.size) : [];
      const body = formatAddCheckpoint({ oldSize, proof, note: round.note });
      const answer = await this.#ports.ask(witness.url, body);
      if (answer.kind === "unreachable") return "unreachable";
      if (answer.status === 200) return this.#take(round, witness, asked, answer.body);
      // The proof is made of our own tiles: if it does not hold, the witness has seen another history of this log.
      if (answer.status === 422) return "differs";
      const stands = answer.status === 409 ? parseTreeSize(answer.body) : undefined;
      if (stands === undefined) return "refused";
      if (stands > round.size) return this.#aheadOf(stands, asked);
      if (stands === oldSize) return "differs";
      oldSize = stands;
    }
    return "refused";
  }

  /** Another sequencer of ours may have asked with a newer checkpoint: only beyond all that we know it is a contradiction. */
  #aheadOf(size: number, asked: Asked): WitnessState {
    if (size > (this.#newest?.size ?? 0)) return "ahead";
    asked.size = size;
    return "refused";
  }

  #take(round: Round, { name, verifier }: PolicyWitness, asked: Asked, body: Buffer): WitnessState {
    const text = parseNote(round.note)?.text ?? "";
    const signature = parseCosignatures(body)?.find(
      (one) =>
        one.name === verifier.name &&
        one.keyId === verifier.keyId &&
        verifier.verify(Buffer.from(text, "utf8"), one.signature),
    );
    if (signature === undefined) return "refused";
    asked.size = round.size;
    round.signatures.set(name, signature);
    return "cosigned";
  }

  #wakeForRetry(round: Round): void {
    clearTimeout(this.#timer);
    const waiting = this.#ports.policy.witnesses.flatMap(({ name, url }) => {
      const asked = this.#asked.get(name);
      const isLate = asked !== undefined && url !== undefined && !asked.inFlight;
      return isLate && !round.asked.has(name) ? [asked.notBeforeMs - performance.now()] : [];
    });
    if (waiting.length === 0) return;
    this.#timer = setTimeout(
      () => this.#goOn(),
      Math.max(10, ...waiting.toSorted((a, b) => a - b).slice(0, 1)),
    );
  }
}

const neverAsked = (): Asked => ({
  state: "not-asked",
  size: 0,
  inFlight: false,
  notBeforeMs: Number.NEGATIVE_INFINITY,
  waitMs: retryFirstMs,
});
