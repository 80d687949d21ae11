import { describe, expect, test } from "@jest/globals";
import { codesOn } from "#libs/policy/territory";

const changes = (...list: readonly (readonly [string, string, readonly string[]])[]) => ({
  successors: new Map(list.map(([code, until, became]) => [code, { until, became }])),
});

describe("what comuni are called on a day", () => {
  test("is what the rule says where nothing ever changed", () => {
    const codes = ["istat:999001"];
    expect(codesOn(changes(), codes, "2026-01-01")).toBe(codes);
  });

  test("a code is itself up to its last day, and from the next one what it became", () => {
    const merger = changes(["istat:999001", "2025-12-31", ["istat:999009"]]);
    expect(codesOn(merger, ["istat:999001"], "2025-12-31")).toEqual(["istat:999001"]);
    expect(codesOn(merger, ["istat:999001"], "2026-01-01")).toEqual(["istat:999009"]);
    expect(codesOn(merger, ["istat:999002"], "2026-01-01")).toEqual(["istat:999002"]);
  });

  test("two that merged are one, and one that was divided is all its parts", () => {
    const merged = changes(
      ["istat:999001", "2025-12-31", ["istat:999009"]],
      ["istat:999002", "2025-12-31", ["istat:999009"]],
    );
    expect(codesOn(merged, ["istat:999001", "istat:999002"], "2026-01-01")).toEqual([
      "istat:999009",
    ]);
    const divided = changes(["istat:999001", "2025-12-31", ["istat:999003", "istat:999004"]]);
    expect(codesOn(divided, ["istat:999001"], "2026-01-01")).toEqual([
      "istat:999003",
      "istat:999004",
    ]);
  });

  test("a merger whose result is itself divided is followed where the number of codes stays the same", () => {
    const swapped = changes(
      ["istat:999001", "2024-12-31", ["istat:999003"]],
      ["istat:999002", "2024-12-31", ["istat:999004"]],
      ["istat:999003", "2025-12-31", ["istat:999005"]],
    );
    expect(codesOn(swapped, ["istat:999001", "istat:999002"], "2026-01-01")).toEqual([
      "istat:999005",
      "istat:999004",
    ]);
  });

  test("every code is followed to its end, also where others are at theirs already", () => {
    const chain = changes(
      ["istat:999001", "2024-12-31", ["istat:999003"]],
      ["istat:999003", "2025-12-31", ["istat:999005"]],
    );
    const on = (...codes: readonly string[]) => codesOn(chain, codes, "2026-01-01");
    expect(on("istat:999001", "istat:999002")).toEqual(["istat:999005", "istat:999002"]);
    expect(on("istat:999001", "istat:999003", "istat:999005")).toEqual(["istat:999005"]);
  });

  test.each([
    [15, 1],
    [16, 0],
  ])("of a chain of %i mergers as many steps are followed as are sound", (steps, found) => {
    const chain = Array.from({ length: steps }, (_, at) => {
      return [`istat:99900${at}`, "2020-01-01", [`istat:99900${at + 1}`]] as const;
    });
    expect(codesOn(changes(...chain), ["istat:999000"], "2026-01-01")).toHaveLength(found);
  });

  test("a circle names no comune: in doubt, none", () => {
    const circle = changes(
      ["istat:999001", "2020-01-01", ["istat:999002"]],
      ["istat:999002", "2020-01-01", ["istat:999001"]],
    );
    expect(codesOn(circle, ["istat:999001"], "2026-01-01")).toEqual([]);
  });
});
