import {
  type BuriedCopy,
  isTombstoneOf,
  lyingCopy,
  tombstoneHeaders,
} from "#libs/eventlog/feedHeaders";
import type { KeyOutcome, Vault } from "#libs/eventlog/keyring";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { deliveryFilter, feedStream, reportSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { idOfAlias } from "#libs/seal/alias";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { openCopy } from "#libs/seal/copy";
import { type CursorPosition, openCursor, sealCursor } from "#libs/seal/cursor";
import { type IncidentKeys, keysLeft } from "#libs/seal/derive";
import { type Refused, refused } from "./admit.ts";
import type { FeedIndex, WaitingCopy } from "./feedIndex.ts";
import type { RoomSecrets } from "./secrets.ts";

/** Copies that one message of REPORTS confirms: 256 take about half of its 64 KiB. */
const confirmedAtOnceMax = 256;

export interface HandOutPorts {
  readonly log: EventLog;
  readonly vault: Vault;
  nowIso(): string;
  randomBytes(count: number): Uint8Array;
  /** Resolves after so many milliseconds, or earlier when `until` aborts or the process stops. */
  wait(ms: number, until: AbortSignal): Promise<void>;
  seam(name: "handed-out"): Promise<void>;
  /** Whether a copy made under this epoch may be handed out; undefined while nobody knows: then it is not. */
  isCurrent(epoch: string): boolean | undefined;
  /** Asks policy to decide a stale copy again; the answer comes through the feed. */
  askRedecision(room: string, stale: readonly WaitingCopy[]): void;
  /** So many copies were confirmed by a poll; for whoever counts. */
  confirmed?(room: string, mode: Mode, copies: number): void;
}

export interface FeedQuery {
  readonly mode: Mode;
  readonly after: string;
  readonly waitMs: number;
  readonly copiesMax: number;
  /**
   * True: a look at what comes after `after`, which confirms nothing and changes nothing. For a connection that has
   * written copies to a socket and cannot know whether they arrived; its room confirms them itself, later.
   */
  readonly peek: boolean;
  /** Copies of one incident only, by the room's alias of it; absent: of all. */
  readonly incident?: string;
}

export interface HandedCopy {
  readonly delivery: string;
  readonly view: Uint8Array;
  /** Goes on after this copy; asking for what comes after it confirms it. */
  readonly cursor: string;
}

export type FeedOutcome =
  | { readonly kind: "feed"; readonly copies: readonly HandedCopy[]; readonly cursor: string }
  | Refused;

/**
 * Step 5: hands out what waits after the cursor. Asking for what comes after a copy is the receipt of
 * that copy, unless it is only a peek: it is reported durably before anything newer is given. Long polls wake
 * only for copies.
 */
export async function handOut(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  query: FeedQuery,
): Promise<FeedOutcome> {
  const owner = { room: room.id, mode: query.mode };
  const key = room.keys[query.mode].cursor;
  const named = query.after === "" ? { sequence: 0 } : openCursor(key, owner, query.after);
  if (named === undefined) return refused("cursor-malformed");
  const position = await trusted(ports, room, index, named);
  if (position === "unreachable") return refused("busy", [], 2);
  if (!query.peek && !(await confirmUpTo(ports, room, index, query.mode, position.sequence))) {
    return refused("busy", [], 2);
  }
  const taken = await take(ports, room, index, query, position.sequence);
  if (taken === "unreachable") return refused("busy", [], 2);
  if (taken.copies.length > 0) await ports.seam("handed-out");
  const cursorAt = (at: CursorPosition) => sealCursor(key, owner, at, ports.randomBytes(12));
  const copies = taken.copies.map(({ delivery, view, sequence }) => {
    return { delivery, view, cursor: cursorAt({ sequence, delivery }) };
  });
  // Not past what was not handed out: a cursor counts only while its copy lies where it says.
  return { kind: "feed", copies, cursor: copies.at(-1)?.cursor ?? cursorAt(position) };
}

/**
 * A cursor counts only in the stream that it was made in. After a rebuild its number means nothing: it
 * would confirm copies that were never handed out. So its delivery must lie where it lay, or be buried there.
 */
async function trusted(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  position: CursorPosition,
): Promise<CursorPosition | "unreachable"> {
  if (position.delivery === undefined) return { sequence: 0 };
  const waitsAt = index.sequenceOfDelivery(position.delivery);
  if (waitsAt !== undefined) return waitsAt === position.sequence ? position : { sequence: 0 };
  try {
    const filter = deliveryFilter(room.id, position.delivery);
    const buried = await ports.log.last(feedStream(room.id), filter);
    const counts = buried !== undefined && isTombstoneOf(buried, position.sequence);
    return counts ? position : { sequence: 0 };
  } catch {
    return "unreachable";
  }
}

interface TakenCopy {
  readonly delivery: string;
  readonly view: Uint8Array;
  readonly sequence: number;
}

interface Taken {
  readonly copies: readonly TakenCopy[];
  /** Of the last copy that was looked at, readable or not. */
  readonly looked: number;
  /** A stale copy stands in the way of what comes after it. */
  readonly isBlocked: boolean;
}

async function take(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  query: FeedQuery,
  after: number,
): Promise<Taken | "unreachable"> {
  const answered = new AbortController();
  const expired = ports.wait(query.waitMs, answered.signal);
  try {
    return await takeUntil(expired, ports, room, index, query, after);
  } finally {
    answered.abort("answered"); // else the timers of answered polls pile up
  }
}

async function takeUntil(
  expired: Promise<void>,
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  query: FeedQuery,
  after: number,
): Promise<Taken | "unreachable"> {
  let over = query.waitMs === 0;
  let looked = after;
  void expired.then(() => {
    over = true;
  });
  for (;;) {
    const found = index.after(query.mode, looked, query.copiesMax, query.incident);
    const taken = await openAll(ports, room, index, found, after);
    if (taken === "unreachable" || taken.copies.length > 0 || over) return taken;
    const passed = taken.looked > looked;
    looked = Math.max(looked, taken.looked);
    if (passed) continue;
    if (taken.isBlocked) await index.nextChange(query.mode, expired);
    else await index.nextCopy(query.mode, expired);
  }
}

/**
 * Opens copies in order. A cursor counts for all before it, so nothing passes a stale copy; but every incident that
 * is stale is asked about at once: where the law changes, all that waits is decided again together, not one a poll.
 */
async function openAll(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  found: readonly WaitingCopy[],
  after: number,
): Promise<Taken | "unreachable"> {
  const copies: TakenCopy[] = [];
  let looked = after;
  for (const copy of found) {
    if (ports.isCurrent(copy.epoch) !== true && !(await isOver(ports, room, copy))) {
      askAboutStale(ports, room, index, found);
      return { copies, looked, isBlocked: true };
    }
    const view = await open(ports, room, index, copy);
    if (view === "unreachable") {
      return copies.length > 0 ? { copies, looked, isBlocked: false } : view;
    }
    looked = copy.sequence;
    if (view === undefined) continue;
    copies.push({ delivery: copy.delivery, view, sequence: copy.sequence });
  }
  return { copies, looked, isBlocked: false };
}

/**
 * True where a key of the incident is destroyed: nothing of it is decided again, whatever the rules are now. What it has
 * waiting is dead, or takes something away.
 */
async function isOver(ports: HandOutPorts, room: RoomSecrets, copy: WaitingCopy): Promise<boolean> {
  const incident = idOfAlias(room.keys[copy.mode].alias, copy.alias);
  if (incident === undefined) return false;
  const { kind } = await ports.vault.get(copy.mode, incident);
  return kind === "sensitive_shredded" || kind === "shredded";
}

/** One stale copy makes all waiting copies of its incident for this room stale. */
function askAboutStale(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  found: readonly WaitingCopy[],
): void {
  const stale = found.filter(({ epoch }) => ports.isCurrent(epoch) === false);
  for (const { mode, alias } of new Map(stale.map((copy) => [copy.alias, copy])).values()) {
    ports.askRedecision(room.id, index.ofIncident(mode, alias));
  }
}

async function open(
  ports: HandOutPorts,
  room: RoomSecrets,
  index: FeedIndex,
  copy: WaitingCopy,
): Promise<Uint8Array | undefined | "unreachable"> {
  const incident = idOfAlias(room.keys[copy.mode].alias, copy.alias);
  if (incident === undefined) return undefined;
  const outcome = await ports.vault.get(copy.mode, incident);
  if (outcome.kind === "unreachable") return "unreachable";
  const keys = keysToOpen(outcome);
  if (keys === undefined) return undefined; // shredded: the copy died with its keys
  try {
    const sealed =
      index.sealedAt(copy.sequence) ?? (await lyingNow(ports.log, room.id, copy))?.data;
    if (sealed === undefined) return undefined;
    index.noteRead(copy.sequence, sha256Hex(sealed));
    const name = { mode: copy.mode, room: room.id, delivery: copy.delivery };
    const opened = openCopy(keys, name, sealed);
    return "plaintext" in opened ? opened.plaintext : undefined;
  } catch {
    return "unreachable";
  }
}

/** Under what is left without the sensitive key only withdrawals open, which were made under it. */
function keysToOpen(outcome: KeyOutcome): IncidentKeys | undefined {
  if (outcome.kind === "ok") return outcome.keys;
  if (outcome.kind !== "sensitive_shredded" || outcome.ordinary === undefined) return undefined;
  return keysLeft(outcome.ordinary);
}

/**
 * Reports as delivered, durably, what waits up to the cursor; then tombstones it. One after the other: two
 * connections of a room that name the same copy report it once. Rarely more than one message: a room that read on
 * over a stream of events without confirming may have more behind its cursor than one message of REPORTS holds.
 */
export function confirmUpTo(
  ports: Pick<HandOutPorts, "log" | "nowIso" | "confirmed">,
  room: Pick<RoomSecrets, "id">,
  index: FeedIndex,
  mode: Mode,
  sequence: number,
): Promise<boolean> {
  if (index.upTo(mode, sequence).length === 0) return Promise.resolve(true);
  return index.inTurn(async () => {
    const waiting = index.upTo(mode, sequence);
    for (let from = 0; from < waiting.length; from += confirmedAtOnceMax) {
      const some = waiting.slice(from, from + confirmedAtOnceMax);
      if (!(await confirm(ports, room, index, mode, some))) return false;
    }
    return true;
  });
}

async function confirm(
  ports: Pick<HandOutPorts, "log" | "nowIso" | "confirmed">,
  room: Pick<RoomSecrets, "id">,
  index: FeedIndex,
  mode: Mode,
  delivered: readonly WaitingCopy[],
): Promise<boolean> {
  const at = ports.nowIso();
  const entries = delivered.map(({ delivery }) => ({
    mode,
    delivery,
    kind: "delivered",
    at,
  }));
  const subject = reportSubject({ mode, room: room.id, kind: "receipts" });
  const report = canonicalBytes({ v: 1, entries });
  const stored = await ports.log.appendAnyway(subject, report);
  if (stored.kind !== "appended") return false;
  ports.confirmed?.(room.id, mode, delivered.length);
  await Promise.all(delivered.map((copy) => bury(ports.log, room.id, index, copy)));
  return true;
}

/**
 * Replaces a copy by its tombstone. Unsynced and best effort: a copy that is handed out twice is harmless, and FEED is
 * rebuildable. Nobody waits for it: the follower of the feed sees it come, and what it does not see is written again
 * by {@link buryUnseen}.
 */
export async function bury(
  log: EventLog,
  room: string,
  index: FeedIndex,
  copy: WaitingCopy,
): Promise<void> {
  try {
    const read = index.digestAt(copy.sequence);
    const stored = read === undefined ? await lyingNow(log, room, copy) : undefined;
    const lying: BuriedCopy | undefined =
      read === undefined
        ? stored && lyingCopy(stored)
        : { sequence: copy.sequence, sealedSha256: read };
    if (lying === undefined) return;
    log.overwriteUnanswered(copy.subject, tombstoneHeaders(lying));
    index.buried(copy.subject, lying, performance.now());
  } catch {
    // unreachable: see above
  }
}

/** After so long a tombstone that nobody saw is written again. */
const unseenMsMax = 2_000;

/** Writes again what was lost of tombstones; what is there already is only written once more. */
export async function buryUnseen(log: EventLog, index: FeedIndex): Promise<void> {
  for (const { subject, ...lying } of index.unseenSince(performance.now() - unseenMsMax)) {
    const buried = await log.overwrite(subject, tombstoneHeaders(lying));
    if (buried.kind !== "appended") return; // not now; the next turn begins here
    index.settled(subject);
  }
}

/** The copy as its stream has it; undefined when it is buried already. */
async function lyingNow(
  log: EventLog,
  room: string,
  copy: WaitingCopy,
): Promise<StoredMessage | undefined> {
  const stored = await log.last(feedStream(room), copy.subject);
  return stored === undefined || stored.data.length === 0 ? undefined : stored;
}
