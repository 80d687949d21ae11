import type { DecisionRecord, NamedComponent, SlotRecord } from "./decisionRecord.ts";
import {
  type ComponentNature,
  classesOf,
  type FieldClasses,
  type LeafBits,
  noClasses,
  standIns,
  uniteClasses,
  unknownNature,
} from "./fieldClasses.ts";

/** What one decision did to one room, by classes of fields. */
export interface RoomChange {
  readonly given: FieldClasses;
  readonly withdrawn: FieldClasses;
  /** Of other rooms' fields with a value, those that this room does not have after the decision. */
  readonly withheld: FieldClasses;
}

/** By reference of a component: its leaves that a room has, or perhaps has. */
type Held = Map<string, LeafBits>;

interface IncidentMemory {
  readonly natures: Map<string, ComponentNature>;
  readonly held: Map<number, Held>;
}

/** Incidents that are remembered at once; others are read again from their chain. */
const incidentsMax = 20_000;

/** Rooms that the rules spoke about; from the others nothing was withheld that they might have had. */
const addressed: ReadonlySet<string> = new Set(["released", "withheld", "nothing_new"]);

/**
 * What rooms have of incidents, followed along the chains: a decision records a difference, so that what it withholds
 * shows only beside what the room was given before. A copy that was not handed out counts as had: nobody can swear
 * that it never left.
 */
export class ChainMemory {
  readonly #incidents = new Map<string, IncidentMemory>();

  has(incident: string): boolean {
    return this.#incidents.has(incident);
  }

  /**
   * Follows one decision, after those before it in its chain: what it did to each room, in the order of its slots.
   * `roomOf`: the room with a number, where it is known.
   */
  follow(
    incident: string,
    record: DecisionRecord,
    roomOf: (slot: number) => string | undefined,
  ): readonly RoomChange[] {
    const { natures, held } = this.#take(incident);
    for (const { ref, shape } of record.components) {
      if (shape.nature !== undefined) natures.set(ref, shape.nature);
    }
    const owner = record.facts.owner ?? record.facts.sender;
    return record.slots.map((slot) => {
      const has = slot.changes.length === 0 ? held.get(slot.slot) : heldBy(held, slot.slot);
      const changed = has === undefined ? unchanged : applied(slot, has, natures);
      const isAddressed = addressed.has(slot.head.outcome);
      const others = isAddressed ? othersOf(record.components, roomOf(slot.slot), owner) : [];
      return { ...changed, withheld: lackingOf(others, has) };
    });
  }

  #take(incident: string): IncidentMemory {
    const known = this.#incidents.get(incident) ?? { natures: new Map(), held: new Map() };
    // The one that was asked for last stands last.
    this.#incidents.delete(incident);
    this.#incidents.set(incident, known);
    if (this.#incidents.size > incidentsMax) {
      const [oldest] = this.#incidents.keys();
      if (oldest !== undefined) this.#incidents.delete(oldest);
    }
    return known;
  }
}

const unchanged = { given: noClasses, withdrawn: noClasses } as const;

function heldBy(held: Map<number, Held>, slot: number): Held {
  const has = held.get(slot) ?? new Map<string, LeafBits>();
  held.set(slot, has);
  return has;
}

/** Changes what a room has; gives the classes of what came and went. */
function applied(
  { changes }: SlotRecord,
  has: Held,
  natures: ReadonlyMap<string, ComponentNature>,
): Omit<RoomChange, "withheld"> {
  let { given, withdrawn }: Omit<RoomChange, "withheld"> = unchanged;
  for (const { ref, path, bit, isWithdrawn } of changes) {
    if (bit === 0) continue;
    const before = has.get(ref) ?? 0;
    has.set(ref, isWithdrawn ? before & ~bit : before | bit);
    const nature = natures.get(ref) ?? unknownNature(path);
    if (nature === undefined) continue;
    const classes = classesOf(nature, bit);
    if (isWithdrawn) withdrawn = uniteClasses(withdrawn, classes);
    else given = uniteClasses(given, classes);
  }
  return { given, withdrawn };
}

const othersOf = (
  components: readonly NamedComponent[],
  room: string | undefined,
  owner: string,
): readonly NamedComponent[] =>
  components.filter(({ shape }) => room === undefined || (shape.author ?? owner) !== room);

function lackingOf(components: readonly NamedComponent[], has: Held | undefined): FieldClasses {
  let lacking = noClasses;
  for (const { ref, shape } of components) {
    if (shape.nature === undefined) continue;
    const rest = shape.leaves & ~(has?.get(ref) ?? 0) & ~standIns(shape.nature.kind);
    if (rest !== 0) lacking = uniteClasses(lacking, classesOf(shape.nature, rest));
  }
  return lacking;
}
