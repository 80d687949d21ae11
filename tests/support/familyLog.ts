import { join } from "node:path";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import { publicKeyOf, signBytes } from "#libs/seal/ed25519";
import type { ChainHead } from "#libs/seal/leaf";
import type { Facts, SlotValue } from "#libs/seal/parts";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { openTileStore } from "#libs/tilestore/tileStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { ed25519KeyId, encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import type { LogEntry } from "#libs/tlog/tail";
import { syntheticId } from "#tests/support/auditFixture";
import {
  builtOrThrow,
  countedBytes,
  incidentExample,
  incidentInput,
  releasedSlot,
  unaddressedSlot,
} from "#tests/support/leafExamples";

export const testFamily = "audit.raccordo.example";
export const familySeed = Buffer.alloc(32, 9);
export const familyKey = publicKeyOf(familySeed);
/** Rooms of the synthetic log, with their titolari. */
export const familyRooms = [
  { id: "pl_cremona", slot: 0, titolare: "Comune SINTETICO" },
  { id: "questura", slot: 1, titolare: "Questura SINTETICA" },
] as const;

const at = "2026-11-22T09:00:00.000Z";
const common = { at, clock: "synced" } as const;

export const vkeyOfYear = (year: number): string =>
  encodeVerifierKey(`${testFamily}/${year}`, publicKeyObject(familyKey));

const entryOf = (built: { leafBytes: Buffer; partsBytes: Buffer }): LogEntry => ({
  leaf: built.leafBytes,
  part: built.partsBytes,
});

/** The first leaf of a year; `previous` where it goes on from one. */
export function genesisEntry(
  year: number,
  previous?: { readonly year: number; readonly last_sequence: number; readonly root: string },
  time: string = at,
): LogEntry {
  const leaf = {
    ...common,
    at: time,
    kind: "genesis",
    origin: `${testFamily}/${year}`,
    year,
  } as const;
  const input = { leaf: { ...leaf, ...(previous && { previous }) } };
  return entryOf(builtOrThrow(buildSystemLeaf(input, countedBytes())));
}

/** The configuration of {@link familyRooms}, or of the first `rooms` of them. */
export function configurationEntry(rooms: number = familyRooms.length): LogEntry {
  const leaf = {
    ...common,
    kind: "configuration",
    version: 1,
    rooms,
    log: `${testFamily}/2026+01234567+${"A".repeat(44)}`,
    receipts: { id: "0123456789abcdef", public: "A".repeat(43) },
    writers: ["policy"],
    demonstration: true,
  } as const;
  const document = canonicalBytes({
    rooms: familyRooms.slice(0, rooms).map(({ id, slot, titolare }) => ({ id, slot, titolare })),
  });
  return entryOf(builtOrThrow(buildSystemLeaf({ leaf, document }, countedBytes())));
}

/** A sign of life. */
export function heartbeatEntry(time: string, covered: number): LogEntry {
  const leaf = { ...common, at: time, kind: "heartbeat", covered } as const;
  return entryOf(builtOrThrow(buildSystemLeaf({ leaf }, countedBytes())));
}

/** A decision about the incident `name`, on top of `head`: the second room gets a copy. */
export function decisionEntry(
  name: string,
  head?: ChainHead,
  more: { readonly facts?: Facts; readonly slot?: SlotValue; readonly time?: string } = {},
): LogEntry {
  const event = `${name} after ${head?.year}/${head?.seq}`;
  const slots = [
    { slot: 0, value: unaddressedSlot },
    { slot: 1, value: more.slot ?? releasedSlot },
  ];
  const ids = { incident: syntheticId(name), event: syntheticId(event) };
  const facts = more.facts ?? incidentInput.facts;
  const input = { ...ids, head, slots, facts, at: more.time ?? at };
  return entryOf(incidentExample(input, countedBytes(event)));
}

/** Size and root (hex) of the log of one year as it was signed. */
export interface SignedYear {
  readonly year: number;
  readonly size: number;
  readonly root: string;
}

/** Appends entries to the log of a year below `logDir` and signs it, as the sequencer does. */
export async function writeYear(
  logDir: string,
  year: number,
  entries: readonly LogEntry[],
  seed: Buffer = familySeed,
): Promise<SignedYear> {
  const origin = `${testFamily}/${year}`;
  const key = publicKeyObject(publicKeyOf(seed));
  const verifier = noteVerifier(encodeVerifierKey(origin, key));
  if (verifier === undefined) throw new Error("own key refused");
  const keyId = ed25519KeyId(origin, key, 1);
  const signer = { name: origin, keyId, sign: (bytes: Uint8Array) => signBytes(seed, bytes) };
  const checkpoints = openSqliteCheckpoints(join(logDir, "checkpoints.sqlite"), origin);
  const folder = join(logDir, String(year));
  const store = await openTileStore({ folder, origin, verifiers: [verifier], checkpoints });
  const { to } = await store.appendBatch(entries);
  await store.commit(signCheckpoint({ origin, ...to }, [signer]));
  await checkpoints.close();
  return { year, size: to.size, root: to.root.toString("hex") };
}
