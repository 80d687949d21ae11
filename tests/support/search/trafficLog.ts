import { hash } from "node:crypto";
import { buildIncidentLeaf, buildSystemLeaf, type IncidentLeafInput } from "#libs/seal/buildLeaf";
import { derivationLabel, lengthPrefixed } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import type { YearLog } from "#libs/search/reindex";
import { LogReader } from "#libs/tilestore/logReader";
import { CompactRange } from "#libs/tlog/compactRange";
import { leafHash, perfectRoot } from "#libs/tlog/hash";
import type { LogEntry } from "#libs/tlog/tail";
import {
  changedTiles,
  encodeEntries,
  encodeParts,
  encodeTile,
  tilePath,
  tileWidth,
} from "#libs/tlog/tiles";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import { memorySource } from "#tests/support/testLog";
import { type TrafficEntry, trafficConfiguration } from "./traffic.ts";

const at = "2026-01-01T00:00:00.000Z";

/** The bytes that the product's own writer makes of an entry. */
export function writtenEntry(entry: TrafficEntry, seed: string): LogEntry {
  const random = countedBytes(seed);
  const built =
    "decision" in entry
      ? buildIncidentLeaf(entry.decision, random)
      : buildSystemLeaf(entry.system, random);
  const { leafBytes, partsBytes } = builtOrThrow(built);
  return { leaf: leafBytes, part: partsBytes };
}

/** The configuration with which a generated log begins. */
export function configurationEntry(): LogEntry {
  const document = canonicalBytes(trafficConfiguration);
  const leaf = {
    ...({ kind: "configuration", at, clock: "synced", version: 1, rooms: 6 } as const),
    log: `audit.prova.example/2026+01234567+${"A".repeat(44)}`,
    receipts: { id: "0123456789abcdef", public: "A".repeat(43) },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  } as const;
  const built = builtOrThrow(buildSystemLeaf({ leaf, document }, countedBytes("configuration")));
  return { leaf: built.leafBytes, part: built.partsBytes };
}

/** Files of a log of these entries; a checkpoint is not among them. */
export function filesOf(entries: readonly LogEntry[]): Map<string, Buffer> {
  const leaves = entries.map(({ leaf }) => leafHash(leaf));
  const rows: Buffer[][] = [leaves];
  for (let row = leaves; row.length >= tileWidth; ) {
    const full = Math.floor(row.length / tileWidth);
    row = Array.from({ length: full }, (_, i) => perfectRoot(row.slice(i * 256, i * 256 + 256)));
    rows.push(row);
  }
  return new Map(
    changedTiles(0, entries.length).map((ref) => {
      const [from, to] = [ref.index * tileWidth, ref.index * tileWidth + ref.width];
      const some = entries.slice(from, to);
      const bytes = {
        tile: () => encodeTile((rows[ref.level] ?? []).slice(from, to)),
        entries: () => encodeEntries(some.map(({ leaf }) => leaf)),
        parts: () => encodeParts(some.map(({ part }) => part)),
      }[ref.kind]();
      return [tilePath(ref), bytes];
    }),
  );
}

/** The log of one year in memory, as a reader opens it; `files` instead of those of its entries. */
export function yearLog(
  year: number,
  entries: readonly LogEntry[],
  files: ReadonlyMap<string, Buffer> = filesOf(entries),
): YearLog {
  const tree = new CompactRange();
  for (const { leaf } of entries) tree.append(leafHash(leaf));
  const reader = new LogReader(memorySource(files), entries.length);
  return { year, origin: `audit.prova.example/${year}`, reader, root: tree.root() };
}

const salt = "A".repeat(22);

/** The same bytes but for salts, several times faster: for logs of a million entries. */
export function quickEntry(input: IncidentLeafInput): LogEntry {
  const facts = JSON.stringify(input.facts);
  const commitments = JSON.stringify(input.commitments);
  const slots = input.slots.map(({ value }) => JSON.stringify(value));
  const digests = Array.from({ length: 16 }, (_, slot) => {
    const text = slots[slot];
    return text === undefined ? "A".repeat(43) : digestOf(`slot/${slot}`, text);
  });
  const part = `{"commitments":{"salt":"${salt}","value":${commitments}},"facts":{"salt":"${salt}","value":${facts}},"slots":[${slots.map((text, slot) => `{"salt":"${salt}","slot":${slot},"value":${text}}`).join(",")}],"v":1}`;
  const { head, incident, kind, mode, ruleSet, agreement, clock, event } = input;
  const leaf = {
    ...{ agreement, at: input.at, clock, commitments: digestOf("commitments", commitments), event },
    events_seq: input.eventsSequence,
    facts: digestOf("facts", facts),
    ...(head && { h: { seq: head.seq, year: head.year } }),
    ...{ incident, kind, mode, rule_set: ruleSet, slots: digests, v: 1 },
  };
  return { leaf: Buffer.from(JSON.stringify(leaf)), part: Buffer.from(part) };
}

const digestOf = (domain: string, value: string): string =>
  hash("sha256", lengthPrefixed(derivationLabel, "part", domain, salt, value), "base64url");
