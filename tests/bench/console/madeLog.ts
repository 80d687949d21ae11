import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalBytes } from "#libs/seal/canonical";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import { reindex } from "#libs/search/reindex";
import { openSignedLogs } from "#libs/search/signedLogs";
import { sqlitePlace } from "#libs/search/sqlite";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { CompactRange } from "#libs/tlog/compactRange";
import { leafHash, perfectRoot } from "#libs/tlog/hash";
import { noteSigner } from "#libs/tlog/note";
import type { LogEntry } from "#libs/tlog/tail";
import {
  encodeEntries,
  encodeParts,
  encodeTile,
  hashesAt,
  type TileRef,
  tilePath,
  tileWidth,
  widthAt,
} from "#libs/tlog/tiles";
import { Traffic, trafficConfiguration } from "#tests/support/search/traffic";
import { configurationEntry, quickEntry, writtenEntry } from "#tests/support/search/trafficLog";

const year = 2026;
const begin = "2026-01-01T00:00:00.000Z";
const dayMs = 86_400_000;
/** The traffic of so many days, whatever the number of entries: 1 January to 28 October. */
export const trafficDays = 300;

export interface MadeLogOptions {
  readonly entries: number;
  readonly seed: number;
  say(line: string): void;
}

/** A data folder with a whole signed log and the index of it, as the console finds them. */
export interface MadeLog {
  readonly data: string;
  readonly configurationFile: string;
  readonly searchFile: string;
  readonly signers: readonly { readonly role: string; readonly key: string }[];
}

/**
 * Makes a year's log with all its files, signs its checkpoint and indexes it; what lies there already with the same
 * number of entries is taken as it is. The key that signs is thrown away: nobody goes on with this log.
 */
export async function madeLog(data: string, options: MadeLogOptions): Promise<MadeLog> {
  const { entries, seed, say } = options;
  const configurationFile = join(data, "signed", "configuration.json");
  const searchFile = join(data, "console", "search.sqlite");
  const madeFile = join(data, "made.json");
  const made = JSON.stringify({ entries, seed });
  if (!existsSync(madeFile) || readFileSync(madeFile, "utf8") !== made) {
    rmSync(data, { recursive: true, force: true });
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const body = configurationOf(rawPublicKey(publicKey));
    writeAt(configurationFile, JSON.stringify(signed(body)));
    say(`making a signed log of ${entries} entries …`);
    const origin = `${body.log_family}/${year}`;
    const folder = join(data, "audit", String(year));
    const root = writeLog(folder, options);
    const checkpoint = signCheckpoint({ origin, size: entries, root }, [
      noteSigner(origin, privateKey),
    ]);
    writeAt(join(folder, "checkpoint"), checkpoint);
    writeAt(madeFile, made);
  }
  const document = JSON.parse(readFileSync(configurationFile, "utf8")) as ReturnType<typeof signed>;
  const { log_family, keys } = JSON.parse(document.body) as ReturnType<typeof configurationOf>;
  say("indexing it …");
  const logs = await openSignedLogs(join(data, "audit"), { log_family, key: keys.log });
  const fromMs = performance.now();
  const { read } = await reindex(sqlitePlace(searchFile), logs);
  say(`${read} entries indexed in ${Math.round((performance.now() - fromMs) / 1_000)} s`);
  const signers = document.signatures.map(({ role, key }) => ({ role, key }));
  return { data, configurationFile, searchFile, signers };
}

const configurationOf = (log: string) => ({
  ...trafficConfiguration,
  keys: { ...trafficConfiguration.keys, log },
});

function signed(body: ReturnType<typeof configurationOf>) {
  const signatures = ["dpo", "operations"].map((role) => {
    const { key, signature } = signDocument(body, role, generateKeyPairSync("ed25519").privateKey);
    return { role, key, signature };
  });
  return { body: canonicalBytes(body).toString("utf8"), signatures };
}

function writeAt(path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, bytes, { mode: 0o600 });
}

/** Writes bundles, parts and tiles; gives the root. */
function writeLog(folder: string, { entries, seed, say }: MadeLogOptions): Buffer {
  const stepMs = Math.floor((trafficDays * dayMs) / entries);
  const traffic = new Traffic({ seed, stepMs, begin });
  const tree = new CompactRange();
  const write = (ref: TileRef, bytes: Buffer) => writeAt(join(folder, tilePath(ref)), bytes);
  let row: Buffer[] = [];
  for (let index = 0; index * tileWidth < entries; index += 1) {
    const width = widthAt(0, index, entries);
    const bundle = Array.from({ length: width }, (_, at) =>
      entryAt(traffic, index * tileWidth + at),
    );
    const hashes = bundle.map(({ leaf }) => leafHash(leaf));
    for (const one of hashes) tree.append(one);
    const place = { level: 0, index, width };
    write({ kind: "entries", ...place }, encodeEntries(bundle.map(({ leaf }) => leaf)));
    write({ kind: "parts", ...place }, encodeParts(bundle.map(({ part }) => part)));
    write({ kind: "tile", ...place }, encodeTile(hashes));
    if (width === tileWidth) row.push(perfectRoot(hashes));
    if (index % 400 === 399) say(`  ${(index + 1) * tileWidth} entries`);
  }
  for (let level = 1; hashesAt(level, entries) > 0; level += 1) {
    row = writeLevel(row, level, write);
  }
  return tree.root();
}

/** Writes the tiles of a level above the leaves; gives the roots of the full ones. */
function writeLevel(
  row: readonly Buffer[],
  level: number,
  write: (ref: TileRef, bytes: Buffer) => void,
): Buffer[] {
  const roots: Buffer[] = [];
  for (let from = 0; from < row.length; from += tileWidth) {
    const hashes = row.slice(from, from + tileWidth);
    const place = { level, index: from / tileWidth, width: hashes.length };
    write({ kind: "tile", ...place }, encodeTile(hashes));
    if (hashes.length === tileWidth) roots.push(perfectRoot(hashes));
  }
  return roots;
}

function entryAt(traffic: Traffic, index: number): LogEntry {
  if (index === 0) return configurationEntry();
  const made = traffic.next(year, index);
  return "decision" in made ? quickEntry(made.decision) : writtenEntry(made, String(index));
}
