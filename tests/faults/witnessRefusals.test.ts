import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from "@jest/globals";
import { fileSource } from "#libs/tilestore/tileSource";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";
import { type WitnessedLog, WitnessWorld } from "#tests/support/witnessPlay";

const seed = Number(process.env["RACCORDO_SEED"] ?? 20_261_122);
const worlds = 40;
const turns = 250;

let log: TestLog;
let witnessed: WitnessedLog;

beforeAll(async () => {
  log = await newTestLog();
  const tiles = await log.open();
  const offers = [];
  for (let n = 0; n < 14; n += 1) {
    await growLog(log, tiles, [1 + (n % 4)]);
    const { size, root } = tiles.state();
    offers.push({ size, note: signCheckpoint({ origin: log.origin, size, root }, [log.signer]) });
  }
  const files = new Map<string, Buffer>();
  for await (const path of fileSource(log.folder).list?.() ?? []) {
    files.set(path, await readFile(join(log.folder, path)));
  }
  witnessed = { vkey: log.vkey, source: { read: async (path) => files.get(path) }, offers };
});
afterAll(() => log.remove());
// Who was refused is asked again after a while: the world's own time.
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

async function played(of: number): Promise<WitnessWorld> {
  const world = new WitnessWorld(of, witnessed);
  for (let turn = 0; turn < turns; turn += 1) {
    await world.turn();
    jest.advanceTimersByTime(100);
  }
  return world;
}

describe(`witnesses that refuse, lie, answer in part or not at all (RACCORDO_SEED=${seed})`, () => {
  test("never make a checkpoint witnessed that a quorum has not cosigned, nor one of them cosign two roots; when they are back, all is", async () => {
    let reached = 0;
    for (let world = 0; world < worlds; world += 1) {
      const one = await played(seed + world);
      reached += one.published;
      let isDone = false;
      for (let look = 0; look < 100 && !isDone; look += 1) {
        jest.advanceTimersByTime(31_000);
        isDone = await one.calm();
      }
      one.end();
      expect([seed + world, one.broken, isDone]).toEqual([seed + world, [], true]);
    }
    // A play in which nothing was ever witnessed before the calm would prove nothing.
    expect(reached).toBeGreaterThan(worlds);
  });
});
