import { describe, expect, test } from "@jest/globals";
import { shownBy } from "./cells.ts";
import type { ExpectedRow } from "./demonstration.ts";
import { heldAfter, heldDifferences, nothingHeld } from "./held.ts";
import type { Copy } from "./roomClient.ts";
import { toldAfter } from "./told.ts";

const told = toldAfter(undefined, "pl_cremona", {
  kind: "report",
  category: "C03",
  upsert: [
    { kind: "place", id: "p", sensitivity: "sensitive", lat: 45.1, lon: 10, municipality: "m" },
    { kind: "person", id: "a", roles: ["victim"], minor: false, family_name: "SINTETICO" },
    { kind: "person", id: "b", roles: ["victim"], family_name: "SINTETICO" },
    { kind: "vehicle", id: "v", plate: "ZZ000ZZ", country: "IT", body: "car" },
  ],
});
const row = (cells: ExpectedRow["cells"]): ExpectedRow => ({ ...(cells && { cells }) });
const names = (cells: ExpectedRow["cells"], incident = told) =>
  shownBy(row(cells), incident, "questura_cremona").map(
    ({ kind, fields }) => `${kind}: ${Object.keys(fields).join(" ")}`,
  );

describe("the letters of the matrix, spelled out", () => {
  test("a cell that is not written is withheld", () => {
    expect(names({})).toEqual([]);
    expect(names({ G1: "A" })).toEqual(["head: category status", "place: municipality"]);
  });

  test("C opens with the charge, Z gives the zone, T no plate", () => {
    expect(names({ G3: "C" })).toEqual([]);
    const taken = toldAfter(told, "questura_cremona", { kind: "charge_taken" });
    expect(names({ G3: "C" }, taken)).toEqual(["place: lat lon sensitivity"]);
    const ended = toldAfter(taken, "pl_cremona", { kind: "charge_ended" });
    expect(names({ G3: "C" }, ended)).toEqual([]);
    expect(names({ G3: "Z" })).toEqual(["place: zone"]);
    expect(names({ G7: "T" })).toEqual(["vehicle: country body"]);
  });

  test("a role that the row does not name, and an unknown age, keep the name closed", () => {
    expect(names({ G5: "A victim" })).toEqual(["person: family_name"]);
    expect(names({ G5: "A suspect" })).toEqual([]);
  });
});

describe("what a room holds", () => {
  const copy = (over: Partial<Copy>): Copy => ({
    ...{ delivery: "d", mode: "actual", incident: "i", charge: "none" },
    ...{ category: "C03", status: "open", components: [], withdrawn: [], quality: {} },
    ...over,
  });
  const place = { kind: "place", alias: "x", lat: 45.1, lon: 10, revision: 1 };
  const should = shownBy(row({ G1: "A" }), toldAfter(undefined, "a", { kind: "report" }), "b");

  test("is noticed when it is more, less or another value", () => {
    const held = heldAfter(nothingHeld, copy({ category: "C00" }));
    expect(heldDifferences(should, held)).toEqual([]);
    expect(heldDifferences(should, nothingHeld)).toHaveLength(1);
    expect(heldDifferences(should, heldAfter(held, copy({ category: "C01" })))).toHaveLength(1);
    const more = heldAfter(held, copy({ category: "C00", components: [place] }));
    expect(heldDifferences(should, more)).toEqual([{ expected: "-", found: "place: lat, lon" }]);
  });

  test("is gone when it is withdrawn, and no difference names a value", () => {
    const held = heldAfter(nothingHeld, copy({ components: [place] }));
    const withdrawn = [{ kind: "place", alias: "x", paths: ["place.point"] }];
    expect(heldAfter(held, copy({ withdrawn })).components.size).toBe(0);
    expect(JSON.stringify(heldDifferences([], held))).not.toContain("45");
  });
});
