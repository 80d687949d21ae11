import { cosignatureVerifier } from "#libs/tlog/cosignature";
import type { Cosigner } from "#libs/tlog/cosigner";
import {
  type NoteVerifier,
  noteVerifier,
  parseVerifierKey,
  signatureType,
  verifierKeyText,
} from "#libs/tlog/note";
import {
  formatCosignatures,
  judgeAddCheckpoint,
  treeSizeMediaType,
  type WitnessVerdict,
} from "#libs/tlog/witnessProtocol";
import type { WitnessStore } from "./witnessStore.ts";

/** What a request is answered with. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly mediaType: string;
  readonly body: Buffer;
  /** Why, as a code; `cosigned` for 200. */
  readonly outcome: WitnessOutcome;
}

export type WitnessOutcome = Extract<WitnessVerdict, { reason: string }>["reason"] | "cosigned";

export interface WitnessOptions {
  readonly store: WitnessStore;
  readonly cosigners: readonly Cosigner[];
  /** Verifier keys of the logs that are witnessed. */
  readonly logs: readonly string[];
  nowSeconds(): number;
  /** After a checkpoint was stored and before it is signed; for tests that kill here. */
  stored?(): Promise<void>;
}

/**
 * A witness (c2sp.org/tlog-witness): cosigns what continues the tree that it has seen before, and stores that first.
 * Judging, comparing and storing are one step without a wait in it, and the store compares once more, so that neither
 * requests at one time nor two processes on one store can ever have two roots cosigned for one size.
 */
export class Witness {
  readonly #options: WitnessOptions;
  readonly #trusted: TrustedLogs;

  /** Throws RangeError for a key that is not one of a log. */
  constructor(options: WitnessOptions) {
    this.#options = options;
    this.#trusted = new TrustedLogs(options.logs);
  }

  get vkeys(): readonly string[] {
    return this.#options.cosigners.map(({ vkey }) => vkey);
  }

  /** Answers a request to cosign; rejects only when the store fails, and then nothing is signed. */
  async addCheckpoint(body: Buffer): Promise<WitnessAnswer> {
    const { store, stored, cosigners, nowSeconds } = this.#options;
    const verdict = this.#judgeAndStore(body);
    if (verdict.status !== 200) return refusal(verdict);
    await stored?.();
    // What is signed must still be the largest tree: a request may have come in while this one waited.
    const { origin, size } = verdict.checkpoint;
    const latest = store.latest(origin)?.size ?? 0;
    if (latest !== size) return refusal({ status: 409, reason: "stale", size: latest });
    const lines = cosigners.map((cosigner) => cosigner.cosign(verdict.text, nowSeconds()));
    return {
      status: 200,
      mediaType: "text/plain; charset=utf-8",
      body: formatCosignatures(lines),
      outcome: "cosigned",
    };
  }

  #judgeAndStore(body: Buffer): WitnessVerdict {
    const { store, nowSeconds } = this.#options;
    const verdict = judgeAddCheckpoint(body, {
      verifiersOf: (origin) => this.#trusted.verifiersOf(origin),
      latestOf: (origin) => store.latest(origin),
    });
    const note = body.subarray(body.indexOf("\n\n") + 2);
    const atSeconds = nowSeconds();
    if (verdict.status === 200) {
      const { origin, size, root } = verdict.checkpoint;
      const latest = store.latest(origin);
      if (latest?.size === size) return verdict;
      if (store.advance(latest, { origin, size, root, note, atSeconds })) return verdict;
      return { status: 409, reason: "stale", size: store.latest(origin)?.size ?? 0 };
    }
    if ("reason" in verdict && verdict.reason === "fork") {
      const { origin, size, root: offered } = verdict.checkpoint;
      const cosigned = store.latest(origin)?.root ?? Buffer.alloc(0);
      store.keepEvidence({ origin, size, cosigned, offered, note, atSeconds });
    }
    return verdict;
  }
}

function refusal(verdict: Exclude<WitnessVerdict, { status: 200 }>): WitnessAnswer {
  const { status, reason } = verdict;
  const isSize = status === 409;
  return {
    status,
    mediaType: isSize ? treeSizeMediaType : "text/plain; charset=utf-8",
    body: Buffer.from(isSize ? `${verdict.size}\n` : `${reason}\n`, "utf8"),
    outcome: reason,
  };
}

interface FamilyKey {
  /** Origin without its year, or the whole origin where it has none. */
  readonly family: string;
  readonly years: boolean;
  readonly type: number;
  readonly publicKey: Buffer;
}

const yearAtEnd = /\/20[0-9]{2}$/;

/**
 * The logs that a witness knows. A log of Raccordo has one origin a year and one key: who trusts the key of one year
 * trusts it for the others of the same family, so that nobody is called at midnight on New Year's Eve.
 */
class TrustedLogs {
  readonly #keys: readonly FamilyKey[];

  constructor(vkeys: readonly string[]) {
    this.#keys = vkeys.map((vkey) => {
      const key = parseVerifierKey(vkey);
      if (key === undefined || verifierOf(vkey) === undefined) {
        throw new RangeError("not the verifier key of a log");
      }
      const years = yearAtEnd.test(key.name);
      const family = key.name.replace(yearAtEnd, "");
      return { family, years, type: key.type, publicKey: key.publicKey };
    });
  }

  verifiersOf(origin: string): readonly NoteVerifier[] | undefined {
    const years = yearAtEnd.test(origin);
    const family = origin.replace(yearAtEnd, "");
    const known = this.#keys.filter((key) => key.family === family && key.years === years);
    const verifiers = known.flatMap(({ type, publicKey }) => {
      return verifierOf(verifierKeyText(origin, type, publicKey)) ?? [];
    });
    return verifiers.length === 0 ? undefined : verifiers;
  }
}

/** An Ed25519 key of a log (0x01), or the key with which it cosigns itself (0x06). */
function verifierOf(vkey: string): NoteVerifier | undefined {
  const isMlDsa = parseVerifierKey(vkey)?.type === signatureType.mlDsaCosignature;
  return isMlDsa ? cosignatureVerifier(vkey) : noteVerifier(vkey);
}
