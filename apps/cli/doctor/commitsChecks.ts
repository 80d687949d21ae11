import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  addressOf,
  type CommitsPlace,
  nameOfPlace,
  sqliteCommits,
} from "#libs/tilestore/commitsPlace";
import { TileStoreError } from "#libs/tilestore/failure";
import type { Holding } from "#libs/tilestore/movedCommits";
import { lookAtPostgres } from "#libs/tilestore/postgresCheckpoints";
import { lookAtSqlite } from "#libs/tilestore/sqliteCheckpoints";
import { signedSize } from "../audit/lostStreams.ts";
import { yearsIn } from "../audit/verify.ts";
import { logFolder, readPlace } from "../commits/place.ts";
import type { Installation } from "../installation.ts";
import { attention, type Finding, ok, problem } from "./finding.ts";

/** Debian 12 has 15, Debian 13 has 17; what is older was never tried. */
const versionTriedMin = 15;

/** Where the log's commits are, whether that place can keep them, and whether it went back. Changes nothing. */
export async function commitsChecks(
  data: string,
  { log_family: family }: Pick<Installation, "log_family">,
): Promise<readonly Finding[]> {
  const place = readPlace(data) ?? ({ kind: "sqlite" } as const);
  const folder = yearsIn(logFolder(data)).at(-1);
  const year = folder?.slice(-4) ?? String(new Date().getUTCFullYear());
  const origin = `${family}/${year}`;
  const signed = folder === undefined ? 0 : signedSize(folder);
  const name = nameOfPlace(place);
  try {
    const { version, holding } = await look(data, place, origin);
    const values = { place: name, origin, version };
    if (version !== 0 && version < versionTriedMin) {
      return [attention("doctor-commits-old", values, "doctor-commits-old-do")];
    }
    return [held(holding, signed, values)];
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    const values = { place: name, reason: error.message };
    return error.kind === "unreachable"
      ? [problem("doctor-commits-away", values, "doctor-commits-away-do")]
      : [problem("doctor-commits-refused", values, "doctor-commits-refused-do")];
  }
}

interface Look {
  /** 0 where there is no server. */
  readonly version: number;
  readonly holding: Holding;
}

async function look(data: string, place: CommitsPlace, origin: string): Promise<Look> {
  if (place.kind === "postgresql") return lookAtPostgres(addressOf(place), origin);
  const file = sqliteCommits(join(data, "audit"));
  if (!existsSync(file)) return { version: 0, holding: { kind: "none" } };
  return { version: 0, holding: lookAtSqlite(file, origin) };
}

function held(
  holding: Holding,
  signed: number,
  about: { readonly place: string; readonly origin: string; readonly version: number },
): Finding {
  const size = holding.kind === "none" ? 0 : holding.commit.size;
  const values = { ...about, size, signed };
  if (holding.kind === "moved") {
    return problem(
      "doctor-commits-moved",
      { ...values, to: holding.to },
      "doctor-commits-moved-do",
    );
  }
  if (size < signed) return problem("doctor-commits-back", values, "doctor-commits-back-do");
  return about.version === 0 ? ok("doctor-commits-sqlite", values) : ok("doctor-commits", values);
}
