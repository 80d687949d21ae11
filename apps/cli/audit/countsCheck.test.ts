import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { CountsFold } from "#libs/seal/counts";
import { countsFormat, signCounts } from "#libs/seal/countsDocument";
import { parseLeaf } from "#libs/seal/leaf";
import { countsOpenings } from "#libs/seal/openParts";
import type { CountsEntry } from "#libs/seal/parts";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  decisionEntry,
  familyRooms,
  familySeed,
  genesisEntry,
  testFamily,
  vkeyOfYear,
  writeYear,
} from "#tests/support/familyLog";
import { heldTerminal } from "#tests/support/heldTerminal";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import { testFolder } from "#tests/support/privateFile";
import { verifyCounts } from "./countsCommand.ts";
import { verify } from "./verify.ts";

const root = testFolder();
afterAll(() => rmSync(root, { recursive: true, force: true }));

const counted: readonly LogEntry[] = [
  genesisEntry(2026),
  configurationEntry(),
  decisionEntry("a"),
  decisionEntry("b"),
  decisionEntry("a", { year: 2026, seq: 3 }),
];

/** What each titolare's counts of these entries are. */
function countsOf(entries: readonly LogEntry[]): readonly CountsEntry[] {
  const fold = new CountsFold();
  for (const { leaf, part } of entries) {
    const parsed = parseLeaf(leaf);
    if (!("problem" in parsed)) fold.add(parsed, part);
  }
  return familyRooms.map((room) => fold.linesOf([room]));
}

const changed = (by: Partial<CountsEntry["lines"][number]>): readonly CountsEntry[] =>
  countsOf(counted).map(({ lines }, i) => ({
    lines: lines.map((line) => (i === 0 ? { ...line, ...by } : line)),
  }));

function countsEntry(entries: readonly CountsEntry[]): LogEntry {
  const common = { kind: "counts", at: "2026-12-01T00:00:00.000Z", clock: "unsynced" } as const;
  const leaf = { ...common, of: 2026, range: { from: 1, to: counted.length } };
  const built = builtOrThrow(buildSystemLeaf({ leaf, entries }, countedBytes()));
  return { leaf: built.leafBytes, part: built.partsBytes };
}

let logs = 0;

/** A signed log whose sequencer counted so, with the documents of both titolari beside it. */
async function logWith(entries: readonly CountsEntry[]) {
  logs += 1;
  const folder = join(root, String(logs));
  const documents = join(folder, "counts", `2026-${counted.length}`);
  mkdirSync(documents, { recursive: true });
  const counts = countsEntry(entries);
  await writeYear(folder, 2026, [...counted, counts]);
  for (const opening of countsOpenings(counts.part)) {
    const { index } = opening;
    const titolare = familyRooms[index]?.titolare ?? "Comune SINTETICO";
    const what = { of: 2026, from: 1, to: counted.length, titolare, opening };
    const at = { origin: `${testFamily}/2026`, index: counted.length };
    const document = signCounts({ format: countsFormat, ...at, ...what }, familySeed);
    writeFileSync(join(documents, `${index}.json`), JSON.stringify(document));
  }
  return { folder, documents };
}

async function findingsIn(folder: string) {
  const { terminal, told } = heldTerminal();
  const command = { place: folder, vkey: vkeyOfYear(2026), data: join(root, "none") };
  const code = await verify(terminal, command);
  return { code, findings: told()[0]?.["findings"] };
}

describe("the counts in a log that is verified", () => {
  test("hold where they are what the entries say", async () => {
    const { folder } = await logWith(countsOf(counted));
    expect(await findingsIn(folder)).toEqual({ code: 0, findings: [] });
  });

  test.each([
    { what: "one message of a room is not counted", entries: changed({ sent: 2 }) },
    { what: "one copy too many is counted", entries: changed({ released: 1 }) },
    { what: "a room is counted under another's name", entries: changed({ room: "questura" }) },
    { what: "a room is left out", entries: countsOf(counted).slice(0, 1) },
    { what: "a room is counted twice", entries: [...countsOf(counted), ...countsOf(counted)] },
    {
      what: "an entry was taken out before it was counted",
      entries: countsOf(counted.slice(0, 4)),
    },
  ])("do not hold where $what, although the log signed them", async ({ entries }) => {
    const { folder } = await logWith(entries);
    const { code, findings } = await findingsIn(folder);
    expect(findings).toMatchObject([{ kind: "counts-differ", path: `#${counted.length}` }]);
    expect(code).toBe(1);
  });

  test("do not hold where a titolare's document was changed after it was signed", async () => {
    const { folder, documents } = await logWith(countsOf(counted));
    const file = join(documents, "0.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("SINTETICO", "FALSIFICATO"));
    const { code, findings } = await findingsIn(folder);
    expect(findings).toMatchObject([{ kind: "counts-document" }]);
    expect(code).toBe(1);
  });
});

describe("a titolare that was handed its counts", () => {
  const handed = async (folder: string, file: string) => {
    const { terminal, told } = heldTerminal();
    const command = { file, place: folder, vkey: vkeyOfYear(2026), data: join(root, "none") };
    return { code: await verifyCounts(terminal, command), told: told()[0] };
  };

  test("verifies them with the log's address and key, and reads its own numbers", async () => {
    const { folder, documents } = await logWith(countsOf(counted));
    const { code, told } = await handed(folder, join(documents, "0.json"));
    expect(told).toMatchObject({ event: "counts-hold", titolare: familyRooms[0].titolare });
    expect(told?.["lines"]).toEqual(countsOf(counted)[0]?.lines);
    expect(JSON.stringify(told)).not.toContain("questura");
    expect(code).toBe(0);
  });

  test("sees numbers that are not the log's, whoever signed them", async () => {
    const { documents: others } = await logWith(changed({ sent: 1 }));
    const { folder, documents } = await logWith(countsOf(counted));
    expect((await handed(folder, join(others, "0.json"))).code).toBe(1);
    const file = join(documents, "0.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("SINTETICO", "FALSIFICATO"));
    expect((await handed(folder, file)).code).toBe(1);
  });
});
