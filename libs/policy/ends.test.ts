import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { emergencyEndMs, endsOf, isTitleInForce, nextEnd } from "#libs/policy/ends";

const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => new Date(Date.UTC(2022, 0, 1 + days)).toISOString().slice(0, 10));
const period = fc
  .tuple(day, day)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const titles = fc.array(period, { minLength: 1, maxLength: 4 }).map((periods) => ({ periods }));

describe("the moments at which a title ends", () => {
  test("are those up to which it is in force and from which it is not", () => {
    fc.assert(
      fc.property(titles, (title) => {
        const ends = endsOf(title);
        expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a.localeCompare(b)));
        for (const end of ends) {
          const before = new Date(Date.parse(end) - 1).toISOString();
          expect([isTitleInForce(title, before), isTitleInForce(title, end)]).toEqual([
            true,
            false,
          ]);
        }
      }),
    );
  });

  test("miss none: a right that ends between two noons ends at one of them", () => {
    fc.assert(
      fc.property(titles, (title) => {
        for (const { to } of title.periods) {
          const noon = `${to}T12:00:00.000Z`;
          const next = new Date(Date.parse(noon) + 86_400_000).toISOString();
          const isOver = isTitleInForce(title, noon) && !isTitleInForce(title, next);
          const ends = endsOf(title).filter((end) => noon < end && end <= next);
          expect(ends.length).toBe(isOver ? 1 : 0);
        }
      }),
    );
  });

  test("are none where a renewal follows without a gap", () => {
    const renewed = {
      periods: [
        { from: "2022-01-01", to: "2022-12-31" },
        { from: "2023-01-01", to: "2023-12-31" },
      ],
    };
    expect(endsOf(renewed).map((end) => end.slice(0, 10))).toEqual(["2023-12-31"]);
  });

  test("come one after the other over all titles of the rules", () => {
    const rules = {
      agreements: [
        { periods: [{ from: "2022-01-01", to: "2028-07-31" }] },
        { periods: [{ from: "2026-11-20", to: "2026-12-04" }] },
      ].map((title, index) => ({
        ...title,
        id: String(index),
        kind: "agreement" as const,
        hash: "",
        isInvented: false,
        parties: new Set<string>(),
        precedenceOver: new Set<string>(),
      })),
    };
    const first = nextEnd(rules, "2026-11-22T00:00:00.000Z");
    expect(first?.slice(0, 10)).toBe("2026-12-04");
    expect(nextEnd(rules, first ?? "")?.slice(0, 10)).toBe("2028-07-31");
    expect(nextEnd(rules, "2030-01-01T00:00:00.000Z")).toBeUndefined();
  });

  test("a declared emergency ends a day after it was stored", () => {
    const at = "2026-11-22T09:00:00.000Z";
    expect(new Date(emergencyEndMs(at)).toISOString()).toBe("2026-11-23T09:00:00.000Z");
  });
});
