import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { factsOf } from "#apps/policy/recording";
import type { Category, Component } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { SlotValue } from "#libs/seal/parts";
import { eventAt, fullComponents, fullReport, wholeComponent } from "#tests/support/fullIncident";
import { compiled, invented, patto, play, rooms, testSecrets } from "#tests/support/patto";
import { IncidentSight, type SeenDecision } from "./incidentSight.ts";

const owner = "pl_cremona";
const rules = compiled(patto(), invented());
const known = rooms.map((room) => ({ ...room, titolare: `Titolare di ${room.id}` }));
const ofOwner = known.filter(({ id }) => id === owner);

/** What the titolare of `own` may know of a history, decision by decision. */
function seenOf(history: readonly PlacedEvent[], own = ofOwner): readonly SeenDecision[] {
  const decisions = play(rules, history);
  const sight = new IncidentSight(known, own);
  let state: IncidentState | undefined;
  return history.flatMap((placed, index) => {
    state = fold(state, placed);
    if (state === undefined) return [];
    const { author, storedAt, event } = placed;
    const facts = factsOf({ state, author, storedAt, event, rooms }, testSecrets("S-1", ""));
    const slots = new Map(
      (decisions[index] ?? []).map(({ slot, outcome, reason, entries, handling, basis }) => {
        const value: SlotValue = { outcome, reason, entries, handling, basis };
        return [slot, value] as const;
      }),
    );
    return [sight.take({ kind: "exchange" }, { facts, slots })];
  });
}

const others = ["questura_cremona", "cc_cremona", "pl_limitrofo"] as const;
const joining = { incident: { alias: "x" } } as const;

interface Step {
  readonly by: string;
  readonly charge: boolean;
  /** Of the owner: another category opens and closes what others have written, too. */
  readonly category: Category;
  readonly parts: readonly Component[];
}
const part = fc.constantFrom(
  ...fullComponents.filter(({ kind }) => kind !== "incident"),
  wholeComponent("vehicle", "v2", { listed_stolen: false }),
);
const parts = fc.uniqueArray(part, { maxLength: 4, selector: ({ kind, id }) => `${kind} ${id}` });
const step: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(owner, ...others),
  charge: fc.boolean(),
  category: fc.constantFrom<Category>("C03", "C01", "C12"),
  parts,
});

/** The same messages of the same rooms at the same times; others' data are those of `foreign`. */
function historyOf(steps: readonly Step[], foreign: readonly (readonly Component[])[]) {
  const rest = steps.map(({ by, charge, category, parts: own }, index) => {
    const isOwn = by === owner;
    const upsert = isOwn ? own : (foreign[index] ?? []);
    const kind = charge && !isOwn ? "charge_taken" : "update";
    return eventAt(60 * (index + 1), { kind, upsert, ...(isOwn ? { category } : joining) }, by);
  });
  return [fullReport("C03"), ...rest];
}

const foreignParts = fc.array(parts, { minLength: 5, maxLength: 5 });

