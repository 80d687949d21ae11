import { join } from "node:path";
import { z } from "zod";
import type { MovableCheckpoints } from "./movedCommits.ts";
import { isSafeAddress, type PostgresAddress, placeName } from "./postgresAddress.ts";
import { openPostgresCheckpoints } from "./postgresCheckpoints.ts";
import { openSqliteCheckpoints } from "./sqliteCheckpoints.ts";

/** A PostgreSQL address as a setting states it: nobody in between, and no password. */
export const addressSchema = z.string().max(1_000).refine(isSafeAddress, "address-not-safe");
export const passwordFileSchema = z.string().regex(/^\/./, "absolute-path").max(1_000);

/**
 * Where the signed checkpoints are committed: a file beside the years of the log, or a PostgreSQL server, whose password
 * is in a private file. A server on another machine is reached with `sslmode=verify-full` only.
 */
export const commitsPlaceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sqlite") }),
  z.strictObject({
    kind: z.literal("postgresql"),
    url: addressSchema,
    password_file: passwordFileSchema.optional(),
  }),
]);
export type CommitsPlace = z.infer<typeof commitsPlaceSchema>;

const fileName = "checkpoints.sqlite";

/** The file of the commits of all years, for a log that keeps them beside itself. */
export const sqliteCommits = (logDir: string): string => join(logDir, fileName);

/** Name of a place, for people and for the mark that a moved log leaves behind: two of one name are one place. */
export const nameOfPlace = (place: CommitsPlace): string =>
  place.kind === "sqlite" ? "sqlite" : placeName(place.url);

/** The server's address. */
export function addressOf(place: Extract<CommitsPlace, { kind: "postgresql" }>): PostgresAddress {
  return { url: place.url, passwordFile: place.password_file };
}

/** Opens the store of one log's commits. Rejects as {@link openPostgresCheckpoints} and the SQLite store do. */
export async function openCommits(
  place: CommitsPlace,
  logDir: string,
  origin: string,
): Promise<MovableCheckpoints> {
  return place.kind === "sqlite"
    ? openSqliteCheckpoints(sqliteCommits(logDir), origin)
    : openPostgresCheckpoints(addressOf(place), origin);
}
