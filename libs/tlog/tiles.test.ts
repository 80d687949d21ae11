import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { leafHash } from "#libs/tlog/hash";
import { emptyTail, growTail, type LogEntry, tailRoot } from "#libs/tlog/tail";
import {
  bundlePrefix,
  changedTiles,
  decodeEntries,
  decodeParts,
  decodeTile,
  encodeEntries,
  encodeParts,
  parseTilePath,
  type TileRef,
  tilePath,
} from "#libs/tlog/tiles";
import { rootByDefinition, syntheticLeaf } from "#tests/support/syntheticLog";

const anyRef: fc.Arbitrary<TileRef> = fc.oneof(
  fc.record({
    kind: fc.constant("tile" as const),
    level: fc.integer({ min: 0, max: 63 }),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  }),
  fc.record({
    kind: fc.constantFrom("entries" as const, "parts" as const),
    level: fc.constant(0),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  }),
);
const entriesOf = (from: number, to: number): LogEntry[] =>
  Array.from({ length: to - from }, (_, i) => ({
    leaf: syntheticLeaf(from + i),
    part: Buffer.from(`part ${from + i}`),
  }));

describe("paths of tiles", () => {
  test("are those of the tlog-tiles specification", () => {
    const index = 1_234_067;
    expect(tilePath({ kind: "tile", level: 0, index, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ kind: "entries", level: 0, index: 0, width: 5 })).toBe(
      "tile/entries/000.p/5",
    );
    expect(tilePath({ kind: "parts", level: 0, index: 1000, width: 256 })).toBe("parts/x001/000");
  });
  test("name one file each: any file's path reads back to the same file", () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(parseTilePath(tilePath(ref))).toEqual(ref);
      }),
    );
  });
  test.each([
    "tile/00/000",
    "tile/64/000",
    "tile/0/0",
    "tile/0/x000/000",
    "tile/0/001/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/../000",
    "parts/000/",
    "checkpoint",
  ])("%s is no path of a tile", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
  test("a log of 70,000 entries has the tiles that the specification counts", () => {
    const tiles = changedTiles(0, 70_000).filter(({ kind }) => kind === "tile");
    const count = (level: number, full: boolean) =>
      tiles.filter((ref) => ref.level === level && (ref.width === 256) === full);
    expect(count(0, true)).toHaveLength(273);
    expect(count(0, false)).toMatchObject([{ index: 273, width: 112 }]);
    expect(count(1, true)).toHaveLength(1);
    expect(count(1, false)).toMatchObject([{ index: 1, width: 17 }]);
    expect(count(2, false)).toMatchObject([{ index: 0, width: 1 }]);
  });
});

describe("bundles", () => {
  const items = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 });
  test.each([
    ["entries", encodeEntries, decodeEntries],
    ["parts", encodeParts, decodeParts],
  ] as const)(
    "%s read back; one byte more, one byte less or one item off is refused",
    (kind, encode, decode) => {
      fc.assert(
        fc.property(items, (list) => {
          const bytes = encode(list);
          const decoded = decode(bytes, list.length);
          expect(decoded.ok && decoded.items.map((item) => item.toString("hex"))).toEqual(
            list.map((item) => Buffer.from(item).toString("hex")),
          );
          expect(decode(Buffer.concat([bytes, Buffer.of(0)]), list.length).ok).toBe(false);
          expect(decode(bytes.subarray(0, -1), list.length).ok).toBe(false);
          expect(decode(bytes, list.length + 1).ok).toBe(false);
          expect(decode(bytes, list.length - 1).ok).toBe(false);
          const half = Math.ceil(list.length / 2);
          expect(bundlePrefix(bytes, half, kind)).toEqual(encode(list.slice(0, half)));
        }),
      );
    },
  );
  test("an entry of 65,536 bytes is refused, a part of that size is not", () => {
    const large = Buffer.alloc(65_536, 7);
    expect(() => encodeEntries([large])).toThrow(RangeError);
    expect(decodeParts(encodeParts([large]), 1)).toEqual({ ok: true, items: [large] });
  });
  test("a length that claims more than any part may have is refused", () => {
    expect(decodeParts(Buffer.from("ffffffff00", "hex"), 1).ok).toBe(false);
  });
});

describe("the growing right edge", () => {
  test("has the root of the definition and writes exactly the files that change, however entries are batched", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(cuts, (batches) => {
        let tail = emptyTail;
        for (const batch of batches) {
          const from = tail.size;
          const grown = growTail(tail, entriesOf(from, from + batch));
          tail = grown.tail;
          const written = new Set(grown.files.map(({ path }) => path));
          expect(grown.files).toHaveLength(written.size);
          expect(written).toEqual(new Set(changedTiles(from, tail.size).map(tilePath)));
        }
        const leaves = entriesOf(0, tail.size).map(({ leaf }) => leafHash(leaf));
        expect(tailRoot(tail)).toEqual(rootByDefinition(leaves));
      }),
      { numRuns: 20 },
    );
  });
  test("keeps the earlier tail as it was: a batch that fails leaves nothing behind", () => {
    const { tail } = growTail(emptyTail, entriesOf(0, 300));
    const root = tailRoot(tail);
    growTail(tail, entriesOf(300, 600));
    expect(tailRoot(tail)).toEqual(root);
    expect(tail.open).toHaveLength(300 - 256);
  });
  test("reaches the third level: 65,537 entries have one full tile of level 1 and one hash at level 2", () => {
    const tiny = Array.from({ length: 65_537 }, () => ({
      leaf: Buffer.of(1),
      part: Buffer.alloc(0),
    }));
    const { tail, files } = growTail(emptyTail, tiny);
    const upper = files.filter(({ ref }) => ref.kind === "tile" && ref.level > 0);
    expect(upper.map(({ path }) => path)).toEqual(["tile/1/000", "tile/2/000.p/1"]);
    expect(tailRoot(tail)).toEqual(rootByDefinition(tiny.map(({ leaf }) => leafHash(leaf))));
  });
  test("a tile with a byte too many is no tile", () => {
    expect(decodeTile(Buffer.alloc(65), 2).ok).toBe(false);
    expect(decodeTile(Buffer.alloc(64), 2).ok).toBe(true);
  });
});
