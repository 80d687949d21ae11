import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type RawBuilder,
  type SqlBool,
  sql,
} from "kysely";
import type { SearchDatabase } from "./database.ts";
import { bitOfWord, noClasses, uniteClasses } from "./fieldClasses.ts";
import type { LogFilter } from "./logQuery.ts";
import { positionOf, type Tables } from "./tables.ts";

type SaidBuilder = ExpressionBuilder<Tables, "said">;
type SlotBuilder = ExpressionBuilder<Tables, "decided">;

/** What is said that a filter admits, with how often and between which entries; `all` where it asks for nothing of it. */
export interface AdmittedSaid {
  readonly list: AdmittedList;
  /** How many things. */
  readonly count: number;
  readonly entries: number;
  readonly first: number;
  readonly last: number;
}

/** Numbers of what is said: those that are admitted, or where these are most of all, those that are not. */
export interface AdmittedList {
  readonly form: "those" | "allBut";
  readonly ids: readonly number[];
}

/** The condition that `column` names what is admitted. */
export function isAdmitted(
  { listed }: SearchDatabase,
  { list: { form, ids } }: Pick<AdmittedSaid, "list">,
  column: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return form === "those"
    ? sql<boolean>`${column} IN (SELECT id FROM ${listed(ids)})`
    : sql<boolean>`${column} NOT IN (SELECT id FROM ${listed(ids)})`;
}

/** What is said and fits the filter (or does not), to be selected from. */
export function saidThat(fits: "fits" | "fitsNot", { query }: SearchDatabase, filter: LogFilter) {
  return query.selectFrom("said").where((said) => {
    const hasDecision = isNarrowBySender(filter) ? oneByOne(said) : throughLists(said);
    const conditions = said.and(saidConditions(filter, hasDecision));
    // What is not known of something (null) does not fit.
    return fits === "fits" ? conditions : sql<SqlBool>`(${conditions}) IS NOT TRUE`;
  });
}

/** The part of a filter that speaks of what is said, as text: two filters of one text admit the same. */
export const saidPartOf = (filter: LogFilter): string => {
  const persons = [filter.operator, filter.reader].map((one) => one !== undefined);
  return JSON.stringify([
    ...[...saidMembers, ...slotMembers].map((member) => filter[member] ?? null),
    ...persons,
  ]);
};

const saidMembers = [
  ...(["kind", "mode", "room", "sender", "owner", "titolare"] as const),
  ...(["category", "purpose", "regime"] as const),
] as const;
/** Members that are columns of what is said. */
const saidColumns = [
  ...(["kind", "mode", "sender", "owner", "category", "purpose", "regime"] as const),
] as const;
const slotMembers = [
  ...(["receiver", "receiver_titolare", "outcome", "reason"] as const),
  ...(["agreement", "rule", "article", "given", "withheld", "withdrawn"] as const),
] as const;

/** True for a filter that speaks of one room's decision. */
export const asksOfOneRoom = (filter: LogFilter): boolean =>
  slotMembers.some((member) => filter[member] !== undefined);

export const asksWhatIsSaid = (filter: LogFilter): boolean =>
  saidMembers.some((member) => filter[member] !== undefined) ||
  filter.operator !== undefined ||
  filter.reader !== undefined ||
  asksOfOneRoom(filter);

/** How what is said leads to decisions about rooms: all of them at once, or those of one entry after the other. */
type HasDecision = (
  conditions: (slot: SlotBuilder, isOne?: boolean) => Expression<SqlBool>[],
) => Expression<SqlBool>;

const throughLists =
  (said: SaidBuilder): HasDecision =>
  (conditions) => {
    const decided = said
      .selectFrom("decided")
      .select("decided.id")
      .where((slot) => slot.and(conditions(slot)));
    const slots = said
      .selectFrom("said_slot")
      .select("said_slot.said")
      .where((slot) => slot("said_slot.decided", "in", decided));
    return said("said.id", "in", slots);
  };

const oneByOne =
  (said: SaidBuilder): HasDecision =>
  (conditions) =>
    said.exists(
      said
        .selectFrom("said_slot")
        // A cross join keeps SQLite to this order: what is said is at hand, and has few rooms.
        .crossJoin("decided")
        .select("said_slot.said")
        .whereRef("said_slot.said", "=", "said.id")
        .whereRef("decided.id", "=", "said_slot.decided")
        .where(() => {
          const slot = expressionBuilder<Tables, "decided">();
          return slot.and(conditions(slot, true));
        }),
    );

/** The same conditions for entries that are looked at one by one, each joined with what it says. */
export function conditionsOnEach(filter: LogFilter): Expression<SqlBool> {
  const said = expressionBuilder<Tables, "said">();
  return said.and(saidConditions(filter, oneByOne(said)));
}

function saidConditions(filter: LogFilter, hasDecision: HasDecision): Expression<SqlBool>[] {
  const said = expressionBuilder<Tables, "said">();
  const found: Expression<SqlBool>[] = [];
  for (const member of saidColumns) {
    const words = filter[member];
    if (words !== undefined) found.push(said(`said.${member}`, "in", [...words]));
  }
  const { room, titolare } = filter;
  if (room !== undefined) {
    const received = hasDecision((slot) => [slot("decided.room", "in", [...room])]);
    found.push(said.or([said("said.sender", "in", [...room]), received]));
  }
  if (titolare !== undefined) {
    const received = hasDecision((slot) => [slot("decided.titolare", "in", [...titolare])]);
    found.push(said.or([said("said.titolare", "in", [...titolare]), received]));
  }
  // A pseudonym of a reader is never one of an operator: they are told apart by what they did.
  if (filter.reader !== undefined) found.push(said("said.mode", "=", "system"));
  if (filter.operator !== undefined) found.push(said("said.mode", "!=", "system"));
  if (asksOfOneRoom(filter))
    found.push(hasDecision((slot, isOne) => slotConditions(slot, filter, isOne)));
  return found;
}

