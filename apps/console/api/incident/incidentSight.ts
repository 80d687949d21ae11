import { leafAt } from "#libs/incident/catalogue";
import { coreAuthor } from "#libs/incident/event";
import type { IncidentLeaf } from "#libs/seal/leaf";
import { isAboutOwn } from "#libs/seal/openings";
import type { Facts, SlotBasis, SlotEntry, SlotValue } from "#libs/seal/parts";
import type { KnownRoom } from "../logAccess.ts";

/** A field of one component, by the log's reference. */
export interface FieldPlace {
  readonly ref: string;
  readonly path: string;
}

/**
 * What one decision made of one room's copy, as far as a viewer may know it. `slot`: the whole slot, of one's own room
 * or of a message before which nobody else had spoken. `own_data`: what was decided on the viewer's own data alone.
 */
export interface SeenRoom {
  readonly room: string;
  readonly slot: number;
  readonly titolare: string;
  readonly shown: "slot" | "own_data";
  /** `nothing_of_yours`: nothing of the viewer's data changed there, whatever else did. */
  readonly outcome: SlotValue["outcome"] | "nothing_of_yours";
  readonly reason: string | undefined;
  readonly delivery: string | undefined;
  readonly rule: string | undefined;
  readonly article: string | undefined;
  readonly basis: readonly SlotBasis[];
  readonly handling: readonly string[];
  readonly given: readonly FieldPlace[];
  readonly withdrawn: readonly FieldPlace[];
  /** Own fields that the room does not have by what is seen here; undefined where it is not the viewer's to know. */
  readonly notGiven: readonly FieldPlace[] | undefined;
}

/** One decision as far as a viewer may know it. */
export interface SeenDecision {
  /** What it was decided on; only of one's own messages in one's own incidents. */
  readonly facts: SeenFacts | undefined;
  /** Others had spoken before: a room may have more of one's data by what was decided on their messages. */
  readonly isAfterOthers: boolean;
  readonly rooms: readonly SeenRoom[];
}

export interface SeenFacts
  extends Pick<Facts, "sender" | "event_kind" | "category" | "purpose" | "regime"> {
  /** Rooms that have the incident in charge: its owner is told (architecture, decide). */
  readonly assignment: readonly string[];
}

interface Copy {
  readonly delivery: string | undefined;
  readonly entries: readonly SlotEntry[];
}

type Shown = SeenRoom["shown"] | "nothing";
type Room = Pick<KnownRoom, "id" | "slot" | "titolare">;

/**
 * Follows one incident's decisions in their order and says of each what one titolare may know: its own rooms' slots; of
 * its own messages in its own incidents what every room got of its own data, and did not get. Nothing of what others
 * wrote: their components, titles and messages' slots stay out, also where one copy carries both.
 */
export class IncidentSight {
  readonly #own: ReadonlySet<string>;
  readonly #ownRooms: readonly Pick<Room, "id" | "slot">[];
  readonly #rooms: readonly Room[];
  readonly #authors = new Map<string, string>();
  readonly #copies = new Map<string, Copy[]>();
  #isAfterOthers = false;

  /** `rooms`: all that the configuration names; `own`: those of the viewer's titolare. */
  constructor(rooms: readonly Room[], own: readonly Pick<Room, "id" | "slot">[]) {
    this.#rooms = rooms;
    this.#ownRooms = own;
    this.#own = new Set(own.map(({ id }) => id));
  }

