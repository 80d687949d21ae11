import { describe, expect, test } from "@jest/globals";
import { type Verdict, verifyConsistency, verifyInclusion } from "#libs/tlog/proof";
import {
  vectorHash as hashOf,
  type MerkleVector,
  merkleVectors,
  vectorsWanted,
} from "#tests/support/merkleVectors";
import { testIf } from "#tests/support/skip";

function verdictOf(path: string, vector: MerkleVector): Verdict {
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

const { isThere, all } = merkleVectors();
const testVectors = testIf(isThere, `${vectorsWanted} vectors not found beside the project`);

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
