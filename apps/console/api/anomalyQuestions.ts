import { problem } from "#libs/runtime/httpAnswer";
import { anomalyFaults, incidentKinds, readerRoles, readPurposes } from "#libs/seal/leafSchema";
import type { FoundEntry } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import { pageEntriesMax } from "#libs/search/queryWords";
import type { SignedLog } from "#libs/search/signedLogs";
import {
  anomalyThresholds,
  type DayCount,
  dayMs,
  isOffTerritory,
  isRefusedOften,
  type Period,
  readingRule,
  volumeAnomalies,
} from "./anomalyRules.ts";
import type { IndexQuestions } from "./index/indexQuestions.ts";
import {
  type Asked,
  jsonOf,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";
import { filterIn } from "./searchQuestions.ts";
import type { Sight } from "./visibility.ts";

/** Days that one question may cover; pages of entries that it looks at, of each kind. */
export const anomalyDaysMax = 366;
const pagesMax = 20;

/** What is unusual in a period about one's own rooms, and who read the log: each with its numbers and its rule. */
export function anomaliesQuestion(asked: Asked, ports: QuestionPorts): Understood {
  const { query } = asked;
  if (strangerIn(query, ["from", "to"])) return wrong("");
  const { from, to } = query;
  if (typeof from !== "string") return wrong("from");
  if (typeof to !== "string") return wrong("to");
  const found = filterIn(asked, ports);
  if (!found.ok) return found.refusal;
  const period = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  if (period.toMs - period.fromMs > anomalyDaysMax * dayMs) return wrong("to");
  return {
    reading: { ...found.about, scope: "statistics" },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    async answer(read, logs) {
      const firstMs = await firstEntryMs(logs, ports);
      const told = await ports.access.search((search) =>
        anomaliesOf(search, ports.sight, period, firstMs),
      );
      if (told === undefined) return problem("log-not-ready");
      return told === "too-many-rows" ? problem(told) : jsonOf({ from, to, ...told, read });
    },
  };
}

async function firstEntryMs(logs: readonly SignedLog[], { access }: QuestionPorts) {
  const [year] = logs.map((log) => log.year).toSorted((a, b) => a - b);
  if (year === undefined) return Number.POSITIVE_INFINITY;
  const entry = await access.search(async (search) => ({
    at: (await search.entry({ year, index: 0 }))?.at,
  }));
  return entry?.at === undefined ? Number.POSITIVE_INFINITY : Date.parse(entry.at);
}

async function anomaliesOf(search: IndexQuestions, sight: Sight, period: Period, firstMs: number) {
  const [days, decided, refused] = [
    await sentByDay(search, sight, period),
    await decidedAbout(search, sight, period),
    await refusalsOf(search, sight, period),
  ];
  if (days === undefined || decided === undefined) return "too-many-rows";
  const faults = await entriesOf(search, { ...timesOf(period), kind: ["anomaly"] });
  const readings = await entriesOf(search, { ...timesOf(period), kind: ["read"] });
  return {
    volume: volumeAnomalies(days, period, firstMs),
    off_territory: decided
      .filter((row) => isOffTerritory(row))
      .map(({ room, decisions, offTerritory }) => ({
        ...{ room, decisions, off_territory: offTerritory },
      })),
    refusals: refused.rows.filter((row) => isRefusedOften(row)),
    faults: faults.entries.map(({ year, index, at, code }) => ({
      ...{ year, index, at, fault: anomalyFaults.find((known) => known === code) ?? null },
    })),
    readers: readersOf(readings.entries, period),
    filtered: decided
      .filter(({ decisions, released }) => decisions > 0 && released === 0)
      .map(({ room, decisions, reasons }) => ({ room, decisions, reasons })),
    more: refused.more || faults.more || readings.more,
  };
}

const timesOf = ({ fromMs, toMs }: Period): Pick<LogFilter, "from" | "to"> => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});

/** Messages of one's own rooms in their own incidents, by day, with the days before that say what is usual. */
async function sentByDay(
  search: IndexQuestions,
  { rooms }: Sight,
  { fromMs, toMs }: Period,
): Promise<readonly DayCount[] | undefined> {
  const own = rooms.map(({ id }) => id);
  const since = Math.floor(fromMs / dayMs) * dayMs - anomalyThresholds.past_days * dayMs;
  const times = timesOf({ fromMs: since, toMs });
  const filter: LogFilter = { ...times, kind: ["exchange"], sender: own, owner: own };
  const counts = await search.count({ filter, by: "sender", every: "day" });
  if ("problem" in counts) return undefined;
  return counts.rows.flatMap(({ value, at, count }) =>
    typeof value === "string" && at !== undefined ? [{ room: value, at, count }] : [],
  );
}

