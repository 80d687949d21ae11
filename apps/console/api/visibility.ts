import { incidentKinds } from "#libs/seal/leafSchema";
import type { FoundEntry, FoundRoom, NamedClasses } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import type { Dimension } from "#libs/search/queryWords";
import type { KnownRoom } from "./logAccess.ts";
import type { Viewer } from "./viewers.ts";

/** Whose parts somebody may see: the rooms of one titolare, or none. */
export interface Sight {
  readonly titolare: string | undefined;
  readonly rooms: readonly Pick<KnownRoom, "id" | "slot">[];
}

/** Roles that see what parts open; an authority sees leaves and proofs, others at most numbers. */
const ofParts: readonly Viewer["role"][] = ["privacy_officer", "operations"];

/** What a viewer may see of what the log's parts open. */
export function sightOf({ role, titolare }: Viewer, rooms: readonly KnownRoom[]): Sight {
  if (!ofParts.includes(role) || titolare === undefined) return { titolare: undefined, rooms: [] };
  const own = rooms.filter((room) => room.titolare === titolare);
  return own.length === 0 ? { titolare: undefined, rooms: [] } : { titolare, rooms: own };
}

/** Members of a question that leaves alone answer. */
const ofLeaves: readonly (keyof LogFilter)[] = [
  ...(["from", "to", "kind", "mode", "incident", "event", "reader"] as const),
];
/** Members that speak of what a message was decided on: of one's own messages in one's own incidents only. */
const ofFacts: readonly (keyof LogFilter)[] = [
  ...(["sender", "owner", "category", "purpose", "regime", "territory", "operator"] as const),
];
/** Members that speak of what was decided about a room: of one's own only. */
const ofSlots: readonly (keyof LogFilter)[] = [
  ...(["receiver", "receiver_titolare", "outcome", "reason"] as const),
  ...(["agreement", "rule", "article", "given", "withdrawn"] as const),
];
const dimensionsOfFacts: readonly Dimension[] = [
  ...(["sender", "category", "purpose", "regime", "event_kind"] as const),
];
const dimensionsOfSlots: readonly Dimension[] = [
  ...(["receiver", "outcome", "reason", "agreement", "rule", "article"] as const),
];

export type Narrowed =
  | { readonly ok: true; readonly filter: LogFilter }
  /** The member that asks for what the viewer may not see. */
  | { readonly ok: false; readonly member: string };

/**
 * The question as far as the viewer may ask it: what a part opens is looked for among one's own parts only, so that
 * neither a page nor a number tells of another's. What would have to be left out is refused, not silently dropped.
 */
export function narrowed(filter: LogFilter, sight: Sight, by?: Dimension): Narrowed {
  const members = Object.keys(filter).filter((name): name is keyof LogFilter => name in filter);
  const asks = (group: readonly (keyof LogFilter)[]) => members.some((one) => group.includes(one));
  const own = sight.rooms.map(({ id }) => id);
  const { titolare } = sight;
  for (const member of members) {
    if (ofLeaves.includes(member)) continue;
    if (titolare === undefined || !isOwn(member, filter, { own, titolare })) {
      return { ok: false, member };
    }
  }
  const byFacts = by !== undefined && dimensionsOfFacts.includes(by);
  const bySlots = by !== undefined && dimensionsOfSlots.includes(by);
  if ((byFacts || bySlots) && titolare === undefined) return { ok: false, member: "by" };
  const facts = asks(ofFacts) || byFacts ? { sender: filter.sender ?? own, owner: own } : {};
  const slots = (asks(ofSlots) || bySlots) && titolare !== undefined;
  return {
    ok: true,
    filter: { ...filter, ...facts, ...(slots && { receiver_titolare: [titolare] }) },
  };
}

interface Own {
  readonly own: readonly string[];
  readonly titolare: string;
}

/** Members that name a room or a titolare may name one's own only; `withheld` would tell what others have stated. */
function isOwn(member: keyof LogFilter, filter: LogFilter, { own, titolare }: Own): boolean {
  const rooms = { sender: filter.sender, owner: filter.owner, receiver: filter.receiver };
  const named = { ...rooms, room: filter.room };
  if (member in named) {
    const values: readonly string[] = named[member as keyof typeof named] ?? [];
    return values.every((room) => own.includes(room));
  }
  if (member === "titolare" || member === "receiver_titolare") {
    return (filter[member] ?? []).every((name) => name === titolare);
  }
  return ofFacts.includes(member) || ofSlots.includes(member);
}

const noNames: NamedClasses = { classes: [], groups: [] };
const kindsOfIncidents: readonly string[] = incidentKinds;

/**
 * The entry as the viewer may see it: what its leaf says, one's own rooms' slots, and the facts of one's own messages in
 * one's own incidents (libs/seal/openings). What an incident has, and what a room does not get of it, stays back: it
 * would tell what others have stated. Of the message that opens an own incident nothing stays back: nobody else has
 * spoken yet, so that every room's slot is about one's own data alone. Of later ones IncidentSight tells what is.
 */
export function seenBy(entry: FoundEntry, sight: Sight): FoundEntry {
  // Outside incident chains the leaf says all that the index has.
  if (!kindsOfIncidents.includes(entry.kind)) return entry;
  const own = new Set(sight.rooms.map(({ id }) => id));
  const slots = new Set(sight.rooms.map(({ slot }) => slot));
  const rooms = entry.rooms
    .filter(({ slot }) => slot !== undefined && slots.has(slot))
    .map((room): FoundRoom => ({ ...room, withheld: noNames }));
  const { sender, owner } = entry;
  const isOwnMessage = sender !== null && owner !== null && own.has(sender) && own.has(owner);
  if (entry.kind === "exchange" && isOwnMessage && entry.previous === undefined) return entry;
  if (entry.kind === "exchange" && isOwnMessage) return { ...entry, rooms, present: noNames };
  return { ...entry, ...nothingOfFacts, rooms };
}

const nothingOfFacts = {
  ...{ sender: null, titolare: null, owner: null, eventKind: null, category: null },
  ...{ purpose: null, regime: null, code: null, role: null, territory: [], person: undefined },
  ...{ amount: undefined, present: noNames },
} as const;
