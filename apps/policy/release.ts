import { epochHeader, lyingCopy, tombstoneHeaders } from "#libs/eventlog/feedHeaders";
import type { EventLog } from "#libs/eventlog/port";
import { aliasFilter, eventPlace, feedPlace, feedStream } from "#libs/eventlog/subjects";
import type { InternalEvent, Mode } from "#libs/incident/event";
import { coreAuthor } from "#libs/incident/event";
import { sealPayload } from "#libs/policy/eventPayload";
import { aliasOf } from "#libs/seal/alias";
import type { IncidentKeys } from "#libs/seal/derive";
import { internalEventId } from "#libs/seal/ids";
import type { RecordedLeaf } from "./chain.ts";
import type { IncidentContext, IncidentName, ReadEvent } from "./context.ts";
import { decideEvent, type RulesInForce } from "./decideEvent.ts";
import type { PolicyPorts } from "./ports.ts";
import type { PreparedCopy } from "./recording.ts";

/**
 * Step 4: puts copies into the feeds, each expected to be the first under its subject. A conflict says that
 * it lies there already, as a copy or as the tombstone of one. False: not all are known to be there. A feed that is
 * full, because its room does not fetch, keeps nobody else waiting: the log owes that room the copy, and audit has it
 * released or decided again when there is room.
 */
export async function release(
  log: EventLog,
  mode: Mode,
  copies: readonly PreparedCopy[],
  epoch: string,
): Promise<boolean> {
  const headers = new Map([[epochHeader, epoch]]);
  const outcomes = await Promise.all(
    copies.map(({ room, alias, delivery, sealed }) => {
      const place = feedPlace({ mode, room, alias, delivery });
      return log.append(place.subject, sealed, {
        expect: { sequence: 0, filter: place.chain },
        headers,
      });
    }),
  );
  return outcomes.every(({ kind }) => ["appended", "conflict", "full"].includes(kind));
}

/**
 * Puts copies of a leaf into the feeds a second time, because they are not there: only while that leaf is still
 * the last of its incident that releases anything, and only on top of what lay in the feed when that was seen.
 * Whoever goes on meanwhile changes what lies there, and the copy is not put behind a later one of its incident.
 */
export async function releaseAgain(
  log: EventLog,
  mode: Mode,
  copies: readonly PreparedCopy[],
  epoch: string,
  isStillLast: () => Promise<boolean>,
): Promise<boolean> {
  const headers = new Map([[epochHeader, epoch]]);
  const places = await Promise.all(
    copies.map(async (copy) => {
      const filter = aliasFilter(mode, copy.room, copy.alias);
      const last = await log.last(feedStream(copy.room), filter);
      return { copy, expect: { sequence: last?.sequence ?? 0, filter } };
    }),
  );
  if (!(await isStillLast())) return false;
  const outcomes = await Promise.all(
    places.map(({ copy: { room, alias, delivery, sealed }, expect }) => {
      const { subject } = feedPlace({ mode, room, alias, delivery });
      return log.append(subject, sealed, { expect, headers });
    }),
  );
  return outcomes.every(({ kind }) => kind === "appended" || kind === "full");
}

/** A delivery that a leaf says was released. */
export interface OwedCopy {
  readonly room: string;
  readonly alias: string;
  readonly delivery: string;
  readonly sealedSha256: string;
}

/** Copies that a leaf owes to rooms. */
export function owedCopies(
  ports: Pick<PolicyPorts, "secrets">,
  name: IncidentName,
  inForce: RulesInForce,
  recorded: RecordedLeaf,
): readonly OwedCopy[] {
  const roomOf = new Map(inForce.rooms.map(({ id, slot }) => [slot, id]));
  return recorded.parts.slots.flatMap(({ slot, value }): readonly OwedCopy[] => {
    const room = roomOf.get(slot);
    const keys = room === undefined ? undefined : ports.secrets.rooms.get(room)?.[name.mode];
    const { delivery, sealed_sha256: sealedSha256 } = value;
    if (room === undefined || keys === undefined) return [];
    if (delivery === undefined || sealedSha256 === undefined) return [];
    return [{ room, alias: aliasOf(keys.alias, name.incident), delivery, sealedSha256 }];
  });
}

/**
 * Buries the copies that a leaf says were not handed out: a stale copy at the head of a feed would hold up
 * everything behind it. Only what still lies there as a copy is overwritten. False: not all are buried.
 */
