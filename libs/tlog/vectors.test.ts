import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Verdict, verifyConsistency, verifyInclusion } from "#libs/tlog/proof";
import { sharedFolder } from "#tests/support/sharedFolder";
import { testIf } from "#tests/support/skip";

// Vectors of transparency-dev/merkle (Apache-2.0): 12 that hold, 184 that a verifier must refuse.
const vectorsWanted = 196;

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [member: string]: unknown;
}

function vectors(kind: "inclusion" | "consistency", folder: string): [string, Vector][] {
  return readdirSync(join(folder, kind), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => [`${kind}/${name}`, JSON.parse(readFileSync(join(folder, kind, name), "utf8"))]);
}

function hashOf(value: unknown): Buffer {
  return Buffer.from(typeof value === "string" ? value : "", "base64");
}

function verdictOf(path: string, vector: Vector): Verdict {
  const proof = (vector.proof ?? []).map(hashOf);
  if (path.startsWith("inclusion")) {
    return verifyInclusion({
      index: Number(vector["leafIdx"]),
      size: Number(vector["treeSize"]),
      leafHash: hashOf(vector["leafHash"]),
      root: hashOf(vector["root"]),
      proof,
    });
  }
  return verifyConsistency({
    from: Number(vector["size1"]),
    to: Number(vector["size2"]),
    fromRoot: hashOf(vector["root1"]),
    toRoot: hashOf(vector["root2"]),
    proof,
  });
}

const folder = sharedFolder("vectors", "merkle");
const all =
  folder === undefined ? [] : [...vectors("inclusion", folder), ...vectors("consistency", folder)];
const testVectors = testIf(
  folder !== undefined,
  `${vectorsWanted} vectors not found beside the project`,
);

describe("proofs against vectors that others wrote", () => {
  testVectors(`all ${vectorsWanted} foreign vectors are there`, () => {
    expect(all).toHaveLength(vectorsWanted);
  });
  for (const [path, vector] of all) {
    test(`${path} (${vector.desc}) is ${vector.wantErr ? "refused" : "accepted"}`, () => {
      expect(verdictOf(path, vector).ok).toBe(!vector.wantErr);
    });
  }
});
