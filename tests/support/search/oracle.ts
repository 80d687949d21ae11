import { leafAt } from "#libs/incident/catalogue";
import { groupsOf } from "#libs/incident/groups";
import type { IncidentLeafInput } from "#libs/seal/buildLeaf";
import type { SlotValue } from "#libs/seal/parts";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import { type TrafficEntry, trafficRooms } from "./traffic.ts";

type SystemTraffic = Extract<TrafficEntry, { system: unknown }>;

/** What a person would write down of an entry who reads the whole log with the rules of the project beside it. */
export interface NotedEntry extends EntryPlace {
  readonly words: Readonly<Partial<Record<keyof LogFilter, readonly string[]>>>;
  readonly at: string;
  readonly rooms: readonly NotedRoom[];
}

interface NotedRoom {
  readonly words: Readonly<Partial<Record<keyof LogFilter, readonly string[]>>>;
}

const titolari = new Map<string, string>(trafficRooms.map(({ id, titolare }) => [id, titolare]));
const roomAt = (slot: number | undefined): string | undefined =>
  trafficRooms.find((room) => room.slot === slot)?.id;

/** Notes down entries one after the other, as they lie in the log. */
export class Notebook {
  /** By incident and slot, what the room has: `<ref> <path>`. */
  readonly #held = new Map<string, Set<string>>();

  note(place: EntryPlace, entry: TrafficEntry): NotedEntry {
    return "decision" in entry ? this.#decision(place, entry.decision) : systemNote(place, entry);
  }

  #decision(place: EntryPlace, input: IncidentLeafInput): NotedEntry {
    const { facts, kind, mode, incident, event, at } = input;
    const { sender, category, ground, operator, istat } = facts;
    const rooms = input.slots.map(({ slot, value }) => this.#room(input, slot, value));
    const receivers = rooms.flatMap(({ words }) => words.receiver ?? []);
    return {
      ...place,
      at,
      rooms,
      words: {
        ...{ kind: [kind], mode: [mode], sender: [sender], category: [category] },
        ...{ incident: [incident], event: [event], room: [sender, ...receivers] },
        titolare: [sender, ...receivers].map((room) => titolari.get(room) ?? ""),
        purpose: ground === undefined ? [] : [ground.purpose],
        regime: ground === undefined ? [] : [ground.regime],
        operator: operator === undefined ? [] : [operator],
        territory: istat,
      },
    };
  }

  #room({ incident, facts }: IncidentLeafInput, slot: number, value: SlotValue): NotedRoom {
    const key = `${incident} ${slot}`;
    const held = this.#held.get(key) ?? new Set<string>();
    this.#held.set(key, held);
    const changed = { given: [] as string[], withdrawn: [] as string[] };
    const presences = new Map(facts.fields.map((presence) => [presence.ref, presence]));
    const wordsFor = (ref: string, path: string) => {
      const { place, roles = [], minor = true } = presences.get(ref) ?? {};
      const leaf = leafAt(path);
      if (leaf === undefined) throw new Error(`no leaf ${path}`);
      const attributes = { place: place ?? "sensitive", minor, roles: roles as never } as const;
      const unused = { basis: "fact", source: "unstated" } as const;
      return [leaf.dataClass, ...groupsOf(leaf.dataClass, { ...attributes, ...unused })];
    };
    for (const { ref, path, op } of value.entries) {
      if (op === "withdraw") held.delete(`${ref} ${path}`);
      else held.add(`${ref} ${path}`);
      changed[op === "withdraw" ? "withdrawn" : "given"].push(...wordsFor(ref, path));
    }
    const room = roomAt(slot) ?? "";
    const isSpokenOf = ["released", "withheld", "nothing_new"].includes(value.outcome);
    const withheld = facts.fields
      .filter(({ author = facts.owner ?? facts.sender }) => isSpokenOf && author !== room)
      .flatMap(({ ref, paths }) => paths.map((path) => ({ ref, path })))
      .filter(({ ref, path }) => !held.has(`${ref} ${path}`) && !standsForOthers(path))
      .flatMap(({ ref, path }) => wordsFor(ref, path));
    return {
      words: {
        ...{ receiver: [room], receiver_titolare: [titolari.get(room) ?? ""] },
        ...{ outcome: [value.outcome], reason: [value.reason], ...changed, withheld },
        agreement: (value.basis ?? []).map(({ agreement }) => agreement),
        rule: value.rule === undefined ? [] : [value.rule],
        article: value.article === undefined ? [] : [value.article],
      },
    };
  }
}

/** A zone or a count, made of what was stated. */
const standsForOthers = (path: string): boolean =>
  leafAt(path)?.derived === true && path !== "incident.category" && !path.startsWith("charge.");

function systemNote(place: EntryPlace, { system }: SystemTraffic): NotedEntry {
  const leaf: Readonly<Record<string, unknown>> & { readonly at: string; readonly kind: string } = {
    ...system.leaf,
  };
  const text = (name: string) => (typeof leaf[name] === "string" ? [String(leaf[name])] : []);
  const receiver = typeof leaf["slot"] === "number" ? [roomAt(leaf["slot"]) ?? ""] : [];
  const [mode = "system"] = text("of");
  return {
    ...place,
    at: leaf.at,
    words: {
      ...{ kind: [leaf.kind], mode: [mode], room: receiver, incident: text("incident") },
      ...{ titolare: receiver.map((room) => titolari.get(room) ?? ""), reader: text("reader") },
    },
    rooms: [
      {
        words: {
          ...{ receiver, outcome: ["told"], reason: [...text("reason"), ...text("purpose")] },
          receiver_titolare: receiver.map((room) => titolari.get(room) ?? ""),
        },
      },
    ],
  };
}

const roomMembers = [
  ...(["receiver", "receiver_titolare", "outcome", "reason", "agreement", "rule"] as const),
  ...(["article", "given", "withheld", "withdrawn"] as const),
] as const;

/** Whether an entry answers the question: word for word what the schema of questions says. */
export function answers(entry: NotedEntry, filter: LogFilter): boolean {
  const { from = "", to = "9" } = filter;
  if (entry.at < from || entry.at >= to) return false;
  const members = Object.keys(filter).filter((name) => name !== "from" && name !== "to");
  const ofRoom = members.filter((name) => (roomMembers as readonly string[]).includes(name));
  const ofEntry = members.filter((name) => !ofRoom.includes(name));
  return (
    ofEntry.every((name) => holds(entry.words, filter, name)) &&
    (ofRoom.length === 0 ||
      entry.rooms.some(({ words }) => ofRoom.every((name) => holds(words, filter, name))))
  );
}

function holds(words: NotedEntry["words"], filter: LogFilter, name: string): boolean {
  const wanted = [
    (filter as Readonly<Record<string, string | readonly string[]>>)[name] ?? [],
  ].flat();
  const said = (words as Readonly<Record<string, readonly string[]>>)[name] ?? [];
  return wanted.some((word) => said.includes(word));
}
