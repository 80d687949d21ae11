import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  addressOf,
  type CommitsPlace,
  commitsPlaceSchema,
  nameOfPlace,
  sqliteCommits,
} from "#libs/tilestore/commitsPlace";
import { TileStoreError } from "#libs/tilestore/failure";
import { withPassword } from "#libs/tilestore/postgresAddress";
import { yearsIn } from "../audit/verify.ts";
import { CliError } from "../exitCodes.ts";
import { parseFile } from "../installation.ts";
import { readPrivate, writePrivate } from "../privateFiles.ts";

const schema = z.strictObject({
  format: z.literal("raccordo-commits-place/1"),
  place: commitsPlaceSchema,
});

const fileOf = (data: string): string => join(data, "commits.json");

/** Folder of the logs of all years. */
export const logFolder = (data: string): string => join(data, "audit");

/** Where the log's commits are now (DATA/commits.json). Undefined: nobody has said it, then beside the log. */
export function readPlace(data: string): CommitsPlace | undefined {
  const path = fileOf(data);
  const text = readPrivate(path);
  return text === undefined ? undefined : parseFile(path, text, schema).place;
}

export function writePlace(data: string, place: CommitsPlace): void {
  const content = { format: "raccordo-commits-place/1", place };
  writePrivate(fileOf(data), `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * The place that a start uses: the wanted one, if the log's commits are there or the log has not begun. Anything else is
 * a refusal: an empty store beside a log that has begun would let it be signed a second time.
 */
export function settlePlace(data: string, wanted: CommitsPlace): CommitsPlace {
  assertPasswordReadable(wanted);
  const present = readPlace(data) ?? (hasBegun(data) ? ({ kind: "sqlite" } as const) : undefined);
  const [now, then] = [present && nameOfPlace(present), nameOfPlace(wanted)];
  if (now !== undefined && now !== then) {
    throw new CliError("refused", "commits-elsewhere", { now, then, data });
  }
  // How a server is reached may change: its certificate, the file of the password.
  if (JSON.stringify(present) !== JSON.stringify(wanted)) writePlace(data, wanted);
  return wanted;
}

/** Refuses a password that others may read, before any process starts. */
export function assertPasswordReadable(place: CommitsPlace): void {
  if (place.kind === "sqlite") return;
  try {
    withPassword(addressOf(place));
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    throw new CliError("refused", "commits-password", { reason: error.message }, { cause: error });
  }
}

/** Whether anything of a log lies there: then its commits are somewhere already. */
function hasBegun(data: string): boolean {
  const folder = logFolder(data);
  return existsSync(sqliteCommits(folder)) || yearsIn(folder).length > 0;
}
