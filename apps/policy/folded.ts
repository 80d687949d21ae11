import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import type { IncidentKeys } from "#libs/seal/derive";
import type { EventKeys } from "#libs/seal/envelope";
import { type ChainView, type RecordedLeaf, readChain, readLeaves } from "./chain.ts";
import {
  afterLeaf,
  emptyContext,
  eventsOf,
  type IncidentContext,
  type IncidentName,
  type ReadEvent,
  readEvent,
} from "./context.ts";
import { heldMessage } from "./heldMessages.ts";
import type { PolicyPorts } from "./ports.ts";

/** An incident folded as far as its chain goes. Holds only on top of `view.head`: dropped when a write fails. */
export interface Folded {
  readonly view: ChainView;
  /** Up to the event before the head's: what the head's decision started from. */
  readonly before: IncidentContext;
  readonly headEvent: ReadEvent | undefined;
  readonly context: IncidentContext;
  /** True once the copies of the head are known to be in their feeds. */
  readonly released: boolean;
}

/**
 * Reads an incident from the durable streams: the head of its chain first, at the leader, then the events
 * up to the head's. Reading anything before the head would let two records in. Undefined while no year is
 * open: then nobody can say what was recorded, and nothing may be remembered of it.
 */
export async function readFolded(
  ports: Pick<PolicyPorts, "log" | "secrets" | "openYears">,
  name: IncidentName,
  pseudonym: string,
  keys: IncidentKeys | undefined,
): Promise<Folded | undefined> {
  const of = { mode: name.mode, pseudonym };
  const years = ports.openYears();
  if (years.length === 0) return undefined;
  const view = await readChain(ports.log, ports.secrets.macs, years, of);
  if (view.head === undefined) {
    return {
      view,
      before: emptyContext,
      headEvent: undefined,
      context: emptyContext,
      released: true,
    };
  }
  const leaves = await readLeaves(ports.log, ports.secrets.macs, years, of);
  const upToHead = leaves.filter(({ leaf }) => leaf.events_seq <= headSequence(view));
  return { view, ...(await foldLeaves(ports.log, name, keys, upToHead)), released: false };
}

/** The incident after one more leaf of ours. */
export function withLeaf(
  folded: Folded,
  recorded: RecordedLeaf,
  read: ReadEvent,
  released: boolean,
): Folded {
  return {
    view: { head: recorded, year: recorded.year, expected: recorded.sequence },
    before: folded.context,
    headEvent: read,
    context: afterLeaf(folded.context, read, recorded.parts.slots),
    released,
  };
}

/** EVENTS sequence of the head's event; 0 before the first. */
export function headSequence(view: ChainView): number {
  return view.head?.leaf.events_seq ?? 0;
}

/** Folds the events that leaves recorded, in the order of EVENTS. */
export async function foldLeaves(
  log: EventLog,
  name: IncidentName,
  keys: EventKeys | undefined,
  leaves: readonly RecordedLeaf[],
): Promise<Pick<Folded, "before" | "headEvent" | "context">> {
  const last = leaves.at(-1)?.leaf.events_seq ?? 0;
  const slotsAt = new Map(leaves.map(({ leaf, parts }) => [leaf.events_seq, parts.slots]));
  let before = emptyContext;
  let context = emptyContext;
  let headEvent: ReadEvent | undefined;
  for await (const message of keptOf(log, name, leaves, last)) {
    const slots = slotsAt.get(message.sequence);
    if (slots === undefined) continue;
    headEvent = readEvent(message, keys);
    before = context;
    context = afterLeaf(context, headEvent, slots);
  }
  return { before, headEvent, context };
}

/** What is left of an incident's messages, in their order: EVENTS drops the eldest by age, a legal hold keeps them. */
async function* keptOf(
  log: EventLog,
  name: IncidentName,
  leaves: readonly RecordedLeaf[],
  last: number,
): AsyncGenerator<StoredMessage> {
  const first = leaves[0]?.leaf.events_seq ?? 0;
  let dropped = leaves;
  for await (const message of eventsOf(log, name, 1, last)) {
    if (dropped.length > 0 && message.sequence > first) {
      yield* heldOf(
        log,
        dropped.filter(({ leaf }) => leaf.events_seq < message.sequence),
      );
    }
    dropped = [];
    yield message;
  }
  yield* heldOf(log, dropped);
}

async function* heldOf(
  log: EventLog,
  leaves: readonly RecordedLeaf[],
): AsyncGenerator<StoredMessage> {
  for (const { leaf } of leaves) {
    const message = await heldMessage(log, leaf);
    if (message !== undefined) yield message;
  }
}