  /** Takes the incident's next decision. */
  take(
    leaf: Pick<IncidentLeaf, "kind">,
    { facts, slots }: { readonly facts: Facts; readonly slots: ReadonlyMap<number, SlotValue> },
  ): SeenDecision {
    const { owner, sender } = facts;
    for (const { ref, author = owner } of facts.fields) {
      if (author !== undefined) this.#authors.set(ref, author);
    }
    const isAfterOthers = this.#isAfterOthers;
    if (sender !== coreAuthor && !this.#own.has(sender)) this.#isAfterOthers = true;
    const shownOfOthers = this.#shownOfOthers(leaf, facts, isAfterOthers);
    const rooms = this.#rooms.flatMap((room): SeenRoom[] => {
      const value = slots.get(room.slot);
      const shown = this.#own.has(room.id) ? "slot" : shownOfOthers;
      if (value === undefined || shown === "nothing") return [];
      const seen = shown === "slot" ? wholeOf(room, value) : this.#ownDataOf(room, value);
      this.#remember(room.id, seen, value);
      const isOwnData = shownOfOthers !== "nothing";
      return [{ ...seen, notGiven: isOwnData ? this.#notGiven(room.id, facts, seen) : undefined }];
    });
    const isOwnMessage = this.#isOwnIncident(facts) && this.#own.has(sender);
    return { facts: isOwnMessage ? seenFacts(facts) : undefined, isAfterOthers, rooms };
  }

  #isOwnIncident = ({ owner }: Facts): boolean => owner !== undefined && this.#own.has(owner);

  /** The core's own events take back and open again what one has sent; an expiry speaks of another's emergency. */
  #shownOfOthers(
    { kind }: Pick<IncidentLeaf, "kind">,
    facts: Facts,
    isAfterOthers: boolean,
  ): Shown {
    if (!this.#isOwnIncident(facts)) return "nothing";
    if (facts.sender === coreAuthor) return kind === "expiry" ? "nothing" : "own_data";
    if (!this.#own.has(facts.sender)) return "nothing";
    return !isAfterOthers && isAboutOwn(facts, this.#ownRooms) ? "slot" : "own_data";
  }

  #ownDataOf(room: Room, value: SlotValue): Omit<SeenRoom, "notGiven"> {
    const entries = value.entries.filter(({ ref }) => this.#own.has(this.#authors.get(ref) ?? ""));
    const { given, withdrawn } = changesIn(entries);
    const isCarried = given.length + withdrawn.length > 0;
    return {
      ...{ room: room.id, slot: room.slot, titolare: room.titolare, shown: "own_data" },
      outcome: isCarried ? "released" : "nothing_of_yours",
      reason: given.length > 0 ? "RELEASED" : undefined,
      delivery: isCarried ? value.delivery : undefined,
      ...{ rule: undefined, article: undefined, handling: [] },
      basis: isCarried ? (value.basis ?? []).filter(({ author }) => this.#own.has(author)) : [],
      ...{ given, withdrawn },
    };
  }

  #remember(room: string, seen: Omit<SeenRoom, "notGiven">, value: SlotValue): void {
    const ended = new Set(seen.shown === "slot" ? value.not_handed_out : []);
    const before = (this.#copies.get(room) ?? []).filter(
      ({ delivery }) => delivery === undefined || !ended.has(delivery),
    );
    const told = new Set([...seen.given, ...seen.withdrawn].map(keyOf));
    const entries = value.entries.filter((entry) => told.has(keyOf(entry)));
    this.#copies.set(room, [...before, { delivery: seen.delivery, entries }]);
  }

  #notGiven(
    room: string,
    { owner, fields }: Facts,
    { withdrawn }: Pick<SeenRoom, "withdrawn">,
  ): readonly FieldPlace[] {
    const held = new Set<string>();
    for (const { entries } of this.#copies.get(room) ?? []) {
      for (const entry of entries) {
        if (entry.op === "withdraw") held.delete(keyOf(entry));
        else held.add(keyOf(entry));
      }
    }
    const gone = new Set(withdrawn.map(keyOf));
    return fields
      .filter(({ author = owner }) => author !== room && this.#own.has(author ?? ""))
      .flatMap(({ ref, paths }) => paths.map((path) => ({ ref, path })))
      .filter((place) => isStated(place) && !held.has(keyOf(place)) && !gone.has(keyOf(place)));
  }
}

function wholeOf(room: Room, value: SlotValue): Omit<SeenRoom, "notGiven"> {
  const { outcome, reason, delivery, rule, article, basis = [], handling, entries } = value;
  return {
    ...{ room: room.id, slot: room.slot, titolare: room.titolare, shown: "slot" },
    ...{ outcome, reason, delivery, rule, article, basis, handling },
    ...changesIn(entries),
  };
}

/** What stands at the head of a copy is no field of a component. */
function changesIn(entries: readonly SlotEntry[]): Pick<SeenRoom, "given" | "withdrawn"> {
  const known = entries.filter(({ path }) => leafAt(path) !== undefined);
  const places = (isWithdrawn: boolean) =>
    known
      .filter(({ op }) => (op === "withdraw") === isWithdrawn)
      .map(({ ref, path }) => ({ ref, path }));
  return { given: places(false), withdrawn: places(true) };
}

function seenFacts(facts: Facts): SeenFacts {
  const { sender, event_kind, category, purpose, regime, assignment } = facts;
  return { sender, event_kind, category, purpose, regime, assignment };
}

/** Derived fields stand for others: a room that has none of them lacks nothing that was written. */
function isStated({ path }: FieldPlace): boolean {
  const leaf = leafAt(path);
  if (leaf === undefined || leaf.kind === "charge") return false;
  return !leaf.derived || path === "incident.category";
}

export const keyOf = ({ ref, path }: FieldPlace): string => `${ref} ${path}`;
