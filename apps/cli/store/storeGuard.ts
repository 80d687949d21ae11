import { open, statfs, unlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import { readStoreHealth } from "#libs/eventlog/storeHealth";
import { someOf } from "../doctor/finding.ts";
import { connectAs, type NatsPlace } from "../natsServer.ts";
import { fileMode } from "../privateFiles.ts";
import type { NatsUser } from "../secrets.ts";
import type { Terminal } from "../terminal.ts";
import type { TextKey } from "../texts.ts";
import {
  careAtFirst,
  careForStore,
  type StoreAnswer,
  type StoreState,
  type StoreWord,
} from "./storeCare.ts";

export const lookEveryMs = 5_000;
const answerMsMax = 3_000;
const mebibyte = 1024 * 1024;

/** The store of the message server, as its guard sees it. */
export interface GuardedStore {
  /** Undefined when the server is away. */
  health(): Promise<StoreAnswer | undefined>;
  /** True when the server could write on its disk. */
  hasRoom(): Promise<boolean>;
  /** Ends our own server, which is then started again; absent: the server is somebody else's. */
  readonly restart?: (() => Promise<void>) | undefined;
  nowMs(): number;
}

/** What health says of the store: never more than a code. */
export const storeCodes: Readonly<Record<StoreState, string>> = {
  writes: "ok",
  full: "store-full",
  restarted: "store-refuses-writes",
  waits: "store-refuses-writes",
  theirs: "store-refuses-writes",
  broken: "store-refuses-writes",
  silent: "store-silent",
};

export interface GuardOptions {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** What is said for each word; absent: the words of the message server. */
  readonly words?: Readonly<Record<StoreWord, TextKey>>;
}

/**
 * Looks after the store until `signal` ends it: says when it stops, and starts our server again once there is room.
 * Gives the code that health tells.
 */
export function guardStore(
  terminal: Pick<Terminal, "warn">,
  store: GuardedStore,
  { everyMs, signal, words }: GuardOptions,
): { code(): string } {
  let care = careAtFirst;
  const look = async () => {
    const health = await store.health();
    const isWell = health === undefined || health.kind === "writes";
    const hasRoom = isWell || (await store.hasRoom());
    const nowMs = store.nowMs();
    const isOurs = store.restart !== undefined;
    const before = care;
    const step = careForStore(before, { store: health, hasRoom, isOurs, nowMs });
    care = step.care;
    if (signal.aborted) return;
    if (step.word !== undefined) {
      const seconds = Math.ceil(Math.max(0, before.notBeforeMs - nowMs) / 1_000);
      terminal.warn(words?.[step.word] ?? step.word, { streams: streamsOf(health), seconds });
    }
    if (step.restart) await store.restart?.();
  };
  void (async () => {
    while (!signal.aborted) {
      await look();
      await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return { code: () => storeCodes[care.state] };
}

const streamsOf = (health: StoreAnswer | undefined): string =>
  health?.kind === "refuses" && health.streams.length > 0 ? someOf(health.streams) : "JetStream";

/** Asks the server as its system user, over one connection that is opened when it is first needed. */
export function storeAsker(
  place: NatsPlace,
  user: NatsUser,
): { health(): Promise<StoreAnswer | undefined>; close(): Promise<void> } {
  let connection: NatsConnection | undefined;
  return {
    async health() {
      if (connection === undefined || connection.isClosed()) {
        connection = await connectAs(place, "system", user).catch(() => undefined);
      }
      if (connection === undefined) return undefined;
      const told = await readStoreHealth(connection, place.serverName, answerMsMax);
      if (told === "denied") return undefined;
      return told ?? ((await answersPing(connection)) ? { kind: "silent" } : undefined);
    },
    async close() {
      await connection?.close();
    },
  };
}

/** A server may be there, and say nothing of its streams. */
async function answersPing(connection: NatsConnection): Promise<boolean> {
  const late = wait(answerMsMax, false, { ref: false });
  const answered = connection.rtt().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
}

/** Enough for the server to go on for a while; of a small disk the tenth part. */
const roomBytesMin = 256 * mebibyte;
const trialBytes = mebibyte;

/** True when so much is free, of so much: pure. */
export const isRoom = (freeBytes: number, sizeBytes: number): boolean =>
  freeBytes >= Math.min(roomBytesMin, sizeBytes / 10);

/**
 * True when the disk of `folder` has room: by its own figures, and by a small file that is written and synced, because
 * figures know nothing of a quota, of inodes that ran out or of a disk that may only be read.
 */
export async function diskHasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return isRoom(bavail * bsize, blocks * bsize) && (await takesFile(join(folder, ".room")));
  } catch {
    return false;
  }
}

async function takesFile(path: string): Promise<boolean> {
  const file = await open(path, "w", fileMode);
  try {
    await file.writeFile(Buffer.alloc(trialBytes, 1));
    await file.sync();
    return true;
  } finally {
    await file.close();
    await unlink(path);
  }
}
