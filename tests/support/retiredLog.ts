import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { noteRetirement } from "#apps/cli/retention/retiredYears";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import { rawPublicKey, signDocument } from "#libs/seal/signedDocument";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  familyKey,
  familyRooms,
  genesisEntry,
  heartbeatEntry,
  type SignedYear,
  testFamily,
  writeYear,
} from "#tests/support/familyLog";
import { builtOrThrow, countedBytes, exampleHash } from "#tests/support/leafExamples";
import { testFolder } from "#tests/support/privateFile";

export const retiredYear = 2021;
export const nextYear = 2022;
/** Sequence of the entry that retires the year, in the log of the next one. */
export const retiringSeq = 3;

export interface RetiredLog {
  readonly data: string;
  /** How the retired year ended. */
  readonly ended: SignedYear;
  remove(): void;
}

/** A data folder with the logs of two years; the second one says that the first is retired. */
export async function newRetiredLog(): Promise<RetiredLog> {
  const data = testFolder();
  writeConfiguration(data);
  const folder = join(data, "audit");
  mkdirSync(folder, { mode: 0o700 });
  const ended = await writeRetiredYear(data);
  const { year, size: last_sequence, root } = ended;
  await writeYear(folder, nextYear, [
    genesisEntry(nextYear, { year, last_sequence, root }),
    configurationEntry(),
    retiringEntry(ended),
  ]);
  return { data, ended, remove: () => rmSync(data, { recursive: true, force: true }) };
}

/** The log of the year that is retired, as a backup brings it back. */
export function writeRetiredYear(data: string): Promise<SignedYear> {
  const time = "2021-12-31T23:00:00.000Z";
  const entries = [genesisEntry(retiredYear), configurationEntry(), heartbeatEntry(time, 2)];
  return writeYear(join(data, "audit"), retiredYear, entries);
}

export const noteOf = (data: string, seq = retiringSeq): void =>
  noteRetirement(data, { year: retiredYear, entry: { year: nextYear, seq } });

function retiringEntry({ year: of, size, root }: SignedYear): LogEntry {
  const at = "2027-02-01T00:00:00.000Z";
  const signers = ["dpo", "operations"].map((role, n) => ({
    role,
    key: Buffer.alloc(32, n).toString("base64url"),
  }));
  const leaf = {
    ...({ kind: "year_retired", at, clock: "synced", of, size, root, due: at } as const),
    ...({ article: "dpr_15-2018_art-7", order: exampleHash, signers } as const),
  };
  const built = builtOrThrow(buildSystemLeaf({ leaf }, countedBytes()));
  return { leaf: built.leafBytes, part: built.partsBytes };
}

function writeConfiguration(data: string): void {
  const key = familyKey.toString("base64url");
  const kind = "polizia_locale";
  const body = {
    format: "raccordo-configuration/1",
    version: 1,
    log_family: testFamily,
    rooms: familyRooms.map((room) => ({ ...room, kind, municipalities: ["istat:019036"] })),
    limits: { release_stop_after_ms: 2_000, announce_every_ms: 200, receipt_max_delay_ms: 5_000 },
    keys: { log: key, receipts: key },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  };
  const signatures = ["dpo", "operations"].map((role) => {
    const { privateKey } = generateKeyPairSync("ed25519");
    return { ...signDocument(body, role, privateKey), key: rawPublicKey(privateKey) };
  });
  const document = { body: canonicalBytes(body).toString("utf8"), signatures };
  mkdirSync(join(data, "signed"), { mode: 0o700 });
  const path = join(data, "signed", "configuration.json");
  writeFileSync(path, JSON.stringify(document), { mode: 0o600 });
}
