import { leavesOf } from "#libs/incident/catalogue";
import type {
  Component,
  Demand,
  EventKind,
  IncidentEvent,
  InternalEvent,
} from "#libs/incident/event";
import { answerKinds, coreAuthor, isInternal } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { Plan } from "#libs/policy/plan";
import type { Draw } from "./draw.ts";
import { plainHeaders, storeTime } from "./histories.ts";
import { dependencesOf, type Known } from "./needs.ts";
import { hiddenComponent } from "./scrambleComponents.ts";
import { givenBy, isOfAnswers, plainFacts } from "./sight.ts";
import { drawnComponent, drawnHeader } from "./values.ts";

/** What a whole message that the receiver must not even notice is made from. */
export interface InsertionSource {
  readonly known: Known;
  readonly receiver: string;
  readonly mode: IncidentEvent["mode"];
  readonly incident: string;
  /** Rooms whose answers may be put in: of each one it is known what the receiver may see. */
  readonly answering: readonly string[];
  readonly rooms: readonly string[];
  readonly draw: Draw;
  /** Told of what was put in that a plan withholds. */
  readonly mark: (plan: Plan, path: string) => void;
}

/** How the ids of components begin that the receiver must not notice. */
const hiddenId = "later";

/** Components of the owner as the scrambled history has left them. */
export type Standing = ReadonlyMap<string, Component>;

/** Messages after step `step`, the `order`-th there; none where the draw found none that stays unseen. */
export function insertion(
  step: number,
  order: number,
  standing: Standing,
  source: InsertionSource,
): readonly PlacedEvent[] {
  const placed = message(step, order, standing, source);
  if (placed === undefined) return [];
  const taken = takenBack(placed, source);
  if (taken !== undefined) return [placed, taken];
  if (placed.event.kind !== "charge_taken" || source.draw.chance(40)) return [placed];
  // Who has taken charge may go on to say that life is at risk: no more of the receiver's business than the charge.
  const event = {
    ...placed.event,
    kind: "break_glass" as const,
    emergency: "life_at_risk" as const,
  };
  return [placed, { ...placed, event }];
}

/** Of a component that the receiver knows nothing of, one leaf is taken back at once: no business of the receiver's. */
function takenBack(placed: PlacedEvent, source: InsertionSource): PlacedEvent | undefined {
  const { event, author } = placed;
  const [component] = isInternal(event) ? [] : event.upsert;
  if (component === undefined || !component.id.startsWith(hiddenId)) return undefined;
  const stated = leavesOf(component.kind).filter(({ name }) => name in component.fields);
  if (stated.length === 0 || !source.draw.chance(50)) return undefined;
  const { kind, id } = component;
  const demand: Demand = {
    ...{
      author,
      component: { kind, id },
      ref: "0".repeat(32),
      path: source.draw.pick(stated).path,
    },
    ...{ room: author, reason: "unlawful", until: placed.storedAt },
  };
  return {
    ...{ author: coreAuthor, storedAt: placed.storedAt },
    event: { ...redecision(source), kind: "recall", demand },
  };
}

function message(
  step: number,
  order: number,
  standing: Standing,
  source: InsertionSource,
): PlacedEvent | undefined {
  const { known, draw } = source;
  const storedAt = storeTime(step, 1_000 + order * 1_000 + draw.below(1_000));
  const update = (changed: Partial<IncidentEvent>, author = known.owner): PlacedEvent => ({
    author,
    storedAt,
    event: { ...blank(step, source), ...changed },
  });
  switch (draw.below(7)) {
    case 0:
      return update({});
    case 1:
      return update({ upsert: repeated(standing, draw) });
    case 2: {
      const component = hiddenComponent(`${hiddenId}${step}${order}`, step, known, draw);
      return component && update({ upsert: [component] });
    }
    case 3:
      return update({ remove: [{ kind: "person", id: `nobody${order}` }] });
    case 4:
      return foreign(step, source, update);
    case 5:
      return { author: coreAuthor, storedAt, event: redecision(source) };
    default:
      return answer(step, source, update);
  }
}

