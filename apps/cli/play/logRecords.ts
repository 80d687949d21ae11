import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Configuration, configurationSchema } from "#libs/policy/documents";
import { type IncidentLeaf, isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openFacts, openReceipts, openRefusals, openSlots } from "#libs/seal/openParts";
import type { Facts, ReceiptEntry, RefusalEntry, SlotValue } from "#libs/seal/parts";
import { TileStoreError } from "#libs/tilestore/failure";
import { openReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";

/** What the log says of one event: leaf and opened parts, each part checked against the leaf. */
export interface IncidentRecord {
  readonly year: number;
  readonly index: number;
  readonly leaf: IncidentLeaf;
  readonly facts: Facts;
  /** Decision by the id of the room. */
  readonly rooms: ReadonlyMap<string, SlotValue>;
}

export interface RoomReceipt extends ReceiptEntry {
  readonly room: string;
}

const stepMs = 50;

/**
 * Reads what the audit service has signed so far, from the data folder and without asking anybody: entries
 * under a checkpoint that verifies, parts that agree with them. Throws on a part that does not.
 */
export class LogRecords {
  readonly #data: string;
  readonly #family: string;
  readonly #publicKey: Buffer;
  readonly #read = new Map<number, number>();
  #reading: Promise<void> | undefined;
  readonly #roomOf = new Map<number, string>();
  readonly records = new Map<string, IncidentRecord>();
  readonly receipts: RoomReceipt[] = [];
  readonly refusals: RefusalEntry[] = [];
  /** Keys of the receipts that senders get, by their id, from the configuration leaves. */
  readonly receiptKeys = new Map<string, Buffer>();
  /** Events that the log names more than once. */
  readonly twice: string[] = [];

  readonly #isOpened: (incident: string) => boolean;

  /** `isOpened`: of which incidents, by pseudonym, decisions are opened; of all unless said. */
  constructor(
    data: string,
    { log_family, keys }: Configuration,
    isOpened: (incident: string) => boolean = () => true,
  ) {
    this.#isOpened = isOpened;
    this.#data = join(data, "audit");
    this.#family = log_family;
    this.#publicKey = Buffer.from(keys.log, "base64url");
  }

  /** Entries read so far, of all years. */
  get size(): number {
    return [...this.#read.values()].reduce((sum, size) => sum + size, 0);
  }

  /** Reads on until `isThere` holds; false after `msMax`. */
  async until(isThere: () => boolean, msMax: number): Promise<boolean> {
    const end = performance.now() + msMax;
    for (;;) {
      await this.refresh();
      if (isThere()) return true;
      if (performance.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  }

  /** Reads what was signed since. Several who ask at once share one reading. */
  async refresh(): Promise<void> {
    this.#reading ??= this.#refreshAll().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #refreshAll(): Promise<void> {
    for (const year of yearsIn(this.#data)) {
      try {
        await this.#refreshYear(year);
      } catch (error) {
        // A file that is being replaced, or no checkpoint yet: the next look finds it.
        if (!(error instanceof TileStoreError) || error.kind === "checkpoint-invalid") throw error;
      }
    }
  }

  async #refreshYear(year: number): Promise<void> {
    const origin = `${this.#family}/${year}`;
    const verifier = noteVerifier(encodeVerifierKey(origin, publicKeyObject(this.#publicKey)));
    if (verifier === undefined) throw new Error("the log's key is none");
    const source = fileSource(join(this.#data, String(year)));
    const { reader } = await openReader(source, { origin, verifiers: [verifier] });
    for (let index = this.#read.get(year) ?? 0; index < reader.size; index += 1) {
      this.#take(year, index, await reader.entry(index), await reader.part(index));
      this.#read.set(year, index + 1);
    }
  }

  #take(year: number, index: number, bytes: Buffer, part: Buffer): void {
    const leaf = parseLeaf(bytes);
    if ("problem" in leaf) return;
    if (isIncidentLeaf(leaf)) {
      if (this.#isOpened(leaf.incident)) this.#takeIncident(year, index, leaf, part);
    } else if (leaf.kind === "configuration") {
      this.receiptKeys.set(leaf.receipts.id, Buffer.from(leaf.receipts.public, "base64url"));
      const { rooms } = configurationSchema.parse(JSON.parse(part.toString("utf8")));
      for (const { slot, id } of rooms) this.#roomOf.set(slot, id);
    } else if (leaf.kind === "receipts") {
      const room = this.#roomOf.get(leaf.slot) ?? "?";
      this.receipts.push(...opened(openReceipts(leaf, part)).map((one) => ({ ...one, room })));
    } else if (leaf.kind === "refusals") this.refusals.push(...opened(openRefusals(leaf, part)));
  }

  #takeIncident(year: number, index: number, leaf: IncidentLeaf, part: Buffer): void {
    if (this.records.has(leaf.event)) this.twice.push(leaf.event);
    const slots = opened(openSlots(leaf, part));
    const rooms = [...slots].map(
      ([slot, value]) => [this.#roomOf.get(slot) ?? "?", value] as const,
    );
    const facts = opened(openFacts(leaf, part));
    this.records.set(leaf.event, { year, index, leaf, facts, rooms: new Map(rooms) });
  }
}

function opened<Value>(part: { value: Value } | { problem: string }): Value {
  if ("problem" in part) throw new Error(`a part of the log is ${part.problem}`);
  return part.value;
}

function yearsIn(folder: string): readonly number[] {
  const names = readdirSync(folder).filter((name) => /^20\d{2}$/.test(name));
  return names.map(Number).toSorted((a, b) => a - b);
}
