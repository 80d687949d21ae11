import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { roomKey } from "#libs/seal/derive";
import { identifierForm, pseudonymKey, pseudonymTokens } from "#libs/seal/pseudonym";

const path = "vehicle.plate_token";
const use = { purpose: "P4", epoch: "2026Q4" };
const keyOf = (root: number, mode: "actual" | "exercise" = "actual", epoch = 0) =>
  roomKey(Buffer.alloc(32, root), "pseudonym", mode, epoch);
const plates = fc.stringMatching(/^[A-Z]{2}[0-9]{3}[A-Z]{2}$/);

describe("the pseudonym of a plate", () => {
  test("is the same for one receiver, purpose and quarter, whichever incident it comes with", () => {
    fc.assert(
      fc.property(plates, (plate) => {
        const token = pseudonymTokens(keyOf(1), use)(path, plate);
        expect(token).toMatch(/^[0-9a-f]{32}$/);
        expect(pseudonymTokens(keyOf(1), { ...use })(path, plate)).toBe(token);
      }),
    );
  });

  test("links nowhere else: another receiver, mode, key epoch, purpose, quarter or field gives another", () => {
    fc.assert(
      fc.property(plates, (plate) => {
        const tokens = [
          pseudonymTokens(keyOf(1), use)(path, plate),
          pseudonymTokens(keyOf(2), use)(path, plate),
          pseudonymTokens(keyOf(1, "exercise"), use)(path, plate),
          pseudonymTokens(keyOf(1, "actual", 1), use)(path, plate),
          pseudonymTokens(keyOf(1), { ...use, purpose: "P2" })(path, plate),
          pseudonymTokens(keyOf(1), { ...use, epoch: "2027Q1" })(path, plate),
          pseudonymTokens(keyOf(1), use)("vehicle.other", plate),
        ];
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
    );
  });

  test("two plates have two, and a word moved between purpose and quarter makes another key", () => {
    fc.assert(
      fc.property(plates, plates, (a, b) => {
        const token = pseudonymTokens(keyOf(1), use);
        expect(token(path, a) === token(path, b)).toBe(a === b);
      }),
    );
    const key = (purpose: string, epoch: string) =>
      pseudonymKey(keyOf(1), { purpose, epoch }).toString("hex");
    expect(key("P4", "2026Q4")).not.toBe(key("P42", "026Q4"));
  });

  test("is of the plate, not of how it was typed; this form is its own", () => {
    fc.assert(
      fc.property(plates, fc.constantFrom(" ", "-", "  ", "."), (plate, sign) => {
        const typed = `${plate.slice(0, 2)}${sign}${plate.slice(2)}`.toLowerCase();
        const token = pseudonymTokens(keyOf(1), use);
        expect(token(path, typed)).toBe(token(path, plate));
        expect(identifierForm(identifierForm(typed))).toBe(identifierForm(typed));
      }),
    );
    expect(identifierForm("..")).toBe("..");
  });

  test("needs a whole key: an empty secret never passes as one", () => {
    expect(() => pseudonymTokens(new Uint8Array(0), use)).toThrow(RangeError);
  });
});
