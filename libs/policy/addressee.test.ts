import { describe, expect, test } from "@jest/globals";
import type { Category, IncidentEvent } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { RoomDecision } from "#libs/policy/decision";
import { eventAt, fullComponents, wholeComponent } from "#tests/support/fullIncident";
import { compiled, invented, patto, play, shipped, testSecrets } from "#tests/support/patto";

const rules = shipped();
const both = ["istat:019036", "istat:019026"];

function report(
  category: Category,
  event: Partial<IncidentEvent> = {},
  author = "pl_cremona",
): PlacedEvent {
  const whole = { kind: "report", category, territory: both, upsert: fullComponents } as const;
  return eventAt(0, { ...whole, ...event }, author);
}

function of(decisions: readonly RoomDecision[] | undefined, id: string): RoomDecision {
  const decision = decisions?.find((candidate) => candidate.room === id);
  if (decision === undefined) throw new Error(`no decision for ${id}`);
  return decision;
}

const reasons = (decisions: readonly RoomDecision[] | undefined) =>
  Object.fromEntries((decisions ?? []).map(({ room, reason }) => [room, reason]));

const fieldsOf = (decision: RoomDecision, kind: string) =>
  decision.view?.components.filter((one) => one.kind === kind).map(({ fields }) => fields) ?? [];

describe("domestic violence (C05)", () => {
  test("reaches nobody when the sender names no room, and the reason is that", () => {
    const [decisions] = play(rules, [report("C05")]);
    expect(decisions?.some(({ view }) => view)).toBe(false);
    expect(reasons(decisions)).toMatchObject({
      questura_cremona: "NOT_NAMED",
      cc_cremona: "NOT_NAMED",
      gdf_cremona: "CATEGORY",
      pl_limitrofo: "CATEGORY",
      cur_brescia: "CATEGORY",
    });
  });

  test("reaches the named force alone: the zone of a public place, nothing of a home", () => {
    const [decisions] = play(rules, [report("C05", { addressees: ["questura_cremona"] })]);
    expect(reasons(decisions)).toMatchObject({
      questura_cremona: "RELEASED",
      cc_cremona: "NOT_NAMED",
    });
    const questura = of(decisions, "questura_cremona");
    expect(fieldsOf(questura, "place").map((fields) => Object.keys(fields))).toEqual(
      expect.arrayContaining([["municipality", "zone"], ["municipality"]]),
    );
    expect(fieldsOf(questura, "person")).toEqual([]);
    expect(fieldsOf(questura, "vehicle")).toEqual([]);
  });

  test("names victims to the named force in charge, and never who called", () => {
    const taken = eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, "cc_cremona");
    const victim = wholeComponent("person", "victim", { roles: ["victim"], minor: false });
    const caller = wholeComponent("person", "caller", { roles: ["reporter"], minor: false });
    const event = { addressees: ["cc_cremona"], upsert: [victim, caller] };
    const [, decisions] = play(rules, [report("C05", event), taken]);
    const people = fieldsOf(of(decisions, "cc_cremona"), "person");
    expect(people.filter(({ family_name }) => family_name === "SINTETICO")).toHaveLength(1);
    expect(people.some(({ language }) => language !== undefined)).toBe(false);
    expect(of(decisions, "pl_cremona").view?.components).toMatchObject([{ kind: "charge" }]);
  });

  test("is withdrawn from a force that is no longer named, and given to the one that is", () => {
    const elsewhere = eventAt(1, { addressees: ["cc_cremona"] });
    const history = [report("C05", { addressees: ["questura_cremona"] }), elsewhere];
    const [, decisions] = play(rules, history);
    const questura = of(decisions, "questura_cremona");
    expect(questura).toMatchObject({ outcome: "released", reason: "NOT_NAMED" });
    expect(questura.entries.every(({ op }) => op === "withdraw")).toBe(true);
    expect(questura.view).not.toHaveProperty("category");
    expect(of(decisions, "cc_cremona").reason).toBe("RELEASED");
  });

  test("goes to a Polizia locale only if it is named, and only as a zone with its risks", () => {
    const event = { addressees: ["pl_limitrofo"] };
    const [decisions] = play(rules, [report("C05", event, "questura_cremona")]);
    expect(reasons(decisions)).toMatchObject({ pl_limitrofo: "RELEASED", pl_cremona: "NOT_NAMED" });
    const kinds = of(decisions, "pl_limitrofo").view?.components.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["incident", "place", "risk"]));
  });
});

