import { expect, test } from "@jest/globals";
import { firstEnd } from "./agreementEnd.ts";

const period = (from: string, to: string) => ({ from, to });

test("an agreement ends with the last of the renewals that follow each other", () => {
  const renewed = {
    periods: [
      period("2026-04-01", "2028-03-31"),
      period("2022-04-01", "2024-03-31"),
      period("2024-04-01", "2026-03-31"),
    ],
  };
  expect(firstEnd([renewed], "2025-01-01")).toBe("2028-03-31");
});

test("a renewal after a gap does not carry an agreement over the gap", () => {
  const gap = { periods: [period("2022-04-01", "2024-03-31"), period("2024-04-02", "2026-03-31")] };
  expect(firstEnd([gap], "2023-01-01")).toBe("2024-03-31");
});

test("of several agreements in force the first to end is told, and one that is over is none", () => {
  const over = { periods: [period("2020-01-01", "2021-12-31")] };
  const long = { periods: [period("2022-01-01", "2029-12-31")] };
  const short = { periods: [period("2022-01-01", "2027-12-31")] };
  expect(firstEnd([over, long, short], "2026-11-22")).toBe("2027-12-31");
  expect(firstEnd([over], "2026-11-22")).toBeUndefined();
});
