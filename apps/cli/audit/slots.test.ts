import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { formatOpening, isAboutOwn, type OpeningLine, openingsOf } from "#libs/seal/openings";
import { parseIncidentParts } from "#libs/seal/parts";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  decisionEntry,
  familyRooms,
  genesisEntry,
  vkeyOfYear,
  writeYear,
} from "#tests/support/familyLog";
import { heldTerminal } from "#tests/support/heldTerminal";
import { completeFacts } from "#tests/support/leafExamples";
import { testFolder } from "#tests/support/privateFile";
import { verifySlots } from "./slots.ts";

const [cremona, questura] = familyRooms;
const ownFacts = {
  ...completeFacts,
  assignment: [],
  addressees: ["questura"],
  emergencies: [],
  fields: completeFacts.fields.map(({ author: _author, ...rest }) => rest),
};
const root = testFolder();
const log = join(root, "log");
const entries: readonly LogEntry[] = [
  genesisEntry(2026),
  configurationEntry(1),
  // Before the questura had its number, its slot is filling.
  decisionEntry("early", undefined, { facts: ownFacts }),
  configurationEntry(),
  decisionEntry("a", undefined, { facts: ownFacts }),
  decisionEntry("b"),
  decisionEntry("a", { year: 2026, seq: 5 }, { facts: ownFacts }),
];

/** What the core hands a titolare, as `audit openings` writes it. */
function linesFor(rooms: readonly { readonly id: string; readonly slot: number }[]) {
  return entries.flatMap(({ leaf, part }, index): readonly OpeningLine[] => {
    const at = { year: 2026, index };
    const { kind } = JSON.parse(leaf.toString("utf8"));
    if (kind === "configuration") return [{ ...at, document: part.toString("utf8") }];
    const parts = parseIncidentParts(part);
    return parts === undefined ? [] : openingsOf(at, { kind }, parts, rooms).lines;
  });
}

let files = 0;
function fileOf(lines: readonly OpeningLine[]): string {
  files += 1;
  const file = join(root, `openings-${files}.jsonl`);
  writeFileSync(file, lines.map((line) => `${formatOpening(line)}\n`).join(""));
  return file;
}

async function slots(room: string, lines: readonly OpeningLine[]) {
  const { terminal, told } = heldTerminal();
  const openings = fileOf(lines);
  // Openings of one's own are no reading of the log.
  const recordRead = () => Promise.reject(new Error("nothing is read"));
  const common = { place: log, vkey: vkeyOfYear(2026), data: join(root, "none") };
  const command = { room, openings, ...common, recordRead };
  return { code: await verifySlots(terminal, command), told: told()[0] };
}

