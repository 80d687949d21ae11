import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Check, checksOf } from "#apps/cli/play/checks";
import {
  type Cells,
  cellGroups,
  type Expected,
  type ExpectedCopy,
  type ExpectedRow,
  readDay,
  readExpected,
} from "#apps/cli/play/demonstration";
import type { Played } from "#apps/cli/play/player";
import { summaryOf } from "#apps/cli/play/summary";
import { incidentText } from "#apps/cli/play/summaryText";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { playInCore } from "#tests/support/playedDay";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");
const folder = join(projectRoot, "deploy", "demonstration");
const day = readDay(join(folder, "day.yaml"));
const expected = readExpected(join(folder, "day-expected.yaml"));

const state: { core?: TestCore; played?: Played } = {};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  state.played = await playInCore(state.core, day);
}, 120_000);
afterAll(() => state.core?.stop());

/** Checks that need only what the core itself does: reports, receipts and lines that go down have a journey. */
const ofCore: readonly Check["text"][] = [
  ...(["check-answers", "check-once", "check-decisions", "check-copies"] as const),
  ...(["check-held", "check-fields", "check-same", "check-never"] as const),
  "check-nothing-more",
];

function faults(expectations: Expected, played = state.played): readonly Check["faults"][number][] {
  if (played === undefined) throw new Error("nothing was played");
  const log = { twice: [], receiptKeys: new Map() };
  const checks = checksOf(expectations, played, log);
  return checks.filter(({ text }) => ofCore.includes(text)).flatMap((check) => check.faults);
}

describe("the day in the core's own code", () => {
  testServer("every answer, decision, copy and field is the one that was written by hand", () => {
    expect(faults(expected)).toEqual([]);
  });

  testServer(
    "every single cell that is written otherwise is noticed",
    () => {
      // Else every flip would be "noticed" by what is wrong already.
      expect(faults(expected)).toEqual([]);
      const flips = flipsOf(expected);
      expect(flips.length).toBeGreaterThan(1_000);
      const unnoticed = flips.filter(({ incident, flipped }) => {
        const [only, played] = [about(incident, flipped), playedOf(incident)];
        return faults(only, played).length === 0;
      });
      expect(unnoticed.map(({ name }) => name)).toEqual([]);
    },
    120_000,
  );

  testServer(
    "a cell of any group that is taken away is noticed, somewhere for every group",
    () => {
      const noticed = groupFlips(expected).filter(
        ({ incident, flipped }) => faults(about(incident, flipped), playedOf(incident)).length > 0,
      );
      expect(new Set(noticed.map(({ group }) => group))).toEqual(new Set(cellGroups));
      expect(noticed.length).toBeGreaterThan(300);
    },
    120_000,
  );

  testServer("the tables fit a plain terminal and name no field by its code", () => {
    if (state.played === undefined) throw new Error("nothing was played");
    for (const language of ["it", "en"] as const) {
      const told = summaryOf(day, state.played).map((one) => incidentText({ language, day }, one));
      expect(told).toHaveLength(day.incidents.length);
      const lines = told.join("\n").split("\n");
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
      expect(lines.filter((line) => /[a-z]+_[a-z]+|(?:place|person|vehicle)\./.test(line))).toEqual(
        [],
      );
    }
  });
});

describe("the day as it is written", () => {
  const rooms = Object.keys(day.rooms).toSorted((a, b) => (a < b ? -1 : 1));

  test("is a working day of about thirty incidents and ninety messages, every category once at least", () => {
    expect([day.begins, day.ends]).toEqual(["07:00", "19:00"]);
    expect(day.incidents.length).toBeGreaterThanOrEqual(30);
    expect(Math.abs(day.messages.length - 90)).toBeLessThanOrEqual(5);
    const categories = day.messages.map(({ json }) => String(json?.["category"]));
    const all = Array.from({ length: 18 }, (_, i) => `C${String(i + 1).padStart(2, "0")}`);
    expect(all.filter((category) => !categories.includes(category))).toEqual([]);
    expect(new Set(day.messages.map(({ room }) => room))).toEqual(new Set(rooms));
  });

  test("has an expectation for each message, and each incident speaks of all rooms", () => {
    const names = day.messages.map(({ name }) => name);
    expect(expected.messages.map(({ message }) => message)).toEqual(names);
    const first = expected.incidents.filter(({ since }) => since === undefined);
    expect(first.map(({ name }) => name)).toEqual(day.incidents.map(({ name }) => name));
    for (const { name, rooms: rows } of first) {
      const told = Object.keys(rows).toSorted((a, b) => (a < b ? -1 : 1));
      expect([name, told]).toEqual([name, rooms]);
    }
    for (const { message, status, same_as, copies } of expected.messages) {
      const isRecorded = status === undefined && same_as === undefined;
      expect([message, copies !== undefined]).toEqual([message, isRecorded]);
    }
  });

  test("has a sentence for each message that fits its line", () => {
    for (const { title } of day.messages) {
      for (const text of Object.values(title)) expect(text.length).toBeLessThanOrEqual(38);
    }
  });
});

const incidentOf = (message: string): string =>
  day.messages.find(({ name }) => name === message)?.incident ?? `-${message}`;

/** Expectations about one incident only: what is said of the others cannot hide a flip, nor notice it. */
function about(incident: string, all: Expected): Expected {
  const isOf = ({ message }: { readonly message: string }) => incidentOf(message) === incident;
  return {
    ...all,
    incidents: all.incidents.filter(({ name }) => name === incident),
    messages: all.messages.filter(isOf),
    copies: all.copies.filter(isOf),
    never: all.never.filter((one) => one.incident === incident),
  };
}

