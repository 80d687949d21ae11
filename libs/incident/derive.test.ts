import { describe, expect, test } from "@jest/globals";
import { leaves } from "#libs/incident/catalogue";
import { derivations, ruledComponents } from "#libs/incident/derive";
import type { Component, Fields, Point } from "#libs/incident/event";
import { cellCorners, cellOf, centroidOf, projectToLaea } from "#libs/incident/grid";
import { attributesOf } from "#libs/incident/groups";
import { foldAll } from "#libs/incident/state";

const degrees = (lat: number, lon: number): Point => ({
  lat_e7: Math.round(lat * 1e7),
  lon_e7: Math.round(lon * 1e7),
});

function viewOf(upsert: readonly Component[]) {
  const state = foldAll([
    {
      author: "pl_sintetica",
      storedAt: "2026-11-22T09:00:00.000Z",
      event: {
        message_id: "M-1",
        sent: "2026-11-22T09:00:00.000Z",
        mode: "actual",
        kind: "report",
        incident: { id: "S-1" },
        category: "C01",
        territory: [],
        format: "test",
        notes: [],
        upsert,
        remove: [],
      },
    },
  ]);
  if (state === undefined) throw new Error("a report opens an incident");
  return ruledComponents(state);
}

const person = (id: string, fields: Fields): Component => ({ kind: "person", id, fields });
const fieldsOf = (view: ReturnType<typeof viewOf>, kind: string) =>
  view.filter((component) => component.kind === kind).map((component) => component.fields);

describe("the EU 1 km grid", () => {
  // IOGP guidance note 373-7-2 (method 9820) and GIGS test 5110: ETRS89 to EPSG:3035.
  test.each([
    [50, 5, 3962799.45, 2999718.85],
    [60, 5, 4041548.13, 4109791.66],
    [70, 5, 4127824.66, 5214090.65],
  ])("%d N %d E projects to the published metres", (lat, lon, eastM, northM) => {
    const projected = projectToLaea(degrees(lat, lon));
    expect(projected.eastM).toBeCloseTo(eastM, 1);
    expect(projected.northM).toBeCloseTo(northM, 1);
  });
  test("a cell is named by its lower left corner, in the INSPIRE form", () => {
    expect(cellOf({ eastM: 4321999.9, northM: 2571000 })).toBe("1kmN2571E4321");
    expect(cellOf(projectToLaea(degrees(45.13, 10.02)))).toBe("1kmN2446E4322");
  });
  test("a position outside the grid has no cell rather than a wrong one", () => {
    expect(cellOf(projectToLaea(degrees(-60, -170)))).toBeUndefined();
  });
  test("a cell is drawn where it lies: every corner, moved a metre inwards, is in the cell of that name", () => {
    for (const code of ["1kmN2446E4322", "100mN24466E43220", "1kmN0E0"]) {
      const size = code.startsWith("1km") ? "1km" : "100m";
      const inward = [
        [1, 1],
        [-1, 1],
        [-1, -1],
        [1, -1],
      ] as const;
      const corners = cellCorners(code) ?? [];
      const cells = corners.map((corner, number) => {
        const [right, up] = inward[number] ?? [0, 0];
        const { eastM, northM } = projectToLaea(corner);
        return cellOf({ eastM: eastM + right, northM: northM + up }, size);
      });
      expect(cells).toEqual([code, code, code, code]);
    }
  });
  test("what is no name of a cell is drawn nowhere", () => {
    for (const text of [
      "",
      "2kmN1E1",
      "1kmN2446",
      "1kmN2446E4322 ",
      "1kmN10000E1",
      "100mN1E100000",
    ]) {
      expect(cellCorners(text)).toBeUndefined();
    }
  });
  test("a polygon stands for its centroid by area, wherever it starts", () => {
    const ring = [
      degrees(45.1, 10),
      degrees(45.1, 10.02),
      degrees(45.12, 10.02),
      degrees(45.12, 10),
    ];
    const turned = [...ring.slice(2), ...ring.slice(0, 2)];
    const [a, b] = [centroidOf(ring), centroidOf(turned)];
    const middle = projectToLaea(degrees(45.11, 10.01));
    expect(
      Math.hypot((a?.eastM ?? 0) - middle.eastM, (a?.northM ?? 0) - middle.northM),
    ).toBeLessThan(2);
    expect(
      Math.hypot((a?.eastM ?? 0) - (b?.eastM ?? 0), (a?.northM ?? 0) - (b?.northM ?? 0)),
    ).toBeLessThan(0.01);
  });
  test("a line has a centroid too", () => {
    expect(centroidOf([degrees(45, 10), degrees(45, 10)])).toEqual(projectToLaea(degrees(45, 10)));
  });
});

