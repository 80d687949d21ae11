import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CompactRange, frontierFromJson, frontierToJson } from "#libs/tlog/compactRange";
import { emptyRoot, leafHash } from "#libs/tlog/hash";
import {
  consistencyProof,
  inclusionProof,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "#libs/tlog/proof";
import { readerOver, rootByDefinition, syntheticLeafHashes } from "#tests/support/syntheticLog";

const sizeMax = 300;
const leaves = syntheticLeafHashes(sizeMax);
const read = readerOver(leaves);
const rootAt = (size: number) => rootByDefinition(leaves.slice(0, size));
const twoSizes = fc
  .tuple(fc.integer({ min: 1, max: sizeMax }), fc.integer({ min: 1, max: sizeMax }))
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

describe("hashes of RFC 6962", () => {
  test("the root of an empty log and the hash of an empty leaf are the published ones", () => {
    expect(emptyRoot().toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(leafHash(Buffer.alloc(0)).toString("hex")).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
  });
});

describe("compact range", () => {
  test("has the root that the definition gives, at every size up to 300", () => {
    const range = new CompactRange();
    expect(range.root()).toEqual(emptyRoot());
    for (const [index, leaf] of leaves.entries()) {
      range.append(leaf);
      expect(range.root()).toEqual(rootAt(index + 1));
    }
  });
  test("goes on after being written down and read back, at any size", () => {
    fc.assert(
      fc.property(twoSizes, ([from, to]) => {
        const before = new CompactRange();
        for (const leaf of leaves.slice(0, from)) before.append(leaf);
        const json = JSON.parse(JSON.stringify(frontierToJson(before.frontier())));
        const after = new CompactRange(frontierFromJson(json));
        for (const leaf of leaves.slice(from, to)) after.append(leaf);
        expect(after.root()).toEqual(rootAt(to));
      }),
      { numRuns: 50 },
    );
  });
  test("refuses a frontier whose number of hashes does not fit its size", () => {
    expect(frontierFromJson({ size: 3, hashes: [emptyRoot().toString("base64")] })).toBeUndefined();
    expect(() => new CompactRange({ size: 2, hashes: [] })).toThrow(RangeError);
  });
});

describe("inclusion proofs", () => {
  test("any entry of any log is proved, and the same proof serves no other index, size or leaf", async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(sizeMax), async ([place, size], other) => {
        const index = place - 1;
        const leaf = leaves[index] ?? emptyRoot();
        const proof = await inclusionProof(index, size, read);
        const claim = { index, size, leafHash: leaf, root: rootAt(size), proof };
        expect(verifyInclusion(claim)).toEqual({ ok: true });
        if (other !== index) {
          expect(verifyInclusion({ ...claim, index: other }).ok).toBe(false);
          expect(verifyInclusion({ ...claim, leafHash: leafHash(leaf) }).ok).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
  test("any changed bit, missing or added hash in a proof makes it fail, with both roots as evidence", async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(), async ([place, size], where) => {
        const index = place - 1;
        const leaf = leaves[index] ?? emptyRoot();
        const proof = await inclusionProof(index, size, read);
        const claim = { index, size, leafHash: leaf, root: rootAt(size), proof };
        expect(verifyInclusion({ ...claim, proof: [...proof, leaf] }).ok).toBe(false);
        if (proof.length === 0) return;
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) }).ok).toBe(false);
        const verdict = verifyInclusion({ ...claim, proof: flipBit(proof, where) });
        expect(verdict).toMatchObject({ ok: false, expectedRoot: rootAt(size) });
        expect(verdict.ok ? undefined : verdict.computedRoot).not.toEqual(rootAt(size));
      }),
      { numRuns: 200 },
    );
  });
});

describe("consistency proofs", () => {
  test("any earlier log is proved to be the beginning of any later one", async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, async ([from, to]) => {
        const proof = await consistencyProof(from, to, read);
        const claim = { from, to, fromRoot: rootAt(from), toRoot: rootAt(to), proof };
        expect(verifyConsistency(claim)).toEqual({ ok: true });
      }),
      { numRuns: 200 },
    );
  });
  test("a history rewritten at any entry cannot be proved, nor can any altered proof", async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(), async ([from, to], where) => {
        const proof = await consistencyProof(from, to, read);
        const rewritten = leaves.slice(0, from);
        rewritten[where % from] = emptyRoot();
        const claim = { from, to, fromRoot: rootAt(from), toRoot: rootAt(to), proof };
        const fromRoot = rootByDefinition(rewritten);
        expect(verifyConsistency({ ...claim, fromRoot }).ok).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, emptyRoot()] }).ok).toBe(false);
        if (proof.length === 0) return;
        expect(verifyConsistency({ ...claim, proof: flipBit(proof, where) }).ok).toBe(false);
        expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) }).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
  test("the root computed from the hash reader is the one of the definition", async () => {
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 300]) {
      expect(await rootOf(size, read)).toEqual(rootAt(size));
    }
  });
});

function flipBit(proof: readonly Buffer[], where: number): Buffer[] {
  const altered = proof.map((sibling) => Buffer.from(sibling));
  const sibling = altered[where % proof.length];
  if (sibling === undefined) throw new RangeError("empty proof");
  const byte = where % sibling.length;
  sibling[byte] = sibling.readUInt8(byte) ^ (1 << (where % 8));
  return altered;
}
