import { leafAt } from "#libs/incident/catalogue";
import { degreesFromE7 } from "#libs/incident/degrees";
import type { LeafValue } from "#libs/incident/event";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import { helpOfCategory } from "./helpTypes.ts";
import { cardSchemaName } from "./schema.ts";

export const cardMediaType = "application/vnd.raccordo.scheda112+json";

/**
 * A released view as a card: the same view gives the same bytes. A copy is a difference, so the card
 * holds what this copy brings and is to be merged by the aliases, as the copy itself is. Fields that a
 * card has no place for are named in `copy.not_carried`, never silently lost.
 */
export function renderCard(view: ReleasedView): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(cardOf(view)));
}

function cardOf(view: ReleasedView): object {
  const reader = new Reader(view.components);
  const card = {
    schema: cardSchemaName,
    message_id: view.delivery,
    // The owner knows its own card by its own id.
    card_id: view.incident_id ?? view.incident,
    centre: view.from,
    action: actionOf(view),
    exercise: view.mode === "exercise",
    forwarded_at: view.as_of,
    answered_at: reader.first("incident", "reported_at"),
    answered_quarter: reader.first("incident", "reported_quarter"),
    started_at: reader.first("incident", "started_at"),
    started_quarter: reader.first("incident", "started_quarter"),
    filter: reader.first("incident", "call_filter"),
    help_type: view.category && helpOfCategory(view.category),
    priority: reader.first("incident", "priority"),
    same_as: reader.first("incident", "same_as"),
    positions: listed(reader.all("place").map((place) => positionOf(place, reader))),
    caller: callerOf(reader),
    injured_count: reader.first("casualties", "injured_count"),
    worst_severity: reader.first("casualties", "worst_severity"),
  };
  return { ...card, copy: copyOf(view, reader) };
}

/** "update" also for what the room never saw: a copy adds to what is there, or begins it. */
function actionOf({ status }: ReleasedView): "update" | "close" | "cancel" {
  if (status === "cancelled") return "cancel";
  return status === "closed" ? "close" : "update";
}

function positionOf(place: ViewComponent, reader: Reader): object {
  const take = (leaf: string) => reader.take(place, leaf);
  return {
    alias: place.alias,
    method: take("method"),
    ...degreesOf(take("point")),
    radius_m: take("accuracy_m"),
    confidence_pct: take("confidence_pct"),
    street: take("street"),
    number: take("number"),
    municipality: take("municipality"),
    place_type: take("place_type"),
    sensitivity: take("sensitivity"),
    zone: take("zone"),
    cell: take("cell"),
  };
}

function degreesOf(value: LeafValue | undefined): object {
  if (typeof value !== "object" || !("lat_e7" in value)) return {};
  return { lat: degreesFromE7(value.lat_e7), lon: degreesFromE7(value.lon_e7) };
}

/** A person is the caller only where the copy says so: a number without its role is nobody's. */
function callerOf(reader: Reader): object | undefined {
  const person = reader.all("person").find(({ fields }) => isCaller(fields["roles"]));
  if (person === undefined) return undefined;
  const take = (leaf: string) => reader.take(person, leaf);
  take("roles");
  return {
    alias: person.alias,
    number: take("phone"),
    family_name: take("family_name"),
    given_name: take("given_name"),
    language: take("language"),
    minor: take("minor"),
  };
}

/** Another role beside it has no place in a card: such a person is left to the JSON copy. */
const isCaller = (roles: LeafValue | undefined): boolean =>
  Array.isArray(roles) && roles.length === 1 && roles[0] === "reporter";

function copyOf(view: ReleasedView, reader: Reader): object {
  const { delivery, incident, category, status, charge, withdrawn, basis, handling } = view;
  const charges = reader.all("charge").map((one) => ({
    state: reader.take(one, "state"),
    room: reader.take(one, "room"),
    since: reader.take(one, "since"),
  }));
  const minors = reader.all("minors").map((one) => ({
    present: reader.take(one, "present"),
    bands: reader.take(one, "bands"),
  }));
  return {
    ...{ delivery, incident, category, status, charge, charges, minors },
    withdrawn: withdrawn.map(({ kind, alias, paths }) => ({ kind, alias, paths })),
    not_carried: reader.rest(),
    basis: basis.map(({ author, agreement, rule, article, purpose, regime }) => ({
      ...{ author, agreement, rule, article, purpose, regime },
    })),
    handling,
    quality: { completeness: view.quality.completeness, reliability: view.quality.reliability },
  };
}

const listed = (items: readonly object[]): readonly object[] | undefined =>
  items.length > 0 ? items : undefined;

/** Leaves of a view, and which of them went into the card. */
class Reader {
  readonly #components: readonly ViewComponent[];
  readonly #taken = new Map<ViewComponent, Set<string>>();

  constructor(components: readonly ViewComponent[]) {
    this.#components = components;
  }

  all(kind: string): readonly ViewComponent[] {
    return this.#components.filter((component) => component.kind === kind);
  }

  take(component: ViewComponent, leaf: string): LeafValue | undefined {
    const taken = this.#taken.get(component) ?? new Set();
    this.#taken.set(component, taken.add(leaf));
    return component.fields[leaf];
  }

  /** The leaf of the first component that has it: a card says it once. */
  first(kind: string, leaf: string): LeafValue | undefined {
    const holder = this.all(kind).find(({ fields }) => fields[leaf] !== undefined);
    return holder && this.take(holder, leaf);
  }

  /** Paths of the leaves that nothing took, each once; a name that is no leaf of ours is not told. */
  rest(): readonly string[] {
    const left = this.#components.flatMap((component) =>
      Object.keys(component.fields)
        .filter((leaf) => this.#taken.get(component)?.has(leaf) !== true)
        .map((leaf) => `${component.kind}.${leaf}`),
    );
    return [...new Set(left)]
      .filter((path) => leafAt(path) !== undefined)
      .sort((a, b) => (a < b ? -1 : 1));
  }
}
