import { randomBytes, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Credentials,
  credentialDigest,
  credentialsMax,
  credentialsText,
  parseCredentials,
  revoked,
  rotated,
  withCertificate,
} from "#libs/runtime/credentials";
import { keyBytes } from "#libs/seal/derive";
import { CliError } from "./exitCodes.ts";
import { keepPrivate, readPrivate, writePrivate } from "./privateFiles.ts";

/** A room of the installation in `data`. */
export interface RoomPlace {
  readonly data: string;
  readonly room: string;
}

/** Where a room's credentials are: digests and names only. The edge follows the file while it runs. */
export function credentialsFile({ data, room }: RoomPlace): string {
  return join(data, "rooms", room, "credentials.json");
}

const keyFile = ({ data, room }: RoomPlace): string => join(data, "rooms", room, "key");

/** Makes the credentials file of a room that has none yet: its key counts, without an end. */
export function keepCredentials(place: RoomPlace, bearerSha256: string, nowMs: number): string {
  const path = credentialsFile(place);
  keepPrivate(path, () =>
    credentialsText({
      format: "raccordo-credentials/1",
      credentials: [
        { id: "key-1", kind: "bearer", sha256: bearerSha256, from: new Date(nowMs).toISOString() },
      ],
    }),
  );
  return path;
}

export function readCredentials(place: RoomPlace): Credentials {
  const path = credentialsFile(place);
  const isRoom = /^[a-z][a-z0-9_]{1,31}$/.test(place.room);
  const text = isRoom ? readPrivate(path) : undefined;
  if (text === undefined) throw new CliError("usage", "room-unknown", { room: place.room, path });
  const credentials = parseCredentials(text);
  if (credentials === undefined) throw new CliError("refused", "file-damaged", { path });
  return credentials;
}

/** What the credentials of a room are to be; nothing is changed before it is carried out. */
export interface PlannedChange {
  readonly credentials: Credentials;
  carryOut(): Credentials;
}

/**
 * A new bearer key: it counts at once, the old one for the overlap. Written in this order a crash leaves two keys
 * that count or one, never none.
 */
export function plannedRotation(place: RoomPlace, nowMs: number, overlapMs: number): PlannedChange {
  const before = readCredentials(place);
  const key = randomBytes(keyBytes).toString("base64url");
  const id = freeName(before, "key");
  const after = rotated(before, { id, sha256: credentialDigest(key) }, nowMs, overlapMs);
  return planned(place, after, () => writePrivate(keyFile(place), `${key}\n`));
}

/** Ends one credential now. The last one that counts may be ended too: then nobody comes in as the room. */
export function plannedRevocation(place: RoomPlace, id: string, nowMs: number): PlannedChange {
  const after = revoked(readCredentials(place), id, nowMs);
  if (after === undefined) {
    throw new CliError("usage", "credential-unknown", { room: place.room, id });
  }
  return planned(place, after);
}

/** Pins a client certificate (PEM): whoever holds its key comes in as the room, until it ends. */
export function plannedTrust(place: RoomPlace, path: string, nowMs: number): PlannedChange {
  const certificate = certificateIn(path);
  const before = readCredentials(place);
  const next = {
    id: freeName(before, "certificate"),
    sha256: credentialDigest(certificate.raw),
    untilMs: Date.parse(certificate.validTo),
  };
  if (next.untilMs <= nowMs) throw new CliError("usage", "certificate-expired", { path });
  return planned(place, withCertificate(before, next, nowMs));
}

/** Throws where a room has no place left for one credential more. */
export function assertPlace({ room }: RoomPlace, { credentials }: Credentials): void {
  if (credentials.length < credentialsMax) return;
  throw new CliError("refused", "credentials-full", { room, max: credentialsMax });
}

function planned(place: RoomPlace, after: Credentials, next = () => {}): PlannedChange {
  // A file with more would not be read any more, and the room's edge would go on with what it knew.
  if (after.credentials.length > credentialsMax) {
    throw new CliError("refused", "credentials-full", { room: place.room, max: credentialsMax });
  }
  return {
    credentials: after,
    carryOut: () => {
      writePrivate(credentialsFile(place), credentialsText(after));
      next();
      return after;
    },
  };
}

function certificateIn(path: string): X509Certificate {
  if (!existsSync(path)) throw new CliError("usage", "file-unreadable", { file: path });
  try {
    return new X509Certificate(readFileSync(path));
  } catch {
    throw new CliError("usage", "certificate-unreadable", { path });
  }
}

function freeName({ credentials }: Credentials, word: string): string {
  const taken = new Set(credentials.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${word}-${number}`)) number += 1;
  return `${word}-${number}`;
}
