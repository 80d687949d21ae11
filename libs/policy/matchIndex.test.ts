import { describe, expect, test } from "@jest/globals";
import type { Moment } from "#libs/policy/matchIndex";
import { exchangeOf, holdsNow, isHere, momentOf } from "#libs/policy/matchIndex";
import {
  agreement,
  ceiling,
  cell,
  input,
  otherCategory,
  receiver,
  receiverId,
  rule,
  rulesOf,
  sender,
} from "#tests/support/handmadeRules";

const moment = (rules = rulesOf([cell(rule())]), of = input()): Moment => momentOf(rules, of);

describe("what holds for many decisions is worked out once", () => {
  test("for the same rules and inputs; and of the same days for other inputs", () => {
    const [rules, of] = [rulesOf([cell(rule())]), input()];
    const first = moment(rules, of);
    expect(moment(rules, of)).toBe(first);
    const second = moment(rules, input());
    expect(second).not.toBe(first);
    expect(second.today).toBe(first.today);
    expect(second.pairs).toBe(first.pairs);
    expect(second.exchanges).toBe(first.exchanges);
    expect(moment(rulesOf([]), of).today).not.toBe(first.today);
  });

  test("anew for each day, category, purpose and regime", () => {
    const rules = rulesOf([cell(rule())]);
    const first = moment(rules);
    for (const days of [
      ["2026-06-01", "2026-06-02"],
      ["2026-05-31", "2026-06-01"],
    ] as const) {
      const other = moment(rules, input({ days }));
      expect(other.today).not.toBe(first.today);
      expect(other.today.days).toBe(days);
      expect(other.pairs).toBe(first.pairs);
      moment(rules);
    }
    const { today, exchanges } = moment(rules);
    for (const changes of [
      { category: otherCategory },
      { ground: undefined },
      { ground: { purpose: "P3", regime: "police" } },
      { ground: { purpose: "P2", regime: "administrative" } },
    ] as const) {
      const other = moment(rules, input(changes));
      expect(other.today).toBe(today);
      expect(other.exchanges).not.toBe(exchanges);
    }
  });

  test("whether an agreement is in force", () => {
    const [now, of] = [moment(), agreement()];
    expect(holdsNow(now, of)).toBe(true);
    expect([...now.today.inForce]).toEqual([[of, true]]);
    now.today.inForce.set(of, false);
    expect(holdsNow(now, of)).toBe(false);
  });

  test("what a list of comuni is called on each day", () => {
    const [now, there] = [moment(), ["istat:999009"]];
    expect(isHere(now, there)).toBe(false);
    expect(now.today.towns.get(there)).toEqual([new Set(there), new Set(there)]);
    now.today.towns.set(there, [new Set(["istat:999001"])]);
    expect(isHere(now, there)).toBe(true);
  });
});

describe("what one author's data meet on the way to a receiver", () => {
  const law = ceiling("1", { deliver: "forbid" }, { to_kind: ["questura"] });
  const exchange = (now: Moment, changes: Parameters<typeof receiver>[0] = {}, author = sender) =>
    exchangeOf(now, author, receiver(changes));

  test("is worked out once for each room of one kind", () => {
    const now = moment(rulesOf([cell(rule())], { ceilings: [law] }));
    const first = exchange(now);
    expect(exchange(now)).toBe(first);
    expect(exchange(now, { id: "altra" })).not.toBe(first);
    expect(exchange(now, {}, "nessuno")).not.toBe(first);
    expect(exchange(now)).toBe(first);
    expect(first.kind).toBe("carabinieri");
    expect(exchange(now, { kind: "questura" }).law.stopped).toBe(law);
    expect(exchange(now).law.stopped).toBeUndefined();
  });

  test("is one law for all rooms of two kinds, and one cap wherever the law withholds the same", () => {
    const now = moment(rulesOf([cell(rule())], { ceilings: [law] }));
    const first = exchange(now).law;
    expect(exchange(now, { id: "altra" }).law).toBe(first);
    const stranger = exchange(now, {}, "nessuno").law;
    expect(stranger).not.toBe(first);
    expect(stranger.cap).toBe(first.cap);
  });

  test("are the rules and agreements of both that are in force", () => {
    const past = agreement({ id: "PASSATO", periods: [{ from: "2020-01-01", to: "2020-12-31" }] });
    const cells = [cell(rule()), cell(rule({ id: "R2", agreement: past }))];
    const now = exchange(moment(rulesOf(cells)));
    expect(now.cells.map((one) => one.rule.id)).toEqual(["R1"]);
    expect(now.pair.agreements.map(({ id }) => id)).toEqual(["PATTO-SINTETICO", "PASSATO"]);
    expect(now.isInForce).toBe(true);
    expect(exchange(moment(rulesOf(cells.slice(1)))).isInForce).toBe(false);
  });

  test("is remembered of each pair of rooms whatever the moment, category by category", () => {
    const rules = rulesOf([cell(rule())]);
    const { pair } = exchange(moment(rules));
    expect(exchange(moment(rules, input({ category: otherCategory }))).pair).toBe(pair);
    expect(pair.cellsOf("C03")).toHaveLength(1);
    expect(pair.cellsOf(otherCategory)).toEqual([]);
    expect(pair.cellsOf(otherCategory)).toBe(pair.cellsOf(otherCategory));
    const back = exchangeOf(moment(rules), receiverId, receiver({ id: sender }));
    expect(back.cells).toEqual([]);
  });
});

describe("the ways by which data may pass from one room to another", () => {
  const ways = (...cells: Parameters<typeof rulesOf>[0]) =>
    exchangeOf(moment(rulesOf(cells)), sender, receiver()).pair.ways.map((way) => way.rule.id);

  test("are one for each agreement, territory and kind of reach, however many rules there are", () => {
    const many = ["R1", "R2", "R3"].map((id) => cell(rule({ id }), { category: otherCategory }));
    expect(ways(...many)).toEqual(["R3"]);
    expect(
      ways(
        cell(rule({ id: "R1" })),
        cell(rule({ id: "R2", territory: "receiver" })),
        cell(rule({ id: "R3" }), { ownerOnly: true }),
        cell(rule({ id: "R4", agreement: agreement({ id: "ALTRO" }) })),
      ),
    ).toEqual(["R1", "R2", "R3", "R4"]);
  });

  test("are permissions only", () => {
    expect(ways(cell(rule({ deliver: "forbid" })), cell(rule({ deliver: "break-glass" })))).toEqual(
      [],
    );
  });
});