function blank(step: number, { known, mode, incident, draw }: InsertionSource): IncidentEvent {
  const values = plainHeaders
    .filter((name) => name !== "same_as" && (name === "message_id" || draw.chance(40)))
    .map((name) => [name, drawnHeader(name, draw)] as const);
  const base = {
    kind: "update",
    format: "raccordo-native/1",
    ...Object.fromEntries(values),
    mode,
    sent: storeTime(step, 0),
    observed: known.observed[step] ?? storeTime(step, 0),
    incident: { id: incident },
    territory: [],
    notes: [],
    upsert: [],
    remove: [],
  };
  // Every member comes from here or from the model's list of members.
  return base as unknown as IncidentEvent;
}

/** What stands already, said once more. Of the incident itself not: its status is said with it. */
function repeated(standing: Standing, draw: Draw): readonly Component[] {
  const all = [...standing.values()].filter(({ kind }) => kind !== "incident");
  return draw.shuffled(all).slice(0, 1 + draw.below(3));
}

/** A room that does not own the incident tries to write to it. */
function foreign(
  step: number,
  { known, rooms, receiver, draw, mark }: InsertionSource,
  update: (changed: Partial<IncidentEvent>, author: string) => PlacedEvent,
): PlacedEvent | undefined {
  const author = draw.pick(rooms);
  if (author === known.owner) return undefined;
  const kinds = ["incident", "place", "person", "vehicle", "unit", "casualties", "risk"] as const;
  const upsert = [...kinds, "image" as const, "note" as const].map((kind) =>
    drawnComponent(kind, draw.pick(["a", "b", "c"]), draw),
  );
  const plan = author === receiver ? undefined : known.sights[step]?.plans.get(author);
  // Under the plans of rooms that only answer, this is all that could ever be withheld; the others have better tries.
  if (plan !== undefined && isOfAnswers(plan.plan)) {
    for (const path of pathsOf(upsert)) mark(plan.plan, path);
  }
  const same_as = "9".repeat(32);
  return update({ upsert, category: "C01", territory: ["istat:019036"], same_as }, author);
}

/** Leaves that these components state, and those that could be made of them. */
function pathsOf(components: readonly Component[]): readonly string[] {
  const paths = components.flatMap(({ kind, fields }) => [
    ...Object.keys(fields).map((name) => `${kind}.${name}`),
    ...dependencesOf(kind).map(({ of }) => of),
  ]);
  return [...paths, "incident.same_as"];
}

function redecision({ mode }: InsertionSource): InternalEvent {
  return {
    format: "raccordo-internal/1",
    mode,
    kind: "redecision",
    cause: "rule-set",
    not_handed_out: [],
    epoch: "0".repeat(64),
  };
}

/** An answer that concerns the receiver in nothing: of a room whose charge it is not told, or its own where no rule asks. */
function answer(
  step: number,
  source: InsertionSource,
  update: (changed: Partial<IncidentEvent>, author: string) => PlacedEvent,
): PlacedEvent | undefined {
  const { receiver, answering, draw } = source;
  const author = draw.pick([...answering, receiver]);
  const kind = draw.pick(answerKinds);
  if (!isUnseen(author, kind, step, source)) return undefined;
  markAnswer(author, step, source);
  const emergency = kind === "break_glass" && { emergency: "life_at_risk" as const };
  return update({ kind, incident: { alias: "0".repeat(32) }, ...emergency }, author);
}

/** Whether an answer at `step` changes nothing that the receiver may ever see. */
export function isUnseen(
  author: string,
  kind: EventKind,
  step: number,
  { known, receiver }: Pick<InsertionSource, "known" | "receiver">,
): boolean {
  const later = known.sights.slice(step);
  const isAsked =
    known.isGlassBroken ||
    later.some(({ plans }) => plans.get(known.owner)?.plan.opensOnCharge === true);
  if (author === receiver) return !isAsked && !endsOthers(author, kind, known);
  if (endsOthers(author, kind, known)) return false;
  return later.every(({ plans, isInCharge }) => {
    const plan = plans.get(author);
    return plan === undefined || givenBy(plan, "charge", plainFacts, isInCharge).length === 0;
  });
}

/** The owner's word ends every room's charge. */
function endsOthers(author: string, kind: EventKind, { owner }: Known): boolean {
  return author === owner && kind === "charge_ended";
}

export function markAnswer(
  author: string,
  step: number,
  { known, mark }: Pick<InsertionSource, "known" | "mark">,
): void {
  for (const { plans } of known.sights.slice(step)) {
    const plan = plans.get(author)?.plan;
    if (plan === undefined) continue;
    for (const path of ["charge.state", "charge.room", "charge.since"]) mark(plan, path);
  }
}
