import { z } from "zod";
import type { GenesisLeaf, YearRetiredLeaf } from "#libs/seal/leaf";
import { type SignedDocument, type Signer, verifySigned } from "#libs/seal/signedDocument";

/**
 * An order to retire the log of one year whose term is over (`audit_log`). Two people of different roles sign it. `size`
 * and `root` are those of its last checkpoint: whoever signs has verified that log, and orders this one and no other.
 */
export const retirementOrderSchema = z.strictObject({
  format: z.literal("raccordo-year-retirement/1"),
  /** Origin of the log family. */
  family: z.string().min(3).max(123),
  year: z.int().min(2020).max(2199),
  /** Entries of the log. */
  size: z.int().min(1),
  /** Its root, hex. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RetirementOrder = z.infer<typeof retirementOrderSchema>;

/** Why a year is not retired, beside what is wrong with the document or its signatures. */
export const retirementRefusals = [
  /** The order is about another installation's log. */
  "other-family",
  /** The year is being written, or none after it has begun. */
  "year-not-over",
  /** An older year is still there: a hole between two years counts as a loss, and stops all destruction. */
  "year-not-oldest",
  /** A year between two others, or before them, is lost: a legal hold may stand in it. */
  "log-year-missing",
  /** The year has no stream, is not sealed, or has not as many entries as the order says. */
  "year-differs",
  /** The genesis of the year after it does not name this size and root. */
  "chain-differs",
  /** The term of its last entry is not over. */
  "not-due",
  /** A backup of the vault may still hold a key that a destruction recorded in this year is the only witness of. */
  "backups-young",
  /** EVENTS and feeds may still remember what was recorded in this year: without its record a copy counts as forged. */
  "events-young",
  /** A legal hold was placed in this year, or its incident has entries there. */
  "hold-stands",
  /** Keys are left of an incident that has entries there. */
  "keys-left",
  /** A demand of this year, or about an incident that has entries there, is not confirmed by every room. */
  "demand-open",
  /** A broken glass of this year was never reviewed. */
  "review-open",
  /** What governs now, or a revocation that holds, stands in this year alone. */
  "rules-stand",
  /** The year was ordered away by another order. */
  "other-order",
] as const;
export type RetirementRefusal = (typeof retirementRefusals)[number];

/** What is known of a year that somebody wants to retire. */
export interface RetirementFacts {
  readonly family: string;
  /** The year that is written, and every one that has a stream. */
  readonly writable: number;
  readonly years: readonly number[];
  readonly yearsMissing: readonly number[];
  /** The year's stream; undefined where there is none. */
  readonly stream: { readonly sealed: boolean; readonly entries: number } | undefined;
  /** First leaf of the year after it; undefined where there is none. */
  readonly genesisAfter: Pick<GenesisLeaf, "at" | "previous"> | undefined;
  /** Now, as both our clock and the streams have it, milliseconds. */
  readonly nowMs: number;
  /** Terms `audit_log` and `vault_backups`, milliseconds. */
  readonly termMs: number;
  readonly backupsMs: number;
  /** How long EVENTS and the rooms' feeds remember, milliseconds. */
  readonly rememberedMs: number;
  /** How many of each reach into the year. */
  readonly holds: number;
  readonly keys: number;
  readonly demands: number;
  readonly reviews: number;
  /** True where the life of rule sets says the same without the year. */
  readonly rulesStandWithout: boolean;
}

/**
 * The first reason for which the year stays; undefined: nothing speaks for keeping it. In doubt it stays: what is
 * unknown is a refusal, never a leave.
 */
export function retirementRefusal(
  order: RetirementOrder,
  facts: RetirementFacts,
): RetirementRefusal | undefined {
  return placeRefusal(order, facts) ?? termRefusal(order, facts) ?? reachRefusal(facts);
}

function placeRefusal(
  { family, year, size, root }: RetirementOrder,
  facts: RetirementFacts,
): RetirementRefusal | undefined {
  if (family !== facts.family) return "other-family";
  if (year >= facts.writable) return "year-not-over";
  if (facts.yearsMissing.length > 0) return "log-year-missing";
  if (facts.years.some((one) => one < year)) return "year-not-oldest";
  const { stream } = facts;
  if (stream?.sealed !== true || stream.entries !== size) return "year-differs";
  const previous = facts.genesisAfter?.previous;
  const isChained =
    previous?.year === year && previous.last_sequence === size && previous.root === root;
  return isChained ? undefined : "chain-differs";
}

function termRefusal(
  { year }: RetirementOrder,
  { genesisAfter, nowMs, termMs, backupsMs, rememberedMs }: RetirementFacts,
): RetirementRefusal | undefined {
  const endMs = yearEndMs(year, genesisAfter);
  if (!(nowMs >= endMs + termMs)) return "not-due";
  if (!(nowMs >= endMs + backupsMs)) return "backups-young";
  return nowMs >= endMs + rememberedMs ? undefined : "events-young";
}

function reachRefusal({
  holds,
  keys,
  demands,
  reviews,
  rulesStandWithout,
}: RetirementFacts): RetirementRefusal | undefined {
  if (holds > 0) return "hold-stands";
  if (keys > 0) return "keys-left";
  if (demands > 0) return "demand-open";
  if (reviews > 0) return "review-open";
  return rulesStandWithout ? undefined : "rules-stand";
}

/**
 * After which no operation can stand in the log of `year`, milliseconds: the calendar's end, or the genesis of the next
 * year where that came later. NaN where the genesis states no time.
 */
function yearEndMs(year: number, genesisAfter: Pick<GenesisLeaf, "at"> | undefined): number {
  return Math.max(Date.UTC(year + 1, 0, 1), Date.parse(genesisAfter?.at ?? ""));
}

/** When the term of a year's last entry is over, RFC 3339 UTC. */
export function retirementDue(
  year: number,
  genesisAfter: Pick<GenesisLeaf, "at">,
  termMs: number,
): string {
  return new Date(yearEndMs(year, genesisAfter) + termMs).toISOString();
}

/** An order in a signed document, with the people whose signatures count. */
export interface SignedRetirement {
  readonly order: RetirementOrder;
  readonly by: readonly Signer[];
}

/** The order in a signed document, or the code of why it is none; `least`: signatures of different roles needed. */
export function openRetirementOrder(
  document: SignedDocument,
  signers: readonly Signer[],
  least?: number,
): SignedRetirement | { readonly refused: string } {
  const verified = verifySigned(document, signers, least);
  if (verified.kind === "refused") return { refused: verified.why };
  const order = retirementOrderSchema.safeParse(verified.value).data;
  return order === undefined ? { refused: "schema" } : { order, by: verified.by };
}

/** `recorded`: the leaf stands at `entry`, from now on the year may go; `busy`: ask again. */
export const retirementAnswerSchema = z.strictObject({
  outcome: z.enum(["recorded", "busy", "refused"]),
  code: z.string().max(40).exactOptional(),
  entry: z.strictObject({ year: z.int(), seq: z.int().min(1) }).exactOptional(),
});
export type RetirementAnswer = z.infer<typeof retirementAnswerSchema>;

/** True where the leaf was written for this order. */
export function isOrderedBy(
  leaf: YearRetiredLeaf,
  { year, size, root }: RetirementOrder,
  digest: string,
): boolean {
  return leaf.order === digest && leaf.of === year && leaf.size === size && leaf.root === root;
}