function playedOf(incident: string): Played {
  if (state.played === undefined) throw new Error("nothing was played");
  const { messages } = state.played;
  const own = messages.filter(({ message }) => incidentOf(message.name) === incident);
  return { ...state.played, messages: own };
}

interface Flip {
  readonly name: string;
  readonly incident: string;
  readonly flipped: Expected;
}

/** The expectations with one thing changed, for every thing. */
function flipsOf(from: Expected): readonly Flip[] {
  const rows = from.incidents.flatMap((one, index) =>
    Object.entries(one.rooms).flatMap(([room, row]) =>
      rowFlips(row).map((flip) => {
        const rooms = { ...one.rooms, [room]: flip.row };
        const incidents = from.incidents.with(index, { ...one, rooms });
        const name = `${one.name} ${one.since ?? ""} ${room}: ${flip.name}`;
        return { name, incident: one.name, flipped: { ...from, incidents } };
      }),
    ),
  );
  return [...rows, ...outcomeFlips(from), ...wholeCopyFlips(from), ...neverFlips(from)];
}

function rowFlips(
  row: ExpectedRow,
): readonly { readonly name: string; readonly row: ExpectedRow }[] {
  const { rule, article, reason, cells } = row;
  const texts =
    reason === "OWN_EVENT" || row.told
      ? []
      : [
          { name: "rule", row: { ...row, rule: `${rule ?? ""}x` } },
          { name: "article", row: { ...row, article: `${article ?? ""}x` } },
        ];
  const reasons = reason === undefined ? [] : [{ name: "reason", row: { ...row, reason: "X_Y" } }];
  return [...texts, ...reasons, ...(cells === undefined ? [] : cellFlips(row, cells))];
}

/** A row's core, without which nothing is left of the incident. */
function cellFlips(row: ExpectedRow, cells: Cells) {
  const { G1: _gone, ...left } = cells;
  return [{ name: "-G1", row: { ...row, cells: left } }];
}

/** Every other cell of every row, taken away: noticed wherever the incident has a field of that group. */
function groupFlips(from: Expected): readonly (Flip & { readonly group: string })[] {
  return from.incidents.flatMap((one, index) =>
    Object.entries(one.rooms).flatMap(([room, row]) =>
      cellGroups
        .filter((group) => row.cells?.[group] !== undefined)
        .map((group) => {
          const { [group]: _gone, ...cells } = row.cells ?? {};
          const rooms = { ...one.rooms, [room]: { ...row, cells } };
          const incidents = from.incidents.with(index, { ...one, rooms });
          const name = `${one.name} ${room} -${group}`;
          return { name, group, incident: one.name, flipped: { ...from, incidents } };
        }),
    ),
  );
}

function outcomeFlips(from: Expected): readonly Flip[] {
  return from.messages.flatMap((outcome, index) => {
    const incident = incidentOf(outcome.message);
    const at = (name: string, change: Partial<typeof outcome>): Flip => {
      const messages = from.messages.with(index, { ...outcome, ...change });
      return { name: `${outcome.message}: ${name}`, incident, flipped: { ...from, messages } };
    };
    const { copies } = outcome;
    const status = at("answer", { status: outcome.status === undefined ? 422 : 202 });
    if (copies === undefined) return [status];
    const rooms = Object.keys(day.rooms).map((room) => {
      const isIn = copies.includes(room);
      const changed = isIn ? copies.filter((one) => one !== room) : [...copies, room];
      return at(`${isIn ? "-" : "+"}${room}`, { copies: changed });
    });
    return [status, ...rooms];
  });
}

function wholeCopyFlips(from: Expected): readonly Flip[] {
  return from.copies.flatMap((one, index) =>
    copyFlips(one.copy).map(({ name, copy }) => ({
      name: `${one.message} ${one.room}: ${name}`,
      incident: incidentOf(one.message),
      flipped: { ...from, copies: from.copies.with(index, { ...one, copy }) },
    })),
  );
}

/** Fields that the rooms really have: claimed as never had, each must be found. */
function neverFlips(from: Expected): readonly Flip[] {
  const had = [
    { incident: "furto", room: "pl_limitrofo", fields: ["place.zone"] },
    { incident: "furto", room: "questura_cremona", fields: ["person.phone"] },
    { incident: "banco", room: "gdf_cremona", fields: ["vehicle.plate"] },
    { incident: "cur_rapina", room: "cc_cremona", fields: ["incident.call_filter"] },
  ];
  return had.map((one) => ({
    name: `never ${one.fields.join()}`,
    incident: one.incident,
    flipped: { ...from, never: [...from.never, one] },
  }));
}

function copyFlips(
  copy: ExpectedCopy,
): readonly { readonly name: string; readonly copy: ExpectedCopy }[] {
  const { charge, head, components, gone } = copy;
  const named = (name: string, change: Partial<ExpectedCopy>) => ({
    name,
    copy: { ...copy, ...change },
  });
  return [
    named("charge", { charge: charge === "none" ? "yours" : "none" }),
    ...head.map((name) => named(`head ${name}`, { head: head.filter((one) => one !== name) })),
    ...listFlips(components).map(({ name, list }) => named(name, { components: list })),
    ...listFlips(gone).map(({ name, list }) => named(`gone ${name}`, { gone: list })),
  ];
}

function listFlips(list: ExpectedCopy["components"]) {
  const dropped = list.map((_, index) => ({ name: `-${index}`, list: list.toSpliced(index, 1) }));
  const fields = list.flatMap((one, index) =>
    Object.entries(one).flatMap(([kind, names]) =>
      names.map((name) => {
        const left = names.filter((other) => other !== name);
        return { name: `${kind}.${name}`, list: list.with(index, { [kind]: left }) };
      }),
    ),
  );
  return [...dropped, ...fields, { name: "+note", list: [...list, { note: ["text"] }] }];
}
