import { describe, expect } from "@jest/globals";
import { checkConsistency, checkInclusion } from "#libs/logcheck/merkle";
import { toolsOf } from "#libs/logcheck/webTools";
import { merkleVectors, vectorHash, vectorsWanted } from "#tests/support/merkleVectors";
import { testIf } from "#tests/support/skip";

const tools = toolsOf(() => Promise.reject(new Error("no signature is checked here")));
const { isThere, all } = merkleVectors();

function verdictOf([path, vector]: (typeof all)[number]): Promise<string> {
  const proof = (vector.proof ?? []).map(vectorHash);
  if (path.startsWith("inclusion")) {
    return checkInclusion(
      {
        index: Number(vector["leafIdx"]),
        size: Number(vector["treeSize"]),
        leafHash: vectorHash(vector["leafHash"]),
        root: vectorHash(vector["root"]),
        proof,
      },
      tools,
    );
  }
  return checkConsistency(
    {
      from: Number(vector["size1"]),
      to: Number(vector["size2"]),
      fromRoot: vectorHash(vector["root1"]),
      toRoot: vectorHash(vector["root2"]),
      proof,
    },
    tools,
  );
}

describe("proofs as a browser checks them, against vectors that others wrote", () => {
  const testVectors = testIf(isThere, `${vectorsWanted} vectors not found beside the project`);
  testVectors(`all ${vectorsWanted} are accepted or refused as they must be`, async () => {
    expect(all).toHaveLength(vectorsWanted);
    for (const one of all) {
      const [path, { wantErr }] = one;
      expect(`${path}: ${(await verdictOf(one)) === "holds"}`).toBe(`${path}: ${!wantErr}`);
    }
  });
});
