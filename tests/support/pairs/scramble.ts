import type { Component, ComponentName, IncidentEvent } from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { CompiledRules } from "#libs/policy/compiled";
import { pairKey } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import type { Plan } from "#libs/policy/plan";
import type { World } from "./dependences.ts";
import type { Draw } from "./draw.ts";
import { storeTime } from "./histories.ts";
import { type InsertionSource, insertion, isUnseen, markAnswer } from "./insertions.ts";
import { dependencesOf, type Known, type Version, versionsOf } from "./needs.ts";
import { differs, hiddenComponent, scrambledFields } from "./scrambleComponents.ts";
import {
  type DeclaredHeads,
  declaredHeads,
  declaredScrambled,
  type HeadScrambling,
  otherObserved,
  plainScrambled,
  type Standing,
  standingAfter,
  withObserved,
} from "./scrambleHeads.ts";
import { messageOf, sightsOf } from "./sight.ts";
import { statableLeaves } from "./values.ts";

/** Told of each leaf that was changed while a plan withholds it. */
export type Mark = (plan: Plan, path: string) => void;

export interface Scrambler {
  readonly rules: CompiledRules;
  readonly rooms: readonly Room[];
  readonly mark: Mark;
}

/** What one receiver may learn of one history: the same for every scrambling of it. */
export interface Knowledge {
  readonly owner: string;
  readonly receiver: Room;
  readonly known: Known;
  readonly versions: readonly (readonly Version[])[];
  readonly declared: DeclaredHeads;
  readonly isOneCategory: boolean;
  readonly isLinkGiven: boolean;
  readonly answering: readonly string[];
}

