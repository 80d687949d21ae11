import type {
  Component,
  ComponentName,
  ConversionNote,
  EventKind,
  Fields,
  IncidentEvent,
  LeafValue,
} from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import { readRfc3339 } from "#libs/incident/rfc3339";
import type { Finding } from "#libs/incident/validate";
import { categoryOfHelp } from "./helpTypes.ts";
import { cardLimits } from "./limits.ts";
import { positionId, readPosition } from "./position.ts";
import type { Card } from "./schema.ts";

/** `format` of events that came as a card; part of their ids. */
export const cardFormat = "scheda112/1";

/** An event, what is wrong with it, and where in the card each of its members was read. */
export interface Canonical {
  readonly event: IncidentEvent;
  readonly findings: readonly Finding[];
  /** Pointer of the canonical event → pointer of the card. */
  readonly sources: ReadonlyMap<string, string>;
}

const kinds: Readonly<Record<Card["action"], EventKind>> = {
  open: "report",
  update: "update",
  close: "close",
  cancel: "cancel",
  charge_taken: "charge_taken",
  charge_ended: "charge_ended",
  refused: "refused",
};

interface Notebook {
  readonly notes: ConversionNote[];
  readonly findings: Finding[];
}

/**
 * The canonical event of a card that its schema accepted.
 *
 * - A card is whole: an update or a close replaces all that an earlier card of it said, and what it does
 *   not name is removed. A cancel and an answer carry nothing.
 * - Only what the caller and the centre placed counts as territory. The district of a centre is a
 *   region or more: to take it for the place would make every comune a neighbour.
 */
export function canonical(card: Card): Canonical {
  const book: Notebook = { notes: [], findings: [] };
  const kind = kinds[card.action];
  const isAnswer = answerKinds.includes(kind);
  const content = kind === "cancel" || isAnswer ? unread(card, book) : contentOf(card, book);
  const event: IncidentEvent = {
    message_id: card.message_id,
    sent: canonicalTime(card.forwarded_at, "/forwarded_at", book),
    mode: card.exercise ? "exercise" : "actual",
    kind,
    incident: isAnswer ? { alias: card.card_id } : { id: card.card_id },
    ...categoryOf(card, isAnswer, book),
    territory: content.territory,
    format: cardFormat,
    sender: card.centre,
    ...(isAnswer ? {} : addresseesOf(card, book)),
    ...(card.same_as === undefined || isAnswer ? {} : { same_as: card.same_as }),
    notes: book.notes,
    upsert: content.components.map(({ component }) => component),
    remove: kind === "update" || kind === "close" ? others(content.components) : [],
  };
  return { event, findings: book.findings, sources: sourcesOf(content.components) };
}

/** A component and, for each of its leaves, where in the card it was read. */
interface ReadComponent {
  readonly component: Component;
  readonly pointers: Readonly<Record<string, string>>;
}

interface Content {
  readonly components: readonly ReadComponent[];
  readonly territory: readonly string[];
}

function unread(card: Card, book: Notebook): Content {
  const content = [card.positions, card.caller, card.injured_count, card.priority, card.filter];
  if (content.some((member) => member !== undefined)) {
    book.notes.push({ code: "content-not-read", pointer: "" });
  }
  return { components: [], territory: [] };
}

function contentOf(card: Card, book: Notebook): Content {
  const positions = (card.positions ?? []).map((position, index) =>
    componentOf({ kind: "place", id: positionId(index) }, readPosition(position, index, book)),
  );
  const municipalities = (card.positions ?? []).flatMap(({ municipality }) => municipality ?? []);
  if (municipalities.length === 0) book.notes.push({ code: "territory-unstated", pointer: "" });
  const components = [incidentOf(card, book), ...positions, callerOf(card, book), injuredOf(card)];
  noteDropped(card, book);
  return {
    components: components.filter(({ component }) => Object.keys(component.fields).length > 0),
    territory: [...new Set(municipalities)],
  };
}

function noteDropped(card: Card, { notes }: Notebook): void {
  if (card.note !== undefined) notes.push({ code: "text-dropped", pointer: "/note" });
  if (card.caller?.deaf !== undefined)
    notes.push({ code: "value-dropped", pointer: "/caller/deaf" });
}

type Stated = Readonly<Record<string, readonly [LeafValue | undefined, string]>>;

/** A component from leaves and where each was read; what was not stated is not there. */
function componentOf(name: ComponentName, stated: Stated): ReadComponent {
  const there = Object.entries(stated).flatMap(([leaf, [value, pointer]]) =>
    value === undefined ? [] : [{ leaf, value, pointer }],
  );
  const fields: Fields = Object.fromEntries(there.map(({ leaf, value }) => [leaf, value]));
  const pointers = Object.fromEntries(there.map(({ leaf, pointer }) => [leaf, pointer]));
  return { component: { ...name, fields }, pointers };
}

