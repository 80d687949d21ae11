import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { cellsMax, Metrics } from "./metrics.ts";

const rooms = ["pl_cremona", "questura_cremona"] as const;
const labels = [
  ["room", rooms],
  ["mode", ["actual", "exercise"]],
] as const;
const spec = { name: "raccordo_things_total", help: "Things.", labels };

async function pointsOf(metrics: Metrics) {
  const [family] = await metrics.families();
  return family?.points ?? [];
}

test("a word that is not in the closed set of its label is never shown, whoever says it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (room, mode) => {
      const metrics = new Metrics();
      metrics.counter(spec).at(room, mode).add();
      metrics.gauge({ name: "raccordo_now", help: "Now.", labels }, () => [[1, room, mode]]);
      const families = await metrics.families();
      const words = families.flatMap(({ points }) => points.map((point) => point.labels));
      const known = new Set(["actual", "exercise", "other", ...rooms]);
      expect(words.flatMap((label) => Object.values(label)).every((w) => known.has(w))).toBe(true);
    }),
  );
});

test("what is counted is counted under its own words, and once", async () => {
  const word = fc.constantFrom("actual", "exercise", "SINTETICO");
  const counts = fc.array(fc.tuple(fc.constantFrom(...rooms, "x"), word, fc.nat(100)));
  await fc.assert(
    fc.asyncProperty(counts, async (added) => {
      const metrics = new Metrics();
      const counter = metrics.counter(spec);
      const sums = new Map<string, number>();
      for (const [room, mode, count] of added) {
        counter.at(room, mode).add(count);
        const key = `${room === "x" ? "other" : room} ${mode === "SINTETICO" ? "other" : mode}`;
        sums.set(key, (sums.get(key) ?? 0) + count);
      }
      const points = await pointsOf(metrics);
      const found = points.map((point) => {
        return [`${point.labels["room"]} ${point.labels["mode"]}`, point.value] as const;
      });
      expect(new Map(found.filter(([, value]) => value !== 0))).toEqual(
        new Map([...sums].filter(([, value]) => value !== 0)),
      );
    }),
  );
});

test("a small metric is whole from the start, so that its first count is a rise", async () => {
  const metrics = new Metrics();
  metrics.counter(spec);
  expect((await pointsOf(metrics)).map(({ value }) => value)).toEqual([0, 0, 0, 0]);
});

test("whatever happens, a metric keeps no more than its limit of combinations", async () => {
  const many = Array.from({ length: 100 }, (_, i) => `w${i}`);
  const metrics = new Metrics();
  const counter = metrics.counter({
    ...spec,
    labels: [
      ["kind", many],
      ["code", many],
    ],
  });
  for (const kind of many) for (const code of many) counter.at(kind, code).add();
  const points = await pointsOf(metrics);
  expect(points.length).toBeLessThanOrEqual(cellsMax + 1);
  expect(points.reduce((sum, { value }) => sum + Number(value), 0)).toBe(10_000);
});

test("a histogram puts each value into the first bucket that it fits", async () => {
  const metrics = new Metrics();
  const cell = metrics
    .histogram({ name: "raccordo_x_seconds", help: "X.", unit: "seconds", bounds: [1, 2] })
    .at();
  for (const value of [0, 1, 1.5, 2, 3]) cell.observe(value);
  expect([...cell.counts]).toEqual([2, 2, 1]);
  expect([cell.count, cell.sum]).toEqual([5, 7.5]);
});

test("a value that cannot be read is left out, and takes nothing else with it", async () => {
  const metrics = new Metrics();
  metrics.gauge({ name: "raccordo_away", help: "Away." }, () => Promise.reject(new Error("x")));
  metrics.gauge({ name: "raccordo_here", help: "Here." }, () => 7);
  const families = await metrics.families();
  expect(families.map(({ points }) => points.map(({ value }) => value))).toEqual([[], [7]]);
});

test("names and words that do not keep the conventions are refused where they are defined", () => {
  const metrics = new Metrics();
  expect(() => metrics.counter({ ...spec, name: "raccordo_things" })).toThrow();
  expect(() => metrics.counter({ ...spec, unit: "bytes" })).toThrow();
  expect(() => metrics.gauge({ name: "other_name", help: "X." }, () => 0)).toThrow();
  const words = [["code", ["Nome SINTETICO"]]] as const;
  expect(() => metrics.gauge({ name: "raccordo_x", help: "X.", labels: words }, () => 0)).toThrow();
  metrics.counter(spec);
  expect(() => metrics.counter(spec)).toThrow();
});
