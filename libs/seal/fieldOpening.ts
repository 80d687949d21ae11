import { base64url, fromBase64url } from "./bytes.ts";
import { type CanonicalValue, canonicalJson, parseCanonical } from "./canonical.ts";
import { commitmentHolds, commitmentKey, commitmentTo, type FieldName } from "./commitments.ts";
import { keyBytes } from "./derive.ts";
import type { IncidentLeaf } from "./leaf.ts";
import { type CommitmentEntry, canonicalOf, partDigest, type Salted } from "./parts.ts";
import { commitmentsPartSchema } from "./partsSchema.ts";
import { exactly, firstFault } from "./shape.ts";
import { base64url256Word, hex128Word, idWord, pathWord } from "./words.ts";

/**
 * What reveals one field of one event and nothing else: the key of its commitment and the value. The list of all
 * commitments comes along, because the leaf has one digest over them: it names fields and opens none.
 */
export interface FieldOpening extends FieldName {
  /** Key of this one commitment, 32 bytes in base64url; never a key of the incident. */
  readonly k: string;
  readonly value: CanonicalValue;
  readonly commitments: Salted<readonly CommitmentEntry[]>;
}

/**
 * Why an opening does not hold: its list of commitments is not the leaf's, it is of another event, the list has no such
 * field, or the key and value are not what was committed to.
 */
export type OpeningFault = "commitments-differ" | "event-differs" | "field-missing" | "not-opened";

/** The opening of one field. Undefined where this key and value are not what stands in the list. */
export function fieldOpening(
  partKey: Uint8Array,
  name: FieldName,
  value: CanonicalValue,
  commitments: Salted<readonly CommitmentEntry[]>,
): FieldOpening | undefined {
  const c = commitmentTo(partKey, name, value);
  if (entriesOf(commitments, name).every((entry) => entry.c !== c)) return undefined;
  const { event, ref, path } = name;
  return { event, ref, path, k: base64url(commitmentKey(partKey, name)), value, commitments };
}

/** Undefined where the opening shows what the leaf committed to; else why it does not. */
export function openingFault(
  leaf: Pick<IncidentLeaf, "event" | "commitments">,
  opening: FieldOpening,
): OpeningFault | undefined {
  const { commitments, path, value } = opening;
  if (partDigest("commitments", commitments) !== leaf.commitments) return "commitments-differ";
  if (opening.event !== leaf.event) return "event-differs";
  const entries = entriesOf(commitments, opening);
  if (entries.length === 0) return "field-missing";
  // A shorter key and the same one filled with zeros would be one key to HMAC.
  const k = fromBase64url(opening.k, keyBytes);
  const holds = k !== undefined && entries.some(({ c }) => commitmentHolds({ k, path, value }, c));
  return holds ? undefined : "not-opened";
}

const openingSchema = exactly({
  ...{ event: idWord, ref: hex128Word, path: pathWord, k: base64url256Word },
  commitments: commitmentsPartSchema,
});

/** Largest opening, characters: a list of all commitments of an event, and one value. */
export const openingCharsMax = 1_048_576;

/** Canonical JSON of an opening. */
export function formatFieldOpening(opening: FieldOpening): string {
  return canonicalJson(canonicalOf(opening));
}

/** The opening in canonical JSON; undefined for anything else. */
export function parseFieldOpening(text: string): FieldOpening | undefined {
  if (text.length > openingCharsMax) return undefined;
  const read = parseCanonical(Buffer.from(text, "utf8"));
  if (typeof read !== "object" || read === null || !("value" in read)) return undefined;
  const { value, ...named } = read;
  const fits = value !== undefined && firstFault(openingSchema, named) === undefined;
  return fits ? (read as CanonicalValue & FieldOpening) : undefined;
}

const entriesOf = (
  { value }: Salted<readonly CommitmentEntry[]>,
  { ref, path }: Pick<FieldName, "ref" | "path">,
): readonly CommitmentEntry[] => value.filter((one) => one.ref === ref && one.path === path);
