import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { LeafPath } from "#libs/incident/catalogue";
import { leafAt, leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { foldAll } from "#libs/incident/state";
import { atomsOf } from "#libs/policy/analysis/released";
import { compileRules } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import { explainInFull } from "#libs/policy/explainInFull";
import { gatesOf } from "#libs/policy/gates";
import { emptyHoldings } from "#libs/policy/holdings";
import { match } from "#libs/policy/match";
import type { MatchInput } from "#libs/policy/matchInput";
import type { Change, NearestLeaf } from "#libs/policy/nearest";
import { allowances, changesBetween, nearest, nearestLeaf } from "#libs/policy/nearest";
import { treat } from "#libs/policy/project";
import { incidentOf } from "#libs/policy/situation";
import { groundOf } from "#libs/policy/vocabulary";
import { arbitrarySituation, arbitrarySources } from "#tests/support/arbitraryRules";
import { casesOf } from "#tests/support/cases";
import { fullReport } from "#tests/support/fullIncident";
import { room, rooms, shipped, testSecrets } from "#tests/support/patto";

/** Makes the changes that were named, one after the other, as a person would. */
function changed(actual: MatchInput, changes: readonly Change[], receiver: string): MatchInput {
  const others = (list: readonly string[]) => list.filter((one) => one !== receiver);
  let input = actual;
  for (const change of changes) {
    const { what, to } = change;
    if (what === "category") {
      const same = groundOf(to, { purpose: input.ground?.purpose, regime: input.ground?.regime });
      const own = groundOf(to, { purpose: undefined, regime: undefined });
      input = { ...input, category: to, ground: same ?? own };
    } else if (what === "addressees") {
      input = { ...input, addressees: [...others(input.addressees), ...(to ? [receiver] : [])] };
    } else if (what === "emergencies") {
      input = { ...input, emergencies: [...others(input.emergencies), ...(to ? [receiver] : [])] };
    } else input = { ...input, [what]: to };
  }
  return input;
}

describe("the nearest rule that would have allowed an exchange", () => {
  test("really allows it once its changes are made, and no situation drawn at random needs fewer", () => {
    const seen = { denied: 0, near: 0, compared: 0 };
    const property = fc.property(
      arbitrarySources,
      fc.array(arbitrarySituation, { minLength: 60, maxLength: 60 }),
      (sources, situations) => {
        const compiled = compileRules(sources, rooms);
        const [first] = situations;
        if (!compiled.ok || first === undefined) return;
        const { rules } = compiled;
        const receiver = room(first.receiver);
        const { input: actual, author } = first;
        if (match(rules, actual, author, receiver).allowed) return;
        seen.denied += 1;
        const near = nearest(allowances(rules, actual, author, receiver));
        const least = near[0]?.changes.length ?? Number.POSITIVE_INFINITY;
        for (const { changes, verdict } of near) {
          seen.near += 1;
          const other = changed(actual, changes, receiver.id);
          expect(match(rules, other, author, receiver)).toMatchObject({
            allowed: true,
            basis: { rule: verdict.rule.id, agreement: verdict.rule.agreement.id },
          });
        }
        for (const { input } of situations) {
          const other = match(rules, input, author, receiver);
          if (!other.allowed) continue;
          seen.compared += 1;
          expect(changesBetween(actual, input, receiver.id).length).toBeGreaterThanOrEqual(least);
        }
      },
    );
    fc.assert(property, { numRuns: casesOf(150, 600), seed: 9 });
    expect(seen.denied).toBeGreaterThan(50);
    expect(seen.near).toBeGreaterThan(30);
    expect(seen.compared).toBeGreaterThan(5);
  });
});

describe("the gates of an exchange", () => {
  test("give the reason of the decision: the first that does not pass, or none", () => {
    const reasons = new Set<string>();
    const property = fc.property(arbitrarySources, arbitrarySituation, (sources, situation) => {
      const compiled = compileRules(sources, rooms);
      if (!compiled.ok) return;
      const { input, author } = situation;
      const receiver = room(situation.receiver);
      const verdict = match(compiled.rules, input, author, receiver);
      const refused = gatesOf(compiled.rules, input, author, receiver).find(
        ({ passed }) => passed === false,
      );
      const reason = verdict.allowed ? undefined : verdict.reason;
      reasons.add(reason ?? "RELEASED");
      expect(refused?.gate).toBe(reason);
    });
    fc.assert(property, { numRuns: casesOf(800, 4_000), seed: 10 });
    expect([...reasons]).toEqual(
      expect.arrayContaining(["RELEASED", "STATUTORY", "NOT_IN_FORCE", "FORBIDDEN", "CATEGORY"]),
    );
  });
});

describe("an explanation in full", () => {
  const rules = shipped();
  const inputOf = (category: "C03" | "C12") => {
    const state = foldAll([fullReport(category)]);
    if (state === undefined) throw new Error("a report opens an incident");
    return {
      ...{ state, author: "pl_cremona", storedAt: "2026-11-22T09:00:00.000Z", rooms },
      ...{ holdings: () => emptyHoldings, secrets: testSecrets("S-1", "0") },
    };
  };

  test("names for each withheld field the nearest change, and that change really opens it", () => {
    const atoms = atomsOf(rules);
    const incident = incidentOf(inputOf("C03"));
    const opened = [room("questura_cremona"), room("pl_limitrofo")].flatMap((receiver) => {
      const all = allowances(rules, incident.matchInput, "pl_cremona", receiver);
      return incident.components.flatMap((component) => {
        const paths = leavesOf(component.kind).map(({ path }) => path);
        return paths.flatMap((path) => {
          const near = nearestLeaf(all, atoms, component, path, false);
          return near
            ? [{ path, ...afterwards(incident.matchInput, receiver, component, path, near) }]
            : [];
        });
      });
    });
    expect(opened.filter(({ released }) => !released)).toEqual([]);
    expect(opened.length).toBeGreaterThan(50);
  });

  test("says what opens at taking charge, what transform made a field, and which law keeps one", () => {
    const [said] = explainInFull(rules, inputOf("C03"), room("questura_cremona"));
    expect(said).toMatchObject({ allowed: true, basis: { rule: "C03-forze", article: "art. 6" } });
    expect(said?.gates.every(({ passed }) => passed)).toBe(true);
    const fields = said?.fields ?? [];
    expect(fields).toContainEqual(
      expect.objectContaining({
        path: "place.street",
        why: "not-in-charge",
        nearest: expect.objectContaining({ changes: [{ what: "charge", to: true }] }),
      }),
    );
    expect(fields).toContainEqual(
      expect.objectContaining({
        path: "note.text",
        ceiling: { id: "G12-testo-libero", article: "art. 3, comma 1" },
      }),
    );
    expect(JSON.stringify(said)).not.toMatch(/SINTETIC|ZZ000ZZ|\+39|img:/);
  });

  test("says of a room that gets nothing which change would be the smallest", () => {
    const [said] = explainInFull(rules, inputOf("C03"), room("gdf_cremona"));
    expect(said).toMatchObject({ allowed: false, reason: "CATEGORY" });
    expect(said?.nearest).toMatchObject([
      { rule: "C12-gdf", changes: [{ what: "category", to: "C12" }] },
      { rule: "C10-luogo", changes: [{ what: "category", to: "C10" }] },
    ]);
  });
});

/** What becomes of a leaf once the incident, the component and the charge are as the changes say. */
function afterwards(
  actual: MatchInput,
  receiver: Room,
  component: RuledComponent,
  path: LeafPath,
  { changes }: NearestLeaf,
) {
  const isMatch = (change: Change) => change.what in actual;
  const input = changed(actual, changes.filter(isMatch), receiver.id);
  const verdict = match(shipped(), input, "pl_cremona", receiver);
  const leaf = leafAt(path);
  if (!verdict.allowed || leaf === undefined) return { released: false };
  const own = changes.filter(({ what }) => what in component.attributes);
  const more = Object.fromEntries(own.map(({ what, to }) => [what, to]));
  const attributes = { ...component.attributes, ...more };
  const charged = changes.some(({ what }) => what === "charge");
  return treat(verdict, { ...component, attributes }, leaf, charged);
}
