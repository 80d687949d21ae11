import { describe, expect, test } from "@jest/globals";
import { foldAll } from "#libs/incident/state";
import { decide, viewBytesMax } from "#libs/policy/decide";
import type { IncidentSecrets, RoomDecision } from "#libs/policy/decision";
import { emptyHoldings } from "#libs/policy/holdings";
import { canonicalBytes, isCanonical } from "#libs/seal/canonical";
import { eventAt, fullReport, wholeComponent } from "#tests/support/fullIncident";
import { compiled, patto, play, room, rooms, shipped, testSecrets } from "#tests/support/patto";

const rules = shipped();
const taken = { kind: "charge_taken", incident: { alias: "x" } } as const;
const ended = { kind: "charge_ended", incident: { alias: "x" } } as const;

function of(decisions: readonly RoomDecision[] | undefined, id: string): RoomDecision {
  const decision = decisions?.find((candidate) => candidate.room === id);
  if (decision === undefined) throw new Error(`no decision for ${id}`);
  return decision;
}

const kindsIn = (decision: RoomDecision) => decision.view?.components.map(({ kind }) => kind);

describe("a decision on one event", () => {
  test("speaks of every room, the sender and those without any agreement too", () => {
    const stranger = { ...room("pl_limitrofo"), id: "pl_estranea", slot: 9 };
    const [decisions] = play(rules, [fullReport("C01")], [...rooms, stranger]);
    expect(decisions?.map(({ room: id, outcome, reason }) => [id, outcome, reason])).toEqual([
      ["cc_cremona", "released", "RELEASED"],
      ["cur_brescia", "released", "RELEASED"],
      ["gdf_cremona", "withheld", "CATEGORY"],
      ["pl_cremona", "not_addressed", "OWN_EVENT"],
      ["pl_limitrofo", "released", "RELEASED"],
      ["questura_cremona", "released", "RELEASED"],
      ["pl_estranea", "not_addressed", "NO_AGREEMENT"],
    ]);
  });

  test("an unmapped category reaches nobody, and is recorded for each", () => {
    const [decisions] = play(rules, [fullReport("C00")]);
    const others = decisions?.filter(({ room: id }) => id !== "pl_cremona");
    expect(new Set(others?.map(({ reason }) => reason))).toEqual(new Set(["UNMAPPED"]));
    expect(decisions?.some(({ view }) => view)).toBe(false);
  });

  test("administrative police goes nowhere, and each refusal cites its article: the law's, or the agreement's", () => {
    const [decisions] = play(rules, [fullReport("C17")]);
    const decision = of(decisions, "questura_cremona");
    expect(decision).toMatchObject({ outcome: "withheld", reason: "STATUTORY", entries: [] });
    expect(decision.basis).toMatchObject([
      { rule: "P6-polizia-amministrativa", article: "art. 6, comma 1" },
    ]);
    const neighbour = of(decisions, "pl_limitrofo");
    expect(neighbour).toMatchObject({ outcome: "withheld", reason: "FORBIDDEN", entries: [] });
    expect(neighbour.basis).toMatchObject([{ rule: "C17-nessuno", article: "art. 3/bis" }]);
  });

  test("a ground that the category does not admit is withheld, another admitted one has no rule", () => {
    const report = fullReport("C03");
    const stating = (ground: object) => ({ ...report, event: { ...report.event, ...ground } });
    const reasonOf = (ground: object) =>
      of(play(rules, [stating(ground)])[0], "questura_cremona").reason;
    expect(reasonOf({ purpose: "P6", regime: "administrative" })).toBe("REGIME");
    expect(reasonOf({ purpose: "P3" })).toBe("PURPOSE");
    expect(reasonOf({ purpose: "P2", regime: "police" })).toBe("RELEASED");
  });
});

