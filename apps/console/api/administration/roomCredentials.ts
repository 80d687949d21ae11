import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Credentials,
  credentialDigest,
  credentialsMax,
  credentialsText,
  parseCredentials,
  revoked,
  rotated,
} from "#libs/runtime/credentials";
import { keyBytes } from "#libs/seal/derive";
import { writePrivate } from "./privateFile.ts";

export interface Rotated {
  readonly kind: "rotated";
  readonly id: string;
  readonly key: string;
  /** When the keys before it end at the latest; undefined where none counts. */
  readonly othersUntil: string | undefined;
}

/** `credentials-not-here`: no file that can be read; `credentials-full`: too many that have not been over for 30 days. */
export type CredentialFault = "credentials-not-here" | "credentials-full" | "credential-unknown";

/**
 * The credentials of rooms, in the files that the command line writes too and that each edge follows while it runs. One
 * change after another: the last one never undoes the one before.
 */
export class RoomCredentials {
  readonly #data: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(data: string) {
    this.#data = data;
  }

  /** Undefined where there is no file, or none that can be read. */
  async read(room: string): Promise<Credentials | undefined> {
    const text = await readFile(this.#path(room), "utf8").catch(() => undefined);
    return text === undefined ? undefined : parseCredentials(text);
  }

  /** A new key that counts at once; those before it for the overlap. The key itself is kept nowhere. */
  rotate(room: string, nowMs: number, overlapMs: number): Promise<Rotated | CredentialFault> {
    return this.#alone(async () => {
      const before = await this.read(room);
      if (before === undefined) return "credentials-not-here";
      const key = randomBytes(keyBytes).toString("base64url");
      const id = freeName(before);
      const after = rotated(before, { id, sha256: credentialDigest(key) }, nowMs, overlapMs);
      if (after.credentials.length > credentialsMax) return "credentials-full";
      await writePrivate(this.#path(room), credentialsText(after));
      const ends = after.credentials.flatMap(({ id: other, kind, until }) =>
        other !== id && kind === "bearer" && until !== undefined && Date.parse(until) > nowMs
          ? [until]
          : [],
      );
      return { kind: "rotated", id, key, othersUntil: ends.toSorted().at(-1) };
    });
  }

  /** Ends one credential now; also the last one: then nobody comes in as the room. */
  revoke(room: string, id: string, nowMs: number): Promise<Credentials | CredentialFault> {
    return this.#alone(async () => {
      const before = await this.read(room);
      if (before === undefined) return "credentials-not-here";
      const after = revoked(before, id, nowMs);
      if (after === undefined) return "credential-unknown";
      await writePrivate(this.#path(room), credentialsText(after));
      return after;
    });
  }

  #path(room: string): string {
    return join(this.#data, "rooms", room, "credentials.json");
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.catch(() => undefined).then(work);
    this.#turn = turn;
    return turn;
  }
}

function freeName({ credentials }: Credentials): string {
  const taken = new Set(credentials.map(({ id }) => id));
  let number = 1;
  while (taken.has(`key-${number}`)) number += 1;
  return `key-${number}`;
}
