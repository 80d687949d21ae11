import { statfs } from "node:fs/promises";
import { z } from "zod";
import { probe } from "../probe.ts";
import type { StoreAnswer, StoreWord } from "./storeCare.ts";
import { isRoom } from "./storeGuard.ts";

/** The disk need not have been full at the very look at which the log is found halted. */
const recentlyMs = 10 * 60_000;

const readySchema = z.looseObject({
  reports: z.array(z.looseObject({ name: z.string(), code: z.string() })),
});

/** What `up` says where the full disk also halted the log. */
export const logWords = {
  "store-full": "log-disk-full",
  "store-broken": "log-not-written",
  "store-theirs": "log-not-written",
  "store-silent": "log-not-written",
  "store-waits": "log-waits",
  "store-restarts": "log-restarts",
  "store-writes": "log-written",
} as const satisfies Readonly<Record<StoreWord, string>>;

/** Where audit is asked, and which disk its log is on. */
export interface GuardedLog {
  /** Of its health; undefined when it has no address for that. */
  readonly url: string | undefined;
  readonly folder: string;
  nowMs(): number;
}

/**
 * What audit says of the disk of its log. A write that was not confirmed halts it until it is started again, which
 * makes everything again from what was signed: where the disk was full that is done for the operator; else the
 * disk itself is in doubt, and a person looks first.
 */
export function logAsker(log: GuardedLog): () => Promise<StoreAnswer | undefined> {
  let fullAtMs: number | undefined;
  let wasFull: boolean | undefined;
  return async () => {
    if (!(await figuresHaveRoom(log.folder))) fullAtMs = log.nowMs();
    const answer = log.url === undefined ? undefined : await probe(log.url);
    const ready = readySchema.safeParse(answer?.body);
    if (!ready.success) return undefined;
    const isHalted = ready.data.reports.some(({ code }) => code === "log-sync-failed");
    if (!isHalted) {
      wasFull = undefined;
      return { kind: "writes" };
    }
    wasFull ??= fullAtMs !== undefined && log.nowMs() - fullAtMs < recentlyMs;
    return { kind: "refuses", streams: [], wasFull };
  };
}

async function figuresHaveRoom(folder: string): Promise<boolean> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return isRoom(bavail * bsize, blocks * bsize);
}
