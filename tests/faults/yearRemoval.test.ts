import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect } from "@jest/globals";
import { verify } from "#apps/cli/audit/verify";
import { retiredChecks } from "#apps/cli/doctor/retiredChecks";
import { type RemovalStep, removeRetiredYears } from "#apps/cli/retention/removeYears";
import { retiredFolder, retiredYears } from "#apps/cli/retention/retiredYears";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import type { EventLog, EventLogAdmin } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { auditStream, noticePlace } from "#libs/eventlog/subjects";
import { removeStream } from "#libs/eventlog/yearRemoval";
import { type AccountsFixture, startAccounts } from "#tests/conformance/accountsFixture";
import { attempt } from "#tests/conformance/publishAttempt";
import { heldTerminal } from "#tests/support/heldTerminal";
import { natsServerProblem } from "#tests/support/natsServer";
import {
  newRetiredLog,
  nextYear,
  noteOf,
  type RetiredLog,
  retiredYear,
  writeRetiredYear,
} from "#tests/support/retiredLog";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const timeoutMs = 2_000;
const stream = auditStream(retiredYear);

interface World {
  readonly accounts: AccountsFixture;
  readonly log: EventLog;
  readonly admin: EventLogAdmin;
  /** Seals a year and makes the next one's stream. */
  readonly sealer: EventLogAdmin;
  readonly kept: RetiredLog;
}
const state: { world?: World } = {};
const world = (): World => {
  if (state.world === undefined) throw new Error("no world");
  return state.world;
};

beforeAll(async () => {
  if (problem !== undefined) return;
  const accounts = await startAccounts(["pl-uno"], {
    auditYears: [retiredYear, nextYear, nextYear + 1],
    retiredYears: [retiredYear],
  });
  const asAudit = await accounts.as("audit");
  state.world = {
    accounts,
    log: await openJetStreamLog(asAudit, { timeoutMs }),
    admin: await openJetStreamAdmin(await accounts.as("bootstrap"), { timeoutMs }),
    sealer: await openJetStreamAdmin(asAudit, { timeoutMs }),
    kept: await newRetiredLog(),
  };
});
afterAll(async () => {
  state.world?.kept.remove();
  await state.world?.accounts.close();
});
beforeEach(async () => {
  if (problem !== undefined) return;
  await restored();
  noteOf(world().kept.data);
});

/** Stream and folder of the year as they were before, or as a backup brings them back; `entries`: in the stream. */
async function restored(entries = world().kept.ended.size): Promise<void> {
  const { admin, log, sealer, kept, accounts } = world();
  if ((await log.info(stream)) !== undefined) {
    await removeStream(await accounts.as("bootstrap"), stream, timeoutMs);
  }
  await admin.ensureStream(auditYearStream(retiredYear, demonstrationLimits));
  for (let n = 1; n <= entries; n += 1) {
    const id = n.toString(16).padStart(32, "0");
    const place = noticePlace({ year: retiredYear, kind: "heartbeat", id });
    const expected = { expect: { sequence: 0, filter: place.chain } };
    const outcome = await log.append(place.subject, Buffer.from("SINTETICO"), expected);
    expect(outcome).toMatchObject({ kind: "appended" });
  }
  await sealer.seal(stream);
  rmSync(join(kept.data, "audit", String(retiredYear)), { recursive: true, force: true });
  rmSync(join(kept.data, "audit", "checkpoints.sqlite"), { force: true });
  await writeRetiredYear(kept.data);
  for (const path of derived()) writeFileSync(made(path), "SINTETICO");
}

/** What was made of the log: of its entries, for each titolare, and for searching. */
const derived = () => [
  ...[`audit/counts/${retiredYear}-2/pl.json`, `audit/counts/${nextYear}-1/pl.json`],
  ...["search/search.sqlite", "console/search.sqlite"],
];

const derivedThere = () => derived().filter((path) => existsSync(join(world().kept.data, path)));

