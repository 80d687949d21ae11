import { describe, expect, test } from "@jest/globals";
import { leavesOf } from "#libs/incident/catalogue";
import { ruledComponents } from "#libs/incident/derive";
import type { Category, Component, Demand, IncidentEvent } from "#libs/incident/event";
import { coreAuthor } from "#libs/incident/event";
import { fold, type IncidentState } from "#libs/incident/state";
import { decide } from "#libs/policy/decide";
import type { Holdings, IncidentSecrets } from "#libs/policy/decision";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";
import { buildProjectors } from "#libs/policy/projectorBuild";
import { eventAt, fullComponents, fullReport } from "#tests/support/fullIncident";
import { rooms, shipped } from "#tests/support/patto";

const secrets: IncidentSecrets = {
  componentRef: (...parts) => parts.join("/"),
  componentAlias: (...parts) => parts.join("/"),
  valueMac: (...parts) => parts.join("|"),
  pseudonym: (room, path, author, value) => [room, path, author, value].join(),
  incidentAlias: (room) => `alias ${room}`,
  deliveryId: (room) => `delivery ${room}`,
};
const owner = "pl_cremona";
const storedAt = "2026-11-22T09:00:00.000Z";
const rules = shipped();
const built = buildProjectors(rules);
const projectors = built.kind === "generated" ? built.projectors : undefined;

/** An incident with one of everything, in charge of the Questura. */
function fullIncident(category: Category): IncidentState {
  const charge = eventAt(1, { kind: "charge_taken" }, "questura_cremona");
  const state = fold(fold(undefined, fullReport(category)), charge);
  if (state === undefined) throw new Error("nothing was opened");
  return state;
}

function takenBack(state: IncidentState, component: Component, path: Demand["path"]) {
  const { kind, id } = component;
  const demand: Demand = {
    ...{ author: owner, component: { kind, id }, ref: "", path },
    ...{ room: owner, reason: "unlawful", until: "2026-12-01T09:00:00.000Z" },
  };
  const event = {
    ...({ format: "raccordo-internal/1", mode: "actual", kind: "recall" } as const),
    ...{ cause: "", not_handed_out: [], epoch: "", demand },
  };
  const after = fold(state, { author: coreAuthor, storedAt, event });
  if (after === undefined) throw new Error("the incident is gone");
  return after;
}

const decided = (state: IncidentState, holdings: (room: string) => Holdings, fast = true) =>
  decide(
    rules,
    { state, author: owner, storedAt, rooms, holdings, secrets },
    fast ? projectors : undefined,
  );

const keysOf = (decision: ReturnType<typeof decided>[number]) =>
  new Set(decision.entries.map(({ ref, path }) => `${ref} ${path}`));

/** Said in the head of messages: policy refuses to take them back. */
const fromHead: ReadonlySet<string> = new Set(["incident.status", "incident.category"]);
const stated = fullComponents.flatMap((component) =>
  leavesOf(component.kind)
    .filter(({ name, path }) => Object.hasOwn(component.fields, name) && !fromHead.has(path))
    .map((leaf) => ({ component, leaf })),
);

describe.each(["C01", "C03"] as const)("whatever is taken back in %s", (category) => {
  const state = fullIncident(category);
  const before = decided(state, () => emptyHoldings);

  test("no room gets anything by it that it did not have, and none keeps the datum", () => {
    for (const { component, leaf } of stated) {
      const after = decided(takenBack(state, component, leaf.path), () => emptyHoldings);
      for (const [at, decision] of after.entries()) {
        const had = before[at];
        if (had === undefined) throw new Error("a room more");
        const known = keysOf(had);
        const more = [...keysOf(decision)].filter((key) => !known.has(key));
        expect([decision.room, leaf.path, more]).toEqual([decision.room, leaf.path, []]);
        const kept = [...keysOf(decision)].filter((key) =>
          key.endsWith(component.kind === "incident" ? leaf.path : `/${component.id} ${leaf.path}`),
        );
        expect([decision.room, kept]).toEqual([decision.room, []]);
      }
    }
  });

  test("only who had it is told, with the demand; the interpreter says the same", () => {
    const held = new Map(
      before.map(({ room, entries }) => [room, holdingsAfter(emptyHoldings, entries)]),
    );
    const holdings = (room: string) => held.get(room) ?? emptyHoldings;
    for (const [at, { component, leaf }] of stated.entries()) {
      const recalled = takenBack(state, component, leaf.path);
      const after = decided(recalled, holdings);
      if (at % 7 === 0) expect(decided(recalled, holdings, false)).toEqual(after);
      for (const { room, entries, handling } of after) {
        const lost = entries.some(({ path, op }) => op === "withdraw" && path === leaf.path);
        const isTold = handling.some((code) => code === "recall-unlawful-by-20261201");
        if (isTold) expect(entries.some(({ op }) => op === "withdraw")).toBe(true);
        expect([room, leaf.path, isTold || !lost]).toEqual([room, leaf.path, true]);
        // One decision later nothing is left to say.
        held.set(room, holdingsAfter(holdings(room), entries));
      }
      for (const { entries } of decided(recalled, holdings)) expect(entries).toEqual([]);
      for (const { room, entries } of before) held.set(room, holdingsAfter(emptyHoldings, entries));
    }
  });
});

describe("what stands behind a datum that was taken back", () => {
  const told = (upsert: readonly Component[], component: Component, path: Demand["path"]) => {
    const report = { ...fullReport("C01").event, upsert, observed: storedAt } as IncidentEvent;
    const state = fold(undefined, { author: owner, storedAt, event: report });
    if (state === undefined) throw new Error("nothing was opened");
    const after = ruledComponents(takenBack(state, component, path));
    return JSON.stringify(after.map(({ fields }) => fields));
  };

  test("a child's age stays unknown when the wrong word that hid it goes", () => {
    const child: Component = {
      ...{ kind: "person", id: "a" },
      fields: { roles: ["victim"], minor: false, birth_date: "2021-01-01" },
    };
    expect(told([child], child, "person.minor")).not.toMatch(/bands|present/);
  });

  test("a count stays uncounted when the stated one goes", () => {
    const stated: Component = { kind: "casualties", id: "c", fields: { injured_count: 7 } };
    const hurt: Component = { kind: "person", id: "a", fields: { injury: "serious" } };
    expect(told([stated, hurt], stated, "casualties.injured_count")).not.toContain("injured_count");
  });

  test("a zone is not made of the polygon when the point goes", () => {
    const at = (lat_e7: number) => ({ lat_e7, lon_e7: 100_000_000 });
    const polygon = [at(451_000_000), at(451_100_000), at(451_200_000)];
    const fields = { sensitivity: "public", point: at(450_000_000), polygon };
    const place: Component = { kind: "place", id: "p", fields };
    expect(told([place], place, "place.point")).not.toMatch(/zone|cell/);
  });
});
