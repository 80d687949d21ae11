import type { Kysely, RawBuilder } from "kysely";
import type { Row, TableName, Tables } from "./tables.ts";

/** A database that holds a projection: what differs between the two that we know. */
export interface SearchDatabase {
  readonly kind: "sqlite" | "postgresql";
  readonly query: Kysely<Tables>;
  /** Begins a transaction that sees one state of the projection, from its first question on. */
  readonly snapshot: string;
  /** Many rows at once, in any order. */
  insert<Name extends TableName>(name: Name, rows: readonly Row<Name>[]): Promise<void>;
  /** Numbers as a table `listed` of one column `id`, in one parameter whatever their count. */
  listed(ids: readonly number[]): RawBuilder<{ readonly id: number }>;
  /** A column of bytes as text, equal for equal bytes: a text costs far less than an object of bytes for each row. */
  hex(column: string): RawBuilder<string | null>;
  close(): Promise<void>;
}

/** Where a projection lies. It may be deleted at any time: the next reindex makes it again. */
export interface ProjectionPlace {
  /** For people: a path or an address without a password. */
  readonly name: string;
  /** Undefined where there is none, or one that cannot be read. */
  open(): Promise<SearchDatabase | undefined>;
  /** Writes a new projection beside the old one and puts it in its place when `write` is through; else the old stays. */
  rebuild<T>(write: (database: SearchDatabase) => Promise<T>): Promise<T>;
  /** Changes the projection that is there, all or nothing. */
  update<T>(database: SearchDatabase, write: () => Promise<T>): Promise<T>;
}
