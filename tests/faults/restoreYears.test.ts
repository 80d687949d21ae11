import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { noticePlace } from "#libs/eventlog/subjects";
import type { ChainHead } from "#libs/seal/leaf";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verifiedFamily } from "#tests/support/auditLog";
import type { StartedChild } from "#tests/support/childProcess";
import { natsServerProblem } from "#tests/support/natsServer";
import { restore } from "#tests/support/restoring";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
const first = new Date().getUTCFullYear();
const years = [first, first + 1, first + 2] as const;
const incident = syntheticId("over three years");

const copies = mkdtempSync(join(tmpdir(), "raccordo-years-"));
const state: { fixture?: AuditFixture; audit?: StartedChild; head?: ChainHead } = {};
const fixture = (): AuditFixture => {
  if (state.fixture === undefined) throw new Error("the fixture did not start");
  return state.fixture;
};

beforeAll(async () => {
  if (problem !== undefined) return;
  state.fixture = await startAuditFixture({ years: [...years, first + 3] });
  await fixture().configure();
}, slowMs);
afterAll(async () => {
  await state.fixture?.close();
  rmSync(copies, { recursive: true, force: true });
}, slowMs);

const infoOf = (year: number) =>
  fixture()
    .log.info(`AUDIT_${year}`)
    .catch(() => undefined);

/** Decisions of one incident, each on top of the one before, of whatever year. */
async function decide(year: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const event = syntheticId(`event ${year} ${n} ${state.head?.seq ?? 0}`);
    const decision = { incident, event, year };
    const outcome = await recordDecision(
      fixture(),
      state.head === undefined ? decision : { ...decision, head: state.head },
    );
    if (outcome.kind !== "appended") throw new Error(outcome.kind);
    state.head = { year, seq: outcome.sequence };
  }
}

/** Something of nobody's, as one who can write to the server could leave it. */
async function writeAnomaly(year: number): Promise<void> {
  const { subject, chain } = noticePlace({ year, kind: "notice", id: syntheticId(`odd ${year}`) });
  const expect = { sequence: 0, filter: chain };
  await fixture().log.append(subject, Buffer.from("SINTETICO"), { expect });
}

async function covered(year: number): Promise<number> {
  const size = (await infoOf(year))?.lastSequence ?? 0;
  const isIt = () => {
    const last = fixture().announcements.at(-1);
    return last?.year === year && last.size >= size;
  };
  await until(isIt, `a checkpoint of ${size} of ${year}`);
  return size;
}

/** Moves the process's clock to the same day of another year, and waits for that year's log. */
async function turnTo(year: number): Promise<void> {
  const then = new Date();
  const offsetMs = then.setUTCFullYear(year) - Date.now();
  writeFileSync(fixture().clockFile, String(offsetMs));
  await until(() => fixture().announcements.at(-1)?.year === year, `the log of ${year}`);
}

async function start(): Promise<void> {
  state.audit = fixture().start();
  await state.audit.ready;
}

async function kill(): Promise<void> {
  state.audit?.child.kill("SIGKILL");
  await state.audit?.ended;
}

async function withServerStopped(work: () => void): Promise<void> {
  await fixture().server.kill();
  work();
  await fixture().server.restart();
  await until(() => infoOf(first), "the server");
}

describe("the streams of several years, lost at once", () => {
  testWithServer(
    "come back in the order of the years, killed in between and begun again: every year is sealed but the last, how many entries are digests alone is said of each, and the logs are the same",
    async () => {
      const { server } = fixture();
      await start();
      await recordConfiguration(fixture());
      await decide(first, 3);
      await covered(first);
      await kill();
      await withServerStopped(() =>
        cpSync(server.storeDir, join(copies, "older"), { recursive: true }),
      );
      const kept = (await infoOf(first))?.lastSequence ?? 0;
      await start();
      await decide(first, 4);
      await writeAnomaly(first);
      await covered(first);
      for (const year of years.slice(1)) {
        await turnTo(year);
        await decide(year, 3);
        if (year === first + 1) await writeAnomaly(year);
        await covered(year);
      }
      await kill();
      const before = await Promise.all(years.map((year) => leavesOf(fixture(), year)));
      await withServerStopped(() => {
        rmSync(server.storeDir, { recursive: true });
        cpSync(join(copies, "older"), server.storeDir, { recursive: true });
      });
      expect(await infoOf(first + 1)).toBeUndefined();

      const killed = await restore(fixture(), "restore", { "entry-restored": "kill" });
      expect(killed.ended.signal).toBe("SIGKILL");
      expect((await infoOf(first))?.lastSequence).toBe(kept + 1);
      const { reports } = await restore(fixture(), "restore");
      const lengths = before.map(({ length }) => length);
      expect(reports.at(-1)).toEqual({
        event: "restored",
        ranges: years.map((year, index) => ({
          ...{ year, from: index === 0 ? kept + 1 : 1, to: lengths[index] },
          digests_only: [1, 1, 0][index],
        })),
      });
      expect(await Promise.all(years.map(async (year) => (await infoOf(year))?.sealed))).toEqual([
        true,
        true,
        false,
      ]);

      await start();
      await decide(first + 2, 1);
      await covered(first + 2);
      const { ok, years: told } = await verifiedFamily(fixture(), years);
      expect({ ok, findings: told.flatMap(({ findings }) => findings) }).toEqual({
        ok: true,
        findings: [],
      });
      expect(told.slice(1).map(({ meaning }) => meaning.genesisLink)).toEqual([
        "checked",
        "checked",
      ]);
      const after = await Promise.all(years.map((year) => leavesOf(fixture(), year)));
      for (const [index, leaves] of before.entries()) {
        expect(after[index]?.slice(0, leaves.length)).toEqual(leaves);
      }
      const notices = after[2]?.filter((leaf) => leaf.kind === "notice") ?? [];
      expect(notices.map((leaf) => leaf.kind === "notice" && leaf.of)).toEqual([...years]);
    },
    slowMs,
  );
});
