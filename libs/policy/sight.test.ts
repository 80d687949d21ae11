import { describe, expect, test } from "@jest/globals";
import type { Component } from "#libs/incident/event";
import type { Room } from "#libs/policy/decision";
import { match } from "#libs/policy/match";
import { compilePlan } from "#libs/policy/plan";
import { buildProjectors } from "#libs/policy/projectorBuild";
import type { Projectors } from "#libs/policy/projectors";
import type { Permission } from "#libs/policy/sight";
import { plainSight, printedLeaves, pseudonymEpochOf, sharedSight } from "#libs/policy/sight";
import type { Incident, VisibleComponent } from "#libs/policy/situation";
import { incidentOf } from "#libs/policy/situation";
import { wholeComponent } from "#tests/support/fullIncident";
import { inputOf, owner, reportOf } from "#tests/support/handmadeIncident";
import {
  agreement,
  ceiling,
  cell,
  receiver,
  receiverId,
  rule,
  rulesOf,
} from "#tests/support/handmadeRules";

const other = receiver({ id: "cc_tre", slot: 2 });
const compiled = compilePlan(
  {
    "incident.category": [{ do: "keep" }],
    "incident.status": [{ do: "keep" }],
    "place.area": [
      { if: { place: "public" }, do: "generalise", as: "area-by-residents", residents_min: 50 },
    ],
    "vehicle.colour": [{ do: "keep" }],
    "vehicle.plate": [{ once: "in-charge", do: "keep" }],
    "risk.risk_type": [{ do: "keep" }],
    "image.reference": [{ once: "in-charge", do: "keep" }],
  },
  ["C03"],
);
const token = compilePlan(
  {
    "incident.category": [{ do: "keep" }],
    "incident.status": [{ do: "keep" }],
    "vehicle.plate_token": [{ do: "pseudonymise", as: "hmac-receiver" }],
  },
  ["C03"],
);
if (!("hash" in compiled && "hash" in token)) throw new Error("a plan does not compile");

const parties = agreement({ parties: new Set([owner, receiverId, other.id]) });
const rulesFor = (plan: typeof compiled, ...residents: readonly (readonly [string, number])[]) => {
  const of = rule({ agreement: parties, plan });
  const cells = [receiverId, other.id].map((to) => cell(of, { author: owner, receiver: to }));
  const law = ceiling(
    "1",
    { withhold: { sources: ["police_database"] } },
    { to_kind: ["questura"] },
  );
  return rulesOf(cells, { ceilings: [law], residents: new Map(residents) });
};

const incident = (...components: readonly Component[]): Incident =>
  incidentOf(inputOf([reportOf(...components)]));

function permission(rules: ReturnType<typeof rulesFor>, of: Incident, room: Room): Permission {
  const verdict = match(rules, of.matchInput, owner, room);
  if (!verdict.allowed) throw new Error(verdict.reason);
  return verdict;
}

function generated(rules: ReturnType<typeof rulesFor>): Projectors {
  const built = buildProjectors(rules);
  if (built.kind !== "generated") throw new Error(built.why);
  return built.projectors;
}

const fieldsOf = (seen: readonly VisibleComponent[]) =>
  seen.map(({ kind, fields }) => [kind, fields]);
const head = ["incident", { category: "C03", status: "open" }];
const car = wholeComponent("vehicle", "v");

describe("what a room sees of an author's components", () => {
  const rules = rulesFor(compiled, ["100mN24462E43227", 50]);
  const place = wholeComponent("place", "p", { sensitivity: "public" });
  const of = incident(car, place, wholeComponent("image", "f"), wholeComponent("note", "n"));
  const sights = () => [plainSight(rules, of), sharedSight(rules, of, generated(rules))];
  const allowed = permission(rules, of, receiver());

  test("are the leaves of its plan, named by author and reference, and no component without any", () => {
    for (const sight of sights()) {
      const seen = sight(allowed, receiver(), false);
      expect(fieldsOf(seen)).toEqual([
        ["vehicle", { colour: "white" }],
        ["place", { area: "istat:019036" }],
        head,
      ]);
      expect(seen[0]).toEqual({
        ...{ author: owner, kind: "vehicle", id: "v", ref: `${owner}/vehicle/v` },
        fields: { colour: "white" },
      });
    }
  });

  test("are more in charge, for that room and as long as it is", () => {
    for (const sight of sights()) {
      const inCharge = fieldsOf(sight(allowed, receiver(), true));
      expect(inCharge).toContainEqual(["vehicle", { colour: "white", plate: "ZZ000ZZ" }]);
      expect(inCharge).toContainEqual(["image", { reference: "img:sintetica-1" }]);
      expect(fieldsOf(sight(allowed, receiver(), false))).toContainEqual([
        ...["vehicle", { colour: "white" }],
      ]);
    }
  });

  test("are areas by the residents of the rules' own table; a cell that is not there has none", () => {
    const [cellCode] = of.components.flatMap(({ fields }) =>
      typeof fields["cell"] === "string" ? [fields["cell"]] : [],
    );
    for (const [residents, area] of [
      [50, cellCode],
      [49, "istat:019036"],
    ] as const) {
      const known = rulesFor(compiled, [cellCode ?? "", residents]);
      for (const sight of [plainSight(known, of), sharedSight(known, of, generated(known))]) {
        const seen = fieldsOf(sight(permission(known, of, receiver()), receiver(), false));
        expect(seen).toContainEqual(["place", { area }]);
      }
    }
  });

  test("are nothing of an author who wrote nothing", () => {
    const basis = { ...allowed.basis, author: "nessuno" };
    for (const sight of sights())
      expect(sight({ ...allowed, basis }, receiver(), false)).toEqual([]);
  });
});

