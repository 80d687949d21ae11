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
import { saysDamaged, sqlitePlace } from "#libs/search/sqlite";
import { type EvidenceLevel, levelOf } from "#libs/tilestore/logStatus";
import { CliError } from "../exitCodes.ts";
import type { ReadRecord } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { cosignedSize } from "./cosignedSize.ts";

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

/** CliError where there is no projection: making one may take long, so it is asked for. Reads nothing of it. */
export async function requireProjection(places: SearchPlaces): Promise<void> {
  await (await existing(placeOf(places))).close();
}

/** Asks the projection, brought up to date. CliError where there is none, or one that cannot be read. */
export async function searching<T>(
  places: SearchPlaces,
  work: (search: LogSearch) => Promise<T>,
): Promise<T> {
  const search = await openSearch(places);
  try {
    return await work(search);
  } catch (error) {
    throw reachable(error);
  } finally {
    await search.close();
  }
}

async function openSearch(places: SearchPlaces): Promise<LogSearch> {
  await requireProjection(places);
  await bringUpToDate(places);
  return existing(placeOf(places));
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

/** A database that does not answer, or a file that is no whole one, is nobody's defect: a CliError says what to do. */
function reachable(error: unknown): unknown {
  if (saysDamaged(error)) return new CliError("refused", "search-damaged", {}, { cause: error });

  const isAway =
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND" || error.code === "57P03");
  return isAway ? new CliError("unreachable", "search-database-away", {}, { cause: error }) : error;
}

/** On which signed checkpoint an answer rests, for people and programs. */
export interface Ground {
  readonly year: number;
  readonly origin: string;
  readonly size: number;
  /** Of all that is covered; the first `cosigned` entries may be further than the rest. */
  readonly level: EvidenceLevel;
  /** Entries that the witnesses of the installation's policy have cosigned (L2). */
  readonly cosigned: number;
  /** Base64. */
  readonly root: string;
}

/** On what a projection rests: the signed checkpoints that it covers, and how far witnesses have cosigned them. */
export async function groundsOf(
  data: string,
  covered: readonly Coverage[],
): Promise<readonly Ground[]> {
  const logs = await openYearLogs(data);
  return Promise.all(
    covered.map(async ({ year, origin, size, root }) => {
      const log = logs.find((one) => one.year === year);
      const upTo = log === undefined ? 0 : await cosignedSize(data, log);
      const cosigned = Math.min(upTo, size);
      const level = levelOf(size - 1, size, cosigned);
      return { year, origin, size, level, cosigned, root: base64Of(root) };
    }),
  );
}

const base64Of = (hex: string): string => Buffer.from(hex, "hex").toString("base64");

/** How far one entry is proved; L1 at least, since a projection holds nothing that is not signed. */
export function levelIn(
  grounds: readonly Ground[],
  { year, index }: { readonly year: number; readonly index: number },
): EvidenceLevel {
  const ground = grounds.find((one) => one.year === year);
  return index < (ground?.cosigned ?? 0) ? "L2" : "L1";
}

/** Tells people on what an answer rests; `say` of the terminal for the answer's own stream, `warn` beside it. */
export function sayGrounds(
  say: Terminal["say"],
  text: "search-rests-on" | "search-covers",
  grounds: readonly Ground[],
): void {
  for (const { origin, size, level, cosigned, root } of grounds) {
    say(text, { origin, size, level, root });
    if (cosigned > 0 && cosigned < size) say("search-cosigned", { cosigned });
  }
}