describe("what a titolare sees of an incident across rooms", () => {
  test("does not depend on what other rooms wrote: nobody learns another's data from one's own messages' decisions", () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        foreignParts,
        foreignParts,
        (steps, left, right) => {
          const [a, b] = [left, right].map((foreign) =>
            // Its own room's slot is its own: what others send to it stands there.
            seenOf(historyOf(steps, foreign)).map(({ rooms: seen, ...rest }) => ({
              ...rest,
              rooms: seen.filter(({ room }) => room !== owner),
            })),
          );
          told += (a ?? []).reduce((sum, one) => sum + one.rooms.length, 0);
          expect(a).toEqual(b);
        },
      ),
      { numRuns: 25 },
    );
    expect(told).toBeGreaterThan(50);
  });

  test("has nothing of others' messages but one's own rooms' slots", () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        foreignParts,
        (steps, foreign) => {
          const history = historyOf(steps, foreign);
          for (const viewer of others) {
            const own = known.filter(({ id }) => id === viewer);
            for (const [index, seen] of seenOf(history, own).entries()) {
              expect([index, seen.facts]).toEqual([index, undefined]);
              expect(seen.rooms.every(({ room }) => room === viewer)).toBe(true);
              expect(seen.rooms.every(({ notGiven }) => notGiven === undefined)).toBe(true);
            }
          }
          for (const [index, seen] of seenOf(history).entries()) {
            const isForeign = history[index]?.author !== owner;
            if (isForeign) expect(seen.rooms.every(({ room }) => room === owner)).toBe(true);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  test("is, of one's own first message, what every room got and what it did not get", () => {
    const [first] = seenOf([fullReport("C03")]);
    expect(first?.facts).toMatchObject({ sender: owner, category: "C03", assignment: [] });
    expect(first?.rooms.map(({ room }) => room).toSorted()).toEqual(
      known.map(({ id }) => id).toSorted(),
    );
    const questura = first?.rooms.find(({ room }) => room === "questura_cremona");
    expect(questura).toMatchObject({ shown: "slot", outcome: "released", reason: "RELEASED" });
    const names = (list: readonly { path: string }[] = []) => new Set(list.map(({ path }) => path));
    expect(names(questura?.given)).toContain("vehicle.plate");
    expect(names(questura?.notGiven)).toContain("person.tax_code");
    const gdf = first?.rooms.find(({ room }) => room === "gdf_cremona");
    expect(gdf?.given).toEqual([]);
    expect(names(gdf?.notGiven)).toContain("vehicle.plate");
  });

  test("of a message after others have spoken is what was decided on one's own data, and says so", () => {
    const own = wholeComponent("vehicle", "v2");
    const theirs = wholeComponent("vehicle", "v9");
    const seen = seenOf([
      fullReport("C03"),
      eventAt(60, { kind: "charge_taken", upsert: [theirs], ...joining }, "questura_cremona"),
      eventAt(120, { upsert: [own] }),
      eventAt(180, {}),
    ]);
    expect(seen.map(({ isAfterOthers }) => isAfterOthers)).toEqual([false, false, true, true]);
    expect(seen[1]?.rooms.map(({ room }) => room)).toEqual([owner]);
    const [third, fourth] = [2, 3].map((at) =>
      seen[at]?.rooms.find(({ room }) => room === "questura_cremona"),
    );
    expect(third).toMatchObject({ shown: "own_data", outcome: "released", handling: [] });
    expect(new Set(third?.given.map(({ ref }) => ref)).size).toBe(1);
    expect(fourth).toMatchObject({ outcome: "nothing_of_yours", given: [] });
    expect(fourth?.reason).toBeUndefined();
    expect(seen[2]?.facts?.assignment).toEqual(["questura_cremona"]);
  });
});

describe("a copy that carries both one's own data and another's", () => {
  const [own, theirs] = ["a".repeat(32), "b".repeat(32)];
  const title = { agreement: "SINTETICO", rule: "R1", article: "art. 1" } as const;
  const basis = [owner, "cc_cremona"].map((author) => ({
    ...{ ...title, author, purpose: "P2", regime: "police" as const },
  }));
  const slot = (refs: readonly string[]): SlotValue => ({
    ...{ outcome: "released", reason: "RELEASED", handling: ["no-onward"], basis },
    entries: refs.map((ref) => ({ ref, path: "vehicle.plate", op: "add", mac: "c".repeat(32) })),
  });
  const facts = {
    ...{ sender: owner, owner, event_kind: "update", category: "C03", istat: [], roles: [] },
    assignment: [],
    fields: [
      { ref: own, kind: "vehicle", paths: ["vehicle.plate"] },
      { ref: theirs, kind: "vehicle", author: "cc_cremona", paths: ["vehicle.plate"] },
    ],
  };
  const questura = known.find(({ id }) => id === "questura_cremona");
  const seenWith = (refs: readonly string[]) => {
    const sight = new IncidentSight(known, ofOwner);
    const slots = new Map([[questura?.slot ?? -1, slot(refs)]]);
    return sight.take({ kind: "exchange" }, { facts, slots }).rooms;
  };

  test("tells of one's own alone, and of another's alone not even that it went", () => {
    const [both] = seenWith([own, theirs]);
    expect(both?.given).toEqual([{ ref: own, path: "vehicle.plate" }]);
    expect([both?.basis.map(({ author }) => author), both?.handling]).toEqual([[owner], []]);
    expect(seenWith([theirs])).toEqual(seenWith([]));
    expect(seenWith([theirs])[0]).toMatchObject({ outcome: "nothing_of_yours", basis: [] });
  });
});