/** What one scrambling keeps in mind from message to message. */
interface Work extends Knowledge {
  /** The same history with the other times of the fact. */
  readonly after: Known;
  /** New id of each component that the receiver never knows of; undefined: it is left out. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
  readonly heads: HeadScrambling;
  readonly incident: string;
  readonly draw: Draw;
  readonly mark: Mark;
}

/**
 * Another history that the receiver must not be able to tell from this one: everything is different of which it learns
 * nothing by the words of the rules, and nothing else is.
 */
export function scrambled(
  left: readonly PlacedEvent[],
  knowledge: Knowledge,
  scrambler: Scrambler,
  draw: Draw,
): readonly PlacedEvent[] {
  const { owner } = knowledge;
  const work = workOf(left, knowledge, scrambler, draw);
  const standing = new Map<string, Component>();
  let heads: Standing = { purpose: undefined, regime: undefined, addressees: [] };
  return left.flatMap((placed, step) => {
    const message = messageOf(placed);
    const changed = message && rewritten(message, placed.author, step, heads, work);
    if (changed !== undefined && placed.author === owner && !isAnswer(changed)) {
      heads = standingAfter(changed, heads);
      settle(standing, changed);
    }
    const own = changed && {
      ...placed,
      event: changed,
      storedAt: storeTime(step, draw.below(1_000)),
    };
    return [...(own ? [own] : []), ...inserted(step, standing, work, scrambler)];
  });
}

/** What the words of the rules let a receiver learn of a history, step by step. */
export function knowledgeOf(
  left: readonly PlacedEvent[],
  owner: string,
  receiver: Room,
  { rules, rooms }: Pick<Scrambler, "rules" | "rooms">,
): Knowledge {
  const ids = rooms.map(({ id }) => id);
  const sights = sightsOf(rules, left, receiver, ids);
  const telling = [...new Set([owner, ...left.map(({ author }) => author)])];
  const declared = declaredHeads(rules, telling, receiver);
  const known: Known = {
    ...{ owner, receiver: receiver.id, sights, world: worldOf(rules) },
    observed: sights.map(({ state }) => state.observed),
    isGlassBroken: declared.isGlassBroken,
  };
  const mute = ids.filter((id) => (rules.pairs.get(pairKey(id, receiver.id)) ?? []).length === 0);
  return {
    ...{ owner, receiver, known, declared },
    versions: versionsOf(left, known),
    isOneCategory: new Set(sights.map(({ state }) => state.category)).size === 1,
    isLinkGiven: sights.some((sight) => givesLink(sight.plans.get(owner)?.plan)),
    answering: [...new Set([...telling, ...mute])].filter((id) => id !== receiver.id),
  };
}

function workOf(
  left: readonly PlacedEvent[],
  knowledge: Knowledge,
  { rooms, mark }: Scrambler,
  draw: Draw,
): Work {
  const { owner, receiver, known, versions, declared, isOneCategory, isLinkGiven } = knowledge;
  const externalId = known.sights[0]?.state.externalId ?? "";
  return {
    ...{ ...knowledge, draw, mark },
    after: { ...known, observed: otherTimes(left, known, versions, draw) },
    renamed: renamings(versions, draw),
    heads: {
      ...{ heads: declared, receiver: receiver.id, rooms: rooms.map(({ id }) => id), draw },
      ...{ isOneCategory, isLinkGiven },
    },
    incident: receiver.id === owner ? externalId : `ZZ0-${draw.below(999)}`,
  };
}

const worlds = new WeakMap<CompiledRules, World>();

function worldOf(rules: CompiledRules): World {
  const found = worlds.get(rules);
  if (found !== undefined) return found;
  const clauses = [...rules.plans.values()].flatMap((plan) => [...plan.clauses.values()].flat());
  const residentsMin = new Set(clauses.flatMap((clause) => clause.residents_min ?? []));
  const made = { residents: rules.residents, residentsMin: [...residentsMin] };
  worlds.set(rules, made);
  return made;
}

const givesLink = (plan: Plan | undefined) => plan?.clauses.has("incident.same_as") === true;

/** Another time of the fact for each message, where nobody's age tells it. */
function otherTimes(
  left: readonly PlacedEvent[],
  { owner, observed, world }: Known,
  versions: readonly (readonly Version[])[],
  draw: Draw,
): readonly string[] {
  const all = versions.flat();
  let current = "";
  return left.map((placed, step) => {
    const message = messageOf(placed);
    const isTold = placed.author === owner && message !== undefined && !isAnswer(message);
    if (!isTold) return current;
    const standing = all.filter(({ from, until }) => from <= step && step < until);
    current = otherObserved(observed[step] ?? "", standing, world, draw);
    return current;
  });
}

const nameOf = ({ kind, id }: ComponentName): string => `${kind} ${id}`;

/** New names for components that the receiver never knows of, and of which it counts nothing. */
function renamings(
  versions: readonly (readonly Version[])[],
  draw: Draw,
): ReadonlyMap<string, string | undefined> {
  const byName = Map.groupBy(versions.flat(), ({ component }) => nameOf(component));
  const hidden = [...byName].filter(([, list]) => list.every(isNobodys));
  return new Map(
    hidden.map(([name, list], i) => {
      const isDropped = draw.chance(25) && list.every(countsNothing);
      return [
        name,
        isDropped ? undefined : draw.chance(60) ? `other${i}${draw.below(99)}` : idIn(name),
      ];
    }),
  );
}

const idIn = (name: string): string => name.slice(name.indexOf(" ") + 1);

const isNobodys = ({ component, isSeen }: Version) => !isSeen && component.kind !== "incident";

const countsNothing = ({ component, needs }: Version) =>
  dependencesOf(component.kind).every(({ of }) => of.startsWith("attribute:") || !needs.has(of));

function isAnswer({ kind }: IncidentEvent): boolean {
  return answerKinds.includes(kind);
}

function rewritten(
  message: IncidentEvent,
  author: string,
  step: number,
  before: Standing,
  work: Work,
): IncidentEvent | undefined {
  const { owner, heads, known, draw } = work;
  const sight = known.sights[step];
  const plain = plainScrambled(message, {
    ...heads,
    isLinkGiven: author === owner && heads.isLinkGiven,
  });
  if (isAnswer(message)) return answered(plain, author, step, work);
  if (author !== owner || sight === undefined) return plain;
  if (!heads.isLinkGiven && differs(message.same_as, plain.same_as))
    markAll(work, step, ["incident.same_as"]);
  const told = declaredScrambled(plain, sight, before, heads);
  const timed = withObserved(told, work.after.observed[step] ?? "", draw);
  const upsert = (work.versions[step] ?? []).flatMap((version) => component(version, work));
  const extra = draw.chance(35) && hiddenComponent(`extra${step}`, step, work.after, draw);
  return {
    ...timed,
    incident: { id: work.incident },
    upsert: inAnyOrder([...upsert, ...(extra ? [extra] : [])], draw),
    remove: removed(message.remove, work),
  };
}

function markAll({ owner, known, mark }: Work, from: number, paths: readonly string[]): void {
  for (const { plans } of known.sights.slice(from)) {
    const plan = plans.get(owner)?.plan;
    if (plan !== undefined) for (const path of paths) mark(plan, path);
  }
}

/** The same answer, or another one, or none, where the receiver learns nothing of it. */
function answered(
  plain: IncidentEvent,
  author: string,
  step: number,
  work: Work,
): IncidentEvent | undefined {
  const { known, receiver, draw } = work;
  const source = { known, receiver: receiver.id, mark: work.mark };
  const isFree = answerKinds.every((kind) =>
    kind === "charge_ended" && author === known.owner
      ? plain.kind !== kind
      : isUnseen(author, kind, step, source),
  );
  if (!isFree) return plain;
  markAnswer(author, step, source);
  if (draw.chance(40)) return undefined;
  return { ...plain, kind: draw.pick(["charge_taken", "refused"] as const) };
}

function component(version: Version, work: Work): readonly Component[] {
  const { component: left, from, until } = version;
  const { known, after, renamed, draw } = work;
  const name = nameOf(left);
  if (renamed.has(name) && renamed.get(name) === undefined) {
    note(version, {}, work);
    return [];
  }
  const pairs = new Map<string, readonly [string, string]>();
  for (let step = from; step < until; step += 1) {
    const pair = [known.observed[step] ?? "", after.observed[step] ?? ""] as const;
    pairs.set(pair.join(), pair);
  }
  const times = {
    left: [...pairs.values()].map(([observed]) => observed),
    right: [...pairs.values()].map(([, observed]) => observed),
    world: known.world,
  };
  const fields = scrambledFields(version, times, draw);
  note(version, fields, work);
  const shuffled = Object.fromEntries(draw.shuffled(Object.entries(fields)));
  return [{ kind: left.kind, id: renamed.get(name) ?? left.id, fields: shuffled }];
}

/** Tells which withheld leaves differ now, under every plan that was asked while the component stood. */
function note(version: Version, right: Component["fields"], work: Work): void {
  const { component: left, needs, from, until } = version;
  const { owner, known, mark } = work;
  const { kind, fields } = left;
  const changed = statableLeaves(kind).filter(({ name }) => differs(fields[name], right[name]));
  const paths = changed.map(({ path }) => path as string).filter((path) => !needs.has(path));
  const names = changed.map(({ name }) => name);
  for (const { of, sources } of dependencesOf(kind)) {
    const isTouched = sources.some((name) => names.includes(name));
    if (isTouched && !needs.has(of) && !of.startsWith("attribute:")) paths.push(of);
  }
  const plans = new Set(known.sights.slice(from, until).map(({ plans }) => plans.get(owner)?.plan));
  for (const plan of plans) if (plan !== undefined) for (const path of paths) mark(plan, path);
}

function removed(
  names: readonly ComponentName[],
  { renamed, draw }: Work,
): readonly ComponentName[] {
  const kept = names.flatMap(({ kind, id }) => {
    const name = nameOf({ kind, id });
    if (!renamed.has(name)) return [{ kind, id }];
    const other = renamed.get(name);
    return other === undefined ? [] : [{ kind, id: other }];
  });
  const ghosts = draw.chance(30) ? [{ kind: "note" as const, id: `ghost${draw.below(99)}` }] : [];
  return draw.shuffled([...kept, ...ghosts]);
}

/** Any order; statements on the incident itself stay one after the other, as the later one wins. */
function inAnyOrder(components: readonly Component[], draw: Draw): readonly Component[] {
  const ordered = components.filter(({ kind }) => kind === "incident");
  const shuffled = draw.shuffled(components);
  let next = 0;
  return shuffled.map((each) => {
    if (each.kind !== "incident") return each;
    next += 1;
    return ordered[next - 1] ?? each;
  });
}

function settle(standing: Map<string, Component>, { upsert, remove }: IncidentEvent): void {
  for (const name of remove) standing.delete(nameOf(name));
  for (const each of upsert) standing.set(nameOf(each), each);
}

function inserted(
  step: number,
  standing: ReadonlyMap<string, Component>,
  work: Work,
  { rooms }: Scrambler,
): readonly PlacedEvent[] {
  const { draw, after, receiver, answering, incident, mark, known } = work;
  const mode = known.sights[step]?.state.mode ?? "actual";
  const count = draw.chance(70) ? 0 : 1 + draw.below(2);
  const source: InsertionSource = {
    ...{ known: after, receiver: receiver.id, mode, incident, answering, draw, mark },
    rooms: rooms.map(({ id }) => id).filter((id) => id !== work.owner),
  };
  const orders = Array.from({ length: count }, (_, order) => order);
  return orders.flatMap((order) => insertion(step, order, standing, source));
}