function made(path: string): string {
  const file = join(world().kept.data, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** What a start of the installation does. */
async function start(step?: (name: RemovalStep) => void) {
  const { kept, accounts } = world();
  const { url, serverName } = accounts.server;
  const held = heldTerminal();
  const at = {
    ...{ data: kept.data, place: { url, serverName }, bootstrap: accounts.userOf("bootstrap") },
    ...(step && { step }),
  };
  await removeRetiredYears(held.terminal, at, await retiredYears(kept.data));
  return { events: held.told().map(({ event }) => event), warned: held.warned() };
}

const folder = () => join(world().kept.data, "audit", String(retiredYear));
const isStreamThere = async () => (await world().log.info(stream)) !== undefined;
const left = () => readdirSync(join(retiredFolder(world().kept.data, retiredYear), "log"));

async function verified() {
  const { data } = world().kept;
  const { terminal, told } = heldTerminal();
  const code = await verify(terminal, { place: join(data, "audit"), data });
  return { code, events: told().map(({ event }) => event) };
}

describe("a year that the signed log says is retired", () => {
  testWithServer("is removed at the next start, and its checkpoint stays", async () => {
    const { data } = world().kept;
    const checkpoint = readFileSync(join(folder(), "checkpoint"));
    expect((await retiredChecks(data)).map(({ text }) => text)).toEqual(["doctor-years-left"]);
    expect((await verified()).events).toContain("log-year-still");
    expect((await start()).events).toEqual(["retire-removed"]);
    expect([await isStreamThere(), existsSync(folder())]).toEqual([false, false]);
    const last = join(retiredFolder(data, retiredYear), "log");
    expect(readFileSync(join(last, "checkpoint"))).toEqual(checkpoint);
    expect(left()).not.toEqual(expect.arrayContaining(["tile"]));
    expect(left()).not.toEqual(expect.arrayContaining(["parts"]));
    expect((await retiredChecks(data)).map(({ text }) => text)).toEqual(["doctor-years-retired"]);
    expect((await start()).events).toEqual([]);
  });

  testWithServer("takes with it what was made of it, and nothing of another year", async () => {
    await start();
    expect(derivedThere()).toEqual([`audit/counts/${nextYear}-1/pl.json`]);
  });

  testWithServer("leaves a log that still verifies, and says who ordered it", async () => {
    await start();
    const { code, events } = await verified();
    expect(code).toBe(0);
    expect(events).toContain("log-year-retired");
    expect(events).not.toContain("log-year-still");
  });

  const steps = ["stream-removed", "folder-moved", "derived-removed", "tiles-removed"] as const;
  for (const killedAt of steps) {
    testWithServer(`is removed by the start after one that was killed: ${killedAt}`, async () => {
      const kill = (name: RemovalStep) => {
        if (name === killedAt) throw new Error("killed");
      };
      await expect(start(kill)).rejects.toThrow("killed");
      await start();
      expect([await isStreamThere(), existsSync(folder())]).toEqual([false, false]);
      expect(left()).toContain("checkpoint");
      expect(left()).not.toEqual(expect.arrayContaining(["tile"]));
      expect(derivedThere()).toEqual([`audit/counts/${nextYear}-1/pl.json`]);
    });
  }

  testWithServer("is removed again when a restored backup brings it back", async () => {
    await start();
    await restored();
    expect((await start()).events).toEqual(["retire-removed"]);
    expect([await isStreamThere(), existsSync(folder())]).toEqual([false, false]);
  });
});

describe("nothing is removed", () => {
  testWithServer("before the entry that says so is under a signed checkpoint", async () => {
    noteOf(world().kept.data, 4);
    expect(await start()).toEqual({ events: [], warned: ["retire-waits"] });
    expect([await isStreamThere(), existsSync(folder())]).toEqual([true, true]);
  });

  testWithServer("by a note that names another entry", async () => {
    noteOf(world().kept.data, 2);
    await expect(start()).rejects.toMatchObject({ text: "retire-entry-differs" });
    expect([await isStreamThere(), existsSync(folder())]).toEqual([true, true]);
  });

  testWithServer("where the stream is not the one that was ordered away", async () => {
    await restored(world().kept.ended.size + 1);
    await expect(start()).rejects.toMatchObject({ text: "retire-differs" });
    expect([await isStreamThere(), existsSync(folder())]).toEqual([true, true]);
  });

  testWithServer("where the folder is not the log that was ordered away", async () => {
    const path = join(folder(), "checkpoint");
    const [origin, size] = readFileSync(path, "utf8").split("\n", 2);
    const root = Buffer.alloc(32, 1).toString("base64");
    rmSync(path);
    writeFileSync(path, `${origin}\n${size}\n${root}\n`);
    await expect(start()).rejects.toMatchObject({ text: "search-checkpoint" });
    expect([await isStreamThere(), existsSync(folder())]).toEqual([true, true]);
  });

  testWithServer("by any process that runs, nor of any other year", async () => {
    const { accounts } = world();
    const remove = (year: number) => `$JS.API.STREAM.DELETE.${auditStream(year)}`;
    for (const role of ["exchange", "policy", "audit", "console", "vault"] as const) {
      const refused = await attempt(await accounts.as(role), remove(retiredYear));
      expect(refused).toMatch(/permissions violation/i);
    }
    const refused = await attempt(await accounts.as("bootstrap"), remove(nextYear));
    expect(refused).toMatch(/permissions violation/i);
  });
});
