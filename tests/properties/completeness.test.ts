import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { ChainHead } from "#libs/seal/leaf";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyFamily } from "#libs/tilestore/verifyFamily";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  decisionEntry,
  familyKey,
  genesisEntry,
  testFamily,
  writeYear,
} from "#tests/support/familyLog";
import { testFolder } from "#tests/support/privateFile";

const root = testFolder();
afterAll(() => rmSync(root, { recursive: true, force: true }));

const head = (year: number, seq: number): ChainHead => ({ year, seq });

/** 2026 ends with two leaves of the incident; what 2027 holds is the test's. */
const oldYear: readonly LogEntry[] = [
  genesisEntry(2026),
  configurationEntry(),
  decisionEntry("crossing"),
  decisionEntry("other"),
  decisionEntry("crossing", head(2026, 3)),
];

let logs = 0;

/** Verifies two whole years, properly signed: only what the leaves say of each other can be wrong. */
async function verified(newYear: readonly LogEntry[], before: readonly LogEntry[] = oldYear) {
  logs += 1;
  const logDir = join(root, String(logs));
  mkdirSync(logDir);
  const ended = await writeYear(logDir, 2026, before);
  const link = { year: 2026, last_sequence: ended.size, root: ended.root };
  await writeYear(logDir, 2027, [genesisEntry(2027, link), ...newYear]);
  const { years } = await verifyFamily({
    family: testFamily,
    publicKey: familyKey,
    years: [2026, 2027],
    source: (year) => fileSource(join(logDir, String(year))),
    readParts: true,
  });
  return years.map(({ findings }) => findings);
}

describe("an incident that goes on from one year into the next", () => {
  const continued = [
    decisionEntry("crossing", head(2026, 5)),
    decisionEntry("crossing", head(2027, 2)),
  ];

  test("is whole where each leaf names the one before", async () => {
    expect(await verified(continued)).toEqual([[], []]);
  });

  test.each([
    {
      what: "the last leaf of the old year is missing",
      before: oldYear.slice(0, 4),
      after: continued,
      found: { kind: "chain-gap", index: 1 },
    },
    {
      what: "the first leaf of the new year is missing",
      before: oldYear,
      after: [decisionEntry("stranger"), ...continued.slice(1)],
      found: { kind: "chain-gap", index: 2 },
    },
    {
      what: "two leaves go on from the same one of the old year",
      before: oldYear,
      after: [...continued.slice(0, 1), decisionEntry("crossing", head(2026, 5))],
      found: { kind: "chain-forked", index: 2 },
    },
    {
      what: "the incident begins a second time",
      before: oldYear,
      after: [decisionEntry("crossing")],
      found: { kind: "chain-forked", index: 1 },
    },
    {
      what: "a leaf names one of another incident",
      before: oldYear,
      after: [decisionEntry("crossing", head(2026, 4))],
      found: { kind: "chain-broken", index: 1 },
    },
  ])("is named where $what", async ({ before, after, found }) => {
    const [old, fresh] = await verified(after, before);
    expect(old).toEqual([]);
    expect(fresh).toMatchObject([found]);
  });

  test("is named where a leaf in the middle of a year is missing and all after it moved up", async () => {
    const [old] = await verified([], oldYear.toSpliced(3, 1));
    expect(old).toEqual([]);
    const longer = [...oldYear, decisionEntry("crossing", head(2026, 5))];
    const [shorter] = await verified([], longer.toSpliced(4, 1));
    expect(shorter).toMatchObject([{ kind: "chain-gap" }]);
  });
});
