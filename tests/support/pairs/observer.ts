import type { IncidentEvent } from "#libs/incident/event";
import { isInternal } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type {
  DecisionInput,
  Holdings,
  IncidentSecrets,
  Room,
  RoomDecision,
} from "#libs/policy/decision";
import { emptyHoldings, holdingsAfter } from "#libs/policy/holdings";
import { buildProjectors } from "#libs/policy/projectorBuild";
import type { Projectors } from "#libs/policy/projectors";
import { canonicalJson } from "#libs/seal/canonical";
import { copySizeBuckets } from "#libs/seal/copy";

/** Where a leak is being planted: everything that the core has before it at that moment. */
export interface Moment {
  readonly rules: CompiledRules;
  readonly receiver: Room;
  readonly state: IncidentState;
  readonly history: readonly PlacedEvent[];
  readonly step: number;
  readonly decision: RoomDecision | undefined;
  /** Copies sent to this receiver before. */
  readonly sent: readonly Copy[];
}

/** The real functions, each through a place where a test may tamper with it. */
export interface Engine {
  readonly rules: CompiledRules;
  /** Keyed derivations for one event, by its place in the history. */
  readonly secretsOf: (step: number) => IncidentSecrets;
  /** What is made of a message beside its decoding; undefined: nothing. */
  readonly received?: (event: IncidentEvent, bytes: Uint8Array) => IncidentEvent | undefined;
  readonly secrets?: (real: IncidentSecrets, state: IncidentState) => IncidentSecrets;
  readonly decide?: (
    real: typeof decide,
    rules: CompiledRules,
    input: DecisionInput,
  ) => readonly RoomDecision[];
  readonly view?: (view: ReleasedView | undefined, moment: Moment) => ReleasedView | undefined;
  /** Bytes that a copy has after padding; undefined: the real ones. */
  readonly padded?: (bytes: number, moment: Moment) => number;
}

/** What a receiver has of one copy: its plaintext, its length on the way, and its name. */
export interface Copy {
  readonly plaintext: string;
  readonly paddedBytes: number;
  readonly delivery: string;
  readonly decision: RoomDecision | undefined;
  readonly view: ReleasedView;
}

const lengthBytes = 4;

/** Every copy that wakes the receiver up, in order. */
export function copiesFor(
  engine: Engine,
  history: readonly PlacedEvent[],
  receiver: Room,
): readonly Copy[] {
  const copies: Copy[] = [];
  let state: IncidentState | undefined;
  let held: Holdings = emptyHoldings;
  for (const [step, placed] of history.entries()) {
    state = fold(state, placed);
    if (state === undefined) continue;
    const decision = decided(engine, { state, placed, step, receiver, held });
    if (decision !== undefined) held = holdingsAfter(held, decision.entries);
    const moment = { rules: engine.rules, receiver, state, history, step, decision, sent: copies };
    const view = engine.view ? engine.view(decision?.view, moment) : decision?.view;
    if (view !== undefined) copies.push(copyOf(view, moment, engine));
  }
  return copies;
}

interface Deciding {
  readonly state: IncidentState;
  readonly placed: PlacedEvent;
  readonly step: number;
  readonly receiver: Room;
  readonly held: Holdings;
}

function decided(
  engine: Engine,
  { state, placed, step, receiver, held }: Deciding,
): RoomDecision | undefined {
  const real = engine.secretsOf(step);
  const input: DecisionInput = {
    state,
    author: placed.author,
    storedAt: placed.storedAt,
    rooms: [receiver],
    holdings: () => held,
    secrets: engine.secrets ? engine.secrets(real, state) : real,
  };
  const [decision] = engine.decide
    ? engine.decide(decide, engine.rules, input)
    : decide(engine.rules, input, projectorsOf(engine.rules));
  return decision;
}

const builtProjectors = new WeakMap<CompiledRules, Projectors>();

/** As in the product: the generated projectors decide, not the interpreter that they are checked against. */
function projectorsOf(rules: CompiledRules): Projectors {
  const known = builtProjectors.get(rules);
  if (known !== undefined) return known;
  const built = buildProjectors(rules);
  if (built.kind !== "generated") throw new Error(built.why);
  builtProjectors.set(rules, built.projectors);
  return built.projectors;
}

function copyOf(view: ReleasedView, moment: Moment, { padded }: Engine): Copy {
  // Deliveries are compared by their order: they name events, and other events have other names.
  const plaintext = canonicalJson({ ...view, delivery: "" });
  const bytes = Buffer.byteLength(plaintext) + view.delivery.length + lengthBytes;
  const bucket = copySizeBuckets.find((size) => bytes <= size) ?? 0;
  return {
    plaintext,
    paddedBytes: padded ? padded(bytes, moment) : bucket,
    delivery: view.delivery,
    decision: moment.decision,
    view,
  };
}

/** True when nothing that the receiver has tells the two apart: texts, lengths, number and order; ids up to renaming. */
export function areSame(left: readonly Copy[], right: readonly Copy[]): boolean {
  return (
    left.length === right.length &&
    left.every((copy, i) => {
      const other = right[i];
      return copy.plaintext === other?.plaintext && copy.paddedBytes === other.paddedBytes;
    }) &&
    isRenaming(left, right)
  );
}

/** Copies have the same delivery id in one history exactly where they have in the other. */
function isRenaming(left: readonly Copy[], right: readonly Copy[]): boolean {
  const order = (copies: readonly Copy[]) => {
    const ids = copies.map(({ delivery }) => delivery);
    return ids.map((id) => ids.indexOf(id)).join();
  };
  return order(left) === order(right);
}

/** What was said, without the members that differ always. */
export function contentOf(history: readonly PlacedEvent[]): string {
  return JSON.stringify(
    history.map(({ author, event }) => [author, isInternal(event) ? event.kind : content(event)]),
  );
}

function content({ message_id, sent, observed, notes, ...rest }: IncidentEvent): unknown {
  return rest;
}
