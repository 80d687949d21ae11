import { describe, expect, test } from "@jest/globals";
import { agreements } from "#tests/support/agreements";
import { readGoldenTable } from "#tests/support/goldenTable";
import { MutantCheck, mutantsOf, wordyTellings } from "#tests/support/mutantCheck";

/** Other seeds take other samples; `npm run prove` takes every change. */
const seed = Number(process.env["RACCORDO_SEED"] ?? "1");
const isWhole = process.env["RACCORDO_MUTANTS"] === "all";
const sampled = 200;
const slowMs = 3_600_000;

/** Mutants that change nothing that anybody could ever get, each with its reason. */
const equivalent: readonly { readonly name: RegExp; readonly why: string }[] = [
  {
    name: /^INVENTATO-112 C17-nessuno-112: to with (pl_|questura_|cc_|gdf_)/,
    why: "what the Patto already forbids to the same rooms is forbidden twice",
  },
  {
    name: /^PATTO-CREMONA-2022 C17-nessuno: to without (questura|cc|gdf)_cremona$/,
    why: "administrative police towards a force: the statutory ceiling already withholds all of it, and is the reason told",
  },
];

const sources = agreements();
const mutants = mutantsOf(sources);
const check = new MutantCheck(readGoldenTable(), sources);

/** `count` of the items, other ones for each seed (a linear congruential shuffle, as good as needed here). */
function sampleOf<T>(items: readonly T[], count: number): readonly T[] {
  let state = seed >>> 0;
  const ranked = items.map((item) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return [state, item] as const;
  });
  return ranked
    .toSorted(([a], [b]) => a - b)
    .slice(0, count)
    .map(([, item]) => item);
}

describe("one change in the agreements", () => {
  test("can be made in very many places", () => {
    expect(mutants.length).toBeGreaterThan(20_000);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test("starts from rules that tell an owner who took charge, and nothing else", () => {
    expect(wordyTellings(sources)).toEqual([]);
  });

  test("that is listed as changing nothing is one that can be made", () => {
    for (const { name, why } of equivalent) {
      expect([why, mutants.some((mutant) => name.test(mutant.name))]).toEqual([why, true]);
    }
  });

  test(
    `is noticed by the tables or refused when compiled (${isWhole ? "every" : "some"} change)`,
    () => {
      const chosen = isWhole ? mutants : sampleOf(mutants, sampled);
      const unnoticed = chosen
        .filter(({ name }) => !equivalent.some((known) => known.name.test(name)))
        .filter((mutant) => !check.isNoticed(mutant));
      expect(unnoticed.map(({ name }) => name)).toEqual([]);
    },
    slowMs,
  );
});
