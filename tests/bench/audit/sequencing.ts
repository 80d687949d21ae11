import { join } from "node:path";
import { jetstream } from "@nats-io/jetstream";
import type { AuditFixture } from "#tests/support/auditFixture";
import { until } from "#tests/support/until";
import { cpuMsOf } from "../processes.ts";
import { CheckpointWatch, latencies, publishedSize, type SeenSize } from "./checkpointWatch.ts";
import type { MadeMessages } from "./madeMessages.ts";
import { startWitnesses, stopped } from "./processes.ts";

/** As shipped; but the process's own entries and its count of a month would stand between those that are measured. */
const quiet = {
  ...{ settings_every_ms: 5_000, reconcile_every_ms: 5_000, release_grace_ms: 600_000 },
  ...{ heartbeat_every_ms: 3_600_000, counts_look_ms: 3_600_000 },
} as const;

/** Messages under way while a stream is filled. */
const windowMax = 256;
const catchUpMsMax = 3_600_000;

export const logFolder = ({ logDir, year }: AuditFixture): string => join(logDir, String(year));

/** Fills the stream of a year as fast as the server syncs; each message is acknowledged. */
export async function fill(
  { policy }: AuditFixture,
  messages: MadeMessages,
  count: number,
): Promise<void> {
  const client = jetstream(policy, { timeout: 60_000 });
  const underWay = new Set<Promise<unknown>>();
  for (let n = 0; n < count; n += 1) {
    const { subject, data } = messages.next();
    const sent = client.publish(subject, data).finally(() => underWay.delete(sent));
    underWay.add(sent);
    if (underWay.size >= windowMax) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

export interface Sequenced {
  /** From the first checkpoint of this run to the last. */
  readonly entries: number;
  readonly seconds: number;
  /** Of each second of the run. */
  readonly perSecond: readonly number[];
  /** CPU microseconds an entry, by process. */
  readonly cpuUs: ReadonlyMap<string, number>;
}

/** Starts the real audit process on a filled stream; until its signed checkpoint covers `last`. */
export async function catchUp(fixture: AuditFixture, last: number): Promise<Sequenced> {
  const folder = logFolder(fixture);
  const before = publishedSize(folder, "checkpoint");
  const audit = fixture.start({}, quiet);
  const pids = new Map([
    ["audit", audit.pid],
    ["nats", fixture.server.pid],
  ]);
  const watch = new CheckpointWatch(folder);
  try {
    await until(() => watch.size("checkpoint") > before, "the first batch", catchUpMsMax);
    const [first] = watch.seen.checkpoint.slice(-1);
    const from = cpuMsOf(pids);
    await until(() => watch.size("checkpoint") >= last, "the end of the stream", catchUpMsMax);
    const to = cpuMsOf(pids);
    return sequenced(first, watch.seen.checkpoint, { from, to });
  } finally {
    watch.close();
    await stopped(audit);
  }
}

interface CpuMs {
  readonly from: ReadonlyMap<string, number>;
  readonly to: ReadonlyMap<string, number>;
}

function sequenced(
  first: SeenSize | undefined,
  seen: readonly SeenSize[],
  { from, to }: CpuMs,
): Sequenced {
  const end = seen.at(-1);
  if (first === undefined || end === undefined) throw new Error("nothing was published");
  const entries = end.size - first.size;
  const perEntry = (name: string) => ((to.get(name) ?? 0) - (from.get(name) ?? 0)) / entries;
  return {
    entries,
    seconds: (end.atMs - first.atMs) / 1_000,
    perSecond: ratesOf(first, seen),
    cpuUs: new Map([...to.keys()].map((name) => [name, perEntry(name) * 1_000])),
  };
}

/** Entries of each whole second. */
export function ratesOf(first: SeenSize, seen: readonly SeenSize[]): readonly number[] {
  const rates: number[] = [];
  let begin = first;
  for (const one of seen) {
    if (one.atMs - begin.atMs < 1_000) continue;
    rates.push((1_000 * (one.size - begin.size)) / (one.atMs - begin.atMs));
    begin = one;
  }
  return rates;
}

export interface Offered {
  readonly entriesPerSecond: number;
  readonly seconds: number;
}

export interface Latencies {
  readonly toL1: readonly number[];
  readonly toL2: readonly number[];
  readonly checkpoints: number;
  readonly late: number;
  readonly cpuUs: ReadonlyMap<string, number>;
}

/**
 * Offers so many entries a second to a running log with two witnesses. Latency counts from the acknowledgement of
 * each message to the first published checkpoint, signed or cosigned, that covers it.
 */
export async function offer(
  fixture: AuditFixture,
  messages: MadeMessages,
  { entriesPerSecond, seconds }: Offered,
): Promise<Latencies> {
  const witnesses = await startWitnesses(fixture);
  const audit = fixture.start({}, { ...quiet, witnesses: witnesses.config });
  await audit.ready;
  await signOfLife(fixture, messages);
  const watch = new CheckpointWatch(logFolder(fixture));
  try {
    await warmUp(fixture, messages, watch);
    const begun = watch.seen.checkpoint.length;
    const pids = new Map([["audit", audit.pid], ["nats", fixture.server.pid], ...witnesses.pids]);
    const from = cpuMsOf(pids);
    const { acknowledged, late } = await atRate(fixture, messages, { entriesPerSecond, seconds });
    const last = acknowledged.at(-1)?.sequence ?? 0;
    await until(() => watch.size("witnessed") >= last, "the cosignatures", 60_000);
    const to = cpuMsOf(pids);
    const perEntry = (ms: number, name: string) =>
      (1_000 * (ms - (from.get(name) ?? 0))) / acknowledged.length;
    return {
      toL1: latencies(acknowledged, watch.seen.checkpoint),
      toL2: latencies(acknowledged, watch.seen.witnessed),
      checkpoints: watch.seen.checkpoint.length - begun,
      late,
      cpuUs: new Map([...to].map(([name, ms]) => [name, perEntry(ms, name)])),
    };
  } finally {
    watch.close();
    await stopped(audit);
    await witnesses.stop();
  }
}

/**
 * The log is full of leaves that say January: who reads back an hour of it finds no sign of life, and writes one. What
 * is made goes on behind it.
 */
async function signOfLife({ log, year }: AuditFixture, messages: MadeMessages): Promise<void> {
  const stream = `AUDIT_${year}`;
  const last = async () => (await log.info(stream))?.lastSequence ?? 0;
  const before = messages.nextSequence;
  await until(async () => (await last()) >= before, "the sign of life");
  messages.continueAt((await last()) + 1);
}

/** Compiled code and open connections: the first entries are not measured. */
async function warmUp(
  fixture: AuditFixture,
  messages: MadeMessages,
  watch: CheckpointWatch,
): Promise<void> {
  const { acknowledged } = await atRate(fixture, messages, { entriesPerSecond: 200, seconds: 3 });
  const last = acknowledged.at(-1)?.sequence ?? 0;
  await until(() => watch.size("witnessed") >= last, "the first cosignatures", 60_000);
}

interface Acknowledged {
  readonly sequence: number;
  readonly atMs: number;
}

/** Open loop; `late`: messages that this process could not send within 20 ms of their time. */
async function atRate(
  { policy }: AuditFixture,
  messages: MadeMessages,
  { entriesPerSecond, seconds }: Offered,
): Promise<{ readonly acknowledged: readonly Acknowledged[]; readonly late: number }> {
  const client = jetstream(policy, { timeout: 30_000 });
  const sending: Promise<Acknowledged>[] = [];
  const startMs = performance.now();
  let late = 0;
  for (let n = 0; n < entriesPerSecond * seconds; n += 1) {
    const dueMs = startMs + (n * 1_000) / entriesPerSecond;
    const { subject, data } = messages.next();
    const earlyMs = dueMs - performance.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    else if (earlyMs < -20) late += 1;
    const sent = client.publish(subject, data);
    sending.push(sent.then(({ seq }) => ({ sequence: seq, atMs: performance.now() })));
  }
  return { acknowledged: await Promise.all(sending), late };
}
