import { describe, expect, test } from "@jest/globals";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import type { Agreement } from "#libs/policy/agreementSchema";
import { agreements } from "#tests/support/agreements";
import { lettersOf } from "#tests/support/goldenLetters";
import {
  allOrigins,
  chargesIn,
  decided,
  differences,
  exchangesOf,
  inWords,
  plainSecrets,
  reportOf,
  scenariosOf,
} from "#tests/support/goldenPlay";
import { categories, exchangeKey, readGoldenTable } from "#tests/support/goldenTable";
import { compiled, play, rooms } from "#tests/support/patto";

const table = readGoldenTable();
const rules = compiled(...agreements());
const senders = rooms.map(({ id }) => id);

describe("the tables written by hand", () => {
  test("speak of every exchange that the rooms can have, and of nothing else", () => {
    const possible = new Set(
      allOrigins
        .flatMap(([sender, category]) => scenariosOf(sender, category))
        .flatMap((scenario) => exchangesOf(scenario).map(exchangeKey)),
    );
    expect([...possible].filter((key) => !table.has(key))).toEqual([]);
    const strangers = [...table.keys()].filter((key) => !possible.has(key));
    expect(strangers.filter((key) => !isForRoomWithoutComuni(key))).toEqual([]);
  });

  test("say of each difference who, to whom, what and how", () => {
    const shut = agreements().map(withoutCharge("C03-forze"));
    const [first] = differences(compiled(...shut), table, ["pl_cremona", "C03"]);
    expect(first && inWords(first)).toBe(
      "C03 pl_cremona → cc_cremona, named, elsewhere, charge none, G4: expected -, found A",
    );
  });
});

describe("the shipped agreements, compiled together, against the tables", () => {
  test.each(senders)("%s: every cell of its incidents is as written by hand", (sender) => {
    const origins = allOrigins.filter(([from]) => from === sender);
    const found = origins.flatMap((origin) => [...differences(rules, table, origin)]);
    expect([...new Set(found.map(inWords))]).toEqual([]);
  });

  test.each(senders)("%s: violence at home reaches nobody when nobody is named", (sender) => {
    const [scenario] = scenariosOf(sender, "C05");
    if (scenario === undefined) throw new Error("every category has scenarios");
    const decisions = decided(rules, [reportOf({ ...scenario, addressees: [] })]);
    expect([...decisions.values()].filter(({ view }) => view !== undefined)).toEqual([]);
  });

  test.each(categories)("%s: copy by copy a room comes to hold what it would get at once", (of) => {
    for (const sender of senders) {
      const [scenario] = scenariosOf(sender, of);
      if (scenario === undefined) throw new Error("every category has scenarios");
      const history = [reportOf(scenario), ...chargesIn(scenario)];
      const copies = play(rules, history, rooms, () => plainSecrets).flat();
      for (const [room, { view }] of decided(rules, history)) {
        const own = copies.flatMap((copy) => (copy.room === room && copy.view ? [copy.view] : []));
        expect(read(assembled(own), sender)).toEqual(read(view, sender));
      }
    }
  });
});

/** Rooms without comuni are never touched: the tables speak of that all the same, with `*`. */
function isForRoomWithoutComuni(key: string): boolean {
  const of = rooms.filter(({ municipalities }) => municipalities.length === 0);
  return key.endsWith("touching its comune") && of.some(({ id }) => key.includes(`→ ${id}`));
}

/** The same agreement, a rule of which opens to all what it kept for the room in charge. */
function withoutCharge(id: string): (agreement: Agreement) => Agreement {
  const opened = (fields: Agreement["rules"][number]["fields"]) =>
    Object.fromEntries(
      Object.entries(fields).map(([path, clauses]) => [
        path,
        path.startsWith("person.") ? clauses.map(({ once: _, ...clause }) => clause) : clauses,
      ]),
    );
  return (agreement) => ({
    ...agreement,
    rules: agreement.rules.map((rule) =>
      rule.id === id ? { ...rule, fields: opened(rule.fields) } : rule,
    ),
  });
}

/** What a room holds that put each copy over the one before. */
function assembled(copies: readonly ReleasedView[]): ReleasedView | undefined {
  const held = new Map<string, ViewComponent>();
  for (const component of copies.flatMap(({ components }) => components)) {
    held.set(component.alias, component);
  }
  const last = copies.at(-1);
  return last && { ...last, components: [...held.values()] };
}

function read(view: ReleasedView | undefined, sender: string) {
  return view && lettersOf(view, sender);
}