describe("a decision in doubt", () => {
  test("without its renewal the Patto has ended: nobody gets anything", () => {
    const agreement = patto();
    const lapsed = { ...agreement, agreement: { ...agreement.agreement, renewals: [] } };
    for (const category of ["C01", "C03", "C12", "C17"] as const) {
      const [decisions] = play(compiled(lapsed), [fullReport(category)]);
      const parties = lapsed.agreement.parties.map((party) => party.room);
      const others = decisions?.filter(
        ({ room: id }) => id !== "pl_cremona" && parties.includes(id),
      );
      // What the law stops, it stops whether there is an agreement or not.
      const reasons = others?.map(({ reason }) => reason).filter((why) => why !== "STATUTORY");
      expect(new Set(reasons)).toEqual(new Set(["NOT_IN_FORCE"]));
      expect(others?.some(({ view }) => view)).toBe(false);
    }
  });

  test("at the edge of the renewal, a moment counts only if it is inside by UTC and by Italian time", () => {
    const reasonAt = (storedAt: string) =>
      of(play(rules, [{ ...fullReport("C01"), storedAt }])[0], "cc_cremona").reason;
    expect(reasonAt("2028-07-31T21:59:59.999Z")).toBe("RELEASED");
    expect(reasonAt("2028-07-31T22:00:00.000Z")).toBe("NOT_IN_FORCE");
    expect(reasonAt("2022-07-31T23:00:00.000Z")).toBe("NOT_IN_FORCE");
    expect(reasonAt("2022-08-01T00:00:00.000Z")).toBe("RELEASED");
    expect(reasonAt("2025-07-31T23:30:00.000Z")).toBe("RELEASED");
  });

  test("whatever throws on the way, the room gets nothing and it is recorded as an error", () => {
    const state = foldAll([fullReport("C01")]);
    if (state === undefined) throw new Error("a report opens an incident");
    const failing = (name: keyof IncidentSecrets): IncidentSecrets => ({
      ...testSecrets("S-1", "0"),
      [name]: () => {
        throw new Error("planted");
      },
    });
    const names = [
      "componentRef",
      "componentAlias",
      "valueMac",
      "incidentAlias",
      "deliveryId",
    ] as const;
    for (const name of names) {
      const decisions = decide(rules, {
        state,
        author: "pl_cremona",
        storedAt: "2026-11-22T09:00:00.000Z",
        rooms,
        holdings: () => emptyHoldings,
        secrets: failing(name),
      });
      expect(of(decisions, "cc_cremona")).toMatchObject({
        outcome: "withheld",
        reason: "POLICY_ERROR",
        entries: [],
      });
      expect(decisions.some(({ view }) => view)).toBe(false);
    }
  });

  test("one room's broken holdings do not stop another room's copy", () => {
    const state = foldAll([fullReport("C01")]);
    if (state === undefined) throw new Error("a report opens an incident");
    const decisions = decide(rules, {
      state,
      author: "pl_cremona",
      storedAt: "2026-11-22T09:00:00.000Z",
      rooms,
      holdings: (id) => {
        if (id === "cc_cremona") throw new Error("planted");
        return emptyHoldings;
      },
      secrets: testSecrets("S-1", "0"),
    });
    expect(of(decisions, "cc_cremona").reason).toBe("POLICY_ERROR");
    expect(of(decisions, "questura_cremona").reason).toBe("RELEASED");
  });
});

