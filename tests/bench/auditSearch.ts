import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FoundEntry } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import { LogSearch } from "#libs/search/logSearch";
import { reindex, type YearLog } from "#libs/search/reindex";
import { sqlitePlace } from "#libs/search/sqlite";
import { LogReader } from "#libs/tilestore/logReader";
import { CompactRange } from "#libs/tlog/compactRange";
import { leafHash } from "#libs/tlog/hash";
import type { LogEntry } from "#libs/tlog/tail";
import { encodeEntries, encodeParts, parseTilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { Traffic } from "#tests/support/search/traffic";
import { configurationEntry, quickEntry, writtenEntry } from "#tests/support/search/trafficLog";
import { seeded } from "#tests/support/seeded";
import { type Metric, machine, metric, quantile } from "./figures.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    entries: { type: "string", default: "1000000" },
    queries: { type: "string", default: "300" },
    seed: { type: "string", default: "5" },
  },
});
const [entries, queries, seed] = [flags.entries, flags.queries, flags.seed].map(Number) as [
  number,
  number,
  number,
];
const year = 2026;
const yearMs = 365 * 86_400_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;

/** A log that is made while it is read: what making it takes is known, and is not the reader's time. */
class MadeLog {
  readonly #traffic = new Traffic({
    seed,
    stepMs: Math.floor(yearMs / entries),
    begin: "2026-01-01T00:00:00.000Z",
  });
  #bundle: readonly LogEntry[] = [];
  #made = 0;
  makingSeconds = 0;
  makingCpuSeconds = 0;
  bytes = 0;

  read(path: string): Promise<Buffer | undefined> {
    const ref = parseTilePath(path);
    if (ref === undefined || ref.kind === "tile") return Promise.resolve(undefined);
    const [from, cpu] = [seconds(), process.cpuUsage()];
    if (ref.kind === "entries") this.#bundle = this.bundle(ref.index);
    const bytes =
      ref.kind === "entries"
        ? encodeEntries(this.#bundle.map(({ leaf }) => leaf))
        : encodeParts(this.#bundle.map(({ part }) => part));
    this.bytes += bytes.length;
    this.makingSeconds += seconds() - from;
    const { user, system } = process.cpuUsage(cpu);
    this.makingCpuSeconds += (user + system) / 1e6;
    return Promise.resolve(bytes);
  }

  /** Bundles come in order. */
  bundle(index: number): readonly LogEntry[] {
    const width = widthAt(0, index, entries);
    return Array.from({ length: width }, (_, at) => this.#entry(index * tileWidth + at));
  }

  #entry(index: number): LogEntry {
    if (index !== this.#made) throw new Error("bundles are read in order");
    this.#made += 1;
    if (index === 0) return configurationEntry();
    const made = this.#traffic.next(year, index);
    return "decision" in made ? quickEntry(made.decision) : writtenEntry(made, String(index));
  }
}

/** The root of the same log, made once before: what the checkpoint would sign. */
function rootOfLog(): Buffer {
  const [log, tree] = [new MadeLog(), new CompactRange()];
  for (let bundle = 0; bundle * tileWidth < entries; bundle += 1) {
    for (const { leaf } of log.bundle(bundle)) tree.append(leafHash(leaf));
  }
  return tree.root();
}

const members = [
  ...(["receiver", "sender", "category", "reason", "outcome", "article"] as const),
  ...(["given", "withheld", "titolare", "time", "purpose", "kind"] as const),
] as const;

/** Three filters with values of an entry that is there. */
function questionAbout(random: () => number, entry: FoundEntry): LogFilter {
  const room = entry.rooms[Math.floor(random() * entry.rooms.length)];
  const [title] = room?.titles ?? [];
  const values: Readonly<Record<string, string | null | undefined>> = {
    receiver: room?.room,
    sender: entry.sender,
    category: entry.category,
    reason: room?.reason === "" ? undefined : room?.reason,
    outcome: room?.outcome,
    article: title?.article,
    given: room?.given.groups[0],
    withheld: room?.withheld.classes.at(-1),
    titolare: entry.titolare,
    purpose: entry.purpose,
    kind: entry.kind,
  };
  const chosen = members
    .filter((name) => name === "time" || (values[name] ?? null) !== null)
    .map((name) => ({ name, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, 3);
  const filter = chosen.map(({ name }): [string, unknown] => [name, [values[name]]]);
  const days = 1 + Math.floor(random() * 60);
  const ms = Date.parse(entry.at);
  const period = {
    from: new Date(ms - days * 86_400_000).toISOString(),
    to: new Date(ms + days * 86_400_000).toISOString(),
  };
  const timed = chosen.some(({ name }) => name === "time");
  const others = Object.fromEntries(filter.filter(([name]) => name !== "time")) as LogFilter;
  return timed ? { ...others, ...period } : others;
}

interface Sample {
  readonly ms: number;
  /** Of this process alone: what others do on the machine is not counted. */
  readonly cpuMs: number;
  readonly filter: LogFilter;
  readonly found: number;
}

async function ask(search: LogSearch): Promise<readonly Sample[]> {
  const random = seeded(seed + 1);
  const samples: Sample[] = [];
  while (samples.length < queries) {
    const index = Math.floor(random() * entries);
    const entry = await search.entry({ year, index });
    if (entry === undefined || entry.rooms.length < 2) continue;
    const filter = questionAbout(random, entry);
    const order = random() < 0.5 ? "newest" : "oldest";
    const [from, cpu] = [seconds(), process.cpuUsage()];
    const page = await search.page({ filter, order, limit: 50 });
    const ms = (seconds() - from) * 1_000;
    if ("problem" in page) throw new Error(page.problem);
    const { user, system } = process.cpuUsage(cpu);
    samples.push({ ms, cpuMs: (user + system) / 1_000, filter, found: page.entries.length });
  }
  return samples;
}

const folder = mkdtempSync(join(tmpdir(), "raccordo-bench-search-"));
const place = sqlitePlace(join(folder, "search.sqlite"));
try {
  say(`making a log of ${entries} entries once, for its root …`);
  const root = rootOfLog();
  const log = new MadeLog();
  const logs: readonly YearLog[] = [
    { year, origin: `audit.prova.example/${year}`, reader: new LogReader(log, entries), root },
  ];
  say("reindex …");
  const [from, cpu] = [seconds(), process.cpuUsage()];
  await reindex(place, logs);
  const wall = seconds() - from - log.makingSeconds;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6 - log.makingCpuSeconds;
  const search = await LogSearch.open(place);
  if (search === undefined) throw new Error("no projection");
  say("questions with three filters …");
  const samples = await ask(search);
  await search.close();
  const times = samples.map(({ ms }) => ms);
  const cpuTimes = samples.map(({ cpuMs }) => cpuMs);
  const size = statSync(place.name).size;
  const metrics: readonly Metric[] = [
    metric("reindex", "entries/s", entries / wall, [entries / wall], {
      at: "least",
      value: 30_000,
    }),
    metric("reindex_of_cpu", "entries/s", entries / cpuSeconds, [entries / cpuSeconds], {
      at: "least",
      value: 30_000,
    }),
    metric("query_p50", "ms", quantile(times, 0.5), []),
    metric("query_p95", "ms", quantile(times, 0.95), times, { at: "most", value: 50 }),
    metric("query_cpu_p50", "ms", quantile(cpuTimes, 0.5), []),
    metric("query_cpu_p95", "ms", quantile(cpuTimes, 0.95), cpuTimes, { at: "most", value: 50 }),
    metric("projection", "B/entry", size / entries, []),
    metric("log_read", "B/entry", log.bytes / entries, []),
  ];
  const slowest = samples.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  const result = {
    bench: "audit-search",
    entries,
    rooms: 6,
    seed,
    metrics,
    slowest,
    machine: machine(),
  };
  if (flags.json) process.stdout.write(`${JSON.stringify({ ...result, samples })}\n`);
  else {
    for (const { id, value, unit, target, holds } of metrics) {
      const verdict =
        target === null ? "" : ` (${target}: ${holds === true ? "holds" : "does NOT hold"})`;
      process.stdout.write(`${id}: ${value} ${unit}${verdict}\n`);
    }
    for (const { ms, filter, found } of slowest) {
      say(`  ${ms.toFixed(1)} ms, ${found} found: ${JSON.stringify(filter)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
