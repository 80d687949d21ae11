import { renderCsv } from "#libs/policy/table/csv";
import type { FoundEntry, FoundRoom } from "#libs/search/foundEntries";
import {
  type CountQuery,
  countQuerySchema,
  type LogFilter,
  logFilterSchema,
  type PageQuery,
  type Parsed,
  pageQuerySchema,
  parseQuery,
} from "#libs/search/logQuery";
import type { LogSearch } from "#libs/search/logSearch";
import { CliError, exitCodes } from "../exitCodes.ts";
import { type ReadRecord, warnIfUnrecorded } from "../reading/announceRead.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";
import { articlesOf, groupsText, kindText, outcomeText, toldRooms } from "./entryText.ts";
import {
  type Ground,
  groundsOf,
  levelIn,
  type RecordRead,
  requireProjection,
  type SearchPlaces,
  sayGrounds,
  searching,
} from "./projection.ts";

/** What to ask, as it stands on the command line. */
export interface QueryCommand extends SearchPlaces {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly order: "oldest" | "newest";
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly csv: boolean;
  readonly recordRead: RecordRead;
  /** Counts instead of entries; `by` and `every` as in {@link CountQuery}. */
  readonly count?:
    | { readonly by?: string | undefined; readonly every?: string | undefined }
    | undefined;
  /** `YEAR/INDEX`: the entries beside this one instead. */
  readonly beside?: string | undefined;
}

/** Asks the projection, brought up to the log's checkpoints before. */
export async function auditQuery(terminal: Terminal, command: QueryCommand): Promise<number> {
  const question = questionIn(command);
  // Where there is nothing to look in, nobody has read.
  await requireProjection(command);
  const incident = command.filter["incident"];
  // What cannot be recorded is not read: hence before anything is opened.
  const read = await (typeof incident === "string"
    ? command.recordRead({ scope: "incident", incident })
    : command.recordRead({ scope: "search" }));
  await searching(command, async (search) => {
    const rest = { read, covered: await groundsOf(command.data, search.covered) };
    if ("beside" in question) await tellBeside(terminal, search, question.beside);
    else if ("count" in question) await tellCounts(terminal, command, search, question.count);
    else await tellPage(terminal, command, { search, covered: rest.covered }, question.page);
    tellGround(terminal, command, rest);
  });
  return exitCodes.ok;
}

type Question =
  | { readonly page: PageQuery }
  | { readonly count: CountQuery }
  | { readonly beside: { readonly year: number; readonly index: number } };

function questionIn({ filter, order, limit, cursor, count, beside }: QueryCommand): Question {
  if (beside !== undefined) {
    const [, year, index] = /^(20\d\d)\/(\d{1,9})$/.exec(beside) ?? [];
    if (year === undefined) throw new CliError("usage", "search-place", { place: beside });
    return { beside: { year: Number(year), index: Number(index) } };
  }
  if (count !== undefined) {
    const { by, every } = count;
    const counted = {
      filter,
      ...(by !== undefined && { by }),
      ...(every !== undefined && { every }),
    };
    const asked = parsed(parseQuery(countQuerySchema, counted));
    return { count: { ...asked, filter: inOrder(asked.filter) } };
  }
  const paged = { filter, order, limit, ...(cursor !== undefined && { cursor }) };
  const asked = parsed(parseQuery(pageQuerySchema, paged));
  return { page: { ...asked, filter: inOrder(asked.filter) } };
}

/** A filter from the command line. */
export const filterIn = (filter: Readonly<Record<string, unknown>>): LogFilter =>
  inOrder(parsed(parseQuery(logFilterSchema, filter)));

/** A period that ends before it begins has no entry: whoever swapped its ends is not told that there is none. */
function inOrder(filter: LogFilter): LogFilter {
  const { from, to } = filter;
  if (from !== undefined && to !== undefined && from >= to) {
    throw new CliError("usage", "search-period", { from, to });
  }
  return filter;
}

