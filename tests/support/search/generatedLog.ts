import fc from "fast-check";
import type { ProjectionPlace } from "#libs/search/database";
import type { FinderLimits } from "#libs/search/finder";
import type { FoundEntry } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import { LogSearch } from "#libs/search/logSearch";
import type { YearLog } from "#libs/search/reindex";
import type { LogEntry } from "#libs/tlog/tail";
import { Notebook, type NotedEntry } from "./oracle.ts";
import { Traffic, type TrafficEntry } from "./traffic.ts";
import { configurationEntry, filesOf, quickEntry, writtenEntry, yearLog } from "./trafficLog.ts";

/** A generated log of one or more years, and what a person would note of each of its entries. */
export interface GeneratedLog {
  readonly years: ReadonlyMap<number, readonly LogEntry[]>;
  readonly noted: readonly NotedEntry[];
}

/** `sizes` by year. The first entry of the first year is the configuration. */
export function generatedLog(seed: number, sizes: Readonly<Record<string, number>>): GeneratedLog {
  const traffic = new Traffic({ seed, stepMs: 600_000, begin: "2026-12-24T00:00:00.000Z" });
  const notebook = new Notebook();
  const noted: NotedEntry[] = [];
  const years = new Map<number, LogEntry[]>();
  for (const [name, size] of Object.entries(sizes)) {
    const year = Number(name);
    const entries = years.size === 0 ? [configurationEntry()] : [];
    if (entries.length > 0) noted.push(configurationNote(year));
    years.set(year, entries);
    while (entries.length < size) {
      const entry = traffic.next(year, entries.length);
      noted.push(notebook.note({ year, index: entries.length }, entry));
      entries.push(bytesOf(entry, `${seed} ${year} ${entries.length}`));
    }
  }
  return { years, noted };
}

const bytesOf = (entry: TrafficEntry, seed: string): LogEntry =>
  "decision" in entry ? quickEntry(entry.decision) : writtenEntry(entry, seed);

export const logsOf = ({ years }: GeneratedLog): readonly YearLog[] =>
  [...years].map(([year, entries]) => yearLog(year, entries));

const configurationNote = (year: number): NotedEntry => ({
  ...{ year, index: 0, at: "2026-01-01T00:00:00.000Z" },
  rooms: [{ words: { outcome: ["told"] } }],
  words: { kind: ["configuration"], mode: ["system"] },
});

export const placeText = ({
  year,
  index,
}: {
  readonly year: number;
  readonly index: number;
}): string => `${year}/${index}`;

export function filesWithout(
  gone: string,
  entries: readonly LogEntry[],
): ReadonlyMap<string, Buffer> {
  const files = filesOf(entries);
  files.delete(gone);
  return files;
}

/** A question of which at least one entry is an answer: some words of one entry and of one room in it. */
export function questionAbout(noted: readonly NotedEntry[]): fc.Arbitrary<LogFilter> {
  const about = fc.record({
    entry: fc.nat(),
    room: fc.nat(),
    members: fc.nat(),
    hours: fc.nat(60),
  });
  return fc.tuple(about, fc.array(fc.nat(), { minLength: 5, maxLength: 5 })).map(([one, picks]) => {
    const entry = noted[one.entry % noted.length];
    const words = { ...entry?.words, ...entry?.rooms[one.room % (entry.rooms.length || 1)]?.words };
    const names = Object.entries(words).filter(([, said]) => said.some((word) => word !== ""));
    const chosen = picks.slice(0, 1 + (one.members % 4)).map((pick) => names[pick % names.length]);
    const filter = chosen.flatMap((found) => (found === undefined ? [] : [memberOf(found, picks)]));
    const ms = Date.parse(entry?.at ?? "");
    const time = (hours: number) => new Date(ms + hours * 3_600_000).toISOString();
    const period = one.hours < 20 ? { from: time(-one.hours), to: time(1 + one.hours * 4) } : {};
    return { ...Object.fromEntries(filter), ...period };
  });
}

const single: ReadonlySet<string> = new Set(["incident", "event", "operator", "reader"]);

function memberOf(
  [name, said]: readonly [string, readonly string[]],
  picks: readonly number[],
): readonly [string, string | readonly string[]] {
  const words = said.filter((word) => word !== "");
  const word = words[(picks.at(-1) ?? 0) % words.length] ?? "";
  return [name, single.has(name) ? word : [word]];
}

export async function allPages(
  search: LogSearch,
  filter: LogFilter,
  order: "oldest" | "newest",
  limit: number,
): Promise<readonly FoundEntry[]> {
  const found: FoundEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.page({
      filter,
      order,
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    if ("problem" in page) throw new Error(page.problem);
    found.push(...page.entries);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

export async function opened(place: ProjectionPlace, limits?: FinderLimits): Promise<LogSearch> {
  const search = await LogSearch.open(place, limits);
  if (search === undefined) throw new Error("no projection");
  return search;
}

export type NewPlace = () => Promise<ProjectionPlace>;

/** So small that a log of some hundred entries is searched in all the ways in which one of a million is. */
export const smallStrides: FinderLimits = {
  ...{ edgeEntries: 8, gatheredMax: 20, windowMin: 16 },
  ...{ entriesPerLookup: 2, countedMax: 0, exceptedMin: 10 },
};
