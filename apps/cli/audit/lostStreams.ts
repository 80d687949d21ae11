import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { auditStream } from "#libs/eventlog/subjects";
import { CliError } from "../exitCodes.ts";
import { connectAs, type NatsPlace } from "../natsServer.ts";
import type { NatsUser } from "../secrets.ts";
import { yearsIn } from "./verify.ts";

const timeoutMs = 5_000;

/** Where the process that writes lost streams again keeps what it has begun. */
export const restoringFile = (data: string): string => join(data, "restoring.json");

/**
 * Refuses a server whose AUDIT streams have lost entries that are signed: whatever a process wrote now would stand in
 * a lost entry's place, and the stream could never be made whole again.
 */
export async function assertNothingLost(
  data: string,
  place: NatsPlace,
  user: NatsUser,
): Promise<void> {
  if (existsSync(restoringFile(data))) {
    throw new CliError("refused", "restore-unfinished", { data });
  }
  const signed = yearsIn(join(data, "audit")).map((folder) => ({
    year: Number(basename(folder)),
    size: signedSize(folder),
  }));
  if (signed.every(({ size }) => size === 0)) return;
  const connection = await connectAs(place, "bootstrap", user);
  try {
    const log = await openJetStreamLog(connection, { timeoutMs });
    for (const { year, size } of signed) {
      const stream = auditStream(year);
      const present = (await log.info(stream))?.lastSequence ?? 0;
      if (present < size)
        throw new CliError("refused", "stream-lost", { stream, present, size, data });
    }
  } finally {
    await connection.close();
  }
}

/** Entries under the published checkpoint, as it states them; 0 where there is none. */
export function signedSize(folder: string): number {
  const path = join(folder, "checkpoint");
  if (!existsSync(path)) return 0;
  const size = Number(readFileSync(path, "utf8").split("\n", 2)[1] ?? "");
  return Number.isSafeInteger(size) ? size : 0;
}
