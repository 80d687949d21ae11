import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Clock } from "#libs/runtime/clock";
import { canonicalNow } from "#libs/runtime/clock";
import { CodedError } from "#libs/runtime/codedError";
import type { EpochKeys } from "./epochs/epochKeys.ts";
import { EpochTable } from "./epochs/epochTable.ts";
import {
  type CreateOutcome,
  type DestroyOutcome,
  type EpochState,
  type GetOutcome,
  isMode,
  type KeyName,
  type KeyRow,
  type KeyStore,
  type RandomSource,
  type Rewrapped,
  type ShredPart,
} from "./keyStore.ts";
import { configure, makePrivate, makeTables } from "./keyTables.ts";
import { type EpochKey, keyBytes, unwrapKey, type WrapPlace, wrapKey } from "./wrap.ts";

export interface SqliteKeyStoreOptions {
  readonly file: string;
  readonly epochKeys: EpochKeys;
  /** Epochs whose key somebody declared lost: their incidents count as destroyed, and the store opens without them. */
  readonly lostEpochs?: readonly number[];
  readonly random: RandomSource;
  readonly clock: Clock;
}

/** The first keys of an incident; wrapping them again under another epoch key does not make others. */
const generation = 1;
/** Incidents whose uses may wait to be counted; above it they are written at once. */
const pendingUsesMax = 10_000;

/**
 * Keys in one SQLite file (clarification 22). Each commit is synced; freed pages are overwritten; the
 * rollback journal is emptied at each commit, so that no old page keeps a destroyed key. What a file system
 * or a backup keeps of overwritten blocks is wrapped under the epoch key, and goes with that.
 * The file is locked as long as it is open: a second vault on it is refused.
 */
