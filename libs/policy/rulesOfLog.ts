import { lapsedRules, type RevocationInForce, withRevocations } from "./revoke.ts";
import type { RulesWithRooms } from "./rulesSide.ts";

/** A rule set that a log says was activated, compiled for the rooms of its time. */
export interface ActivatedRules extends RulesWithRooms {
  readonly notBefore: string;
  readonly expires: string;
  /** Revocations, by SHA-256, that its signers took back. */
  readonly lifts: readonly string[];
}

interface Known {
  readonly inForce: RulesWithRooms;
  /** The same set before it begins and after it has expired: it permits nothing. */
  readonly lapsed: RulesWithRooms;
  readonly validity: readonly Pick<ActivatedRules, "notBefore" | "expires">[];
}

/**
 * What was in force under each hash that a leaf may name: every activated set as it was signed, and with each state of
 * the revocations that stood over it, as policy itself names them.
 */
export class RulesOfLog {
  readonly #sets: ActivatedRules[] = [];
  readonly #revocations: RevocationInForce[] = [];
  readonly #known = new Map<string, Known>();

  activated(set: ActivatedRules): void {
    this.#sets.push(set);
    this.#register();
  }

  revoked(revocation: RevocationInForce): void {
    if (this.#revocations.some(({ digest }) => digest === revocation.digest)) return;
    this.#revocations.push(revocation);
    this.#register();
  }

  has(hash: string): boolean {
    return this.#known.has(hash);
  }

  /** The rules that decided at `time` under a leaf's hash; undefined where the log does not hold them. */
  at(hash: string, time: string): RulesWithRooms | undefined {
    const known = this.#known.get(hash);
    if (known === undefined) return undefined;
    const begun = known.validity.findLast(({ notBefore }) => notBefore <= time);
    return begun === undefined || time >= begun.expires ? known.lapsed : known.inForce;
  }

  /** All that {@link at} can answer. */
  all(): readonly RulesWithRooms[] {
    return [...this.#known.values()].flatMap(({ inForce, lapsed }) => [inForce, lapsed]);
  }

  #register(): void {
    const lifted = new Set<string>();
    for (const set of this.#sets) {
      for (const digest of set.lifts) lifted.add(digest);
      const standing = this.#revocations.filter(({ digest }) => !lifted.has(digest));
      this.#add(set, set);
      this.#add({ ...set, rules: withRevocations(set.rules, standing) }, set);
    }
  }

  #add({ rules, rooms }: RulesWithRooms, { notBefore, expires }: ActivatedRules): void {
    const known = this.#known.get(rules.hash);
    const isTold = known?.validity.some((one) => {
      return one.notBefore === notBefore && one.expires === expires;
    });
    if (isTold === true) return;
    const validity = [...(known?.validity ?? []), { notBefore, expires }];
    const { inForce, lapsed } = known ?? {
      inForce: { rules, rooms },
      lapsed: { rules: lapsedRules(rules), rooms },
    };
    this.#known.set(rules.hash, { inForce, lapsed, validity });
  }
}