beforeAll(async () => {
  mkdirSync(log);
  await writeYear(log, 2026, entries);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a titolare that verifies its slot of every decision", () => {
  test("opens each of them with what it was handed, and nothing else of the core's", async () => {
    const { code, told } = await slots("questura", linesFor([questura]));
    expect(told).toMatchObject({
      ...{ holds: true, opened: 3, missing: 0, before: 1 },
      outcomes: { released: 3 },
    });
    expect(code).toBe(0);
  });

  test("is told of its own messages on what they were decided", async () => {
    const { code, told } = await slots("pl_cremona", linesFor([cremona]));
    expect(told).toMatchObject({ holds: true, opened: 4, before: 0, facts: 3 });
    expect(code).toBe(0);
  });

  test("sees a decision that was not opened for it, and counts it", async () => {
    const lines = linesFor([questura]).filter(({ index }) => index !== 5);
    const { code, told } = await slots("questura", lines);
    expect(told).toMatchObject({ holds: false, opened: 2, missing: 1 });
    expect(told?.["problems"]).toEqual([{ year: 2026, index: 5, problem: "missing" }]);
    expect(code).toBe(1);
  });

  test.each([
    { what: "says another outcome", problem: "differs" },
    { what: "is another room's", problem: "missing" },
    { what: "is of another decision", problem: "differs" },
  ])("sees an opening that $what", async ({ what, problem }) => {
    const lines = linesFor([questura]).map((line): OpeningLine => {
      if (!("slot" in line) || line.index !== 5) return line;
      if (what === "says another outcome") {
        const value = { ...line.slot.value, outcome: "withheld" } as const;
        return { ...line, slot: { ...line.slot, value } };
      }
      if (what === "is another room's") return { ...line, slot: { ...line.slot, slot: 0 } };
      const other = linesFor([questura]).find((one) => "slot" in one && one.index === 4);
      return other !== undefined && "slot" in other ? { ...line, slot: other.slot } : line;
    });
    const { code, told } = await slots("questura", lines);
    expect(told?.["problems"]).toEqual([{ year: 2026, index: 5, problem }]);
    expect(code).toBe(1);
  });

  test("sees an opening of a decision that the log does not hold", async () => {
    const lines = linesFor([questura]);
    const last = lines.at(-1);
    if (last === undefined) throw new Error("no opening");
    const { told } = await slots("questura", [...lines, { ...last, index: 99 }]);
    expect(told?.["problems"]).toEqual([{ year: 2026, index: 99, problem: "stray" }]);
  });

  test("cannot be told that it is another room: the signed configuration says which number is whose", async () => {
    const forged = linesFor([questura]).map((line): OpeningLine => {
      if (!("document" in line)) return line;
      return { ...line, document: line.document.replace('"slot":1', '"slot":0') };
    });
    const { code, told } = await slots("questura", forged);
    expect(JSON.stringify(told?.["problems"])).toContain(
      '{"year":2026,"index":3,"problem":"differs"}',
    );
    expect(code).toBe(1);
  });

  test("reads the parts themselves where it runs the log", async () => {
    const { terminal, told } = heldTerminal();
    const common = { place: log, vkey: vkeyOfYear(2026), data: join(root, "none") };
    const recorded: number[] = [];
    const recordRead = async (entries: number) => {
      recorded.push(entries);
      return { recorded: false } as const;
    };
    expect(await verifySlots(terminal, { room: "questura", ...common, recordRead })).toBe(0);
    expect(told()[0]).toMatchObject({ opened: 3 });
    expect(recorded).toEqual([7]);
  });
});

describe("what a titolare is handed", () => {
  test("never holds another titolare's slot, in whatever decision", () => {
    for (const { id, slot } of familyRooms) {
      const file = readFileSync(fileOf(linesFor([{ id, slot }])), "utf8");
      const opened = [...file.matchAll(/"slot":\{"salt":"[^"]*","slot":(\d+)/g)];
      expect(opened).toHaveLength(4);
      expect(new Set(opened.map(([, number]) => Number(number)))).toEqual(new Set([slot]));
    }
  });

  test("holds the facts of nobody else's message", () => {
    expect(linesFor([questura]).filter((line) => "facts" in line)).toEqual([]);
  });

  test.each([
    { what: "another room wrote a field", facts: { ...ownFacts, fields: completeFacts.fields } },
    { what: "another room has it in charge", facts: { ...ownFacts, assignment: ["questura"] } },
    { what: "another room broke the glass", facts: { ...ownFacts, emergencies: ["questura"] } },
    { what: "another room owns the incident", facts: { ...ownFacts, owner: "questura" } },
    { what: "the record does not say who owns it", facts: { ...ownFacts, owner: undefined } },
  ])(
    "holds no facts where $what: they are salted as one, and a rule may not allow it",
    ({ facts }) => {
      expect(isAboutOwn(ownFacts, [cremona])).toBe(true);
      expect(isAboutOwn(facts, [cremona])).toBe(false);
      const entry = decisionEntry("own", undefined, { facts });
      const parts = parseIncidentParts(entry.part);
      if (parts === undefined) throw new Error("no parts");
      const at = { year: 2026, index: 2 };
      const { lines, factsWithheld } = openingsOf(at, { kind: "exchange" }, parts, [cremona]);
      expect(lines.every((line) => "slot" in line)).toBe(true);
      expect(factsWithheld).toBe(true);
    },
  );
});
