import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "#libs/runtime/credentials";
import { CliError } from "./exitCodes.ts";
import { privateFolder, writePrivate } from "./privateFiles.ts";
import { type RoomPlace, readCredentials, trustCertificate } from "./roomCredentials.ts";
import { issueForRoom } from "./tlsFiles.ts";

/**
 * Key and certificate for the room's system, valid for `days` from `nowMs` (Unix milliseconds), and the pin by which its
 * edge knows them. Throws CliError for an unknown room and where the file exists.
 */
export async function issueInto(
  place: RoomPlace,
  folder: string,
  nowMs: number,
  days: number,
): Promise<Credentials> {
  readCredentials(place); // the room is known, or nothing is made
  privateFolder(folder);
  const path = join(folder, `${place.room}.crt`);
  if (existsSync(path)) throw new CliError("usage", "file-exists", { path });
  const made = await issueForRoom(place.data, place.room, nowMs, days);
  writePrivate(join(folder, `${place.room}.key`), made.keyPem);
  writePrivate(path, made.certificatePem);
  return trustCertificate(place, path, nowMs);
}
