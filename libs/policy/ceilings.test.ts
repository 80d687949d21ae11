import { describe, expect, test } from "@jest/globals";
import { leafAt } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { capOf, ceilingsFor, isCapped } from "#libs/policy/ceilings";
import type { Ceiling } from "#libs/policy/ceilingsSchema";
import { ceiling, input, receiver, rulesOf, sender } from "#tests/support/handmadeRules";

const withholdPhone = { withhold: { paths: ["person.phone"] } } as Ceiling["cap"];

function speaks(when: Ceiling["when"], changes: Parameters<typeof input>[0] = {}): boolean {
  const rules = rulesOf([], { ceilings: [ceiling("1", withholdPhone, when)] });
  return ceilingsFor(rules, input(changes), sender, receiver()).length === 1;
}

describe("a ceiling speaks of an exchange", () => {
  test.each<readonly [string, Ceiling["when"], boolean]>([
    ["that it says nothing about", {}, true],
    ["from a room of its kind", { from_kind: ["polizia_locale"] }, true],
    ["from no other", { from_kind: ["questura"] }, false],
    ["to a room of its kind", { to_kind: ["questura", "carabinieri"] }, true],
    ["to no other", { to_kind: ["questura"] }, false],
    ["of its category", { category: ["C03"] }, true],
    ["of no other", { category: ["C04"] }, false],
    ["outside the categories that it leaves out", { not_category: ["C14"] }, true],
    ["not inside them", { not_category: ["C14", "C03"] }, false],
    ["for its purpose", { purpose: ["P2"] }, true],
    ["for no other", { purpose: ["P6"] }, false],
    ["under its regime", { regime: ["police"] }, true],
    ["under no other", { regime: ["administrative"] }, false],
    ["for which all that it says holds", { purpose: ["P2"], regime: ["administrative"] }, false],
  ])("%s", (_what, when, expected) => {
    expect(speaks(when)).toBe(expected);
  });

  test("on each of its days, and where only one of the two possible days is one of them", () => {
    const on = (...days: [string, string]) => speaks({}, { days });
    expect(on("2026-01-01", "2026-01-01")).toBe(true);
    expect(on("2026-12-31", "2026-12-31")).toBe(true);
    expect(on("2025-12-31", "2026-01-01")).toBe(true);
    expect(on("2026-12-31", "2027-01-01")).toBe(true);
    expect(on("2025-12-31", "2025-12-31")).toBe(false);
    expect(on("2027-01-01", "2027-01-01")).toBe(false);
  });

  test("whose stated ground is not admitted: then by the ground of its category", () => {
    expect(speaks({ purpose: ["P2"] }, { ground: undefined })).toBe(true);
    expect(speaks({ regime: ["police"] }, { ground: undefined })).toBe(true);
    expect(speaks({ purpose: ["P6"] }, { ground: undefined })).toBe(false);
  });

  test("of no ground where its category has none, unless it does not ask for one", () => {
    const unmapped = { ground: undefined, category: "C00" } as const;
    expect(speaks({ purpose: ["P2"] }, unmapped)).toBe(false);
    expect(speaks({ regime: ["police"] }, unmapped)).toBe(false);
    expect(speaks({}, unmapped)).toBe(true);
  });

  test("only by its receiver's kind where nobody knows the sender's", () => {
    const rules = rulesOf([], {
      ceilings: [ceiling("1", withholdPhone, { from_kind: ["polizia_locale"] })],
    });
    expect(ceilingsFor(rules, input(), "nessuno", receiver())).toEqual([]);
  });
});

describe("what ceilings withhold together", () => {
  const person = (changes: Partial<RuledComponent["attributes"]> = {}): RuledComponent => ({
    ...{ author: sender, kind: "person", id: "p", fields: {} },
    attributes: {
      ...{ place: "sensitive", roles: ["victim"], minor: false, basis: "fact" },
      source: "unstated",
      ...changes,
    } as RuledComponent["attributes"],
  });
  const leaf = (path: string) => {
    const found = leafAt(path);
    if (found === undefined) throw new Error(`no leaf ${path}`);
    return found;
  };
  const capped = (withhold: object, path: string, component = person()) =>
    isCapped(capOf([ceiling("1", { withhold } as Ceiling["cap"])]), component, leaf(path));

  test("is every leaf of a class, and of no other", () => {
    expect(capped({ classes: ["person_contact"] }, "person.phone")).toBe(true);
    expect(capped({ classes: ["person_contact"] }, "person.family_name")).toBe(false);
  });

  test("is a leaf by its path, and no other", () => {
    expect(capped({ paths: ["person.phone"] }, "person.phone")).toBe(true);
    expect(capped({ paths: ["person.phone"] }, "person.email")).toBe(false);
  });

  test("is every leaf of a component whose datum comes from a source", () => {
    const known = person({ source: "police_database" });
    expect(capped({ sources: ["police_database"] }, "person.injury", known)).toBe(true);
    expect(capped({ sources: ["police_database"] }, "person.injury")).toBe(false);
  });

  test("is every leaf in a group, where a leaf in several groups is in each of them", () => {
    const child = person({ minor: true });
    expect(capped({ groups: ["G9"] }, "person.family_name", child)).toBe(true);
    expect(capped({ groups: ["G5"] }, "person.family_name", child)).toBe(true);
    expect(capped({ groups: ["G9"] }, "person.family_name")).toBe(false);
  });

  test("is nothing where there are none, and nothing by one that only forbids", () => {
    for (const none of [capOf([]), capOf([ceiling("1", { deliver: "forbid" })])]) {
      expect(isCapped(none, person(), leaf("person.phone"))).toBe(false);
      expect(none.key).toBe("[[],[],[],[]]");
      for (const list of [none.classes, none.groups, none.paths, none.sources]) {
        expect([...list]).toEqual([]);
      }
    }
  });

  test("is all lists of all of them, and has one name whatever their order", () => {
    const lists = {
      ...{ classes: ["note", "image"], groups: ["G16", "G10"], paths: ["person.phone"] },
      sources: ["register", "device"],
    };
    const one = capOf([ceiling("1", { withhold: lists } as Ceiling["cap"])]);
    const parts = Object.entries(lists).toReversed();
    const split = capOf(
      parts.flatMap(([name, words]) =>
        words.map((word) => ceiling("1", { withhold: { [name]: [word] } } as Ceiling["cap"])),
      ),
    );
    expect(split).toEqual({ ...one });
    expect([...one.classes]).toEqual(["note", "image"]);
    expect([...one.groups]).toEqual(["G16", "G10"]);
    expect([...one.paths]).toEqual(["person.phone"]);
    expect([...one.sources]).toEqual(["register", "device"]);
    const turned = Object.fromEntries(parts.map(([name, words]) => [name, words.toReversed()]));
    expect(capOf([ceiling("1", { withhold: turned } as Ceiling["cap"])]).key).toBe(one.key);
    expect(one.key).toBe('[["image","note"],["G10","G16"],["person.phone"],["device","register"]]');
  });
});
