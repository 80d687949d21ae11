import { createHash } from "node:crypto";
import { z } from "zod";
import { leafSchemas } from "#libs/seal/leafSchema";
import { outcomes } from "#libs/seal/partsSchema";
import { fieldClassWords } from "./fieldClasses.ts";
import { dimensions, pageEntriesMax, steps } from "./queryWords.ts";

/** Values that one filter takes. */
export const filterValuesMax = 32;
/** Rows of counts, and points of a series. */
export const countedRowsMax = 10_000;

const listOf = (value: z.ZodType<string>) =>
  z.array(value).min(1).max(filterValuesMax).exactOptional();
const word = z.string().min(1).max(120);
const code = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/);
const roomWord = z.string().regex(/^(?:_core|[a-z][a-z0-9_-]{1,63})$/);
const id = z.string().regex(/^[0-9a-f]{32}$/);
/** RFC 3339 UTC with milliseconds. */
const time = z.string().regex(/^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/);
const fieldClass = z.string().refine((text) => fieldClassWords.includes(text));

/**
 * What is asked of the log. A list holds where one of its values does; all members together. Those from `receiver` to
 * `withdrawn` speak of one room's decision: all of them of the same one.
 */
export const logFilterSchema = z.strictObject({
  /** From this time on, up to and without `to`. */
  from: time.exactOptional(),
  to: time.exactOptional(),
  kind: listOf(z.enum(Object.keys(leafSchemas))),
  mode: listOf(z.enum(["actual", "exercise", "system"])),
  /** As sender or as receiver. */
  room: listOf(roomWord),
  sender: listOf(roomWord),
  /** Room to which the incident belongs. */
  owner: listOf(roomWord),
  /** Of a room that sent, or that was decided about. */
  titolare: listOf(word),
  category: listOf(z.string().regex(/^C\d\d$/)),
  purpose: listOf(z.string().regex(/^P\d{1,2}$/)),
  regime: listOf(z.enum(["police", "administrative"])),
  /** ISTAT code of a comune, a province or a region, with or without `istat:`. */
  territory: listOf(z.string().regex(/^(?:istat:)?\d{2,6}$/)),
  /** Pseudonym of the incident in the log. */
  incident: id.exactOptional(),
  event: id.exactOptional(),
  /** Pseudonym of who sent it. */
  operator: id.exactOptional(),
  /** Pseudonym of who read the log or took a part of it. */
  reader: id.exactOptional(),
  receiver: listOf(roomWord),
  receiver_titolare: listOf(word),
  outcome: listOf(z.enum(outcomes)),
  reason: listOf(code),
  agreement: listOf(word),
  rule: listOf(word),
  /** As the rule cites it: `art. 6`. */
  article: listOf(z.string().min(1).max(200)),
  /** A data class (`person_identity`) or a group (`G5`) of which the room was given a field. */
  given: listOf(fieldClass),
  /** … of which it does not have a field that there is. */
  withheld: listOf(fieldClass),
  withdrawn: listOf(fieldClass),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

const page = {
  /** Oldest first, or newest first. */
  order: z.enum(["oldest", "newest"]),
  limit: z.int().min(1).max(pageEntriesMax),
  /** From the page before; entries are never given twice, whatever was added to the log meanwhile. */
  cursor: z.string().max(200).exactOptional(),
} as const;

export const pageQuerySchema = z.strictObject({ filter: logFilterSchema, ...page });
export type PageQuery = z.infer<typeof pageQuerySchema>;

export const countQuerySchema = z.strictObject({
  filter: logFilterSchema,
  /** None: all together. */
  by: z.enum(dimensions).exactOptional(),
  /** A series of counts by time, in UTC. */
  every: z.enum(steps).exactOptional(),
});
export type CountQuery = z.infer<typeof countQuerySchema>;

/**
 * Why a question is not answered. `query-malformed`: a member or value that is none. `cursor-malformed`, `cursor-other`:
 * a cursor that is none of ours, or of another question. `too-many-rows`: more counts than {@link countedRowsMax}.
 */
export type QueryProblem =
  | "query-malformed"
  | "cursor-malformed"
  | "cursor-other"
  | "too-many-rows";

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: QueryProblem; readonly pointer: string };

/** A question as it came from outside; `pointer` names the member that is wrong. */
export function parseQuery<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const pointer = (issue?.path ?? []).map((one) => `/${String(one)}`).join("");
  return { ok: false, problem: "query-malformed", pointer };
}

/** Equal for questions whose answers stand in one order: a cursor belongs to one. */
export function questionOf({ filter, order }: Pick<PageQuery, "filter" | "order">): string {
  const members = Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([order, members]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

const cursorVersion = 1;

/** Where the next page begins. Opaque to whoever holds it; it names no more than the last entry of the page. */
export function cursorOf(question: string, position: number): string {
  return Buffer.from(`${cursorVersion}.${question}.${position}`, "utf8").toString("base64url");
}

/** The position in a cursor, or why it does not count for this question. */
export function positionIn(cursor: string, question: string): number | QueryProblem {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const [, asked, position] = /^1\.([0-9a-f]{16})\.(\d{1,15})$/.exec(text) ?? [];
  if (asked === undefined || position === undefined) return "cursor-malformed";
  if (cursorOf(asked, Number(position)) !== cursor) return "cursor-malformed";
  return asked === question ? Number(position) : "cursor-other";
}
