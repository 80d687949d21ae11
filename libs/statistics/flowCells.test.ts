import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  disclosedCells,
  type FlowCell,
  type FlowDimension,
  flowCells,
  flowDimensions,
  type Observation,
  summedCells,
} from "./flowCells.ts";

const incidentsMin = 3;
const observation = fc.record({
  at: fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"),
  from: fc.constantFrom("Comune SINTETICO", "Questura SINTETICA"),
  to: fc.constantFrom("Comune SINTETICO", "Questura SINTETICA"),
  category: fc.constantFrom("C01", "C02"),
  purpose: fc.constantFrom("P1", "P2"),
  outcome: fc.constantFrom("released", "withheld"),
  given: fc.subarray(["place", "vehicle"]),
  withheld: fc.subarray(["vehicle", "health"]),
  decisions: fc.integer({ min: 1, max: 5 }),
  incidents: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), {
    minLength: 1,
    maxLength: 3,
  }),
});
const observations = fc.array(observation, { maxLength: 40 });
const tables: readonly (FlowDimension | undefined)[] = [undefined, ...flowDimensions];

const asked = (by: FlowDimension | undefined, isSeries = true) => ({
  ...(by !== undefined && { by }),
  isSeries,
});
const isSamePlace = (a: FlowCell, b: FlowCell): boolean =>
  a.from === b.from && a.to === b.to && a.value === b.value;
const sum = (cells: readonly FlowCell[]) =>
  cells.reduce((total, { decisions }) => total + (decisions ?? 0), 0);
const one = (more: Partial<Observation> = {}): Observation => ({
  ...{ at: "2026-01-01T00:00:00.000Z", from: "A", to: "B", category: "C01", purpose: "P1" },
  ...{ outcome: "released", given: ["place"], withheld: [], decisions: 1, incidents: ["a"] },
  ...more,
});

describe("tables of flows for readers of aggregates", () => {
  test("say nothing else when what happened in one or two incidents of a kind did not happen at all", () => {
    fc.assert(
      fc.property(observations, observation, (others, seed) => {
        const mine = ["x", "y"].map((incident) => ({
          ...{ ...seed, category: "C99", incidents: [incident] },
        }));
        for (const by of tables) {
          const numbers = (all: readonly Observation[]) =>
            disclosedCells(all, asked(by), incidentsMin).flatMap(({ hidden: _, ...cell }) =>
              cell.decisions === null ? [] : [cell],
            );
          expect(numbers([...others, ...mine])).toEqual(numbers(others));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("add up to the same whatever they are told apart by: the difference of two tables tells of nobody", () => {
    fc.assert(
      fc.property(observations, (all) => {
        const totals = tables
          .filter((by) => by !== "class")
          .map((by) => sum(disclosedCells(all, asked(by), incidentsMin)));
        expect(new Set(totals).size).toBe(1);
        const together = disclosedCells(all, asked(undefined, false), incidentsMin);
        expect(sum(together)).toBe(totals[0]);
      }),
      { numRuns: 60 },
    );
  });

  test("tell nothing more by the difference of two periods than the question for the rest would: months add up, each disclosed for itself", () => {
    const [first, second] = ["2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"];
    const ofMonth = (all: readonly Observation[], month: string, by?: FlowDimension) =>
      disclosedCells(
        all.filter(({ at }) => at === month),
        asked(by, false),
        incidentsMin,
      );
    fc.assert(
      fc.property(observations, (all) => {
        for (const by of tables) {
          const parts = [first, second].map((month) => ofMonth(all, month, by));
          const whole = disclosedCells(all, asked(by, false), incidentsMin);
          expect(summedCells(parts.flat())).toEqual(whole);
          for (const cell of whole) {
            const alone = parts.map((part) => part.find((one) => isSamePlace(one, cell)));
            // Whole less the first month is what the second month alone says, which has its own threshold.
            expect((cell.decisions ?? 0) - (alone[0]?.decisions ?? 0)).toBe(
              alone[1]?.decisions ?? 0,
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("do not make up for what each month has too little of by having several months", () => {
    const few = [..."abc"].map((incident, month) =>
      one({ at: `2026-0${month + 1}-01T00:00:00.000Z`, incidents: [incident] }),
    );
    for (const by of tables) {
      const [cell] = disclosedCells(few, asked(by, false), incidentsMin);
      expect(cell).toMatchObject({ decisions: null, given: null, withheld: null, hidden: true });
    }
  });

  test("keep back a second kind of classes where the first one were the difference", () => {
    const many = [..."abc"].map((incident) => one({ incidents: [incident] }));
    const few = one({ given: ["place", "health"], incidents: ["d"] });
    const [health, place] = disclosedCells([...many, few], asked("class"), incidentsMin);
    expect(health).toMatchObject({ value: "health", decisions: null, hidden: true });
    expect(place).toMatchObject({ value: "place", decisions: null, hidden: true });
    const [pair] = disclosedCells([...many, few], asked(undefined), incidentsMin);
    expect(pair).toMatchObject({ decisions: 4, given: 0, hidden: true });
  });

  test("count messages of one incident as one, however many there are", () => {
    const busy = one({ decisions: 50, incidents: ["a", "b"] });
    const [cell] = disclosedCells([busy], asked(undefined), incidentsMin);
    expect(cell).toMatchObject({ decisions: null, given: null, withheld: null, hidden: true });
  });

  test("are those of who may know all where nothing is rare", () => {
    fc.assert(
      fc.property(observations, (all) => {
        const frequent = all.map((each) => ({ ...each, incidents: ["a", "b", "c"] }));
        for (const by of tables) {
          expect(disclosedCells(frequent, asked(by), incidentsMin)).toEqual(
            flowCells(frequent, asked(by)),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
