import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cursorLength, openCursor, sealCursor } from "#libs/seal/cursor";

const feedKey = Buffer.alloc(32, 1);
const owner = { room: "questura", mode: "actual" } as const;
const delivery = "ffeeddccbbaa89988877665544332211";
const nonce = Buffer.alloc(12, 2);
const position = fc.record(
  { sequence: fc.maxSafeNat(), delivery: fc.constant(delivery) },
  { requiredKeys: ["sequence"] },
);
const nonces = fc.uint8Array({ minLength: 12, maxLength: 12 });

describe("the cursor of a feed", () => {
  test("leads the room back to where it stood", () => {
    fc.assert(
      fc.property(position, nonces, (where, fresh) => {
        expect(openCursor(feedKey, owner, sealCursor(feedKey, owner, where, fresh))).toEqual(where);
      }),
    );
  });

  test("has one length, so that a busy night does not show in it", () => {
    fc.assert(
      fc.property(position, nonces, (where, fresh) => {
        expect(sealCursor(feedKey, owner, where, fresh)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(sealCursor(feedKey, owner, where, fresh)).toHaveLength(cursorLength);
      }),
    );
  });

  test("of another room, of the other mode or of another key does not open", () => {
    const cursor = sealCursor(feedKey, owner, { sequence: 7, delivery }, nonce);
    expect(openCursor(feedKey, { ...owner, room: "cc_cremona" }, cursor)).toBeUndefined();
    expect(openCursor(feedKey, { ...owner, mode: "exercise" }, cursor)).toBeUndefined();
    expect(openCursor(Buffer.alloc(32, 3), owner, cursor)).toBeUndefined();
  });

  test("with any character changed, and any other text, does not open", () => {
    const cursor = sealCursor(feedKey, owner, { sequence: 7, delivery }, nonce);
    for (let index = 0; index < cursor.length; index += 1) {
      const other = cursor[index] === "A" ? "B" : "A";
      const changed = `${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`;
      expect(openCursor(feedKey, owner, changed)).toBeUndefined();
    }
    for (const word of [
      "",
      "7",
      "SINTETICO",
      `${cursor}A`,
      cursor.slice(1),
      " ".repeat(cursorLength),
    ]) {
      expect(openCursor(feedKey, owner, word)).toBeUndefined();
    }
  });

  test("cannot be made for something that is no position", () => {
    expect(() => sealCursor(feedKey, owner, { sequence: -1 }, nonce)).toThrow(RangeError);
    expect(() => sealCursor(feedKey, owner, { sequence: 1, delivery: "x" }, nonce)).toThrow(
      RangeError,
    );
    expect(() => sealCursor(feedKey, owner, { sequence: 1 }, Buffer.alloc(11))).toThrow(RangeError);
  });
});
