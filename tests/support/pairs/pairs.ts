import fc from "fast-check";
import { decodeEvent, encodeEvent } from "#libs/contracts/eventCodec";
import type { IncidentEvent } from "#libs/incident/event";
import { settlePlaces } from "#libs/incident/placeSensitivity";
import type { PlacedEvent } from "#libs/incident/state";
import type { Room } from "#libs/policy/decision";
import type { Plan } from "#libs/policy/plan";
import { room, rooms } from "#tests/support/patto";
import { type Draw, drawOf } from "./draw.ts";
import { admit, type Scene, scenes } from "./histories.ts";
import { areSame, type Copy, contentOf, copiesFor, type Engine } from "./observer.ts";
import { type Knowledge, knowledgeOf, scrambled } from "./scramble.ts";
import { messageOf } from "./sight.ts";
import { noisy } from "./wireNoise.ts";

/** What a run of pairs was made of: a property that holds of empty pairs holds of nothing. */
export interface Tally {
  pairs: number;
  /** Pairs whose contents were compared, and those of them that differ. */
  inspected: number;
  different: number;
  /** Pairs in which the receiver gets at least one copy; two or more. */
  answered: number;
  answeredAgain: number;
  viaWire: number;
  /** Pairs dropped because the edge refuses a message in one of the two only. */
  refused: number;
  /** `<plan> <path>`: leaves that a plan withheld while they were scrambled; leaves that it gave. */
  readonly withheld: Set<string>;
  readonly given: Set<string>;
  /** Rules under which copies were sent. */
  readonly titles: Set<string>;
}

export function emptyTally(): Tally {
  return {
    ...{ pairs: 0, inspected: 0, different: 0, answered: 0, answeredAgain: 0 },
    ...{ viaWire: 0, refused: 0, withheld: new Set(), given: new Set(), titles: new Set() },
  };
}

export interface PairOptions {
  readonly pairs: number;
  readonly seed: number;
  /** Of a hundred pairs, how many go through protobuf bytes full of noise. */
  readonly wirePercent: number;
  /** Stops at the first pair that tells, as it was found, instead of looking for a smaller one. */
  readonly isQuick?: boolean;
}

/** Inspecting what differs costs as much as deciding: one pair in so many is looked at. */
const inspectedEvery = 8;

/** Looks for a pair of histories that a receiver can tell apart although the rules give it no right to. */
export function searchLeak(engine: Engine, options: PairOptions, tally: Tally = emptyTally()) {
  const { pairs, seed, wirePercent, isQuick = false } = options;
  const ids = rooms.map(({ id }) => id);
  const scene = scenes(engine.rules, ids);
  const property = fc.property(scene, (each) => isSilent(each, engine, wirePercent, tally));
  const numRuns = Math.ceil(pairs / pairsOfScene);
  const { failed, counterexample } = fc.check(property, { numRuns, seed, endOnFailure: isQuick });
  return { failed, counterexample, tally };
}

const pairsOfScene = 4;

/** True when none of the scene's receivers can tell any of its scramblings from the scene itself. */
function isSilent(scene: Scene, engine: Engine, wirePercent: number, tally: Tally): boolean {
  const mark = (plan: Plan, path: string) => tally.withheld.add(`${plan.hash} ${path}`);
  const scrambler = { rules: engine.rules, rooms, mark };
  const sides = new Map<string, Side>();
  return scene.receivers.every((id, index) => {
    const side = sides.get(id) ?? sideOf(scene, id, engine);
    sides.set(id, side);
    const { receiver, copies, knowledge } = side;
    const draw = drawOf(scene.salt + index);
    const raw = scrambled(scene.history, knowledge, scrambler, draw);
    const right = arrived(raw, draw.chance(wirePercent), engine, draw, tally);
    if (right === undefined) return true;
    count(tally, scene.history, right, copies);
    return areSame(copies, copiesFor(engine, right, receiver));
  });
}

/** What one receiver has of a scene itself. */
interface Side {
  readonly receiver: Room;
  readonly copies: readonly Copy[];
  readonly knowledge: Knowledge;
}

function sideOf({ history, owner }: Scene, id: string, engine: Engine): Side {
  const receiver = room(id);
  return {
    receiver,
    copies: copiesFor(engine, history, receiver),
    knowledge: knowledgeOf(history, owner, receiver, { rules: engine.rules, rooms }),
  };
}

/** The history as the edge lets it in: through the canonical model, or also through protobuf bytes. */
function arrived(
  history: readonly PlacedEvent[],
  isViaWire: boolean,
  engine: Engine,
  draw: Draw,
  tally: Tally,
): readonly PlacedEvent[] | undefined {
  const events = history.map((placed) => {
    const message = messageOf(placed);
    if (message === undefined) return placed;
    // What was drawn is well formed value by value: without the wire only what the edge changes is asked for.
    const event = isViaWire ? admitted(message, engine, draw) : settlePlaces(message).event;
    return event && { ...placed, event };
  });
  const all = events.filter((placed) => placed !== undefined);
  if (all.length < events.length) {
    tally.refused += 1;
    return undefined;
  }
  if (isViaWire) tally.viaWire += 1;
  return all;
}

function admitted(
  message: IncidentEvent,
  { received }: Engine,
  draw: Draw,
): IncidentEvent | undefined {
  const bytes = noisy(encodeEvent(message), draw);
  const decoded = decodeEvent(bytes);
  const event = received && decoded ? received(decoded, bytes) : decoded;
  return event && admit(event);
}

function count(
  tally: Tally,
  left: readonly PlacedEvent[],
  right: readonly PlacedEvent[],
  copies: readonly Copy[],
): void {
  tally.pairs += 1;
  if (copies.length > 0) tally.answered += 1;
  if (copies.length > 1) tally.answeredAgain += 1;
  if (tally.pairs % inspectedEvery === 0) {
    tally.inspected += 1;
    if (contentOf(left) !== contentOf(right)) tally.different += 1;
  }
  for (const copy of copies) countGiven(tally, copy);
}

/** What a copy shows of the model, in its head and in its components. */
function countGiven({ titles, given }: Tally, { decision, view }: Copy): void {
  for (const { rule } of view.basis) titles.add(rule);
  const plan = decision?.plan;
  if (plan === undefined) return;
  const head = ["category", "status", ...Object.keys(view.quality)];
  const paths = [
    ...head.map((name) => `incident.${name}`),
    ...view.components.flatMap(({ kind, fields }) =>
      Object.keys(fields).map((name) => `${kind}.${name}`),
    ),
  ];
  for (const path of paths) given.add(`${plan} ${path}`);
}