describe("the gate of the named room is the last one", () => {
  const reasonOf = (category: Category, event: Partial<IncidentEvent>) =>
    of(play(rules, [report(category, event)])[0], "questura_cremona").reason;
  test("a wrong regime, purpose or category is told first", () => {
    expect(reasonOf("C05", { purpose: "P6", regime: "administrative" })).toBe("REGIME");
    expect(reasonOf("C05", { purpose: "P3" })).toBe("PURPOSE");
    expect(reasonOf("C05", {})).toBe("NOT_NAMED");
    expect(reasonOf("C17", {})).toBe("STATUTORY");
  });
  test("a place outside the receiver's territory is told first", () => {
    const abroad = report("C05", { territory: ["istat:999001"] }, "questura_cremona");
    expect(of(play(rules, [abroad])[0], "pl_cremona").reason).toBe("OUT_OF_TERRITORY");
  });
  test("without the agreement, that is the reason", () => {
    expect(of(play(compiled(patto()), [report("C05")])[0], "cur_brescia").reason).toBe(
      "NO_AGREEMENT",
    );
  });
});

describe("the 112 centre", () => {
  const centre = "cur_brescia";
  test("gives its card to the room that it names, and a glance to the others", () => {
    const event = { addressees: ["pl_cremona"] };
    const [decisions] = play(rules, [report("C01", event, centre)]);
    expect(reasons(decisions)).toMatchObject({
      pl_cremona: "RELEASED",
      pl_limitrofo: "RELEASED",
      questura_cremona: "RELEASED",
      gdf_cremona: "NO_COMPETENCE",
    });
    const named = of(decisions, "pl_cremona");
    expect(fieldsOf(named, "person")).toMatchObject([{ phone: "+390000000000" }]);
    expect(fieldsOf(named, "incident")).toMatchObject([
      { started_at: "2026-11-22T08:55:00.000Z", call_filter: "emergency" },
    ]);
    for (const room of ["pl_limitrofo", "questura_cremona"]) {
      const glance = of(decisions, room);
      expect(new Set(glance.view?.components.map(({ kind }) => kind))).toEqual(
        new Set(["incident", "place"]),
      );
      expect(fieldsOf(glance, "incident")).toEqual([
        {
          priority: 2,
          call_filter: "emergency",
          started_quarter: "2026-11-22T08:45:00.000Z",
          reported_quarter: "2026-11-22T08:45:00.000Z",
        },
      ]);
    }
  });

  test("when another room is named, its card shrinks to a glance and the rest is withdrawn", () => {
    const history = [
      report("C01", { addressees: ["pl_cremona"] }, centre),
      eventAt(1, { addressees: ["pl_limitrofo"] }, centre),
    ];
    const [, decisions] = play(rules, history);
    const before = of(decisions, "pl_cremona");
    expect(before.view?.basis).toMatchObject([{ rule: "112-PL/C01-conoscenza" }]);
    expect(before.view?.withdrawn.flatMap(({ paths }) => paths)).toEqual(
      expect.arrayContaining(["person.phone", "place.point", "vehicle.plate", "risk.risk_type"]),
    );
    expect(of(decisions, "pl_limitrofo").view?.basis).toMatchObject([
      { rule: "112-PL/C01-competente" },
    ]);
    // Forces have a glance whoever is named: they are not even woken.
    expect(of(decisions, "questura_cremona").outcome).toBe("nothing_new");
    expect(of(decisions, "cc_cremona").outcome).toBe("nothing_new");
  });
});