const incidentName: ComponentName = { kind: "incident", id: "card" };
const callerName: ComponentName = { kind: "person", id: "caller" };
const injuredName: ComponentName = { kind: "casualties", id: "injured" };

function incidentOf(card: Card, book: Notebook): ReadComponent {
  const time = (text: string | undefined, pointer: string) =>
    text === undefined ? undefined : canonicalTime(text, pointer, book);
  return componentOf(incidentName, {
    priority: [card.priority, "/priority"],
    started_at: [time(card.started_at, "/started_at"), "/started_at"],
    reported_at: [time(card.answered_at, "/answered_at"), "/answered_at"],
    call_filter: [card.filter, "/filter"],
  });
}

function callerOf({ caller }: Card, book: Notebook): ReadComponent {
  const stated = componentOf(callerName, {
    phone: [caller?.number, "/caller/number"],
    family_name: [caller?.family_name, "/caller/family_name"],
    given_name: [caller?.given_name, "/caller/given_name"],
    language: [caller?.language, "/caller/language"],
  });
  if (Object.keys(stated.component.fields).length === 0) return stated;
  // The rules then keep the number from everybody (G9): the centre had better say that it is an adult.
  if (caller?.minor === undefined) {
    book.notes.push({ code: "caller-counts-as-minor", pointer: "/caller" });
  }
  const { component, pointers } = stated;
  const minor = caller?.minor === undefined ? {} : { minor: caller.minor };
  const fields = { roles: ["reporter"], ...minor, ...component.fields };
  return { component: { ...component, fields }, pointers: { ...pointers, minor: "/caller/minor" } };
}

const injuredOf = (card: Card): ReadComponent =>
  componentOf(injuredName, {
    injured_count: [card.injured_count, "/injured_count"],
    worst_severity: [card.worst_severity, "/worst_severity"],
  });

function categoryOf(
  card: Card,
  isAnswer: boolean,
  book: Notebook,
): Pick<IncidentEvent, "category"> {
  if (card.help_type === undefined || isAnswer) return {};
  const category = categoryOfHelp(card.help_type);
  if (category === undefined) {
    book.notes.push({ code: "help-type-unmapped", pointer: "/help_type" });
  }
  return { category: category ?? "C00" };
}

/** Ids of rooms look like this; whether there is such a room is not known here. */
const roomPattern = /^[a-z][a-z0-9_]{1,31}$/;

function addresseesOf(card: Card, book: Notebook): Pick<IncidentEvent, "addressees"> {
  const named = [...new Set(card.forwarded_to ?? [])];
  const rooms = named.filter((name) => roomPattern.test(name));
  if (rooms.length < named.length) {
    book.notes.push({ code: "addressee-not-a-room", pointer: "/forwarded_to" });
  }
  return rooms.length > 0 ? { addressees: rooms } : {};
}

/** An RFC 3339 time as canonical time; one that cannot be read is a finding, and stands as it is. */
function canonicalTime(text: string, pointer: string, book: Notebook): string {
  const time = readRfc3339(text);
  if (time.kind === "refused") {
    book.findings.push({ pointer, code: time.code });
    return text;
  }
  if (time.cut) book.notes.push({ code: "time-cut-to-milliseconds", pointer });
  return time.utc;
}

/** Every component that an earlier version of the card may have set and this one does not. */
function others(components: readonly ReadComponent[]): readonly ComponentName[] {
  const kept = new Set(components.map(({ component }) => component.id));
  const positions = Array.from({ length: cardLimits.positionsMax }, (_, index) => ({
    kind: "place" as const,
    id: positionId(index),
  }));
  return [incidentName, callerName, injuredName, ...positions].filter(({ id }) => !kept.has(id));
}

const headerSources: readonly (readonly [string, string])[] = [
  ["/sent", "/forwarded_at"],
  ["/sender", "/centre"],
  ["/incident/id", "/card_id"],
  ["/incident/alias", "/card_id"],
  ["/category", "/help_type"],
  ["/territory", "/positions"],
  ["/addressees", "/forwarded_to"],
];

function sourcesOf(components: readonly ReadComponent[]): ReadonlyMap<string, string> {
  const leaves = components.flatMap(({ pointers }, index) =>
    Object.entries(pointers).map(
      ([leaf, pointer]) => [`/upsert/${index}/${leaf}`, pointer] as const,
    ),
  );
  return new Map([...headerSources, ...leaves]);
}
