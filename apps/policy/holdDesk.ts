import type { Room } from "#libs/policy/decision";
import { type Officer, officersOf, openOrder, readOrder } from "#libs/policy/demandOrders";
import { holdReleaseSchema } from "#libs/policy/holdOrders";
import {
  type HoldAnswer,
  type HoldRequest,
  holdRequestSchema,
  retentionMessageIn,
  signedOrderIn,
} from "#libs/policy/retentionMessages";
import { readLeaves } from "./chain.ts";
import type { HeldCounts } from "./heldMessages.ts";
import type { LegalHolds, PlacedHold } from "./legalHolds.ts";
import type { PolicyPorts } from "./ports.ts";

export interface HoldDeskParts {
  readonly ports: Pick<PolicyPorts, "log" | "secrets" | "openYears" | "nowIso">;
  readonly holds: LegalHolds;
  readonly rooms: readonly Room[];
  readonly officers: readonly Officer[];
}

/**
 * Places a legal hold as the administration asks; nobody signs, since it only keeps. `keep` says what is kept, as far as
 * it is known now. That an incident is held no more is refused: {@link releaseHold}. Rejects when the log is away.
 */
export async function placeHold(
  { ports, holds, rooms }: HoldDeskParts,
  data: Uint8Array,
  keep: (request: Pick<HoldRequest, "of" | "incident">) => Promise<HeldCounts | undefined>,
): Promise<HoldAnswer> {
  const request = retentionMessageIn(data, holdRequestSchema);
  if (request === undefined) return { outcome: "malformed" };
  const { room, ...asked } = request;
  if (asked.state === "released") return { outcome: "not-signed" };
  const slot = rooms.find(({ id }) => id === room)?.slot;
  if (room !== undefined && slot === undefined) return { outcome: "malformed" };
  const named = { ...asked, ...(slot !== undefined && { slot }) };
  const outcome = await holds.record(named, ports.nowIso());
  if (outcome === "busy") return { outcome };
  // The hold stands whether this is done now or at the next pass.
  const counts = await keep(request).catch(() => undefined);
  return { outcome, ...counts };
}

/**
 * Ends a legal hold as the order in `data` says: data whose term is over are destroyed after it, and nothing brings them
 * back, so whoever passes it on needs no power of their own. A privacy officer signs: of the titolare in whose name the
 * hold was placed; where nobody was named, of one whose room wrote in the incident. Rejects when the log is away.
 */
export async function releaseHold(parts: HoldDeskParts, data: Uint8Array): Promise<HoldAnswer> {
  const { ports, holds } = parts;
  const document = signedOrderIn(data);
  const said = document && readOrder(document, holdReleaseSchema);
  if (document === undefined || said === undefined) return { outcome: "malformed" };
  await holds.read();
  const hold = holds.placedAt(said.hold);
  const isMeant = hold?.leaf.of === said.mode && hold.leaf.incident === said.incident;
  // Who may not end it is not told whether there is such a hold.
  if (hold === undefined || !isMeant) return { outcome: "not-authorised" };
  const now = ports.nowIso();
  const entitled = await entitledTo(parts, hold);
  const opened = openOrder(document, holdReleaseSchema, entitled, Date.parse(now));
  if (typeof opened === "string") return { outcome: opened };
  const { by, digest: order } = opened;
  return { outcome: await holds.release(hold, { ...by, order }, now) };
}

async function entitledTo(
  { ports, rooms, officers }: HoldDeskParts,
  { leaf: { of: mode, incident: pseudonym, slot } }: PlacedHold,
): Promise<readonly Officer[]> {
  const named = rooms.filter((room) => room.slot === slot).map(({ id }) => id);
  const ids = slot === undefined ? await writersIn(ports, { mode, pseudonym }) : named;
  return officersOf(officers, rooms, ids).filter(({ role }) => role === "privacy_officer");
}

async function writersIn(
  { log, secrets, openYears }: HoldDeskParts["ports"],
  incident: Parameters<typeof readLeaves>[3],
): Promise<readonly string[]> {
  const leaves = await readLeaves(log, secrets.macs, openYears(), incident);
  return leaves.map(({ parts }) => parts.facts.value.sender);
}
