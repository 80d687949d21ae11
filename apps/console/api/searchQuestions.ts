import { timeSchema } from "#libs/policy/readMessages";
import { problem } from "#libs/runtime/httpAnswer";
import type { FoundEntry } from "#libs/search/foundEntries";
import {
  type CountQuery,
  countQuerySchema,
  type LogFilter,
  logFilterSchema,
  type PageQuery,
  pageQuerySchema,
  parseQuery,
} from "#libs/search/logQuery";
import type { Coverage } from "#libs/search/reindex";
import type { SignedLog } from "#libs/search/signedLogs";
import { levelOf } from "#libs/tilestore/logStatus";
import type { LogAccess } from "./logAccess.ts";
import {
  type Asked,
  afterParameter,
  indexMax,
  jsonOf,
  logOf,
  type Question,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wholeIn,
  wrong,
} from "./questions.ts";
import type { Reading } from "./readingSessions.ts";
import { narrowed, seenBy } from "./visibility.ts";

const single: readonly string[] = ["from", "to", "incident", "event", "operator", "reader"];
export const filterMembers: readonly string[] = Object.keys(logFilterSchema.shape);
const pageLimitDefault = 50;

/** The filter in an address, and what of it the leaf of the reading says. */
export type FilterAsked =
  | {
      readonly ok: true;
      readonly filter: LogFilter;
      readonly about: Pick<Reading, "period" | "incident">;
    }
  | { readonly ok: false; readonly refusal: ReturnType<typeof wrong> };

/** Reads the filter of a question, as far as the viewer may ask it. */
export function filterIn(
  { query }: Asked,
  { sight }: Pick<QuestionPorts, "sight">,
  by?: CountQuery["by"],
): FilterAsked {
  const refused = (member: string, code?: "filter-not-allowed") =>
    ({ ok: false, refusal: wrong(member, code) }) as const;
  const given = Object.entries(query)
    .filter(([name]) => filterMembers.includes(name))
    .map(([name, value]) => [
      name,
      single.includes(name) || Array.isArray(value) ? value : [value],
    ]);
  const parsed = parseQuery(logFilterSchema, Object.fromEntries(given));
  if (!parsed.ok) return refused(memberOf(parsed.pointer));
  const about = aboutOf(parsed.value);
  if (typeof about === "string") return refused(about);
  const seen = narrowed(parsed.value, sight, by);
  if (!seen.ok) return refused(seen.member, "filter-not-allowed");
  return { ok: true, filter: seen.filter, about };
}

const memberOf = (pointer: string): string => pointer.split("/")[1] ?? "";

const isPseudonym = (text: string): boolean =>
  /^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(text);

/** What the leaf says of the question; the member that it could not say. */
function aboutOf({ from, to, incident }: LogFilter): Pick<Reading, "period" | "incident"> | string {
  for (const [name, time] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (time !== undefined && !timeSchema.safeParse(time).success) return name;
  }
  if (from !== undefined && to !== undefined && from >= to) return "to";
  if (incident !== undefined && !isPseudonym(incident)) return "incident";
  const isPeriod = from !== undefined && to !== undefined;
  return { ...(isPeriod && { period: { from, to } }), ...(incident !== undefined && { incident }) };
}

/** One page of entries, newest first unless asked otherwise. */
export function pageQuestion(asked: Asked, ports: QuestionPorts): Understood {
  const { query } = asked;
  if (strangerIn(query, [...filterMembers, "order", "limit", "cursor"])) return wrong("");
  const found = filterIn(asked, ports);
  if (!found.ok) return found.refusal;
  const { limit = String(pageLimitDefault), order = "newest", cursor } = query;
  const paged = {
    filter: {},
    order,
    limit: wholeIn(limit, 10_000),
    ...(cursor !== undefined && { cursor }),
  };
  const parsed = parseQuery(pageQuerySchema, paged);
  if (!parsed.ok) return wrong(memberOf(parsed.pointer));
  const page: PageQuery = { ...parsed.value, filter: found.filter };
  const { about } = found;
  return {
    reading: { ...about, scope: about.incident === undefined ? "search" : "incident" },
    amount: () => ({ entries: page.limit }),
    answer: (read, logs) => answerPage(page, ports, read, logs),
  };
}

