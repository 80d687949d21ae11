import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readConfiguration } from "#apps/cli/documents";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { connectChecked } from "#libs/eventlog/natsClient";
import type { EventLog } from "#libs/eventlog/port";
import { feedStream, parseSubject } from "#libs/eventlog/subjects";
import { keyIdOf } from "#libs/seal/ed25519";
import { isIncidentLeaf, type Leaf, parseLeaf } from "#libs/seal/leaf";
import { parseIncidentParts, parseReceiptParts, type ReceiptEntry } from "#libs/seal/parts";
import { checkReceipt } from "#libs/seal/receipt";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyFamily } from "#libs/tilestore/verifyFamily";
import { type FeedMessage, feedMessage, type SeenLeaf } from "#tests/support/checker";
import type { AcceptedMessage } from "#tests/support/load";

/** The published logs of an installation, verified, with what stands in them. */
export interface SystemLog {
  /** What `raccordo audit verify` finds; empty when everything holds. */
  readonly findings: readonly string[];
  readonly incidents: readonly SeenLeaf[];
  readonly leaves: readonly Leaf[];
  /** Deliveries that a leaf of receipts names. */
  readonly receipted: ReadonlySet<string>;
  /** Every receipt, with what it says of the handling conditions. */
  readonly conditions: readonly ReceiptEntry[];
  /** Those of them that were given up. */
  readonly expired: ReadonlySet<string>;
}

/** Reads and verifies the logs of every year in the data folder, as they lie on the disk now. */
export async function readSystemLog(data: string): Promise<SystemLog> {
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new Error("no configuration");
  const folder = join(data, "audit");
  const years = readdirSync(folder)
    .filter((name) => /^\d{4}$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b);
  const report = await verifyFamily({
    family: configuration.log_family,
    publicKey: Buffer.from(configuration.keys.log, "base64url"),
    years,
    source: (year) => fileSource(join(folder, String(year))),
    readParts: true,
  });
  const found = report.years.flatMap(({ year, findings }) =>
    findings.map(({ kind, path, detail }) => `${year}: ${kind} ${path} ${detail}`),
  );
  const sizes = report.years.map(({ year, size }) => ({ year, size }));
  const entries = await Promise.all(
    sizes.map(({ year, size }) => entriesOf(join(folder, String(year)), size)),
  );
  return { findings: found, ...sorted(entries.flat()) };
}

interface Entry {
  readonly leaf: Leaf;
  readonly part: Buffer;
}

async function entriesOf(folder: string, size: number): Promise<readonly Entry[]> {
  const reader = new LogReader(fileSource(folder), size);
  const entries: Entry[] = [];
  for (let index = 0; index < size; index += 1) {
    const leaf = parseLeaf(await reader.entry(index));
    if ("problem" in leaf) throw new Error(`entry ${index} is no leaf`);
    entries.push({ leaf, part: await reader.part(index) });
  }
  return entries;
}

function sorted(entries: readonly Entry[]): Omit<SystemLog, "findings"> {
  const incidents = entries.flatMap(({ leaf, part }): readonly SeenLeaf[] => {
    const parts = isIncidentLeaf(leaf) ? parseIncidentParts(part) : undefined;
    return isIncidentLeaf(leaf) && parts !== undefined ? [{ leaf, parts }] : [];
  });
  const receipts = entries
    .filter(({ leaf }) => leaf.kind === "receipts")
    .flatMap(({ part }) => parseReceiptParts(part)?.entries ?? [])
    .map(({ value }) => value);
  const deliveries = (some: typeof receipts) => new Set(some.map(({ delivery }) => delivery));
  return {
    incidents,
    leaves: entries.map(({ leaf }) => leaf),
    receipted: deliveries(receipts),
    conditions: receipts,
    expired: deliveries(receipts.filter(({ kind }) => kind === "expired")),
  };
}

const processSchema = z.looseObject({
  nats: z.object({
    url: z.string(),
    server_name: z.string(),
    seed: z.string(),
    inbox_prefix: z.string(),
  }),
});

/** What lies in the feeds of an installation, read as exchange reads it; each message once, however often asked. */
export class SeenFeeds {
  readonly #of = new Map<string, { messages: FeedMessage[]; next: number }>();

  /** Everything that these rooms' feeds have held since the first call, copies and tombstones. */
  async read(
    data: string,
    rooms: readonly string[],
  ): Promise<ReadonlyMap<string, readonly FeedMessage[]>> {
    const file = readFileSync(join(data, "run", "exchange.json"), "utf8");
    const { nats } = processSchema.parse(JSON.parse(file));
    const connection = await connectChecked({
      servers: [nats.url],
      serverNames: [nats.server_name],
      name: "checker",
      inboxPrefix: nats.inbox_prefix,
      credential: { nkeySeed: nats.seed },
      timeoutMs: 5_000,
    });
    try {
      const log = await openJetStreamLog(connection, { timeoutMs: 5_000 });
      await Promise.all(rooms.map((room) => this.#readOn(log, room)));
    } finally {
      await connection.close();
    }
    return new Map([...this.#of].map(([room, { messages }]) => [room, messages]));
  }

  async #readOn(log: Parameters<typeof feedOf>[0], room: string): Promise<void> {
    const known = this.#of.get(room) ?? { messages: [], next: 1 };
    this.#of.set(room, known);
    const end = (await log.info(feedStream(room)))?.lastSequence ?? 0;
    // A server that was killed may have lost the last of them: what came instead is read again.
    const from = Math.min(known.next, end + 1);
    known.messages.push(...(await feedOf(log, room, from)));
    known.next = end + 1;
  }
}

/** The messages of one room's feed, copies and tombstones. */
export async function feedOf(
  log: Pick<EventLog, "firstFrom" | "info">,
  room: string,
  first = 1,
): Promise<readonly FeedMessage[]> {
  const messages: FeedMessage[] = [];
  let from = first;
  for (;;) {
    const message = await log.firstFrom(feedStream(room), `feed.*.${room}.>`, from);
    if (message === undefined) return messages;
    const parsed = parseSubject(message.subject);
    const delivery = parsed?.of === "feed" ? parsed.delivery : message.subject;
    messages.push(feedMessage(delivery, message.data, message.headers));
    from = message.sequence + 1;
  }
}

/** Messages whose receipt holds, by the key under which it does: neither changes any more. */
const receiptHolds = new WeakMap<AcceptedMessage, string>();

/** Receipts that do not hold under the key of the signed configuration, or name another event. */
export function wrongReceipts(
  data: string,
  accepted: readonly AcceptedMessage[],
): readonly string[] {
  const key = Buffer.from(readConfiguration(data)?.keys.receipts ?? "", "base64url");
  const keyId = keyIdOf(key);
  const keys = new Map([[keyId, key]]);
  return accepted.flatMap((message) => {
    if (receiptHolds.get(message) === keyId) return [];
    const wrong = wrongReceipt(keys, message);
    if (wrong !== undefined) return [wrong];
    receiptHolds.set(message, keyId);
    return [];
  });
}

function wrongReceipt(
  keys: ReadonlyMap<string, Buffer>,
  { event, receipt, sender }: AcceptedMessage,
): string | undefined {
  const { body, signature } = receipt;
  const checked = checkReceipt(keys, { body: Buffer.from(body, "utf8"), signature });
  if ("refused" in checked) return `receipt of ${event}: ${checked.refused}`;
  const { receipt: read } = checked;
  return read.event === event && read.room === sender.room
    ? undefined
    : `receipt of ${event}: other`;
}
