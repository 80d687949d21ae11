import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { CanonicalValue } from "#libs/seal/canonical";
import { commitmentTo } from "#libs/seal/commitments";
import {
  type FieldOpening,
  fieldOpening,
  formatFieldOpening,
  openingFault,
  parseFieldOpening,
} from "#libs/seal/fieldOpening";
import { partDigest } from "#libs/seal/parts";

const hexOf = (length: number) =>
  fc.uint8Array({ minLength: length / 2, maxLength: length / 2 }).map((bytes) => {
    return Buffer.from(bytes).toString("hex");
  });
const eventId = hexOf(30).map((hex) => `${hex.slice(0, 12)}8${hex.slice(12, 15)}8${hex.slice(15)}`);
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const value: fc.Arbitrary<CanonicalValue> = fc.oneof(
  fc.constantFrom("SINTETICO", "SINTETICO-2", "", true, 45_130_000),
  fc.string({ maxLength: 20 }).map((text) => text.toWellFormed()),
);
const path = fc.constantFrom("person.family_name", "person.given_name", "vehicle.plate");

/** Components that share names and values, as those of one family in one car do. */
const fields = fc.uniqueArray(
  fc.record({ ref: fc.constantFrom("0".repeat(32), "1".repeat(32), "2".repeat(32)), path, value }),
  { minLength: 2, maxLength: 9, selector: ({ ref, path: at }) => `${ref} ${at}` },
);

interface Told {
  readonly event: string;
  readonly key: Uint8Array;
  readonly fields: readonly { ref: string; path: string; value: CanonicalValue }[];
}

function committed({ event, key: partKey, fields: told }: Told) {
  const entries = told.map(({ ref, path: at, value: stated }) => ({
    ...{ path: at, ref, c: commitmentTo(partKey, { event, ref, path: at }, stated) },
  }));
  const commitments = { salt: "A".repeat(22), value: entries };
  const leaf = { event, commitments: partDigest("commitments", commitments) };
  const openings = told.map(({ ref, path: at, value: stated }): FieldOpening => {
    const made = fieldOpening(partKey, { event, ref, path: at }, stated, commitments);
    if (made === undefined) throw new Error("committed to, and does not open");
    return made;
  });
  return { leaf, commitments, openings };
}

const told = fc.record({ event: eventId, key, fields });

describe("the opening of one field of one event", () => {
  test("shows what the leaf committed to, also after it was written down and read", () => {
    fc.assert(
      fc.property(told, (one) => {
        const { leaf, openings } = committed(one);
        for (const opening of openings) {
          const read = parseFieldOpening(formatFieldOpening(opening));
          expect(read).toEqual(opening);
          expect(openingFault(leaf, opening)).toBeUndefined();
        }
      }),
    );
  });

  test("opens no other field and no other component, whatever value is tried", () => {
    fc.assert(
      fc.property(told, (one) => {
        const { leaf, openings } = committed(one);
        for (const shown of openings) {
          const others = openings.filter((other) => other !== shown);
          for (const { ref, path: at, value: tried } of others) {
            const forged = { ...shown, ref, path: at, value: tried };
            expect(openingFault(leaf, forged)).toBe("not-opened");
          }
        }
      }),
    );
  });

  test("opens nothing of another event, even of the same person with the same values", () => {
    fc.assert(
      fc.property(told, eventId, (one, event) => {
        fc.pre(event !== one.event);
        const [first, second] = [committed(one), committed({ ...one, event })];
        for (const [index, opening] of first.openings.entries()) {
          expect(openingFault(second.leaf, opening)).toBe("commitments-differ");
          const moved = { ...opening, event, commitments: second.commitments };
          expect(openingFault(second.leaf, moved)).toBe("not-opened");
          expect(opening.k).not.toBe(second.openings[index]?.k);
        }
      }),
    );
  });

  test("holds for the value that was stated, and for no other one", () => {
    fc.assert(
      fc.property(told, value, (one, other) => {
        const { leaf, openings } = committed(one);
        for (const opening of openings) {
          const isSame = JSON.stringify(other) === JSON.stringify(opening.value);
          const fault = openingFault(leaf, { ...opening, value: other });
          expect(fault).toBe(isSame ? undefined : "not-opened");
        }
      }),
    );
  });

  test("cannot be made under another key: after shredding nothing opens", () => {
    fc.assert(
      fc.property(told, key, (one, stranger) => {
        fc.pre(!Buffer.from(stranger).equals(Buffer.from(one.key)));
        const { commitments } = committed(one);
        for (const { ref, path: at, value: stated } of one.fields) {
          const name = { event: one.event, ref, path: at };
          expect(fieldOpening(stranger, name, stated, commitments)).toBeUndefined();
        }
      }),
    );
  });

  test.each([
    ["a shorter key", { k: "AA" }],
    ["a key of the incident in its place", { key: "A".repeat(43) }],
    ["a path that is none", { path: "SINTETICO" }],
    ["no list of commitments", { commitments: { salt: "A".repeat(22) } }],
  ])("with %s is no opening", (_, more) => {
    const [sample] = fc.sample(told, { numRuns: 1, seed: 4 });
    const [opening] = sample === undefined ? [] : committed(sample).openings;
    const text = JSON.stringify({ ...opening, ...more });
    expect(parseFieldOpening(text)).toBeUndefined();
  });
});
