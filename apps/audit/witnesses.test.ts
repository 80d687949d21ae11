import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { AskWitness } from "#apps/audit/witnessClient";
import { type OfferedCheckpoint, Witnesses } from "#apps/audit/witnesses";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { Witness } from "#libs/tilestore/witness";
import { openWitnessStore, type WitnessStore } from "#libs/tilestore/witnessStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { cosignerOf } from "#libs/tlog/cosigner";
import { parseNote } from "#libs/tlog/note";
import { parsePolicy, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { formatAddCheckpoint } from "#libs/tlog/witnessProtocol";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";
import { until } from "#tests/support/until";

let log: TestLog;
let stop: AbortController;
let offers: readonly OfferedCheckpoint[];
const stores: WitnessStore[] = [];

/** A real witness behind a line that a test can slow down or cut; it counts what is under way. */
interface Line {
  readonly witness: Witness;
  readonly vkey: string;
  requests: number;
  mostAtOnce: number;
  /** Waited for before each request is handed over. */
  gate: Promise<void>;
  isCut: boolean;
}

beforeEach(async () => {
  stop = new AbortController();
  log = await newTestLog();
  const tiles = await log.open();
  const made: OfferedCheckpoint[] = [];
  for (const count of [2, 3, 4]) {
    await growLog(log, tiles, [count]);
    const { size, root } = tiles.state();
    made.push({ size, note: checkpointOf(size, root) });
  }
  offers = made;
});
afterEach(async () => {
  stop.abort();
  for (const store of stores.splice(0)) store.close();
  await log.remove();
});

const checkpointOf = (size: number, root: Buffer): Buffer =>
  signCheckpoint({ origin: log.origin, size, root }, [log.signer]);

function line(name: string): Line {
  const store = openWitnessStore(join(log.base, `${name}.sqlite`));
  stores.push(store);
  const cosigner = cosignerOf(`${name}.example`, "ed25519", randomBytes(32));
  const options = { store, cosigners: [cosigner], logs: [log.vkey], nowSeconds: () => 1 };
  const witness = new Witness(options);
  const open = { requests: 0, mostAtOnce: 0, gate: Promise.resolve(), isCut: false };
  return { ...open, witness, vkey: cosigner.vkey };
}

function policyOf(lines: Readonly<Record<string, Line>>, k: number): WitnessPolicy {
  const names = Object.keys(lines);
  const witnesses = names.map((name) => `witness ${name} ${lines[name]?.vkey} http://${name}\n`);
  const text = `${witnesses.join("")}group g ${k} ${names.join(" ")}\nquorum g\n`;
  const parsed = parsePolicy(Buffer.from(text));
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.policy;
}

function asking(lines: Readonly<Record<string, Line>>, k: number) {
  const published: Buffer[] = [];
  const atOnce = new Map<Line, number>();
  const ask: AskWitness = async (url, body) => {
    const one = lines[new URL(url).hostname];
    if (one === undefined) return { kind: "unreachable" };
    one.requests += 1;
    atOnce.set(one, (atOnce.get(one) ?? 0) + 1);
    one.mostAtOnce = Math.max(one.mostAtOnce, atOnce.get(one) ?? 0);
    await one.gate;
    const answer = one.isCut ? undefined : await one.witness.addCheckpoint(body);
    atOnce.set(one, (atOnce.get(one) ?? 1) - 1);
    return answer === undefined ? { kind: "unreachable" } : { kind: "answered", ...answer };
  };
  const ports = {
    policy: policyOf(lines, k),
    ask,
    proof: (from: number, to: number) =>
      new LogReader(fileSource(log.folder), to).consistency(from),
    publish: async (note: Buffer) => void published.push(note),
    witnessed: () => undefined,
    failed: (error: unknown) => {
      throw error;
    },
  };
  return { published, witnesses: new Witnesses(ports, 0, stop.signal) };
}

const stateOf = (witnesses: Witnesses, of: string) =>
  witnesses.states.find(({ name }) => name === of)?.state;

const offer = (witnesses: Witnesses, ...which: readonly number[]) => {
  for (const at of which) {
    const one = offers[at];
    if (one !== undefined) witnesses.offer(one);
  }
};

describe("asking witnesses", () => {
  test("publishes what the quorum has cosigned, with its lines, and asks each with one request at a time", async () => {
    const [a, b] = [line("a"), line("b")];
    const { witnesses, published } = asking({ a, b }, 2);
    offer(witnesses, 0, 1, 2);
    await until(() => witnesses.isDone, "the quorum");
    expect(witnesses.witnessedSize).toBe(9);
    const names = parseNote(published.at(-1) ?? Buffer.alloc(0))?.signatures.map(
      ({ name }) => name,
    );
    expect(new Set(names)).toEqual(new Set([log.origin, "a.example", "b.example"]));
    expect([a.mostAtOnce, b.mostAtOnce]).toEqual([1, 1]);
    // Not one for each checkpoint: those between were covered by the newest.
    expect(a.requests).toBeLessThanOrEqual(4);
  });

  test("is not held up by one that is slow, as long as the others make the quorum; its late word is added", async () => {
    const [a, b, slow] = [line("a"), line("b"), line("slow")];
    const gate = Promise.withResolvers<void>();
    slow.gate = gate.promise;
    const { witnesses, published } = asking({ a, b, slow }, 2);
    offer(witnesses, 0);
    await until(() => witnesses.isDone, "the quorum without it");
    const before = published.length;
    gate.resolve();
    await until(() => published.length > before, "its late word");
    expect(parseNote(published.at(-1) ?? Buffer.alloc(0))?.signatures.length).toBe(4);
    expect(slow.mostAtOnce).toBe(1);
  });

  test("goes on asking one that is gone, more and more rarely, and makes up for everything when it is back", async () => {
    const [a, b] = [line("a"), line("b")];
    b.isCut = true;
    const { witnesses } = asking({ a, b }, 2);
    offer(witnesses, 0);
    await until(() => stateOf(witnesses, "b") === "unreachable", "a silence");
    offer(witnesses, 1, 2);
    expect(witnesses.owedMs(performance.now())).toBeGreaterThan(0);
    b.isCut = false;
    await until(() => witnesses.isDone, "both again");
    expect(witnesses.witnessedSize).toBe(9);
    expect(witnesses.owedMs(performance.now())).toBe(0);
    expect(b.mostAtOnce).toBe(1);
  });

  test("tells a witness that has cosigned another history: another root for the size, or one that ours does not continue", async () => {
    for (const [name, size] of [
      ["sameSize", 2],
      ["continued", 1],
    ] as const) {
      const one = line(name);
      const note = checkpointOf(size, randomBytes(32));
      await one.witness.addCheckpoint(formatAddCheckpoint({ oldSize: 0, proof: [], note }));
      const { witnesses } = asking({ [name.toLowerCase()]: one }, 1);
      offer(witnesses, 0);
      await until(() => stateOf(witnesses, name.toLowerCase()) === "differs", "the contradiction");
      expect(witnesses.witnessedSize).toBe(0);
    }
  });

  test("tells a witness that has cosigned more than the log has: the log went back, or it lies", async () => {
    const a = line("a");
    const last = offers.at(-1);
    const note = last?.note ?? Buffer.alloc(0);
    await a.witness.addCheckpoint(formatAddCheckpoint({ oldSize: 0, proof: [], note }));
    const { witnesses } = asking({ a }, 1);
    offer(witnesses, 0);
    await until(() => stateOf(witnesses, "a") === "ahead", "the contradiction");
    offer(witnesses, 1);
    expect(witnesses.isDone).toBe(false);
  });
});
