import { describe, expect, test } from "@jest/globals";
import type { Moment } from "#libs/policy/matchIndex";
import { holdsNow, isHere, lawFor, momentOf, pairIndex } from "#libs/policy/matchIndex";
import {
  agreement,
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

describe("what all rooms of a decision have in common is worked out once", () => {
  test("for the same rules and the same inputs, and anew for others", () => {
    const [rules, of] = [rulesOf([cell(rule())]), input()];
    const first = moment(rules, of);
    expect(moment(rules, of)).toBe(first);
    expect(moment(rules, input())).not.toBe(first);
    expect(moment(rulesOf([]), of)).not.toBe(first);
    expect(moment(rules, input()).pairs).toBe(first.pairs);
  });

  test("whether an agreement is in force", () => {
    const [now, of] = [moment(), agreement()];
    expect(holdsNow(now, of)).toBe(true);
    expect([...now.inForce]).toEqual([[of, true]]);
    now.inForce.set(of, false);
    expect(holdsNow(now, of)).toBe(false);
  });

  test("whether the incident lies in a list of comuni", () => {
    const [now, there] = [moment(), ["istat:999009"]];
    expect(isHere(now, there)).toBe(false);
    expect([...now.here]).toEqual([[there, false]]);
    now.here.set(there, true);
    expect(isHere(now, there)).toBe(true);
  });

  test("what the law says between two kinds of rooms", () => {
    const now = moment();
    const law = lawFor(now, sender, receiver());
    expect(lawFor(now, sender, receiver({ id: "altra" }))).toBe(law);
    expect(lawFor(now, sender, receiver({ kind: "questura" }))).not.toBe(law);
    expect(lawFor(now, "nessuno", receiver())).not.toBe(law);
  });

  test("what the rules say of two rooms, and of each category between them", () => {
    const now = moment();
    const pair = pairIndex(now, sender, receiverId);
    expect(pairIndex(now, sender, receiverId)).toBe(pair);
    expect(pair.cellsOf("C03")).toHaveLength(1);
    expect(pair.cellsOf(otherCategory)).toEqual([]);
    expect(pair.cellsOf(otherCategory)).toBe(pair.cellsOf(otherCategory));
    expect(pairIndex(now, receiverId, sender).cellsOf("C03")).toEqual([]);
  });
});

describe("the ways by which data may pass from one room to another", () => {
  const ways = (...cells: Parameters<typeof rulesOf>[0]) =>
    pairIndex(moment(rulesOf(cells)), sender, receiverId).ways.map((way) => way.rule.id);

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
