import { join } from "node:path";
import type { ProjectionPlace } from "#libs/search/database";
import { LogSearch } from "#libs/search/logSearch";
import { postgresPlace } from "#libs/search/postgres";
import {
  type Coverage,
  ReindexError,
  type ReindexOptions,
  type ReindexReport,
  reindex,
} from "#libs/search/reindex";
import { sqlitePlace } from "#libs/search/sqlite";
import { CliError } from "../exitCodes.ts";
import type { ReadRecord } from "../reading/announceRead.ts";
import { openYearLogs } from "./yearLogs.ts";

/** Where the log is, and where its projection. */
export interface SearchPlaces {
  readonly data: string;
  /** Address of a PostgreSQL database; else the projection lies in the data folder. */
  readonly database?: string | undefined;
}

/**
 * Has a reading of the log recorded before anything is opened; throws where that cannot be done and the reading must
 * not take place.
 */
export type RecordRead = (about: {
  readonly scope: "search" | "incident";
  readonly incident?: string;
}) => Promise<ReadRecord>;

/** The projection of a data folder. CliError for an address that is none, or that tells a password. */
export function placeOf({ data, database }: SearchPlaces): ProjectionPlace {
  if (database === undefined) return sqlitePlace(join(data, "search", "search.sqlite"));
  const url = URL.canParse(database) ? new URL(database) : undefined;
  const isOne = url?.protocol === "postgresql:" || url?.protocol === "postgres:";
  if (!isOne || url.password !== "") throw new CliError("usage", "search-database");
  return postgresPlace(database);
}

/** Brings the projection up to the log's checkpoints. CliError where it cannot be. */
export async function bringUpToDate(
  places: SearchPlaces,
  options: ReindexOptions = {},
): Promise<ReindexReport> {
  const logs = await openYearLogs(places.data);
  try {
    return await reindex(placeOf(places), logs, options);
  } catch (error) {
    if (error instanceof ReindexError) {
      throw new CliError("check-failed", `search-${error.problem}`, { year: error.year });
    }
    throw reachable(error);
  }
}

/** The projection, up to date; CliError where there is none: making one may take long, so it is asked for. */
export async function openSearch(places: SearchPlaces): Promise<LogSearch> {
  const place = placeOf(places);
  await (await existing(place)).close();
  await bringUpToDate(places);
  return existing(place);
}

async function existing(place: ProjectionPlace): Promise<LogSearch> {
  let search: LogSearch | undefined;
  try {
    search = await LogSearch.open(place);
  } catch (error) {
    throw reachable(error);
  }
  if (search === undefined) throw new CliError("refused", "search-none", { path: place.name });
  return search;
}

/** A database that does not answer is nobody's defect. */
function reachable(error: unknown): unknown {
  const isAway =
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND" || error.code === "57P03");
  return isAway ? new CliError("unreachable", "search-database-away", {}, { cause: error }) : error;
}

/** On which signed checkpoints an answer rests, for people and programs. */
export const checkpointOf = ({ origin, size, root }: Coverage) => ({
  ...{ origin, size, level: "L1" as const },
  root: Buffer.from(root, "hex").toString("base64"),
});