/** What was decided about each of one's own rooms, whoever sent it. */
async function decidedAbout(search: IndexQuestions, { rooms, titolare }: Sight, period: Period) {
  const found = [];
  for (const { id } of rooms) {
    const filter: LogFilter = {
      ...{ ...timesOf(period), kind: [...incidentKinds], receiver: [id] },
      ...(titolare !== undefined && { receiver_titolare: [titolare] }),
    };
    const outcomes = await search.count({ filter, by: "outcome" });
    const withheld: LogFilter = { ...filter, outcome: ["withheld"] };
    const reasons = await search.count({ filter: withheld, by: "reason" });
    if ("problem" in outcomes || "problem" in reasons) return undefined;
    const numberOf = (outcome: string) =>
      outcomes.rows.find(({ value }) => value === outcome)?.count ?? 0;
    const released = numberOf("released") + numberOf("nothing_new") + numberOf("not_handed_out");
    const listed = reasons.rows.map(({ value, count }) => ({ reason: value ?? "", count }));
    const offTerritory = listed.find(({ reason }) => reason === "OUT_OF_TERRITORY")?.count ?? 0;
    const decisions = released + numberOf("withheld");
    found.push({ room: id, decisions, released, offTerritory, reasons: listed });
  }
  return found;
}

/** Submissions of one's own rooms that were refused, now and in as long a period before. */
async function refusalsOf(search: IndexQuestions, { rooms }: Sight, { fromMs, toMs }: Period) {
  const rows = [];
  let isMore = false;
  for (const { id } of rooms) {
    const [refusals, before] = [
      await refusedIn(search, id, { fromMs, toMs }),
      await refusedIn(search, id, { fromMs: fromMs - (toMs - fromMs), toMs: fromMs }),
    ];
    rows.push({ room: id, refusals: refusals.sum, before: before.sum });
    isMore ||= refusals.more || before.more;
  }
  return { rows, more: isMore };
}

async function refusedIn(search: IndexQuestions, room: string, period: Period) {
  const filter: LogFilter = { ...timesOf(period), kind: ["refusals"], room: [room] };
  const { entries, more } = await entriesOf(search, filter);
  return { sum: entries.reduce((sum, { amount }) => sum + (amount ?? 0), 0), more };
}

async function entriesOf(search: IndexQuestions, filter: LogFilter) {
  const entries: FoundEntry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const asking = { filter, order: "newest", limit: pageEntriesMax } as const;
    const found = await search.page({ ...asking, ...(cursor !== undefined && { cursor }) });
    if ("problem" in found) break;
    entries.push(...found.entries);
    cursor = found.next;
    if (cursor === undefined) break;
  }
  return { entries, more: cursor !== undefined };
}

/** Who read how much, for which purpose; those who read unusually much first. */
function readersOf(entries: readonly FoundEntry[], period: Period) {
  const sums = new Map<string, ReturnType<typeof noReading>>();
  for (const entry of entries) {
    const fresh = noReading(entry);
    const key = JSON.stringify([fresh.reader, fresh.role, fresh.purpose]);
    const sum = sums.get(key) ?? fresh;
    sum.readings += 1;
    sum.entries += entry.amount ?? 0;
    if (entry.code === "opening") sum.openings += 1;
    sums.set(key, sum);
  }
  const rows = [...sums.values()].map((sum) => ({
    ...sum,
    rule: readingRule(sum, period) ?? null,
  }));
  const isUnusual = ({ rule }: { readonly rule: string | null }) => (rule === null ? 1 : 0);
  return rows.toSorted((a, b) => isUnusual(a) - isUnusual(b) || b.entries - a.entries);
}

const noReading = ({ person, role, rooms }: FoundEntry) => ({
  reader: person ?? "",
  role: readerRoles.find((known) => known === role) ?? null,
  purpose: readPurposes.find((known) => known === rooms[0]?.reason) ?? null,
  ...{ readings: 0, entries: 0, openings: 0 },
});
