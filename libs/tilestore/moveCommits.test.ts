import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { noteVerifier } from "#libs/tlog/note";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgresServer";
import { type TestFunction, testIf } from "#tests/support/skip";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";
import type { CommittedCheckpoint } from "./checkpointStore.ts";
import { type CommitsMove, carryOut, planMove } from "./moveCommits.ts";
import type { Holding, MovableCheckpoints } from "./movedCommits.ts";
import { openPostgresCheckpoints } from "./postgresCheckpoints.ts";
import { openSqliteCheckpoints } from "./sqliteCheckpoints.ts";
import { openTileStore } from "./tileStore.ts";

type OpenTarget = (log: TestLog) => Promise<MovableCheckpoints>;
const sqliteTarget: OpenTarget = async ({ base, origin }) =>
  openSqliteCheckpoints(join(base, "target.sqlite"), origin);

const opened: MovableCheckpoints[] = [];
let log: TestLog;

beforeEach(async () => {
  log = await newTestLog();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await log.remove();
});

const kept = async (store: Promise<MovableCheckpoints>): Promise<MovableCheckpoints> => {
  opened.push(await store);
  return store;
};
const source = () =>
  kept(Promise.resolve(openSqliteCheckpoints(join(log.base, "checkpoints.sqlite"), log.origin)));

/** Grows the log as its sequencer does, with its commits in `store`. */
async function grow(store: MovableCheckpoints, batches: readonly number[]): Promise<void> {
  const { folder, origin } = log;
  const writer = { folder, origin, verifiers: [verifier()], checkpoints: store };
  await growLog(log, await openTileStore(writer), batches);
}

function verifier() {
  const found = noteVerifier(log.vkey);
  if (found === undefined) throw new Error("own key refused");
  return found;
}

function moveOf(from: MovableCheckpoints, target: MovableCheckpoints, to = "there"): CommitsMove {
  const trust = { origin: log.origin, verifiers: [verifier()] };
  return { trust, folder: log.folder, source: from, target, to };
}

/** As the command does it: look, then carry out. */
async function move(one: CommitsMove): Promise<CommittedCheckpoint> {
  const plan = await planMove(one);
  if (!plan.ok || plan.commit === undefined) throw new Error("not moved");
  expect(await carryOut(one, plan.commit)).toBe(true);
  return plan.commit;
}

const liveIn = (...holdings: readonly Holding[]) =>
  holdings.filter(({ kind }) => kind === "live").length;

function movesBackAndForth(run: TestFunction, openTarget: OpenTarget): void {
  run(
    "the log goes on there, the old writer halts, and it comes back behind what was added",
    async () => {
      const [here, there] = [await source(), await kept(openTarget(log))];
      await grow(here, [300, 5]);
      const stale = await source();
      const first = await move(moveOf(here, there));
      expect(first.size).toBe(305);
      await expect(grow(stale, [1])).rejects.toMatchObject({ kind: "moved" });
      const next = { size: 306, root: Buffer.alloc(32, 1), note: Buffer.from("x") };
      await expect(stale.advance(first, next)).rejects.toMatchObject({ kind: "moved" });
      await grow(there, [20]);
      const second = await move(moveOf(there, here, "here"));
      expect(second.size).toBe(325);
      await grow(here, [7]);
      expect((await here.current())?.size).toBe(332);
      expect(await there.holding()).toMatchObject({ kind: "moved", to: "here" });
    },
  );

  run(
    "whatever operation breaks off, done or not, never may both be written, and the same command ends it",
    async () => {
      const there = await kept(openTarget(log));
      let here = await source();
      await grow(here, [3]);
      let [from, to, name] = [here, there, "there"];
      for (let at = 0; at < 7; at += 1) {
        for (const persists of [false, true]) {
          const broken = new BreakingOff(at, persists);
          const one = moveOf(broken.around(from), broken.around(to), name);
          await move(one).catch((error: unknown) => expect(error).toBe(broken.error));
          expect(liveIn(await from.holding(), await to.holding())).toBeLessThanOrEqual(1);
          const plan = await planMove(moveOf(from, to, name));
          // Where it had ended all the same, nothing is left to do.
          if (plan.ok && plan.commit !== undefined)
            await carryOut(moveOf(from, to, name), plan.commit);
          expect((await to.current())?.size).toBe(3 + 2 * at + Number(persists));
          await grow(to, [1]);
          expect((await from.holding()).kind).toBe("moved");
          [from, to, name] = [to, from, name === "there" ? "here" : "there"];
        }
      }
      here = await source();
      expect(liveIn(await here.holding(), await there.holding())).toBe(1);
    },
  );
}

/** Fails at its n-th operation on either store, before it or after it was done. */
class BreakingOff {
  readonly error = new Error("broken off");
  #left: number;

  constructor(
    at: number,
    private readonly persists: boolean,
  ) {
    this.#left = at;
  }

