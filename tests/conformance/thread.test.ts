import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Check, checksOf } from "#apps/cli/play/checks";
import {
  type Expected,
  type ExpectedCopy,
  type ExpectedDecision,
  readExpected,
  readThread,
} from "#apps/cli/play/demonstration";
import type { Played } from "#apps/cli/play/player";
import { summaryOf } from "#apps/cli/play/summary";
import { incidentText } from "#apps/cli/play/summaryText";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { playInCore } from "#tests/support/playedThread";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");
const folder = join(projectRoot, "deploy", "demonstration");
const thread = readThread(join(folder, "thread.yaml"));
const expected = readExpected(join(folder, "expected.yaml"));

const state: { core?: TestCore; played?: Played } = {};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  state.played = await playInCore(state.core, thread);
}, 60_000);
afterAll(() => state.core?.stop());

/** Checks that need only what the core itself does: reports and receipts have their own journey. */
const ofCore: readonly Check["text"][] = [
  ...(["check-answers", "check-once", "check-decisions"] as const),
  ...(["check-copies", "check-same", "check-never", "check-nothing-more"] as const),
];

function faults(expectations: Expected): readonly Check["faults"][number][] {
  if (state.played === undefined) throw new Error("nothing was played");
  const log = { twice: [], receiptKeys: new Map() };
  const checks = checksOf(expectations, state.played, log);
  return checks.filter(({ text }) => ofCore.includes(text)).flatMap((check) => check.faults);
}

describe("the thread in the core's own code", () => {
  testServer("every answer, decision and copy is the one that was written by hand", () => {
    expect(faults(expected)).toEqual([]);
  });

  testServer("every single cell that is written otherwise is noticed", () => {
    // Else every flip would be "noticed" by what is wrong already.
    expect(faults(expected)).toEqual([]);
    const flips = flipsOf(expected);
    expect(flips.length).toBeGreaterThan(300);
    const unnoticed = flips.filter(({ flipped }) => faults(flipped).length === 0);
    expect(unnoticed.map(({ name }) => name)).toEqual([]);
  });

  testServer("the tables fit a plain terminal and name no field by its code", () => {
    if (state.played === undefined) throw new Error("nothing was played");
    for (const language of ["it", "en"] as const) {
      const told = summaryOf(thread, state.played).map((one) =>
        incidentText({ language, thread }, one),
      );
      expect(told).toHaveLength(6);
      const lines = told.join("\n").split("\n");
      expect(lines.filter((line) => line.length > 92)).toEqual([]);
      expect(lines.filter((line) => /[a-z]+_[a-z]+|(?:place|person|vehicle)\./.test(line))).toEqual(
        [],
      );
    }
  });
});

test("every message of the thread has its expectation, and each accepted one speaks of all rooms", () => {
  const names = thread.messages.map(({ name }) => name);
  expect(expected.messages.map(({ message }) => message)).toEqual(names);
  const rooms = Object.keys(thread.rooms).toSorted((a, b) => (a < b ? -1 : 1));
  for (const { answer, rooms: cells } of expected.messages) {
    if (answer.status !== 202 || answer.same_as !== undefined) expect(cells).toBeUndefined();
    else expect(Object.keys(cells ?? {}).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(rooms);
  }
});

interface Flip {
  readonly name: string;
  readonly flipped: Expected;
}

/** The expectations with one cell changed, for every cell. */
function flipsOf(from: Expected): readonly Flip[] {
  const messages = from.messages.flatMap((outcome, index) => {
    const at = (name: string, change: Partial<typeof outcome>): Flip => {
      const flipped = { ...from, messages: from.messages.with(index, { ...outcome, ...change }) };
      return { name: `${outcome.message}: ${name}`, flipped };
    };
    const { answer, rooms = {} } = outcome;
    const cells = Object.entries(rooms).flatMap(([room, cell]) =>
      decisionFlips(cell).map((flip) =>
        at(`${room} ${flip.name}`, { rooms: { ...rooms, [room]: flip.cell } }),
      ),
    );
    const other = { status: answer.status === 202 ? 422 : 202 };
    return [at("answer", { answer: { ...answer, ...other } }), ...cells];
  });
  // Fields that the rooms really have: claimed as never had, each must be found.
  const had = [
    { incident: "furto", room: "pl_limitrofo", fields: ["place.zone"] },
    { incident: "furto", room: "questura_cremona", fields: ["person.phone"] },
    { incident: "banco", room: "gdf_cremona", fields: ["vehicle.plate"] },
  ];
  const never = had.map((one) => ({
    name: `never ${one.fields.join()}`,
    flipped: { ...from, never: [...from.never, one] },
  }));
  return [...messages, ...never];
}

interface CellFlip {
  readonly name: string;
  readonly cell: ExpectedDecision;
}

function decisionFlips(cell: ExpectedDecision): readonly CellFlip[] {
  const { outcome, copy, rule, article, ...rest } = cell;
  const same = { outcome, ...rest, ...(rule && { rule }), ...(article && { article }) };
  const other = outcome === "withheld" ? "nothing_new" : "withheld";
  const texts: CellFlip[] = [
    { name: "outcome", cell: { ...cell, outcome: other } },
    { name: "reason", cell: { ...cell, reason: "POLICY_ERROR" } },
    { name: "rule", cell: { ...cell, rule: `${rule ?? ""}x` } },
    { name: "article", cell: { ...cell, article: "art. 99" } },
  ];
  if (copy === undefined) {
    const extra = { charge: "none", head: [], components: [], gone: [] } as const;
    const invented = { ...extra, head: ["status" as const], components: [], gone: [] };
    return [...texts, { name: "a copy", cell: { ...cell, copy: invented } }];
  }
  const copies = copyFlips(copy).map((flip) => ({ ...flip, cell: { ...cell, copy: flip.copy } }));
  return [...texts, ...copies, { name: "no copy", cell: same }];
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