async function answerPage(
  page: PageQuery,
  { access, sight }: QuestionPorts,
  read: Parameters<Question["answer"]>[0],
  logs: readonly SignedLog[],
): ReturnType<Question["answer"]> {
  const answer = await access.search(async (search) => ({
    found: await search.page(page),
    covered: search.covered,
  }));
  if (answer === undefined) return problem("log-not-ready");
  const { found, covered } = answer;
  if ("problem" in found) {
    return found.problem === "cursor-other" ? problem("cursor-other") : wrong("cursor");
  }
  const entries = await withLevels(
    found.entries.map((entry) => seenBy(entry, sight)),
    logs,
    access,
  );
  return jsonOf({ entries, next: found.next ?? null, covered: covered.map(checkpointOf), read });
}

/** On which signed checkpoint an answer rests. */
const checkpointOf = ({ origin, size, root }: Coverage) => ({
  ...{ origin, size, root: Buffer.from(root, "hex").toString("base64") },
});

/** Each entry with its level of evidence: what is in the index is under a signed checkpoint. */
export async function withLevels(
  entries: readonly FoundEntry[],
  logs: readonly SignedLog[],
  access: Pick<LogAccess, "cosigned">,
) {
  const cosigned = new Map<number, number>();
  for (const year of new Set(entries.map((entry) => entry.year))) {
    const log = logOf(logs, year);
    cosigned.set(year, log === undefined ? 0 : (await access.cosigned(log)).size);
  }
  return entries.map((entry) => ({
    ...entry,
    level: levelOf(entry.index, Number.POSITIVE_INFINITY, cosigned.get(entry.year) ?? 0),
  }));
}

/** One entry, with those beside it in the log and in its incident's chain. */
export function entryQuestion({ params, query }: Asked, ports: QuestionPorts): Understood {
  const [year, index] = [wholeIn(params["year"], 2_199), wholeIn(params["index"], indexMax)];
  if (strangerIn(query, [])) return wrong("");
  if (year === undefined || index === undefined) return problem("entry-unknown");
  const { access, sight } = ports;
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 1 }),
    async answer(read, logs) {
      const found = await access.search(async (search) => {
        const entry = await search.entry({ year, index });
        return { entry, beside: entry && (await search.neighbours(entry)) };
      });
      if (found === undefined) return problem("log-not-ready");
      if (found.entry === undefined) return problem("entry-unknown");
      const [entry] = await withLevels([seenBy(found.entry, sight)], logs, access);
      const { inLog, inChain } = found.beside ?? { inLog: {}, inChain: {} };
      return jsonOf({ entry, in_log: inLog, in_chain: inChain, read });
    },
  };
}

/** Counts of what fits, by one thing, by time, or both. */
export function countsQuestion(asked: Asked, ports: QuestionPorts): Understood {
  const { query } = asked;
  if (strangerIn(query, [...filterMembers, "by", "every"])) return wrong("");
  const { by, every } = query;
  const counted = {
    filter: {},
    ...(by !== undefined && { by }),
    ...(every !== undefined && { every }),
  };
  const parsed = parseQuery(countQuerySchema, counted);
  if (!parsed.ok) return wrong(memberOf(parsed.pointer));
  const found = filterIn(asked, ports, parsed.value.by);
  if (!found.ok) return found.refusal;
  const asking: CountQuery = { ...parsed.value, filter: found.filter };
  return {
    reading: { ...found.about, scope: "statistics" },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    async answer(read) {
      const counts = await ports.access.search((search) => search.count(asking));
      if (counts === undefined) return problem("log-not-ready");
      return "problem" in counts ? problem("too-many-rows") : jsonOf({ ...counts, read });
    },
  };
}

/** A question that follows the log: its filter, where it begins, and nothing else but the purpose. */
export function tailFilterIn(asked: Asked, ports: QuestionPorts): FilterAsked {
  const stranger = strangerIn(asked.query, [...filterMembers, afterParameter]);
  return stranger ? { ok: false, refusal: wrong("") } : filterIn(asked, ports);
}
