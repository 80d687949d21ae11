import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#libs/runtime/clock";
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
import type { RecordedPlace } from "../readingSessions.ts";
import { writePrivate } from "./privateFile.ts";
import { standsAt } from "./roomState.ts";

export interface Rotated {
  readonly kind: "rotated";
  readonly id: string;
  readonly key: string;
  /** When the keys before it end at the latest; undefined where none counts. */
  readonly othersUntil: string | undefined;
  readonly recorded: RecordedPlace;
}

export interface Revoked {
  readonly kind: "revoked";
  /** How many still count. */
  readonly counting: number;
  readonly recorded: RecordedPlace;
}

/** What somebody orders who has seen these credentials count; undefined where they do not say what they saw. */
export interface RotationOrder {
  readonly overlapMs: number;
  readonly seen: readonly string[] | undefined;
}

/** Why nothing changed, as a problem's code. Before `change-not-recorded` nothing was recorded either. */
export type CredentialFault =
  | "credentials-not-here"
  | "credentials-full"
  | "credentials-changed"
  | "credential-unknown"
  | "credential-ended"
  | "change-not-recorded";

/** Has a change written in the log before it happens; undefined where it could not be. */
type Record = () => Promise<RecordedPlace | undefined>;

/**
 * The credentials of rooms, in the files that the command line writes too and that each edge follows while it runs. One
 * change after another: the last one never undoes the one before.
 */
export class RoomCredentials {
  readonly #data: string;
  readonly #clock: Clock;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(data: string, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  /** Undefined where there is no file, or none that can be read. */
  async read(room: string): Promise<Credentials | undefined> {
    const text = await readFile(this.#path(room), "utf8").catch(() => undefined);
    return text === undefined ? undefined : parseCredentials(text);
  }

  /** A new key that counts at once; those before it for the overlap. The key itself is kept nowhere. */
  rotate(
    room: string,
    { overlapMs, seen }: RotationOrder,
    record: Record,
  ): Promise<Rotated | CredentialFault> {
    return this.#alone(async () => {
      const before = await this.read(room);
      if (before === undefined) return "credentials-not-here";
      const counting = countingAt(before, this.#clock.nowMs());
      if (seen !== undefined && seen.toSorted().join() !== counting.toSorted().join()) {
        return "credentials-changed";
      }
      const key = randomBytes(keyBytes).toString("base64url");
      const next = { id: freeName(before), sha256: credentialDigest(key) };
      const first = rotated(before, next, this.#clock.nowMs(), overlapMs);
      if (first.credentials.length > credentialsMax) return "credentials-full";
      const recorded = await record();
      if (recorded === undefined) return "change-not-recorded";
      const nowMs = this.#clock.nowMs();
      const after = rotated(before, next, nowMs, overlapMs);
      await writePrivate(this.#path(room), credentialsText(after));
      const ends = after.credentials.flatMap(({ id, kind, until }) =>
        id !== next.id && kind === "bearer" && until !== undefined && Date.parse(until) > nowMs
          ? [until]
          : [],
      );
      return { kind: "rotated", id: next.id, key, othersUntil: ends.toSorted().at(-1), recorded };
    });
  }

  /** Ends one credential now; also the last one: then nobody comes in as the room. */
  revoke(room: string, id: string, record: Record): Promise<Revoked | CredentialFault> {
    return this.#alone(async () => {
      const before = await this.read(room);
      if (before === undefined) return "credentials-not-here";
      const kept = before.credentials.find((one) => one.id === id);
      if (kept === undefined) return "credential-unknown";
      if (standsAt(kept, this.#clock.nowMs()) === "ended") return "credential-ended";
      const recorded = await record();
      if (recorded === undefined) return "change-not-recorded";
      const nowMs = this.#clock.nowMs();
      const after = revoked(before, id, nowMs);
      if (after === undefined) return "credential-unknown";
      await writePrivate(this.#path(room), credentialsText(after));
      return { kind: "revoked", counting: countingAt(after, nowMs).length, recorded };
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

const countingAt = ({ credentials }: Credentials, nowMs: number): readonly string[] =>
  credentials.filter((one) => standsAt(one, nowMs) === "counts").map(({ id }) => id);

function freeName({ credentials }: Credentials): string {
  const taken = new Set(credentials.map(({ id }) => id));
  let number = 1;
  while (taken.has(`key-${number}`)) number += 1;
  return `key-${number}`;
}