describe("a copy", () => {
  test("above the limit is withheld whole, never cut", () => {
    const polygon = Array.from({ length: 2000 }, (_, i) => ({
      lat_e7: 451300000 + i,
      lon_e7: 100200000,
    }));
    const places = ["a", "b", "c"].map((id) =>
      wholeComponent("place", id, { sensitivity: "public", polygon }),
    );
    const history = [fullReport("C01"), eventAt(1, { upsert: places })];
    const [, decisions] = play(rules, history);
    expect(of(decisions, "cc_cremona")).toMatchObject({ outcome: "withheld", reason: "TOO_LARGE" });
  });

  test("is the same, byte for byte, whatever the order of rules, parties and clauses", () => {
    const agreement = patto();
    const turned = shipped({
      ...agreement,
      agreement: { ...agreement.agreement, parties: agreement.agreement.parties.toReversed() },
      rules: agreement.rules.toReversed().map((rule) => ({
        ...rule,
        fields: Object.fromEntries(
          Object.entries(rule.fields)
            .reverse()
            .map(([path, clauses]) => [path, clauses.toReversed()]),
        ),
      })),
    });
    expect(turned.hash).toBe(rules.hash);
    const history = [fullReport("C03"), eventAt(1, taken, "cc_cremona")];
    expect(play(turned, history)).toEqual(play(rules, history));
  });

  test("is canonical, within its limit, and names neither message nor sender's revision", () => {
    const [decisions] = play(rules, [fullReport("C03")]);
    for (const { view } of decisions ?? []) {
      if (view === undefined) continue;
      const bytes = canonicalBytes(view);
      expect(isCanonical(bytes) && bytes.length < viewBytesMax).toBe(true);
      expect(bytes.toString()).not.toMatch(/M-\d|S-1|message_id|"sent"|OP-/);
      expect(view.as_of).toBe("2026-11-22T09:00:00Z");
    }
  });
});

describe("what changes from one event to the next", () => {
  test("an update of the caller's phone makes no copy for anybody", () => {
    const report = fullReport("C01");
    const phone = wholeComponent("person", "reporter", {
      roles: ["reporter"],
      minor: false,
      phone: "+390000000009",
    });
    const [, decisions] = play(rules, [report, eventAt(1, { upsert: [phone] })]);
    expect(of(decisions, "questura_cremona")).toMatchObject({
      outcome: "nothing_new",
      reason: "NOTHING_NEW",
      entries: [],
    });
    expect(decisions?.some(({ view }) => view)).toBe(false);
  });

  test("only what changed is carried, whole, with the receiver's own revision", () => {
    const vehicle = wholeComponent("vehicle", "v", { colour: "red" });
    const [, decisions] = play(rules, [fullReport("C01"), eventAt(1, { upsert: [vehicle] })]);
    const { view, entries } = of(decisions, "cc_cremona");
    expect(view?.components).toMatchObject([
      { kind: "vehicle", revision: 2, fields: { colour: "red", plate: "ZZ000ZZ" } },
    ]);
    expect(entries).toMatchObject([{ path: "vehicle.colour", op: "replace" }]);
  });

  test("status and quality are visible: their change alone makes a copy without components", () => {
    const [, closed] = play(rules, [fullReport("C01"), eventAt(1, { kind: "close" })]);
    const { view } = of(closed, "cc_cremona");
    expect(view).toMatchObject({ status: "closed", components: [], withdrawn: [] });
  });
});

describe("charge", () => {
  test("taking charge opens fields sent earlier, for that room alone, and the owner is told", () => {
    const history = [fullReport("C03"), eventAt(1, taken, "questura_cremona")];
    const [, decisions] = play(rules, history);
    const questura = of(decisions, "questura_cremona");
    expect(questura.view?.charge).toBe("yours");
    expect(kindsIn(questura)).toContain("person");
    expect(of(decisions, "cc_cremona").outcome).toBe("nothing_new");
    const owner = of(decisions, "pl_cremona");
    expect(owner.view).toMatchObject({
      incident_id: "S-1",
      category: "C03",
      charge: "none",
      components: [{ kind: "charge", fields: { state: "taken", room: "questura_cremona" } }],
      basis: [{ author: "questura_cremona", rule: "C03-presa-in-carico", article: "art. 6" }],
    });
    expect(owner.view?.components).toHaveLength(1);
  });

  test("when the charge ends, what it opened is withdrawn by name and without a value", () => {
    const history = [
      fullReport("C03"),
      eventAt(1, taken, "questura_cremona"),
      eventAt(2, ended, "questura_cremona"),
    ];
    const [, , decisions] = play(rules, history);
    const { view } = of(decisions, "questura_cremona");
    expect(view?.charge).toBe("none");
    expect(view?.withdrawn.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["place", "person", "image"]),
    );
    // The home stays with its comune only: the component is carried whole, without what was withdrawn.
    expect(view?.components.map(({ kind, fields }) => [kind, Object.keys(fields)])).toEqual([
      ["place", ["municipality"]],
    ]);
    expect(canonicalBytes(view ?? {}).toString()).not.toMatch(/SINTETICO|VIA SINTETICA|img:/);
  });

  test("charge of a room whose rule opens nothing is told to the owner, and changes nothing else", () => {
    const history = [fullReport("C01"), eventAt(1, taken, "pl_limitrofo")];
    const [, decisions] = play(rules, history);
    const told = decisions?.filter(({ view }) => view);
    expect(told?.map(({ room: id }) => id)).toEqual(["pl_cremona"]);
  });
});