export async function openSqliteKeyStore(options: SqliteKeyStoreOptions): Promise<KeyStore> {
  makePrivate(options.file);
  const database = new DatabaseSync(options.file);
  try {
    configure(database);
    makeTables(database);
    const { epochKeys, clock, lostEpochs = [] } = options;
    const epochs = await EpochTable.open(database, epochKeys, { clock, lostEpochs });
    return new SqliteKeyStore(database, epochs, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The row of an incident's keys, as far as wrapping is concerned. */
interface WrappedRow extends KeyName {
  readonly generation: number;
  readonly epoch: number;
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array | undefined;
}

interface OpenKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array | undefined;
}

class SqliteKeyStore implements KeyStore {
  readonly #database: DatabaseSync;
  readonly #epochs: EpochTable;
  readonly #options: SqliteKeyStoreOptions;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #shred: StatementSync;
  readonly #shredSensitive: StatementSync;
  readonly #retire: StatementSync;
  readonly #count: StatementSync;
  readonly #list: StatementSync;
  readonly #behind: StatementSync;
  readonly #rewrap: StatementSync;
  readonly #pendingUses = new Map<string, { readonly name: KeyName; uses: number }>();

  constructor(database: DatabaseSync, epochs: EpochTable, options: SqliteKeyStoreOptions) {
    this.#database = database;
    this.#epochs = epochs;
    this.#options = options;
    this.#select = database.prepare(
      `SELECT generation, wrapped_ordinary, wrapped_sensitive, epoch, shredded_at, retired_at
       FROM incident_keys WHERE mode = ? AND incident = ?`,
    );
    this.#insert = database.prepare(
      `INSERT INTO incident_keys (mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#shred = database.prepare(
      `INSERT INTO incident_keys (mode, incident, generation, epoch, shredded_at)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET wrapped_ordinary = NULL, wrapped_sensitive = NULL,
         shredded_at = excluded.shredded_at WHERE shredded_at IS NULL`,
    );
    this.#shredSensitive = database.prepare(
      `UPDATE incident_keys SET wrapped_sensitive = NULL, sensitive_shredded_at = ?
       WHERE mode = ? AND incident = ? AND wrapped_sensitive IS NOT NULL`,
    );
    this.#retire = database.prepare(
      `UPDATE incident_keys SET retired_at = ?
       WHERE mode = ? AND incident = ? AND retired_at IS NULL AND wrapped_ordinary IS NOT NULL`,
    );
    this.#list = database.prepare(
      `SELECT mode, incident, wrapped_sensitive IS NOT NULL AS sensitive FROM incident_keys
       WHERE shredded_at IS NULL AND (mode, incident) > (?, ?) ORDER BY mode, incident LIMIT ?`,
    );
    this.#behind = database.prepare(
      `SELECT mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch FROM incident_keys
       WHERE epoch <> ? AND wrapped_ordinary IS NOT NULL AND (mode, incident) > (?, ?)
       ORDER BY mode, incident LIMIT ?`,
    );
    this.#rewrap = database.prepare(
      `UPDATE incident_keys SET wrapped_ordinary = ?, wrapped_sensitive = ?, epoch = ?
       WHERE mode = ? AND incident = ? AND epoch = ? AND wrapped_ordinary = ?`,
    );
    this.#count = database.prepare(
      "UPDATE incident_keys SET uses = uses + ? WHERE mode = ? AND incident = ?",
    );
  }

  async create(name: KeyName): Promise<CreateOutcome> {
    // Nothing may come in between looking and making.
    const found = this.#readToSeal(name);
    if (found.outcome === "ok") return { ...found, created: false };
    if (found.outcome !== "absent") return { outcome: found.outcome };
    const { random } = this.#options;
    // Copies: what a random source gives may be a slice of its pool.
    const fresh = () => Uint8Array.from(random(keyBytes));
    const keys = { ordinary: fresh(), sensitive: fresh() };
    const newest = this.#epochs.newest();
    const place = { ...name, generation };
    const { ordinary, sensitive } = this.#wrapped(newest, place, keys);
    const { mode, incident } = name;
    this.#insert.run(mode, incident, generation, ordinary, sensitive, newest.epoch);
    this.#used(name);
    return { outcome: "ok", keys, created: true };
  }

  async get(name: KeyName): Promise<GetOutcome> {
    return this.#read(name);
  }

  async getToSeal(name: KeyName): Promise<GetOutcome | { readonly outcome: "retired" }> {
    return this.#readToSeal(name);
  }

  async retire({ mode, incident }: KeyName): Promise<void> {
    this.#retire.run(canonicalNow(this.#options.clock), mode, incident);
  }

  async shred({ mode, incident }: KeyName, part: ShredPart): Promise<void> {
    const now = canonicalNow(this.#options.clock);
    const isThere = this.#select.get(mode, incident) !== undefined;
    if (part === "sensitive" && isThere) this.#shredSensitive.run(now, mode, incident);
    else this.#shred.run(mode, incident, generation, this.#epochs.newest().epoch, now);
  }

  async list(after: KeyName | undefined, rowsMax: number): Promise<readonly KeyRow[]> {
    const rows = this.#list.all(after?.mode ?? "", after?.incident ?? "", rowsMax);
    return rows.flatMap(({ mode, incident, sensitive }): KeyRow[] =>
      mode === "actual" || mode === "exercise"
        ? [{ mode, incident: String(incident), sensitive: sensitive === 1 }]
        : [],
    );
  }

  async flushUses(): Promise<void> {
    if (this.#pendingUses.size === 0) return;
    this.#atOnce(() => {
      for (const { name, uses } of this.#pendingUses.values()) {
        this.#count.run(uses, name.mode, name.incident);
      }
    });
    this.#pendingUses.clear();
  }

  async epochs(): Promise<readonly EpochState[]> {
    return this.#epochs.list();
  }

  async rotate(): Promise<number> {
    return (await this.#epochs.rotate()).epoch;
  }

  async destroyEpoch(epoch: number): Promise<DestroyOutcome> {
    return this.#epochs.destroy(epoch);
  }

  /** Opened before anything is written: a row that does not open is left as it is, and the others go on. */
  async rewrap(rowsMax: number, after?: KeyName): Promise<Rewrapped> {
    const newest = this.#epochs.newest();
    const { mode = "", incident = "" } = after ?? {};
    const rows = this.#behind.all(newest.epoch, mode, incident, rowsMax).map(wrappedRow);
    const opened = rows.map((row) => ({ row, keys: this.#opened(row) }));
    this.#atOnce(() => {
      for (const { row, keys } of opened) if (keys !== undefined) this.#moveTo(newest, row, keys);
    });
    const damaged = opened.filter(({ keys }) => keys === undefined).map(({ row }) => row.incident);
    return { rows: rows.length - damaged.length, damaged, last: rows.at(-1) };
  }

  async close(): Promise<void> {
    await this.flushUses();
    this.#database.close();
  }

  #read(name: KeyName): GetOutcome {
    const row = this.#select.get(name.mode, name.incident);
    if (row === undefined) return { outcome: "absent" };
    if (row["shredded_at"] !== null) return { outcome: "shredded" };
    const keys = this.#opened(wrappedRow({ ...name, ...row }));
    if (keys === undefined) throw new CodedError("vault-row-altered", name.incident);
    this.#used(name);
    const { ordinary, sensitive } = keys;
    return sensitive === undefined
      ? { outcome: "sensitive_shredded", ordinary }
      : { outcome: "ok", keys: { ordinary, sensitive } };
  }

  #readToSeal(name: KeyName): GetOutcome | { readonly outcome: "retired" } {
    const found = this.#read(name);
    const { retired_at: retiredAt } = this.#select.get(name.mode, name.incident) ?? {};
    return found.outcome === "ok" && typeof retiredAt === "string" ? { outcome: "retired" } : found;
  }

  /** The keys of a row; undefined where it was altered, moved, or made under another key. */
  #opened(row: WrappedRow): OpenKeys | undefined {
    const epochKey = this.#epochs.key(row.epoch);
    const { mode, incident } = row;
    const place = { mode, incident, generation: row.generation };
    const ordinary = unwrapKey(epochKey, { ...place, part: "ordinary" }, row.ordinary);
    if (row.sensitive === undefined) return ordinary && { ordinary, sensitive: undefined };
    const sensitive = unwrapKey(epochKey, { ...place, part: "sensitive" }, row.sensitive);
    return ordinary && sensitive && { ordinary, sensitive };
  }

  #wrapped(epochKey: EpochKey, place: Omit<WrapPlace, "part">, keys: OpenKeys) {
    const { random } = this.#options;
    const { ordinary, sensitive } = keys;
    return {
      ordinary: wrapKey(epochKey, { ...place, part: "ordinary" }, ordinary, random),
      sensitive:
        sensitive === undefined
          ? null
          : wrapKey(epochKey, { ...place, part: "sensitive" }, sensitive, random),
    };
  }

  #moveTo(newest: EpochKey, row: WrappedRow, keys: OpenKeys): void {
    const { mode, incident, epoch } = row;
    const place = { mode, incident, generation: row.generation };
    const { ordinary, sensitive } = this.#wrapped(newest, place, keys);
    this.#rewrap.run(ordinary, sensitive, newest.epoch, mode, incident, epoch, row.ordinary);
  }

  #atOnce(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #used(name: KeyName): void {
    const key = `${name.mode}/${name.incident}`;
    const pending = this.#pendingUses.get(key);
    if (pending === undefined) this.#pendingUses.set(key, { name, uses: 1 });
    else pending.uses += 1;
    if (this.#pendingUses.size >= pendingUsesMax) void this.flushUses();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** A row that the table's own checks let in; anything else is a defect. */
function wrappedRow(row: Row): WrappedRow {
  const { mode, incident, generation: made, epoch } = row;
  const [ordinary, sensitive] = [row["wrapped_ordinary"], row["wrapped_sensitive"]];
  if (!isMode(mode) || typeof incident !== "string" || !(ordinary instanceof Uint8Array)) {
    throw new CodedError("vault-row-altered", String(incident));
  }
  return {
    ...{ mode, incident, generation: Number(made), epoch: Number(epoch), ordinary },
    sensitive: sensitive instanceof Uint8Array ? sensitive : undefined,
  };
}
