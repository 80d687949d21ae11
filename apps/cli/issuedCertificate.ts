import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "#libs/runtime/credentials";
import { CliError } from "./exitCodes.ts";
import { privateFolder, writePrivate } from "./privateFiles.ts";
import { assertPlace, plannedTrust, type RoomPlace, readCredentials } from "./roomCredentials.ts";
import { issueForRoom } from "./tlsFiles.ts";

export interface IssuedCertificate {
  readonly place: RoomPlace;
  /** Where key and certificate go. */
  readonly folder: string;
  readonly days: number;
}

/** Throws CliError for an unknown room, one with no place for a credential more, and where the file exists. */
export function assertIssuable({ place, folder }: IssuedCertificate): void {
  assertPlace(place, readCredentials(place));
  const path = join(folder, `${place.room}.crt`);
  if (existsSync(path)) throw new CliError("usage", "file-exists", { path });
}

/**
 * Key and certificate for the room's system, valid for `days` from `nowMs` (Unix milliseconds), and the pin by which its
 * edge knows them. Throws CliError as {@link assertIssuable} does.
 */
export async function issueInto(issued: IssuedCertificate, nowMs: number): Promise<Credentials> {
  assertIssuable(issued); // the room is known, or nothing is made
  const { place, folder, days } = issued;
  privateFolder(folder);
  const path = join(folder, `${place.room}.crt`);
  const made = await issueForRoom(place.data, place.room, nowMs, days);
  writePrivate(join(folder, `${place.room}.key`), made.keyPem);
  writePrivate(path, made.certificatePem);
  return plannedTrust(place, path, nowMs).carryOut();
}
