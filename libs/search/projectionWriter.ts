import type { SearchDatabase } from "./database.ts";
import type { ReadEntry } from "./entryReader.ts";
import { idBytes } from "./idBytes.ts";
import { fingerprintOf, type SaidSlot } from "./said.ts";
import { SaidSpans } from "./saidSpans.ts";
import type { Row, TableName } from "./tables.ts";

/** Rows of one statement or one stretch. */
const batchEntries = 1_024;

/** What is said that is remembered at once; what is forgotten and comes again gets a second row, which harms nothing. */
const saidMax = 131_072;

interface SaidCount {
  readonly id: number;
  readonly isNew: boolean;
  first: number;
  last: number;
  entries: number;
}

interface Decided {
  readonly slot: number;
  readonly id: number;
  readonly fingerprint: Uint8Array;
}

/** Writes entries as rows, in the order of the log. Nothing is there for sure before {@link ProjectionWriter.end}. */
export class ProjectionWriter {
  readonly #database: SearchDatabase;
  readonly #isFresh: boolean;
  readonly #said = new Map<string, SaidCount>();
  readonly #territories: Numbered;
  readonly #persons: Numbered;
  readonly #decided: Numbered;
  readonly #decidedByKey = new Map<string, Decided>();
  readonly #spans = new SaidSpans();
  #entries: Row<"entry">[] = [];
  #newSaid: Row<"said">[] = [];
  #slots: Row<"said_slot">[] = [];
  #newDecided: Row<"decided">[] = [];
  #titles: Row<"decided_title">[] = [];
  #saidCount = 0;

  private constructor(database: SearchDatabase, isFresh: boolean) {
    this.#database = database;
    this.#isFresh = isFresh;
    this.#territories = new Numbered(isFresh ? none : (codes) => territoryIn(database, codes));
    this.#persons = new Numbered(isFresh ? none : (pseudonym) => personIn(database, pseudonym));
    this.#decided = new Numbered(isFresh ? none : (hex) => decidedIn(database, hex));
  }

  /** `isFresh`: the tables are empty. */
  static async open(database: SearchDatabase, isFresh: boolean): Promise<ProjectionWriter> {
    const writer = new ProjectionWriter(database, isFresh);
    if (isFresh) return writer;
    writer.#saidCount = await largest(database, "said");
    writer.#territories.count = await largest(database, "territory");
    writer.#persons.count = await largest(database, "person");
    writer.#decided.count = await largest(database, "decided");
    return writer;
  }

  /** At once where all that the entry says was said before; else there is something to wait for. */
  add(entry: ReadEntry): Promise<void> | undefined {
    const said = this.#said.get(entry.key);
    const territory = known(this.#territories, entry.territory);
    const person = known(this.#persons, entry.person);
    if (said === undefined || territory === undefined || person === undefined) {
      return this.#addNew(entry);
    }
    return this.#push(entry, counted(said, entry.pos), territory, person);
  }

  async #addNew(entry: ReadEntry): Promise<void> {
    const said = counted(this.#said.get(entry.key) ?? (await this.#learn(entry)), entry.pos);
    const territory = await this.#territoryOf(entry.territory);
    await this.#push(entry, said, territory, await this.#personOf(entry.person));
  }

  #push(
    { pos, at, incident, event, previous, amount }: ReadEntry,
    said: number,
    territory: number | null,
    person: number | null,
  ): Promise<void> | undefined {
    const ids = { incident: idBytes(incident), event: idBytes(event) };
    const more = { previous: previous ?? null, amount: amount ?? null };
    this.#spans.add(said, at, incident);
    this.#entries.push({ pos, at, said, territory, person, ...ids, ...more });
    return this.#entries.length >= batchEntries ? this.#flushEntries() : undefined;
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    await this.#flushEntries();
    await this.#flushSaid();
    await this.#spans.write(this.#database, this.#isFresh);
  }

  async #learn(entry: ReadEntry): Promise<SaidCount> {
    if (this.#said.size >= saidMax) await this.#flushSaid();
    const said = entry.said();
    const slots = [];
    for (const slot of said.slots) slots.push(await this.#decidedOf(slot));
    const fingerprint = fingerprintOf(said.entry, ...slots.map((slot) => slot.fingerprint));
    const before = this.#isFresh ? undefined : await this.#find(fingerprint);
    const counted = { first: entry.pos, last: entry.pos, entries: 0 };
    const id = before ?? this.#nextSaid();
    const known = { id, isNew: before === undefined, ...counted };
    this.#said.set(entry.key, known);
    if (before !== undefined) return known;
    this.#newSaid.push({ ...said.entry, fingerprint, id, ...counted });
    for (const { slot, id: decided } of slots) this.#slots.push({ said: id, slot, decided });
    return known;
  }

  async #decidedOf({ key, row, titles }: SaidSlot): Promise<Decided> {
    const known = this.#decidedByKey.get(key);
    if (known !== undefined) return known;
    const fingerprint = fingerprintOf([row, titles]);
    const { id, isNew } = await this.#decided.of(Buffer.from(fingerprint).toString("hex"));
    const decided = { slot: row.slot, id, fingerprint };
    if (this.#decidedByKey.size >= saidMax) this.#decidedByKey.clear();
    this.#decidedByKey.set(key, decided);
    if (!isNew) return decided;
    this.#newDecided.push({ id, fingerprint, ...row });
    for (const title of titles) this.#titles.push({ decided: id, ...title });
    return decided;
  }

  #nextSaid(): number {
    this.#saidCount += 1;
    return this.#saidCount;
  }

  async #find(fingerprint: Uint8Array): Promise<number | undefined> {
    const { query } = this.#database;
    const found = await query
      .selectFrom("said")
      .select("id")
      .where("fingerprint", "=", fingerprint)
      .limit(1)
      .executeTakeFirst();
    return found?.id;
  }

