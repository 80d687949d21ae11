import type { Room } from "#libs/policy/decision";
import { type Officer, officersOf, openOrder, readOrder } from "#libs/policy/demandOrders";
import { type HoldOrder, holdOrderSchema, holdReleaseSchema } from "#libs/policy/holdOrders";
import {
  type HoldAnswer,
  type HoldRequest,
  holdRequestSchema,
  retentionMessageIn,
  signedOrderIn,
} from "#libs/policy/retentionMessages";
import { endsOf } from "#libs/policy/standingHolds";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { readLeaves } from "./chain.ts";
import type { HeldCounts } from "./heldMessages.ts";
import type { LegalHolds, Slots } from "./legalHolds.ts";
import type { PolicyPorts } from "./ports.ts";

export interface HoldDeskParts {
  readonly ports: Pick<PolicyPorts, "log" | "secrets" | "openYears" | "nowIso">;
  readonly holds: LegalHolds;
  readonly rooms: readonly Room[];
  readonly officers: readonly Officer[];
}

type About = Pick<HoldRequest, "of" | "incident">;
type Keep = (about: About) => Promise<HeldCounts | undefined>;

/**
 * Places a legal hold: as the administration asks, for a time, since minutes may matter and whoever has the key may be
 * away; or as a privacy officer's signed order says, until it is ended. Each titolare has a hold of its own. Where no
 * titolare has a privacy officer's key, what was asked stands until it is ended: a bound would destroy. `keep` says what is kept, as far as it is
 * known now. That an incident is held no more is refused: {@link releaseHold}. Rejects when the log is away.
 */
export async function placeHold(
  parts: HoldDeskParts,
  data: Uint8Array,
  keep: Keep,
): Promise<HoldAnswer> {
  const document = signedOrderIn(data);
  if (document !== undefined) return signedHold(parts, document, keep);
  const { ports, holds, rooms } = parts;
  const request = retentionMessageIn(data, holdRequestSchema);
  if (request === undefined) return { outcome: "malformed" };
  const { room, state, ...asked } = request;
  if (state === "released") return { outcome: "not-signed" };
  const slot = rooms.find(({ id }) => id === room)?.slot;
  if (room !== undefined && slot === undefined) return { outcome: "malformed" };
  const slots = slotsWith(rooms, slot);
  // Whoever has no officer yet names one in time: a bound with holes would be none.
  const isBounded = parts.officers.some(({ role }) => role === "privacy_officer");
  const named = { ...asked, ...(slot !== undefined && { slot }) };
  const outcome = await holds.place(named, ports.nowIso(), { slots, isBounded });
  return answerOn(parts, outcome, { about: asked, slots, keep });
}

async function signedHold(
  parts: HoldDeskParts,
  document: SignedDocument,
  keep: Keep,
): Promise<HoldAnswer> {
  const { ports, holds, rooms } = parts;
  const said = readOrder(document, holdOrderSchema);
  if (said === undefined) return { outcome: "malformed" };
  const room = rooms.find(({ id }) => id === said.room);
  // Nobody signs in the name of a room that there is not.
  if (room === undefined) return { outcome: "not-authorised" };
  const about = aboutOf(said);
  const now = ports.nowIso();
  const entitled = await entitledTo(parts, about, room.slot);
  const opened = openOrder(document, holdOrderSchema, entitled, Date.parse(now));
  if (typeof opened === "string") return { outcome: opened };
  const { by, digest: order } = opened;
  const request = { ...about, reason: said.reason, slot: room.slot };
  const slots = slotsWith(rooms, room.slot);
  const outcome = await holds.sign(request, { ...by, order }, slots, now);
  return answerOn(parts, outcome, { about, slots, keep });
}

async function answerOn(
  { ports, holds }: HoldDeskParts,
  outcome: HoldAnswer["outcome"],
  { about, slots, keep }: { about: About; slots: Slots; keep: Keep },
): Promise<HoldAnswer> {
  if (outcome !== "recorded" && outcome !== "same") return { outcome };
  const standing = holds.known.standing(Date.parse(ports.nowIso()), about);
  const until = endsOf(standing.find(({ leaf }) => slots.includes(leaf.slot)));
  // The hold stands whether this is done now or at the next pass.
  const counts = await keep(about).catch(() => undefined);
  return { outcome, ...counts, ...(until !== undefined && { until }) };
}

/**
 * Ends a legal hold as the order in `data` says: data whose term is over are destroyed after it, unless another titolare
 * holds them, and nothing brings them back, so whoever passes it on needs no power of their own. A privacy officer signs:
 * of the titolare in whose name the hold was placed; where nobody was named, of one whose room wrote in the incident.
 * Rejects when the log is away.
 */
export async function releaseHold(parts: HoldDeskParts, data: Uint8Array): Promise<HoldAnswer> {
  const { ports, holds, rooms } = parts;
  const document = signedOrderIn(data);
  const said = document && readOrder(document, holdReleaseSchema);
  if (document === undefined || said === undefined) return { outcome: "malformed" };
  await holds.read();
  const hold = holds.known.placedAt(said.hold);
  const isMeant = hold?.leaf.of === said.mode && hold.leaf.incident === said.incident;
  // Who may not end it is not told whether there is such a hold.
  if (hold === undefined || !isMeant) return { outcome: "not-authorised" };
  const now = ports.nowIso();
  const { slot } = hold.leaf;
  const entitled = await entitledTo(parts, hold.leaf, slot);
  const opened = openOrder(document, holdReleaseSchema, entitled, Date.parse(now));
  if (typeof opened === "string") return { outcome: opened };
  const { by, digest: order } = opened;
  const outcome = await holds.release(hold, { ...by, order }, now, slotsWith(rooms, slot));
  const isDone = outcome === "recorded" || outcome === "same";
  const others = isDone ? holds.known.standing(Date.parse(now), hold.leaf).length : 0;
  return { outcome, ...(others > 0 && { others }) };
}

const aboutOf = ({ mode: of, incident }: HoldOrder): About => ({ of, incident });

/** Slots of the rooms of this room's titolare. */
function slotsWith(rooms: readonly Room[], slot: number | undefined): Slots {
  const titolare = rooms.find((room) => room.slot === slot)?.titolare;
  if (titolare === undefined) return [slot];
  return rooms.filter((room) => room.titolare === titolare).map((room) => room.slot);
}

async function entitledTo(
  { ports, rooms, officers }: HoldDeskParts,
  { of: mode, incident: pseudonym }: About,
  slot: number | undefined,
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
