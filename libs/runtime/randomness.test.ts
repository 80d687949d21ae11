import { expect, test } from "@jest/globals";
import { pooledRandomBytes } from "./randomness.ts";

test("random bytes have the length that was asked for, and are given once", () => {
  const draw = pooledRandomBytes();
  const sizes = Array.from({ length: 2_000 }, (_, index) => 12 + (index % 21));
  const drawn = sizes.map((size) => draw(size));
  expect(drawn.map(({ length }) => length)).toEqual(sizes);
  expect(new Set(drawn.map((bytes) => bytes.toString("hex"))).size).toBe(sizes.length);
  expect(drawn.some((bytes) => bytes.subarray(0, 12).every((byte) => byte === 0))).toBe(false);
});

test("what is given away is the receiver's own: a change of it reaches nobody else", () => {
  const draw = pooledRandomBytes();
  const first = draw(16);
  const second = draw(16);
  const before = second.toString("hex");
  first.fill(1);
  expect(second.toString("hex")).toBe(before);
  expect(draw(0)).toHaveLength(0);
  expect(draw(10_000)).toHaveLength(10_000);
});