  async #territoryOf(codes: string | undefined): Promise<number | null> {
    if (codes === undefined || codes === "") return null;
    const { id, isNew } = await this.#territories.of(codes);
    if (!isNew) return id;
    await this.#database.insert("territory", [{ id, codes }]);
    const rows = [...new Set(codes.split(" "))].map((code) => ({ territory: id, code }));
    await this.#database.insert("territory_code", rows);
    return id;
  }

  async #personOf(pseudonym: string | undefined): Promise<number | null> {
    if (pseudonym === undefined) return null;
    const { id, isNew } = await this.#persons.of(pseudonym);
    if (isNew) {
      await this.#database.insert("person", [{ id, pseudonym: Buffer.from(pseudonym, "hex") }]);
    }
    return id;
  }

  async #flushEntries(): Promise<void> {
    const [entries, times] = [this.#entries, this.#entries.map(({ at }) => at)];
    this.#entries = [];
    const [first, last] = [entries[0]?.pos, entries.at(-1)?.pos];
    if (first === undefined || last === undefined) return;
    const stretch = { first, last, earliest: Math.min(...times), latest: Math.max(...times) };
    await this.#database.insert("entry", entries);
    await this.#database.insert("stretch", [stretch]);
  }

  async #flushSaid(): Promise<void> {
    const counts = [...this.#said.values()];
    const fresh = new Map(counts.flatMap((count) => (count.isNew ? [[count.id, count]] : [])));
    const rows = this.#newSaid.map((row) => {
      const { entries = 0, first = row.first, last = row.last } = fresh.get(row.id) ?? {};
      return { ...row, entries, first, last };
    });
    await this.#database.insert("said", rows);
    await this.#database.insert("said_slot", this.#slots);
    await this.#database.insert("decided", this.#newDecided);
    await this.#database.insert("decided_title", this.#titles);
    for (const { id, isNew, entries, last } of counts) {
      if (!isNew) await this.#count(id, entries, last);
    }
    this.#said.clear();
    [this.#newSaid, this.#slots, this.#newDecided, this.#titles] = [[], [], [], []];
  }

  async #count(id: number, more: number, last: number): Promise<void> {
    const { query } = this.#database;
    await query
      .updateTable("said")
      .set((row) => ({ entries: row("entries", "+", more), last }))
      .where("id", "=", id)
      .execute();
  }
}

/** One more entry says this. */
function counted(said: SaidCount, pos: number): number {
  said.entries += 1;
  said.last = pos;
  return said.id;
}

/** The number of a text, null where there is no text; undefined where it must be found or given first. */
const known = (numbers: Numbered, text: string | undefined): number | null | undefined =>
  text === undefined || text === "" ? null : numbers.known(text);

const none = () => Promise.resolve(undefined);

/** Numbers for texts that recur; those that an earlier run gave are looked up. */
class Numbered {
  readonly #find: (text: string) => Promise<number | undefined>;
  readonly #known = new Map<string, number>();
  count = 0;

  constructor(find: (text: string) => Promise<number | undefined>) {
    this.#find = find;
  }

  /** The number that was told for a text in this run. */
  known(text: string): number | undefined {
    return this.#known.get(text);
  }

  async of(text: string): Promise<{ readonly id: number; readonly isNew: boolean }> {
    const known = this.#known.get(text) ?? (await this.#find(text));
    if (known === undefined) this.count += 1;
    const id = known ?? this.count;
    this.#known.set(text, id);
    return { id, isNew: known === undefined };
  }
}

async function largest(
  { query }: SearchDatabase,
  table: Extract<TableName, "said" | "decided" | "territory" | "person">,
): Promise<number> {
  const found = await query
    .selectFrom(table)
    .select((row) => row.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(found?.id ?? 0);
}

async function territoryIn({ query }: SearchDatabase, codes: string): Promise<number | undefined> {
  const found = query.selectFrom("territory").select("id").where("codes", "=", codes);
  return (await found.executeTakeFirst())?.id;
}

async function personIn({ query }: SearchDatabase, hex: string): Promise<number | undefined> {
  const pseudonym = Buffer.from(hex, "hex");
  const found = query.selectFrom("person").select("id").where("pseudonym", "=", pseudonym);
  return (await found.executeTakeFirst())?.id;
}

async function decidedIn({ query }: SearchDatabase, hex: string): Promise<number | undefined> {
  const fingerprint = Buffer.from(hex, "hex");
  const found = query.selectFrom("decided").select("id").where("fingerprint", "=", fingerprint);
  return (await found.limit(1).executeTakeFirst())?.id;
}