describe("what a room may no longer have", () => {
  test("a place that turns from public to sensitive is withdrawn, and its zone comes instead", () => {
    const now = wholeComponent("place", "public", { sensitivity: "sensitive" });
    const [, decisions] = play(rules, [fullReport("C01"), eventAt(1, { upsert: [now] })]);
    const { view } = of(decisions, "questura_cremona");
    expect(view?.withdrawn[0]?.paths).toEqual(
      expect.arrayContaining(["place.point", "place.street", "place.number", "place.polygon"]),
    );
    expect(view?.components).toMatchObject([
      { kind: "place", fields: { municipality: "istat:019036", zone: "1kmN2446E4322" } },
    ]);
    expect(Object.keys(view?.components[0]?.fields ?? {})).toEqual(["municipality", "zone"]);
  });

  test("a removed component is withdrawn whole", () => {
    const removal = eventAt(1, { remove: [{ kind: "vehicle", id: "v" }] });
    const [, decisions] = play(rules, [fullReport("C01"), removal]);
    const { view } = of(decisions, "cc_cremona");
    expect(view?.withdrawn).toMatchObject([{ kind: "vehicle" }]);
    expect(view?.components).toEqual([]);
  });

  test.each(["C17", "C00"] as const)(
    "a room that loses every right to a %s gets a withdrawal that tells nothing new",
    (category) => {
      const [, decisions] = play(rules, [fullReport("C03"), eventAt(1, { category })]);
      const decision = of(decisions, "questura_cremona");
      expect(decision.outcome).toBe("released");
      expect(decision.reason).toBe(category === "C17" ? "STATUTORY" : "UNMAPPED");
      expect(decision.view).toMatchObject({ components: [], basis: [], handling: [], quality: {} });
      expect(decision.view).not.toHaveProperty("category");
      expect(decision.view).not.toHaveProperty("status");
      expect(decision.entries.every(({ op }) => op === "withdraw")).toBe(true);
      const [, , again] = play(rules, [
        fullReport("C03"),
        eventAt(1, { category }),
        eventAt(2, {}),
      ]);
      expect(of(again, "questura_cremona")).toMatchObject({ outcome: "withheld", entries: [] });
    },
  );

  test("a room that lost a component and gets it again counts its revisions on", () => {
    const v = wholeComponent("vehicle", "v");
    const history = [
      fullReport("C01"),
      eventAt(1, { remove: [{ kind: "vehicle", id: "v" }] }),
      eventAt(2, { upsert: [v] }),
    ];
    const [, , decisions] = play(rules, history);
    expect(of(decisions, "cc_cremona").view?.components).toMatchObject([
      { kind: "vehicle", revision: 2 },
    ]);
  });

  test("a copy is a subset of the state with its derived leaves", () => {
    const [decisions] = play(rules, [fullReport("C03")]);
    const report = fullReport("C03").event;
    const stated = "upsert" in report ? JSON.stringify(report.upsert) : "";
    const derived = ["1kmN2446E4322", true, 2, "serious", "6_13"];
    for (const component of decisions?.flatMap(({ view }) => view?.components ?? []) ?? []) {
      for (const value of Object.values(component.fields).flat()) {
        expect(derived.includes(value as never) || stated.includes(JSON.stringify(value))).toBe(
          true,
        );
      }
    }
  });
});
