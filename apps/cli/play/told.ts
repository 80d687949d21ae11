import { z } from "zod"; // what the day's own messages say
import type { Content } from "./fillIn.ts";

const components = z.array(z.looseObject({ kind: z.string(), id: z.string() }));
const said = z.looseObject({
  kind: z.string(),
  category: z.string().optional(),
  same_as: z.string().optional(),
  upsert: components.optional(),
  remove: components.optional(),
});

export type Fields = Readonly<Record<string, unknown>>;

export interface ToldComponent {
  readonly kind: string;
  readonly fields: Fields;
}

/**
 * An incident as its owner told it and as rooms answered: what a person gets who reads the day's messages from
 * top to bottom. It knows nothing of the product's own fold, which it is there to check.
 */
export interface ToldIncident {
  readonly owner: string;
  readonly category: string;
  readonly status: string;
  /** The owner holds it to be another room's incident too. */
  readonly isLinked: boolean;
  readonly components: ReadonlyMap<string, ToldComponent>;
  /** Rooms that answered, and how: taken, ended, refused. */
  readonly answers: ReadonlyMap<string, string>;
}

const untold: Omit<ToldIncident, "owner"> = {
  category: "C00",
  status: "open",
  isLinked: false,
  components: new Map(),
  answers: new Map(),
};

const answers: ReadonlyMap<string, string> = new Map([
  ["charge_taken", "taken"],
  ["charge_ended", "ended"],
  ["refused", "refused"],
]);
const ends: ReadonlyMap<string, string> = new Map([
  ["cancel", "cancelled"],
  ["close", "closed"],
]);

/** The incident after one more message of `room` that was accepted. */
export function toldAfter(
  told: ToldIncident | undefined,
  room: string,
  content: Content,
): ToldIncident {
  const before = told ?? { ...untold, owner: room };
  const message = said.parse(content);
  const answer = answers.get(message.kind);
  if (answer !== undefined) return answeredBy(before, room, answer);
  const all = new Map(before.components);
  for (const { kind, id } of message.remove ?? []) all.delete(`${kind} ${id}`);
  for (const { kind, id, ...fields } of message.upsert ?? []) {
    all.set(`${kind} ${id}`, { kind, fields });
  }
  const stated = message.upsert?.find(({ kind }) => kind === "incident")?.["status"];
  const status = typeof stated === "string" ? stated : before.status;
  return {
    ...before,
    category: message.category ?? before.category,
    status: ends.get(message.kind) ?? status,
    isLinked: before.isLinked || message.same_as !== undefined,
    components: all,
  };
}

/** A room answers for itself; the owner ends the charge of all. */
function answeredBy(before: ToldIncident, room: string, answer: string): ToldIncident {
  const taken = [...before.answers].filter(([, state]) => state === "taken");
  const whose = room === before.owner ? taken.map(([id]) => id) : [room];
  const changed = whose.map((id): [string, string] => [id, answer]);
  return { ...before, answers: new Map([...before.answers, ...changed]) };
}
