import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { daysOf, isEachDayIn } from "./days.ts";
import { byText } from "./order.ts";
import type { Validity } from "./ruleSetLife.ts";

/** What decides whether a copy that was made then may still be handed out now. */
export interface EpochTerms {
  /** SHA-256, hex, of the signed rule set. */
  readonly document: string;
  readonly validity: Validity;
  /** SHA-256, hex, of every revocation in force, in whatever order. */
  readonly revocations: readonly string[];
}

/**
 * Name of the law under which copies are made at a moment: it changes when the rule set does, when it expires, when
 * something is revoked, and when an agreement, grant or ceiling begins or ends. 64 hex digits.
 */
export function epochsOf(terms: EpochTerms): (time: string) => string {
  const known = new Map<string, string>();
  return (time) => {
    const days = daysOf(time);
    const isLapsed = time >= terms.validity.expires;
    // It depends on nothing else, and is asked for with every copy that is handed out.
    const key = `${days.join(" ")} ${isLapsed}`;
    const epoch = known.get(key) ?? epochOn(terms, days, isLapsed);
    if (known.size > daysKeptMax) known.clear();
    known.set(key, epoch);
    return epoch;
  };
}

const daysKeptMax = 64;

function epochOn(
  { document, validity, revocations }: EpochTerms,
  days: readonly string[],
  isLapsed: boolean,
): string {
  const dated = [
    ...(validity.ceilings ?? []).map(({ ceilings }) => ceilings),
    ...validity.agreements.map(({ agreement }) => agreement),
    ...(validity.grants ?? []).map(({ grant }) => grant),
  ];
  const inForce = dated
    .filter((one) => isEachDayIn(days, [one.in_force, ...(one.renewals ?? [])]))
    .map(({ id }) => id);
  return sha256Hex(
    canonicalBytes({
      format: "raccordo-epoch/1",
      document,
      revocations: revocations.toSorted(byText),
      in_force: inForce.toSorted(byText),
      lapsed: isLapsed,
    }),
  );
}
