import type { CacheBucket } from "#libs/eventlog/cacheBucket";
import { sleep } from "#libs/eventlog/sleep";
import { documentKeys, openValidity, signedDocumentSchema } from "#libs/policy/documents";
import { epochsOf } from "#libs/policy/epoch";
import {
  type ActiveRules,
  activeSchema,
  isFurther,
  type LifePlace,
  presentIn,
  setKey,
} from "#libs/policy/lifeMessages";
import type { Validity } from "#libs/policy/ruleSetLife";
import type { Logger } from "#libs/runtime/logger";
import { sha256Hex } from "#libs/seal/bytes";
import type { Signer } from "#libs/seal/signedDocument";

export interface RulesFollowerPorts {
  /** Bucket RULES: a cache. */
  readonly bucket: CacheBucket;
  readonly signers: readonly Signer[];
  /** True in operation: what demonstration signers approved is then refused. */
  readonly production: boolean;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** RFC 3339 UTC, `laterMs` from now. */
  nowIso(laterMs?: number): string;
  /** What governs is known, or another one: whoever waits for a copy looks again. */
  changed(): void;
}

interface Trusted {
  readonly digest: string;
  readonly sets: readonly {
    readonly document: string;
    readonly effective: string;
    readonly validity: Validity;
  }[];
  readonly revocations: readonly string[];
  /** By set and revocations: what names the law at a moment. */
  readonly epochs: Map<string, (time: string) => string>;
}

/**
 * Clocks of two machines differ by less: a copy that policy made under the law of the next moment is not stale to a
 * clock that is a little late.
 */
export const clockSkewMaxMs = 2_000;
const retryMs = 200;

/**
 * What exchange knows of the rule sets in force: signed documents from the cache, as far as policy says that this is
 * what the log holds. A cache that is older, lacks a revocation, or holds what nobody signed gives nothing: then
 * nothing is handed out until it holds the truth again.
 */
export class RulesFollower {
  private trusted: Trusted | undefined;
  private told: { readonly head: LifePlace; readonly active: string } | undefined;
  private reading: Promise<void> | undefined;
  private refusedLast = "";

  constructor(private readonly ports: RulesFollowerPorts) {}

  /** What an instance of policy said of itself, as it came on its own subject. The one that has read furthest counts. */
  heard(bytes: Uint8Array): void {
    const present = presentIn(bytes);
    if (present === undefined) return;
    const { head, active } = present;
    if (this.told !== undefined && !isFurther(head, this.told.head)) return;
    this.told = { head, active };
    if (this.trusted?.digest !== active) this.readSoon();
  }

  /** Whether a copy made under this epoch may be handed out now; undefined while nobody knows. */
  isCurrent(epoch: string): boolean | undefined {
    const trusted = this.upToDate();
    if (trusted === undefined) return undefined;
    const times = [this.ports.nowIso(), this.ports.nowIso(clockSkewMaxMs)];
    return times.some((time) => epochOf(trusted, time) === epoch);
  }

  /** True while it is known what governs, and that something does. */
  get isKnown(): boolean {
    const trusted = this.upToDate();
    return trusted !== undefined && epochOf(trusted, this.ports.nowIso()) !== undefined;
  }

  private upToDate(): Trusted | undefined {
    return this.trusted !== undefined && this.trusted.digest === this.told?.active
      ? this.trusted
      : undefined;
  }

  /** One reading at a time, again and again until the cache holds what policy has said. */
  private readSoon(): void {
    this.reading ??= this.readUntilTrue().finally(() => {
      this.reading = undefined;
    });
  }

  private async readUntilTrue(): Promise<void> {
    const { logger, signal } = this.ports;
    while (!signal.aborted && this.trusted?.digest !== this.told?.active) {
      try {
        const read = await this.read();
        if ("refused" in read) this.tellRefused(read.refused);
        else this.trust(read);
      } catch (error) {
        logger.warn("rules-not-read", {}, error);
      }
      if (this.trusted?.digest !== this.told?.active) await sleep(retryMs, signal);
    }
  }

  private trust(read: Trusted): void {
    this.trusted = read;
    this.refusedLast = "";
    const document = read.sets.at(-1)?.document;
    this.ports.changed();
    this.ports.logger.info("rule-set-in-force", document === undefined ? {} : { document });
  }

  private tellRefused(reason: string): void {
    if (reason === this.refusedLast) return;
    this.refusedLast = reason;
    this.ports.logger.error("rule-set-refused", { reason });
  }

  private async read(): Promise<Trusted | { readonly refused: string }> {
    const bytes = await this.ports.bucket.get(documentKeys.active);
    if (bytes === undefined) return { refused: "active-missing" };
    const digest = sha256Hex(bytes);
    if (digest !== this.told?.active) return { refused: "active-differs" };
    const active = activeSchema.safeParse(jsonIn(bytes));
    if (!active.success) return { refused: "active-malformed" };
    const sets = await this.readSets(active.data);
    if ("refused" in sets) return sets;
    return { digest, sets, revocations: active.data.revocations, epochs: new Map() };
  }

  private async readSets(
    active: ActiveRules,
  ): Promise<Trusted["sets"] | { readonly refused: string }> {
    const sets: Trusted["sets"][number][] = [];
    for (const { document, effective } of active.sets) {
      const bytes = await this.ports.bucket.get(setKey(document));
      const signed = signedDocumentSchema.safeParse(bytes && jsonIn(bytes));
      if (!signed.success) return { refused: "set-missing" };
      if (sha256Hex(Buffer.from(signed.data.body, "utf8")) !== document) {
        return { refused: "set-differs" };
      }
      const opened = openValidity(signed.data, this.ports.signers);
      if (opened.kind === "refused") return { refused: opened.why };
      const { validity } = opened;
      if (this.ports.production && validity.demonstration) return { refused: "demonstration" };
      sets.push({ document, effective, validity });
    }
    return sets;
  }
}

/** The law at a moment: the set of highest version that is effective by then, and what is revoked and not lifted. */
function epochOf({ sets, revocations, epochs }: Trusted, time: string): string | undefined {
  const effective = sets
    .filter((set) => set.effective <= time)
    .toSorted((a, b) => a.validity.version - b.validity.version);
  const current = effective.at(-1);
  if (current === undefined) return undefined;
  const { document, validity } = current;
  const lifted = new Set(effective.flatMap((set) => set.validity.lifts ?? []));
  const inForce = revocations.filter((digest) => !lifted.has(digest));
  const key = [document, ...inForce].join(" ");
  const epochAt = epochs.get(key) ?? epochsOf({ document, validity, revocations: inForce });
  epochs.set(key, epochAt);
  return epochAt(time);
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
