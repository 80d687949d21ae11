import { holdingKey } from "#libs/policy/holdings";
import type { Presence, SlotValue } from "#libs/seal/parts";
import { isDerivedPath, noHoldings, stepOf } from "../play/holdings.ts";
import type { IncidentRecord, RoomReceipt } from "../play/logRecords.ts";
import { type ComponentFields, componentFields, type FieldPlace } from "./componentFields.ts";
import type { LogName } from "./incidentName.ts";

/** What one decision gave one room: names of fields, never a value. */
export interface ChainRoom {
  readonly room: string;
  readonly outcome: string;
  readonly reason: string;
  readonly agreement?: string | undefined;
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
  readonly inCharge: boolean;
  readonly kept: readonly ComponentFields[];
  /** What stands for withheld fields: a zone, a count. */
  readonly generalised: readonly ComponentFields[];
  /** Only for the owner's own events: to others their presence would tell something. */
  readonly withheld: readonly ComponentFields[];
  readonly gone: readonly ComponentFields[];
  readonly delivery?: string | undefined;
  readonly receipts: readonly Pick<RoomReceipt, "kind" | "at">[];
}

/** One event of the incident, as far as the viewing room may see it. */
export interface ChainStep {
  readonly year: number;
  readonly index: number;
  readonly at: string;
  readonly event: string;
  /** Absent where another room sent it: what it was is not the viewer's to see. */
  readonly kind?: string;
  readonly sender?: string;
  readonly rooms: readonly ChainRoom[];
}

export interface Chain {
  readonly owner: string;
  readonly category: string;
  readonly steps: readonly ChainStep[];
}

/** An incident of the log as it is shown to one room. */
export interface ShownIncident extends LogName {
  readonly room: string;
  /** Where the log was read. */
  readonly path: string;
  readonly chain: Chain;
}

/**
 * An incident as `viewer` may see it in the log: the owner all rooms' decisions on its own events, everybody
 * else only what was released to itself. Undefined when that is nothing. `records` are those of the incident.
 * Facts of an answer speak of the whole incident, so who answered sees no more of them than its own copy.
 */
export function chainFor(
  viewer: string,
  records: readonly IncidentRecord[],
  receipts: readonly RoomReceipt[],
): Chain | undefined {
  const ordered = records.toSorted((a, b) => a.year - b.year || a.index - b.index);
  const [first] = ordered;
  if (first === undefined) return undefined;
  const fold = new ChainFold(receiptsBy(ordered, receipts));
  const steps = ordered.flatMap((record) => {
    const rooms = fold.take(record);
    const isSender = record.facts.sender === viewer;
    const seesAll = isSender && first.facts.sender === viewer;
    const shown = rooms.filter(({ room, outcome }) =>
      seesAll ? outcome !== "not_addressed" : room === viewer && outcome === "released",
    );
    if (shown.length === 0 && !isSender) return [];
    const told = seesAll ? shown : shown.map((room) => ({ ...room, withheld: [] }));
    return [stepOfRecord(record, isSender, told)];
  });
  if (steps.length === 0) return undefined;
  return { owner: first.facts.sender, category: first.facts.category, steps };
}

function stepOfRecord(
  { year, index, leaf, facts }: IncidentRecord,
  isSender: boolean,
  rooms: readonly ChainRoom[],
): ChainStep {
  const { event, at } = leaf;
  const own = isSender ? { kind: facts.event_kind, sender: facts.sender } : {};
  return { year, index, at, event, ...own, rooms };
}

/** Follows what each room holds and what is known of each component, event after event. */
class ChainFold {
  readonly #held = new Map<string, typeof noHoldings>();
  readonly #authors = new Map<string, string>();
  readonly #presences = new Map<string, Presence>();
  readonly #receipts: ReadonlyMap<string, ChainRoom["receipts"]>;

  constructor(receipts: ReadonlyMap<string, ChainRoom["receipts"]>) {
    this.#receipts = receipts;
  }

  take(record: IncidentRecord): readonly ChainRoom[] {
    for (const presence of record.facts.fields) {
      const author = this.#authors.get(presence.ref) ?? record.facts.sender;
      this.#authors.set(presence.ref, author);
      this.#presences.set(presence.ref, presence);
    }
    return [...record.rooms].map(([room, slot]) => this.#roomOf(room, slot, record));
  }

  #roomOf(room: string, slot: SlotValue, { facts }: IncidentRecord): ChainRoom {
    const { after } = stepOf(this.#held.get(room) ?? noHoldings, slot);
    this.#held.set(room, after);
    const given = slot.entries.filter(({ op }) => op !== "withdraw");
    const gone = slot.entries.filter(({ op }) => op === "withdraw");
    const told = new Set(gone.map(({ ref, path }) => holdingKey(ref, path)));
    const withheld = facts.fields
      .filter(({ ref }) => this.#authors.get(ref) !== room)
      .flatMap(({ ref, paths }) => paths.map((path) => ({ ref, path })))
      .filter(({ ref, path }) => {
        const key = holdingKey(ref, path);
        return !isDerivedPath(path) && !after.values.has(key) && !told.has(key);
      });
    const [basis] = slot.basis ?? [];
    return {
      ...{ room, outcome: slot.outcome, reason: slot.reason, delivery: slot.delivery },
      agreement: basis?.agreement,
      ...{ rule: slot.rule ?? basis?.rule, article: slot.article ?? basis?.article },
      inCharge: facts.assignment.includes(room),
      kept: this.#fields(given.filter(({ path }) => !isDerivedPath(path))),
      generalised: this.#fields(given.filter(({ path }) => isDerivedPath(path))),
      withheld: this.#fields(withheld),
      gone: this.#fields(gone),
      receipts: this.#receipts.get(slot.delivery ?? "") ?? [],
    };
  }

  #fields(places: readonly FieldPlace[]): readonly ComponentFields[] {
    return componentFields(places, this.#presences);
  }
}

/** Receipts by the delivery that they are of; one "up to" a delivery covers those before it, too. */
function receiptsBy(
  ordered: readonly IncidentRecord[],
  receipts: readonly RoomReceipt[],
): ReadonlyMap<string, ChainRoom["receipts"]> {
  const sent = ordered.flatMap(({ rooms }) =>
    [...rooms].flatMap(([room, { delivery }]) =>
      delivery === undefined ? [] : [{ room, delivery }],
    ),
  );
  const found = sent.map(({ room, delivery }, at) => {
    const later = new Set(
      sent.slice(at).flatMap((one) => (one.room === room ? [one.delivery] : [])),
    );
    const covering = receipts.filter(
      (one) => one.delivery === delivery || (one.up_to === true && later.has(one.delivery)),
    );
    const told = covering.map(({ kind, at: time }) => ({ kind, at: time }));
    // The earliest of each kind says when it happened.
    const kinds = [...Map.groupBy(told, ({ kind }) => kind).values()];
    const earliest = kinds.flatMap((same) =>
      same.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(0, 1),
    );
    return [delivery, earliest] as const;
  });
  return new Map(found);
}