describe("what is made for one receiver", () => {
  const link = "0123456789abcdef0123456789abcdef";
  test("a link to another incident is the receiver's own name of it, in rows with the 112 centre only", () => {
    const [decisions] = play(rules, [report("C01", { same_as: link })]);
    const own = testSecrets("S-1", "0").pseudonym(
      "cur_brescia",
      "incident.same_as",
      "pl_cremona",
      link,
      { purpose: "P1", epoch: "2026Q4" },
    );
    expect(fieldsOf(of(decisions, "cur_brescia"), "incident")).toMatchObject([{ same_as: own }]);
    for (const { room, view } of decisions ?? []) {
      expect(JSON.stringify(view ?? "")).not.toContain(link);
      if (room !== "cur_brescia") expect(JSON.stringify(view ?? "")).not.toContain("same_as");
    }
  });

  test("a link that is stated later wakes the 112 centre and nobody else", () => {
    const history = [report("C03"), eventAt(1, { same_as: link })];
    const [, decisions] = play(rules, history);
    const woken = decisions?.filter(({ view }) => view).map(({ room }) => room);
    expect(woken).toEqual(["cur_brescia"]);
  });

  test("a plate's pseudonym differs from room to room, and never holds the plate", () => {
    const agreement = patto();
    const token = [{ do: "pseudonymise" as const, as: "hmac-receiver" }];
    const opened = agreement.rules.map((rule) => {
      if (rule.id !== "C02-forze") return rule;
      return { ...rule, fields: { ...rule.fields, "vehicle.plate_token": token } };
    });
    const [decisions] = play(compiled({ ...agreement, rules: opened }, invented()), [
      report("C02"),
    ]);
    const tokens = ["questura_cremona", "cc_cremona"].map(
      (room) => fieldsOf(of(decisions, room), "vehicle")[0]?.["plate_token"],
    );
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.every((one) => typeof one === "string" && one.length === 32)).toBe(true);
    expect(JSON.stringify(of(decisions, "cc_cremona").view)).not.toContain("ZZ000ZZ");
  });
});

describe("a stolen vehicle (C14)", () => {
  test("is told to the forces, and to no other room", () => {
    const [decisions] = play(rules, [report("C14")]);
    expect(fieldsOf(of(decisions, "cc_cremona"), "vehicle")).toMatchObject([
      { plate: "ZZ000ZZ", listed_stolen: true },
    ]);
    const neighbour = fieldsOf(of(decisions, "pl_limitrofo"), "vehicle");
    expect(neighbour).toMatchObject([{ plate: "ZZ000ZZ" }]);
    expect(neighbour[0]).not.toHaveProperty("listed_stolen");
    expect(of(decisions, "cur_brescia").reason).toBe("CATEGORY");
  });
});

describe("who has taken charge", () => {
  const taken = (room: string) =>
    eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, room);
  test.each([
    ["pl_cremona", "pl_limitrofo", "C04"],
    ["questura_cremona", "pl_cremona", "C03"],
    ["gdf_cremona", "pl_cremona", "C12"],
    ["cur_brescia", "questura_cremona", "C07"],
    ["cur_brescia", "pl_limitrofo", "C01"],
    ["pl_cremona", "cur_brescia", "C02"],
  ] as const)("is told to %s by %s (%s), and to nobody else", (owner, other, category) => {
    const [, decisions] = play(rules, [report(category, {}, owner), taken(other)]);
    expect(of(decisions, owner).view?.components).toMatchObject([
      { kind: "charge", fields: { state: "taken", room: other } },
    ]);
    const others = decisions?.filter(({ room }) => room !== owner) ?? [];
    expect(others.filter(({ view }) => JSON.stringify(view ?? "").includes("since"))).toEqual([]);
  });
  test("is not told where no row lets the room see the incident", () => {
    const [, decisions] = play(rules, [report("C01"), taken("gdf_cremona")]);
    expect(of(decisions, "pl_cremona").view).toBeUndefined();
  });
});
