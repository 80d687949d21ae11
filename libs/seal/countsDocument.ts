import type { CanonicalValue } from "./canonical.ts";
import { canonicalJson } from "./canonical.ts";
import { privateObject } from "./ed25519.ts";
import type { CountsLeaf } from "./leaf.ts";
import { type EntryOpening, openCountsOpening } from "./openParts.ts";
import { type CountsEntry, canonicalOf } from "./parts.ts";
import { countsEntrySchema } from "./partsSchema.ts";
import { exactly, firstFault, type Schema } from "./shape.ts";
import { type SignedDocument, signDocument, verifySigned } from "./signedDocument.ts";
import {
  base64url128Word,
  base64url256Word,
  countWord,
  originWord,
  sequenceWord,
  yearWord,
} from "./words.ts";

export const countsFormat = "raccordo-counts/1";
/** The role in which the log's own key signs. */
export const logRole = "log";
/** Titolari of one log: at most one for each of its rooms. */
const titolariMax = 256;

/** What one titolare is handed: its counts, and what shows that they are those of the leaf. */
export interface CountsDocument {
  readonly format: typeof countsFormat;
  /** Log that holds the leaf, and the leaf's index in it. */
  readonly origin: string;
  readonly index: number;
  /** The entries that were counted: year of their log, first and last sequence. */
  readonly of: number;
  readonly from: number;
  readonly to: number;
  readonly titolare: string;
  readonly opening: EntryOpening<CountsEntry>;
}

/** The name of an authority as the signed configuration has it. */
const titolareWord: Schema = { type: "string", pattern: "^[^\\x00-\\x1f]{1,120}$", maxLength: 120 };

const schema = exactly({
  format: { const: countsFormat },
  origin: originWord,
  index: countWord,
  of: yearWord,
  from: sequenceWord,
  to: sequenceWord,
  titolare: titolareWord,
  opening: exactly({
    index: countWord,
    entry: exactly({ salt: base64url128Word, value: countsEntrySchema }),
    digests: { type: "array", items: base64url256Word, maxItems: titolariMax },
  }),
});

/** Signs the counts of one titolare with the key of the checkpoints (a seed of 32 bytes). Throws outside the format. */
export function signCounts(document: CountsDocument, seed: Uint8Array): SignedDocument {
  const body = canonicalOf(document);
  const fault = firstFault(schema, body);
  if (fault !== undefined) throw new TypeError(`counts outside their format at "${fault}"`);
  return {
    body: canonicalJson(body),
    signatures: [signDocument(body, logRole, privateObject(seed))],
  };
}

/** The counts in a document that the log's key (raw Ed25519, base64url) signed; undefined for any other. */
export function openCountsDocument(
  document: SignedDocument,
  logKey: string,
): CountsDocument | undefined {
  const outcome = verifySigned(document, [{ role: logRole, key: logKey }], 1);
  if (outcome.kind === "refused" || firstFault(schema, outcome.value) !== undefined) {
    return undefined;
  }
  return outcome.value as CanonicalValue & CountsDocument;
}

/** True when the document says what its leaf says. */
export function isOfLeaf(document: CountsDocument, leaf: CountsLeaf): boolean {
  const { of, from, to, opening } = document;
  const sameRange = of === leaf.of && from === leaf.range.from && to === leaf.range.to;
  return sameRange && "value" in openCountsOpening(leaf, opening);
}