export async function buryStale(
  ports: Pick<PolicyPorts, "log" | "secrets">,
  name: IncidentName,
  inForce: RulesInForce,
  recorded: RecordedLeaf,
): Promise<boolean> {
  const roomOf = new Map(inForce.rooms.map(({ id, slot }) => [slot, id]));
  const stale = recorded.parts.slots.flatMap(({ slot, value }) => {
    const deliveries = value.not_handed_out ?? [];
    const room = roomOf.get(slot);
    const keys = room === undefined ? undefined : ports.secrets.rooms.get(room)?.[name.mode];
    if (deliveries.length === 0 || room === undefined || keys === undefined) return [];
    const alias = aliasOf(keys.alias, name.incident);
    return deliveries.map((delivery) => ({ room, alias, delivery }));
  });
  const buried = await Promise.all(stale.map((copy) => bury(ports.log, name.mode, copy)));
  return buried.every((done) => done);
}

/** Overwrites one copy by its tombstone where it still lies there. False: it is not known to be buried. */
export async function bury(
  log: EventLog,
  mode: Mode,
  copy: { readonly room: string; readonly alias: string; readonly delivery: string },
): Promise<boolean> {
  const { subject } = feedPlace({ mode, ...copy });
  const lying = await log.last(feedStream(copy.room), subject);
  if (lying === undefined || lying.data.length === 0) return true;
  const buried = await log.overwrite(subject, tombstoneHeaders(lyingCopy(lying)));
  return buried.kind === "appended";
}

/** Those of the owed copies under whose subject nothing lies, neither copy nor tombstone. */
export async function missingCopies(
  log: EventLog,
  mode: Mode,
  owed: readonly OwedCopy[],
): Promise<readonly OwedCopy[]> {
  const there = await Promise.all(
    owed.map(({ room, alias, delivery }) =>
      log.last(feedStream(room), feedPlace({ mode, room, alias, delivery }).subject),
    ),
  );
  return owed.filter((_, index) => there[index] === undefined);
}

/** Copies of a recorded leaf, made again; undefined when they can no longer be made to the same bytes. */
export function rebuiltCopies(
  ports: Pick<PolicyPorts, "secrets">,
  name: IncidentName,
  keys: IncidentKeys | undefined,
  inForce: RulesInForce,
  before: IncidentContext,
  read: ReadEvent,
  recorded: RecordedLeaf,
  missing: readonly OwedCopy[],
): readonly PreparedCopy[] | undefined {
  if (recorded.leaf.rule_set !== inForce.hash) return undefined;
  const prepared = decideEvent(inForce, ports.secrets, keys, name, before, read);
  const digests = new Map(
    prepared.slots.flatMap(({ copy, value }) =>
      copy === undefined ? [] : [[copy.delivery, { copy, digest: value.sealed_sha256 }] as const],
    ),
  );
  const rebuilt = missing.map(({ delivery, sealedSha256 }) => {
    const made = digests.get(delivery);
    return made?.digest === sealedSha256 ? made.copy : undefined;
  });
  return rebuilt.every((copy) => copy !== undefined) ? rebuilt : undefined;
}

/**
 * Writes the event of `_core` by which waiting copies are decided again (step 6). Its id is derived from its
 * cause, so that the same cause never makes a second one. True when it is in EVENTS, by whomever.
 */
export async function askRedecision(
  ports: Pick<PolicyPorts, "log" | "secrets" | "randomBytes">,
  name: IncidentName,
  keys: IncidentKeys,
  event: InternalEvent,
): Promise<boolean> {
  return (await writeInternal(ports, name, keys, event)) !== "unknown";
}

/** Writes an event of `_core`. `there`: it stood before; `unknown`: nobody knows, ask again. */
export async function writeInternal(
  ports: Pick<PolicyPorts, "log" | "secrets" | "randomBytes">,
  name: IncidentName,
  keys: IncidentKeys,
  event: InternalEvent,
): Promise<"written" | "there" | "unknown"> {
  const id = internalEventId(ports.secrets.coreNaming[name.mode], name.mode, {
    kind: event.kind,
    cause: event.cause,
    room: event.room ?? "",
    epoch: event.epoch,
  });
  const place = eventPlace({
    mode: name.mode,
    room: coreAuthor,
    incident: name.incident,
    event: id,
  });
  const nonces = { ordinary: ports.randomBytes(12), sensitive: ports.randomBytes(12) };
  const payload = sealPayload(keys, { mode: name.mode, event: id }, event, nonces);
  const outcome = await ports.log.append(place.subject, payload, {
    expect: { sequence: 0, filter: place.chain },
  });
  if (outcome.kind === "appended") return "written";
  return outcome.kind === "conflict" ? "there" : "unknown";
}