/**
 * Conditions on one room's decision: it fits where all of them hold. `isOne`: a single one is at hand, and its rules are
 * looked up, instead of all decisions that cite a rule.
 */
export function slotConditions(
  slot: SlotBuilder,
  filter: LogFilter,
  isOne = false,
): Expression<SqlBool>[] {
  const found: Expression<SqlBool>[] = [];
  const { receiver, receiver_titolare: titolare } = filter;
  if (receiver !== undefined) found.push(slot("decided.room", "in", [...receiver]));
  if (titolare !== undefined) found.push(slot("decided.titolare", "in", [...titolare]));
  for (const member of ["outcome", "reason"] as const) {
    const words = filter[member];
    if (words !== undefined) found.push(slot(`decided.${member}`, "in", [...words]));
  }
  for (const member of ["given", "withheld", "withdrawn"] as const) {
    const words = filter[member];
    if (words !== undefined) found.push(hasField(slot, member, words));
  }
  if (titleMembers.some((member) => filter[member] !== undefined)) {
    const titles = titlesOf(slot, filter);
    const own = titles.whereRef("decided_title.decided", "=", "decided.id");
    found.push(isOne ? slot.exists(own) : slot("decided.id", "in", titles));
  }
  return found;
}

const titleMembers = ["agreement", "rule", "article"] as const;

/**
 * True where sender and category leave less to look at than the decisions would: those of a rule, or about a room for a
 * reason, are few and found by an index, all others are a large part of the log. Found by measuring over a million
 * entries: 81,000 things said, of which a sender and a category leave 2,000 to 10,000.
 */
function isNarrowBySender(filter: LogFilter): boolean {
  const { sender, category, receiver, reason } = filter;
  if (sender !== undefined && category !== undefined) return true;
  if (sender === undefined && category === undefined) return false;
  const isOfRule = titleMembers.some((member) => filter[member] !== undefined);
  return !isOfRule && (receiver === undefined || reason === undefined);
}

function titlesOf(slot: SlotBuilder, filter: LogFilter) {
  let titles = slot.selectFrom("decided_title").select("decided_title.decided");
  for (const member of titleMembers) {
    const words = filter[member];
    if (words !== undefined) titles = titles.where(`decided_title.${member}`, "in", [...words]);
  }
  return titles;
}

function hasField(
  slot: SlotBuilder,
  of: "given" | "withheld" | "withdrawn",
  words: readonly string[],
): Expression<SqlBool> {
  const { classes, groups } = words
    .map((word) => bitOfWord(word) ?? noClasses)
    .reduce(uniteClasses, noClasses);
  const hasBit = (column: `${typeof of}_${"classes" | "groups"}`, mask: number) =>
    sql<SqlBool>`(${slot.ref(`decided.${column}`)} & ${mask}) <> 0`;
  return slot.or([hasBit(`${of}_classes`, classes), hasBit(`${of}_groups`, groups)]);
}

/** Between which entries, both included, the answers lie; undefined where there can be none. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Entries in question by time: their order is nearly that of time, so most of the log need not be looked at. */
export async function boundsOf(
  { query }: SearchDatabase,
  { from, to }: LogFilter,
): Promise<Bounds | undefined> {
  if (from === undefined && to === undefined) return { low: 0, high: positionOf(9_999, 0) };
  let stretches = query
    .selectFrom("stretch")
    .select((row) => [row.fn.min("first").as("low"), row.fn.max("last").as("high")]);
  if (from !== undefined) stretches = stretches.where("latest", ">=", Date.parse(from));
  if (to !== undefined) stretches = stretches.where("earliest", "<", Date.parse(to));
  const { low = null, high = null } = (await stretches.executeTakeFirst()) ?? {};
  return low === null || high === null ? undefined : { low, high };
}

/** Conditions on entries themselves: times, and whose they are. */
export function entryConditions(
  entry: ExpressionBuilder<Tables, "entry">,
  filter: LogFilter,
): Expression<SqlBool>[] {
  const { from, to, incident, event, territory } = filter;
  const found: Expression<SqlBool>[] = [];
  if (from !== undefined) found.push(entry("entry.at", ">=", Date.parse(from)));
  if (to !== undefined) found.push(entry("entry.at", "<", Date.parse(to)));
  if (incident !== undefined)
    found.push(entry("entry.incident", "=", Buffer.from(incident, "hex")));
  if (event !== undefined) found.push(entry("entry.event", "=", Buffer.from(event, "hex")));
  for (const pseudonym of [filter.operator, filter.reader]) {
    if (pseudonym === undefined) continue;
    const person = entry
      .selectFrom("person")
      .select("person.id")
      .where("person.pseudonym", "=", Buffer.from(pseudonym, "hex"));
    found.push(entry("entry.person", "=", person));
  }
  if (territory !== undefined) {
    const codes = territory.map((code) => code.replace(/^istat:/, ""));
    const territories = entry
      .selectFrom("territory_code")
      .select("territory_code.territory")
      .where("territory_code.code", "in", codes);
    found.push(entry("entry.territory", "in", territories));
  }
  return found;
}

/** True for a filter that names few entries by an id or a place. */
export const namesEntries = ({
  incident,
  event,
  operator,
  reader,
  territory,
}: LogFilter): boolean =>
  [incident, event, operator, reader, territory].some((value) => value !== undefined);
