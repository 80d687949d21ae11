import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "#tests/support/sharedFolder";

// Vectors of transparency-dev/merkle (Apache-2.0): 12 that hold, 184 that a verifier must refuse.
export const vectorsWanted = 196;

export interface MerkleVector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [member: string]: unknown;
}

/** The vectors by their paths; none where they do not lie beside the project. */
export function merkleVectors(): {
  readonly isThere: boolean;
  readonly all: readonly (readonly [string, MerkleVector])[];
} {
  const folder = sharedFolder("vectors", "merkle");
  if (folder === undefined) return { isThere: false, all: [] };
  const kinds = ["inclusion", "consistency"] as const;
  return { isThere: true, all: kinds.flatMap((kind) => vectors(kind, folder)) };
}

function vectors(kind: string, folder: string): [string, MerkleVector][] {
  return readdirSync(join(folder, kind), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => [`${kind}/${name}`, JSON.parse(readFileSync(join(folder, kind, name), "utf8"))]);
}

export const vectorHash = (value: unknown): Buffer =>
  Buffer.from(typeof value === "string" ? value : "", "base64");