  around(store: MovableCheckpoints): MovableCheckpoints {
    return {
      holding: () => this.#step(() => store.holding()),
      replace: (from, by) => this.#step(() => store.replace(from, by)),
      current: () => store.current(),
      advance: (from, to) => store.advance(from, to),
      close: () => store.close(),
    };
  }

  async #step<T>(work: () => Promise<T>): Promise<T> {
    const fails = this.#left === 0;
    this.#left -= 1;
    if (fails && !this.persists) throw this.error;
    const result = await work();
    if (fails) throw this.error;
    return result;
  }
}

describe("moving the commits of a log to another file", () => {
  movesBackAndForth(test, sqliteTarget);

  test("of a log without a commit moves nothing", async () => {
    const one = moveOf(await source(), await kept(sqliteTarget(log)));
    expect(await planMove(one)).toEqual({ ok: true, commit: undefined });
  });

  test("is refused where the target knows a smaller, a larger or another commit, and nothing changes", async () => {
    const [here, there] = [await source(), await kept(sqliteTarget(log))];
    await grow(here, [4]);
    const four = await here.current();
    await grow(here, [4]);
    const last = await here.current();
    if (four === undefined || last === undefined) throw new Error("nothing committed");
    const signed = (size: number, fill: number) => {
      const root = Buffer.alloc(32, fill);
      return { size, root, note: signCheckpoint({ origin: log.origin, size, root }, [log.signer]) };
    };
    let before: Holding = { kind: "none" };
    for (const commit of [four, signed(8, 7), signed(9, 7)]) {
      for (const other of [live(commit), movedAway(commit)]) {
        expect(await there.replace(before, other)).toBe(true);
        before = other;
        const plan = await planMove(moveOf(here, there));
        // That it went away at a size at which this log had that root is its own past.
        const isPast = other.kind === "moved" && commit === four;
        expect(plan).toEqual(
          isPast
            ? { ok: true, commit: last }
            : { ok: false, why: "target-other", size: commit.size },
        );
        expect(await here.current()).toEqual(last);
        expect(await there.holding()).toEqual(other);
      }
    }
  });

  test("is refused from a store that was moved to a third place, or that went back behind what is published", async () => {
    const [here, there] = [await source(), await kept(sqliteTarget(log))];
    await grow(here, [4]);
    const four = await here.holding();
    await grow(here, [4]);
    const last = await here.holding();
    if (four.kind !== "live" || last.kind !== "live") throw new Error("nothing committed");
    expect(await here.replace(last, four)).toBe(true);
    await expect(planMove(moveOf(here, there))).rejects.toMatchObject({ kind: "went-back" });
    expect(await here.replace(four, movedAway(last.commit))).toBe(true);
    const plan = await planMove(moveOf(here, there));
    expect(plan).toEqual({ ok: false, why: "source-moved", place: "elsewhere" });
    expect(await there.holding()).toEqual({ kind: "none" });
  });

  test("is refused where the last commit is not signed by the log's key, or is not the root of the tiles", async () => {
    const [here, there] = [await source(), await kept(sqliteTarget(log))];
    await grow(here, [4]);
    const last = await here.holding();
    if (last.kind !== "live") throw new Error("nothing committed");
    const forged = live({ ...last.commit, note: Buffer.from("SINTETICO") });
    expect(await here.replace(last, forged)).toBe(true);
    await expect(planMove(moveOf(here, there))).rejects.toMatchObject({
      kind: "checkpoint-invalid",
    });
    const root = Buffer.alloc(32, 9);
    const other = signCheckpoint({ origin: log.origin, size: 4, root }, [log.signer]);
    expect(await here.replace(forged, live({ size: 4, root, note: other }))).toBe(true);
    await expect(planMove(moveOf(here, there))).rejects.toMatchObject({ kind: "mismatch" });
  });

  test("ends with false where another writer was faster than it", async () => {
    const [here, there] = [await source(), await kept(sqliteTarget(log))];
    await grow(here, [4]);
    const one = moveOf(here, there);
    const plan = await planMove(one);
    await grow(here, [1]);
    if (!plan.ok || plan.commit === undefined) throw new Error("not planned");
    expect(await carryOut(one, plan.commit)).toBe(false);
    expect((await here.current())?.size).toBe(5);
    expect(await there.holding()).toEqual({ kind: "none" });
  });
});

const live = (commit: CommittedCheckpoint) => ({ kind: "live", commit }) as const;
const movedAway = (commit: CommittedCheckpoint) =>
  ({ kind: "moved", to: "elsewhere", commit }) as const;

const problem = postgresProblem();
const testPostgres = testIf(problem === undefined, problem ?? "");

describe("moving the commits of a log to PostgreSQL", () => {
  const server: { running?: TestPostgres } = {};
  beforeAll(async () => {
    if (problem === undefined) server.running = await startPostgres();
  });
  afterAll(() => server.running?.stop());

  movesBackAndForth(testPostgres, async ({ origin }) => {
    const url = server.running?.url ?? "";
    // All logs of this file have one origin.
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("DROP TABLE IF EXISTS raccordo_checkpoint");
    await client.end();
    return openPostgresCheckpoints({ url }, origin);
  });
});
