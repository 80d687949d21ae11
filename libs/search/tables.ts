/** Kinds of columns; `?` may be absent. `int` keeps 2^53, `bytes` are ids of 128 bits or hashes. */
type ColumnKind = "int" | "int?" | "text" | "text?" | "bytes" | "bytes?";

/**
 * Everything that the projection holds, and its allow-list: codes, names of rooms, rules and fields' classes,
 * pseudonyms, counts. No column takes a value of a message, and none is evidence: all of it is made again from the log.
 *
 * A log says the same few thousand things again and again, so what an entry says is a `said`, what it decides for one
 * room a `decided` (with a row for each rule in `decided_title`), and `entry` holds only when it was said and of which
 * incident.
 */
export const tables = {
  /** One row: what the projection is, so that another version of this code makes it anew. */
  projection: { version: "int" },
  /** What is covered: the log of a year up to a signed checkpoint. `frontier` goes on with its tree. */
  log_year: { year: "int", origin: "text", size: "int", root: "text", frontier: "text" },
  /** Which times lie in a stretch of entries: they are in the order of the log, and nearly in that of time. */
  stretch: { first: "int", last: "int", earliest: "int", latest: "int" },
  /** `pos` is {@link positionOf}; `at` Unix milliseconds; `previous` the entry before it in its incident's chain. */
  entry: {
    pos: "int",
    at: "int",
    said: "int",
    territory: "int?",
    person: "int?",
    incident: "bytes?",
    event: "bytes?",
    previous: "int?",
    amount: "int?",
  },
  said: {
    id: "int",
    fingerprint: "bytes",
    kind: "text",
    mode: "text",
    clock: "text",
    parts: "text",
    rule_set: "text?",
    agreement: "text?",
    sender: "text?",
    titolare: "text?",
    owner: "text?",
    event_kind: "text?",
    category: "text?",
    purpose: "text?",
    regime: "text?",
    code: "text?",
    role: "text?",
    classes: "int",
    groups: "int",
    entries: "int",
    first: "int",
    last: "int",
  },
  /** How often something was said in a span of `days` (1, or 31: a month) from `begin`, and of which incidents. */
  said_span: {
    days: "int",
    begin: "int",
    said: "int",
    entries: "int",
    one: "bytes?",
    two: "bytes?",
    three: "bytes?",
  },
  /** Which decision about each room belongs to what is said. */
  said_slot: { said: "int", slot: "int", decided: "int" },
  decided: {
    id: "int",
    fingerprint: "bytes",
    slot: "int",
    room: "text?",
    titolare: "text?",
    outcome: "text",
    reason: "text",
    plan: "text?",
    handling: "text",
    given_classes: "int",
    given_groups: "int",
    withheld_classes: "int",
    withheld_groups: "int",
    withdrawn_classes: "int",
    withdrawn_groups: "int",
  },
  decided_title: {
    decided: "int",
    author: "text?",
    agreement: "text?",
    rule: "text?",
    article: "text?",
    purpose: "text?",
    regime: "text?",
  },
  territory: { id: "int", codes: "text" },
  territory_code: { territory: "int", code: "text" },
  /** Pseudonyms of operators and of readers of the log. */
  person: { id: "int", pseudonym: "bytes" },
  /** Rooms by their number, as the last configuration has them. */
  room: { slot: "int", room: "text", titolare: "text" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnKind>>>>;

export type TableName = keyof typeof tables;

type Value<Kind> = Kind extends "int"
  ? number
  : Kind extends "int?"
    ? number | null
    : Kind extends "text"
      ? string
      : Kind extends "text?"
        ? string | null
        : Kind extends "bytes"
          ? Uint8Array
          : Uint8Array | null;

/** Rows as the query builder knows them. */
export type Tables = {
  readonly [Name in TableName]: {
    readonly [Column in keyof (typeof tables)[Name]]: Value<(typeof tables)[Name][Column]>;
  };
};

export type Row<Name extends TableName> = Tables[Name];

/** Version of the tables and of what is read into them; a projection of another one is made anew. */
export const projectionVersion = 3;

const primaryKeys: Readonly<Partial<Record<TableName, string>>> = {
  log_year: "year",
  entry: "pos",
  said: "id",
  said_slot: "said, slot",
  said_span: "days, begin, said",
  decided: "id",
  territory: "id",
  person: "id",
  room: "slot",
};

/** Made after the rows are there: that is several times faster than beside them. */
const indexes: readonly string[] = [
  "entry (said, pos)",
  "entry (incident, pos)",
  "entry (event)",
  "entry (person, pos)",
  "entry (territory, pos)",
  "said (fingerprint)",
  "said_slot (decided, said)",
  "decided (fingerprint)",
  "decided (room, reason)",
  "decided_title (decided)",
  "decided_title (article, decided)",
  "decided_title (rule, decided)",
  "said (category, sender)",
  "said (sender)",
  "territory_code (code, territory)",
  // Holds all that counts over time need, in the order in which they add it up.
  "said_span (days, begin, said, entries)",
  "stretch (earliest)",
];

export interface DialectWords {
  readonly int: string;
  readonly bytes: string;
  /** Behind the columns of a table. */
  readonly tableEnd: string;
}

/** Statements that make the empty tables. */
export function createTables({ int, bytes, tableEnd }: DialectWords): readonly string[] {
  const types = { int, bytes, text: "TEXT" } as const;
  return Object.entries(tables).map(([name, columns]) => {
    const told = Object.entries(columns).map(([column, kind]: [string, ColumnKind]) => {
      const isOptional = kind.endsWith("?");
      const type = kind.startsWith("int")
        ? types.int
        : kind.startsWith("text")
          ? types.text
          : types.bytes;
      return `${column} ${type}${isOptional ? "" : " NOT NULL"}`;
    });
    const key = Object.entries(primaryKeys).find(([table]) => table === name)?.[1];
    const all = key === undefined ? told : [...told, `PRIMARY KEY (${key})`];
    return `CREATE TABLE ${name} (${all.join(", ")})${tableEnd}`;
  });
}

/** Statements that make the indexes. */
export const createIndexes = (): readonly string[] =>
  indexes.map((index, number) => `CREATE INDEX by_${number} ON ${index}`);

/** Names of a table's columns, in the order in which bulk rows are written. */
export const columnsOf = (name: TableName): readonly string[] => Object.keys(tables[name]);

/** A row's values in the order of {@link columnsOf}. */
export function valuesOf<Name extends TableName>(
  columns: readonly string[],
  row: Row<Name>,
): (string | number | Uint8Array | null)[] {
  const members: Readonly<Record<string, string | number | Uint8Array | null>> = row;
  return columns.map((column) => members[column] ?? null);
}

/** Entries of one year stay below this. */
const entriesOfYearMax = 10_000_000_000;

/** One number for year and index, in the order of the log across years. */
export const positionOf = (year: number, index: number): number => year * entriesOfYearMax + index;

export const placeOf = (position: number): { readonly year: number; readonly index: number } => ({
  year: Math.floor(position / entriesOfYearMax),
  index: position % entriesOfYearMax,
});