describe("derived leaves of a state", () => {
  test("every derived leaf of the catalogue has a derivation, and no other leaf has one", () => {
    const derived = leaves.filter((leaf) => leaf.derived).map((leaf) => leaf.path);
    expect(new Set(Object.keys(derivations))).toEqual(new Set(derived));
  });
  test("a place gets the cell of its point, whatever zone a sender wrote", () => {
    const place: Component = {
      kind: "place",
      id: "p",
      fields: { sensitivity: "sensitive", point: degrees(45.13, 10.02), zone: "1kmN0001E0001" },
    };
    expect(fieldsOf(viewOf([place]), "place")[0]?.["zone"]).toBe("1kmN2446E4322");
  });
  test("the injured are counted from the persons with an injury of at least minor", () => {
    const view = viewOf([
      person("a", { injury: "minor" }),
      person("b", { injury: "fatal" }),
      person("c", { injury: "none" }),
      person("d", {}),
    ]);
    expect(fieldsOf(view, "casualties")).toEqual([{ injured_count: 2, worst_severity: "fatal" }]);
  });
  test("a stated count wins, and only the leaf that was not stated is counted", () => {
    const view = viewOf([
      person("a", { injury: "serious" }),
      { kind: "casualties", id: "c", fields: { injured_count: 5 } },
    ]);
    expect(fieldsOf(view, "casualties")).toEqual([
      { injured_count: 5 },
      { worst_severity: "serious" },
    ]);
  });
  test("a minor is counted by what was stated, else by age at the time of the fact", () => {
    const view = viewOf([
      person("a", { minor: true }),
      person("b", { birth_date: "2008-11-23" }),
      person("c", { birth_date: "2008-11-22" }),
      person("d", { birth_date: "2020-11-23" }),
    ]);
    expect(fieldsOf(view, "minors")).toEqual([
      { present: true, bands: ["0_5", "14_17", "unknown"] },
    ]);
  });
  test("a person of unknown age is protected as a minor but never asserted to be one", () => {
    const view = viewOf([person("a", { family_name: "SINTETICO" })]);
    expect(fieldsOf(view, "minors")).toEqual([]);
    expect(view.find((component) => component.kind === "person")?.attributes.minor).toBe(true);
    expect(attributesOf("person", { birth_date: "1980-01-01" }, "2026-11-22").minor).toBe(false);
  });
  test("whom only a police database knows is counted nowhere: not as injured, not as a minor, not as a person", () => {
    const known = { minor: true, injury: "serious", source: "police_database" };
    const view = viewOf([person("a", known), person("b", { source: "reported" })]);
    expect(fieldsOf(view, "casualties")).toEqual([]);
    expect(fieldsOf(view, "minors")).toEqual([]);
    expect(fieldsOf(view, "people")).toEqual([{ count: 1 }]);
  });
  test("category and status are the state's, on one incident component without a stated id", () => {
    const view = viewOf([{ kind: "incident", id: "x", fields: { category: "C17", priority: 1 } }]);
    expect(fieldsOf(view, "incident")).toEqual([{ category: "C01", status: "open", priority: 1 }]);
  });
});