describe("rooms under the same plan", () => {
  const rules = rulesFor(compiled);
  const of = incident(car, wholeComponent("risk", "r"), wholeComponent("vehicle", "w", {}));
  const shared = () => {
    const sight = sharedSight(rules, of, generated(rules));
    return (room: Room, isInCharge = false) => sight(permission(rules, of, room), room, isInCharge);
  };

  test("share what they see, in charge and not", () => {
    const seenBy = shared();
    expect(seenBy(other)).toBe(seenBy(receiver()));
    expect(seenBy(other, true)).toBe(seenBy(receiver(), true));
    expect(seenBy(other, true)).not.toEqual(seenBy(receiver()));
  });

  test("share nothing of two authors, whichever came first", () => {
    const sight = sharedSight(rules, of, generated(rules));
    const allowed = permission(rules, of, receiver());
    const basis = { ...allowed.basis, author: "nessuno" };
    for (const isInCharge of [false, true]) {
      expect(sight(allowed, receiver(), isInCharge)).not.toEqual([]);
      expect(sight({ ...allowed, basis }, receiver(), isInCharge)).toEqual([]);
    }
  });

  test("see no component without a released value, though the plan names leaves of its kind", () => {
    const make = { kind: "vehicle", id: "v", fields: { make: "SINTETICA" } } as const;
    const bare = incident(make);
    const shared = sharedSight(rules, bare, generated(rules));
    expect(fieldsOf(shared(permission(rules, bare, receiver()), receiver(), false))).toEqual([
      head,
    ]);
  });

  test("see the same by the interpreter where there is no projector, or a component is in no table", () => {
    const none: Projectors = { hash: "", projectorOf: () => undefined };
    const plain = plainSight(rules, of);
    const byNone = sharedSight(rules, of, none);
    const strange: Incident = {
      ...of,
      byAuthor: new Map(
        [...of.byAuthor].map(([author, components]) => [
          author,
          components.map((each, i) => (i > 0 ? { ...each, index: undefined } : each)),
        ]),
      ),
    };
    const byStrange = sharedSight(rules, strange, generated(rules));
    for (const isInCharge of [false, true]) {
      const allowed = permission(rules, of, receiver());
      const expected = plain(allowed, receiver(), isInCharge);
      expect(expected.length).toBeGreaterThan(2);
      expect(byNone(allowed, receiver(), isInCharge)).toEqual(expected);
      expect(byStrange(allowed, receiver(), isInCharge)).toEqual(expected);
    }
  });
});

describe("a value that is made for one receiver", () => {
  const rules = rulesFor(token);
  const make = { kind: "vehicle", id: "w", fields: { make: "SINTETICA" } } as const;
  const of = incident(car, make);
  const made = (room: Room) => ({
    plate_token: JSON.stringify([
      ...[room.id, "vehicle.plate_token", owner, "ZZ000ZZ"],
      { purpose: "P2", epoch: "2026Q4" },
    ]),
  });

  test("is made for each of them, for the purpose of the rule and the quarter of the incident", () => {
    for (const sight of [plainSight(rules, of), sharedSight(rules, of, generated(rules))]) {
      for (const room of [receiver(), other]) {
        const seen = fieldsOf(sight(permission(rules, of, room), room, false));
        expect(seen).toHaveLength(2);
        expect(seen).toEqual(expect.arrayContaining([head, ["vehicle", made(room)]]));
      }
    }
  });

  test.each([
    ["2026-01-01T00:00:00.000Z", "2026Q1"],
    ["2026-03-31T23:59:59.999Z", "2026Q1"],
    ["2026-04-01T00:00:00.000Z", "2026Q2"],
    ["2027-12-31T23:59:59.999Z", "2027Q4"],
  ])("has the quarter of %s as its epoch: %s", (time, epoch) => {
    expect(pseudonymEpochOf(time)).toBe(epoch);
  });
});

describe("the texts of a component", () => {
  const seen: VisibleComponent = {
    ...{ author: owner, kind: "vehicle", id: "v", ref: "ref" },
    fields: { colour: "white", listed_stolen: true },
  };

  test("are its leaves by reference and path, each value in canonical JSON", () => {
    expect(printedLeaves()(seen)).toEqual([
      { key: "ref vehicle.colour", path: "vehicle.colour", text: '"white"' },
      { key: "ref vehicle.listed_stolen", path: "vehicle.listed_stolen", text: "true" },
    ]);
  });

  test("are printed once for all rooms that share it", () => {
    const printed = printedLeaves();
    expect(printed(seen)).toBe(printed(seen));
    expect(printed({ ...seen })).not.toBe(printed(seen));
  });

  test("are none of a leaf that is not in the catalogue", () => {
    expect(() => printedLeaves()({ ...seen, fields: { segreto: "x" } })).toThrow(
      "a projected leaf is not in the catalogue",
    );
  });
});