function parsed<T>(result: Parsed<T>): T {
  if (result.ok) return result.value;
  const member = result.pointer.replace(/^\/filter\//, "").replace(/\/\d+$/, "");
  throw new CliError("usage", "search-query-malformed", { member: member.replaceAll("_", "-") });
}

async function tellPage(
  terminal: Terminal,
  { csv }: QueryCommand,
  { search, covered }: { readonly search: LogSearch; readonly covered: readonly Ground[] },
  query: PageQuery,
): Promise<void> {
  const page = await search.page(query);
  if ("problem" in page) throw new CliError("usage", "search-cursor");
  const asked = asksOfRooms(query.filter);
  const rows = page.entries.flatMap((entry) => rowsOf(terminal.language, entry, asked));
  if (terminal.json) {
    for (const entry of page.entries) {
      terminal.tell("log-entry", { entry, level: levelIn(covered, entry) });
    }
  } else if (csv) terminal.write(renderCsv([headOf(terminal.language), ...rows]));
  else if (rows.length === 0) terminal.say("search-nothing");
  else terminal.write(`${tableText(headOf(terminal.language), rows)}\n`);
  if (terminal.json) terminal.tell("log-page", { next: page.next ?? null });
  else if (page.next !== undefined) terminal.warn("search-more", { cursor: page.next });
}

const asksOfRooms = ({ receiver, outcome, reason }: LogFilter): boolean =>
  [receiver, outcome, reason].some((member) => member !== undefined);

const columns = [
  ...(["time", "entry", "kind", "sender", "category", "receiver", "outcome"] as const),
  ...(["article", "given", "withheld"] as const),
] as const;

const headOf = (language: Language): readonly string[] =>
  columns.map((column) => textOf(language, `search-column-${column}`));

function rowsOf(language: Language, entry: FoundEntry, asked: boolean): readonly string[][] {
  const { at, year, index, kind, sender, category, code } = entry;
  const head = [at.slice(0, 19), `${year}/${index}`, kindText(language, kind), sender ?? ""];
  const rooms = toldRooms(entry, asked);
  const told = rooms.map((room) => [...head, category ?? "", ...roomCells(language, room)]);
  return told.length > 0 ? told : [[...head, category ?? "", "", code ?? "", "", "", ""]];
}

function roomCells(language: Language, room: FoundRoom): readonly string[] {
  const { given, withheld } = room;
  return [
    room.room ?? (room.slot === undefined ? "" : `#${room.slot}`),
    outcomeText(language, room),
    articlesOf(room),
    groupsText(language, given.groups),
    groupsText(language, withheld.groups),
  ];
}

async function tellCounts(
  terminal: Terminal,
  { csv }: QueryCommand,
  search: LogSearch,
  query: CountQuery,
): Promise<void> {
  const counts = await search.count(query);
  if ("problem" in counts) throw new CliError("usage", "search-too-many-rows");
  const { language } = terminal;
  if (terminal.json) {
    terminal.tell("log-counts", { ...counts });
    return;
  }
  const head = [query.every ?? "", query.by ?? "", textOf(language, `search-${counts.unit}`)];
  const cells = counts.rows.map(({ at, value, count }) => [at ?? "", value ?? "", String(count)]);
  const used = head.map((_, column) => column === 2 || cells.some((row) => row[column] !== ""));
  const shown = [head, ...cells].map((row) => row.filter((_, column) => used[column] === true));
  if (csv) terminal.write(renderCsv(shown));
  else terminal.write(`${tableText(shown[0] ?? [], shown.slice(1))}\n`);
}

async function tellBeside(
  terminal: Terminal,
  search: LogSearch,
  place: { readonly year: number; readonly index: number },
): Promise<void> {
  const entry = await search.entry(place);
  if (entry === undefined) throw new CliError("usage", "search-no-entry", { ...place });
  const beside = await search.neighbours(entry);
  if (terminal.json) {
    terminal.tell("log-neighbours", { ...place, ...beside });
    return;
  }
  const told = (one: { year: number; index: number } | undefined) =>
    one === undefined ? "–" : `${one.year}/${one.index}`;
  const { inLog, inChain } = beside;
  terminal.say("search-beside-log", { before: told(inLog.before), after: told(inLog.after) });
  terminal.say("search-beside-chain", { before: told(inChain.before), after: told(inChain.after) });
}

interface AnswerGround {
  readonly read: ReadRecord;
  readonly covered: readonly Ground[];
}

/** On what the answer rests: a table that looks right is no evidence. */
function tellGround(
  terminal: Terminal,
  { csv }: QueryCommand,
  { read, covered }: AnswerGround,
): void {
  if (terminal.json) terminal.tell("log-answer", { ...read, covered });
  else {
    // A file of rows stays one: the rest is said beside it.
    const say = csv ? terminal.warn : terminal.say;
    sayGrounds(say, "search-rests-on", covered);
    warnIfUnrecorded(terminal, read);
  }
}
