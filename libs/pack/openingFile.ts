import { z } from "zod";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalJson } from "#libs/seal/canonical";
import { type FieldOpening, openingFault, parseFieldOpening } from "#libs/seal/fieldOpening";
import { type IncidentLeaf, isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import type { LogTrust } from "#libs/tilestore/logReader";
import { leafHash } from "#libs/tlog/hash";
import { parseProof, verifyProof } from "#libs/tlog/proofText";

/** A revealed field with everything that shows, without a network and without any secret, that the log committed to it. */
export interface OpeningFile {
  /** Bytes of the entry as the log has them, RFC 8785 JSON. */
  readonly leaf: string;
  /** c2sp.org/tlog-proof@v1 of that entry, with the signed checkpoint. */
  readonly proof: string;
  readonly opening: FieldOpening;
}

const format = "raccordo-field-opening/1";
const textCharsMax = 262_144;
const fileSchema = z.strictObject({
  format: z.literal(format),
  leaf: z.string().max(textCharsMax),
  proof: z.string().max(textCharsMax),
  opening: z.looseObject({}),
});

/** The members of a file, as they are written. */
export const openingFileOf = ({ leaf, proof, opening }: OpeningFile) => ({
  ...{ format, opening, leaf, proof },
});

/** Indented JSON: a person reads it too. */
export const formatOpeningFile = (file: OpeningFile): string =>
  `${JSON.stringify(openingFileOf(file), undefined, 2)}\n`;

/** Undefined for anything that is no file of ours. */
export function parseOpeningFile(text: string): OpeningFile | undefined {
  const read = fileSchema.safeParse(jsonIn(text));
  if (!read.success) return undefined;
  const { leaf, proof } = read.data;
  const opening = parseFieldOpening(canonicalJson(read.data.opening as CanonicalValue));
  return opening && { leaf, proof, opening };
}

export type CheckedOpening =
  | {
      readonly holds: true;
      readonly leaf: IncidentLeaf;
      readonly index: number;
      readonly size: number;
    }
  | { readonly holds: false; readonly reason: string };

/** The signed checkpoint that the file brings; undefined where its proof is malformed. */
export function checkpointIn({ proof }: OpeningFile): Buffer | undefined {
  return parseProof(Buffer.from(proof, "utf8"))?.checkpoint;
}

/** Checks a file against the key of the log: the entry is in the log, and the opening is what the entry committed to. */
export function checkOpeningFile(file: OpeningFile, trust: LogTrust): CheckedOpening {
  const bytes = Buffer.from(file.leaf, "utf8");
  const verdict = verifyProof(Buffer.from(file.proof, "utf8"), leafHash(bytes), trust);
  if (!verdict.ok) return { holds: false, reason: verdict.reason };
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return { holds: false, reason: "entry" };
  const fault = openingFault(leaf, file.opening);
  if (fault !== undefined) return { holds: false, reason: fault };
  return { holds: true, leaf, index: verdict.index, size: verdict.size };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
