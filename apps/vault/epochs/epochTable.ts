import { timingSafeEqual } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import { CodedError } from "#libs/runtime/codedError";
import type { DestroyOutcome, EpochState } from "../keyStore.ts";
import { type EpochKey, epochCheck } from "../wrap.ts";
import type { EpochKeys } from "./epochKeys.ts";

export interface EpochTableOptions {
  readonly clock: Clock;
  /** Epochs whose key somebody declared lost. */
  readonly lostEpochs: readonly number[];
}

type Cause = "rotation" | "loss";

/**
 * What the store knows of its epochs: a check value of each key, so that another key under a known number is refused,
 * and which were destroyed, so that a key that a backup brings back is destroyed again.
 */
export class EpochTable {
  readonly #database: DatabaseSync;
  readonly #keys: EpochKeys;
  readonly #clock: Clock;
  #newest: EpochKey | undefined;

  private constructor(database: DatabaseSync, keys: EpochKeys, clock: Clock) {
    this.#database = database;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Throws `vault-epoch-key-missing` where a key is gone that nobody declared lost, `-wrong` where it is another. */
  static async open(
    database: DatabaseSync,
    keys: EpochKeys,
    { clock, lostEpochs }: EpochTableOptions,
  ): Promise<EpochTable> {
    const table = new EpochTable(database, keys, clock);
    let isAnyLost = false;
    for (const { epoch, state } of table.list()) {
      if (state === "destroyed" || state === "lost") await keys.destroy(epoch);
      else if (keys.key(epoch) !== undefined) table.#check(epoch);
      else if (lostEpochs.includes(epoch)) {
        table.#giveUp(epoch);
        isAnyLost = true;
      } else throw new CodedError("vault-epoch-key-missing", String(epoch));
    }
    const newest = table.#living().at(-1);
    if (newest === undefined || isAnyLost) await table.rotate();
    else table.#newest = table.key(newest);
    return table;
  }

  newest(): EpochKey {
    return this.#newest ?? this.key(0);
  }

  /** Throws `vault-epoch-unknown` for an epoch whose key is not here. */
  key(epoch: number): EpochKey {
    const key = this.#keys.key(epoch);
    if (key === undefined) throw new CodedError("vault-epoch-unknown", String(epoch));
    return key;
  }

  list(): readonly EpochState[] {
    const newest = this.#living().at(-1);
    return this.#database
      .prepare(
        `SELECT epoch, cause, (SELECT count(*) FROM incident_keys AS row
           WHERE row.epoch = epochs.epoch AND wrapped_ordinary IS NOT NULL) AS rows
         FROM epochs LEFT JOIN destroyed_epochs USING (epoch) ORDER BY epoch`,
      )
      .all()
      .map(({ epoch, cause, rows }) => ({
        epoch: Number(epoch),
        state: stateOf(Number(epoch) === newest, cause),
        rows: Number(rows),
      }));
  }

  async rotate(): Promise<EpochKey> {
    const { last } = this.#database.prepare("SELECT max(epoch) AS last FROM epochs").get() ?? {};
    const made = await this.#keys.create(Number(last ?? 0));
    this.#database
      .prepare("INSERT INTO epochs (epoch, check_value) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .run(made.epoch, epochCheck(made));
    this.#check(made.epoch);
    this.#newest = made;
    return made;
  }

  async destroy(epoch: number): Promise<DestroyOutcome> {
    const found = this.list().find((one) => one.epoch === epoch);
    if (found === undefined) return "unknown";
    if (found.state === "newest") return "newest";
    if (found.rows > 0) return "in-use";
    // Noted first: what was begun is ended at the next start.
    this.#note(epoch, "rotation");
    await this.#keys.destroy(epoch);
    return "destroyed";
  }

  #living(): readonly number[] {
    return this.#database
      .prepare(
        "SELECT epoch FROM epochs WHERE epoch NOT IN (SELECT epoch FROM destroyed_epochs) ORDER BY epoch",
      )
      .all()
      .map(({ epoch }) => Number(epoch));
  }

  /** What no key opens any more is as good as destroyed, and is said to be so: nobody waits for it. */
  #giveUp(epoch: number): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      this.#database
        .prepare(
          `UPDATE incident_keys SET wrapped_ordinary = NULL, wrapped_sensitive = NULL, shredded_at = ?
           WHERE epoch = ? AND shredded_at IS NULL`,
        )
        .run(canonicalNow(this.#clock), epoch);
      this.#note(epoch, "loss");
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #note(epoch: number, cause: Cause): void {
    this.#database
      .prepare(
        "INSERT INTO destroyed_epochs (epoch, destroyed_at, cause) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      )
      .run(epoch, canonicalNow(this.#clock), cause);
  }

  #check(epoch: number): void {
    const row = this.#database.prepare("SELECT check_value FROM epochs WHERE epoch = ?").get(epoch);
    const found = row?.["check_value"];
    const expected = epochCheck(this.key(epoch));
    if (!(found instanceof Uint8Array) || !timingSafeEqual(found, expected)) {
      throw new CodedError("vault-epoch-key-wrong", String(epoch));
    }
  }
}

function stateOf(isNewest: boolean, cause: unknown): EpochState["state"] {
  if (cause === "loss") return "lost";
  if (cause !== null) return "destroyed";
  return isNewest ? "newest" : "older";
}
