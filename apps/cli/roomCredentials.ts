import { randomBytes, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Credentials,
  credentialDigest,
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

/**
 * A new bearer key: it counts at once, the old one for the overlap. Written in this order a crash leaves two keys
 * that count or one, never none.
 */
export function rotateKey(place: RoomPlace, nowMs: number, overlapMs: number): Credentials {
  const before = readCredentials(place);
  const key = randomBytes(keyBytes).toString("base64url");
  const id = freeName(before, "key");
  const after = rotated(before, { id, sha256: credentialDigest(key) }, nowMs, overlapMs);
  writePrivate(credentialsFile(place), credentialsText(after));
  writePrivate(keyFile(place), `${key}\n`);
  return after;
}

/** Ends one credential now. The last one that counts may be ended too: then nobody comes in as the room. */
export function revokeCredential(place: RoomPlace, id: string, nowMs: number): Credentials {
  const after = revoked(readCredentials(place), id, nowMs);
  if (after === undefined) {
    throw new CliError("usage", "credential-unknown", { room: place.room, id });
  }
  writePrivate(credentialsFile(place), credentialsText(after));
  return after;
}

/** Pins a client certificate (PEM): whoever holds its key comes in as the room, until it ends. */
export function trustCertificate(place: RoomPlace, path: string, nowMs: number): Credentials {
  const certificate = certificateIn(path);
  const before = readCredentials(place);
  const next = {
    id: freeName(before, "certificate"),
    sha256: credentialDigest(certificate.raw),
    untilMs: Date.parse(certificate.validTo),
  };
  if (next.untilMs <= nowMs) throw new CliError("usage", "certificate-expired", { path });
  const after = withCertificate(before, next, nowMs);
  writePrivate(credentialsFile(place), credentialsText(after));
  return after;
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
