import { setTimeout as sleep } from "node:timers/promises";
import {
  type MeantIncident,
  overdueMs,
  RetentionAccounts,
  type RetentionRow,
  type RetentionState,
} from "#libs/policy/retentionReport";
import type { TermsMs } from "#libs/policy/retentionSchema";
import type { SaidHold } from "#libs/policy/standingHolds";
import { isIncidentLeaf, type Leaf, parseLeaf, type ReadLeaf } from "#libs/seal/leaf";
import { openFacts } from "#libs/seal/openParts";
import { keepRecent } from "#libs/search/keepRecent";
import type { SignedLog } from "#libs/search/signedLogs";
import { partAt } from "./partAt.ts";

interface Placed {
  readonly year: number;
  readonly index: number;
}

/** A search for a person's data that was made: that it was, never about whom. */
export type MadeAccessRequest = Placed & Pick<ReadLeaf, "at" | "role" | "scope">;

/** Searches that are remembered; the oldest are left out. */
const requestsMax = 10_000;
const keyOf = ({ mode, incident }: Pick<RetentionRow, "mode" | "incident">): string =>
  `${mode} ${incident}`;

/** Entries that are read in one go; others are answered in between. */
const sliceEntries = 16;
/** Incidents that are looked at in one go while their destructions are counted: some milliseconds. */
const sliceIncidents = 4_000;
/** For so long what was counted is told again: each load of the page asks for it, and terms are of days. */
const countedMs = 60_000;
/** Titolari whose numbers are remembered. */
const countedMax = 64;
/** How long reading ahead waits before it looks again whether somebody is being answered. */
const politeMs = 20;

/** The destructions of the incidents in which these rooms have had a part. */
export interface CountsAsked {
  readonly own: readonly string[];
  readonly terms: TermsMs;
  readonly nowMs: number;
}

interface Counted {
  readonly atMs: number;
  readonly counts: Promise<ReadonlyMap<RetentionState, number>>;
}

/**
 * What the whole log amounts to, gathered once and carried on as it grows: nothing of it is kept on disk. `stopping` ends
 * the reading; `isBusy` says whether somebody is being answered.
 */
export class LogFold {
  #state = newState();
  #turn: Promise<unknown> = Promise.resolve();
  /** Those who wait for it. */
  #waiting = 0;
  readonly #counted = new Map<string, Counted>();
  readonly #stopping: AbortSignal;
  readonly #isBusy: () => boolean;

  constructor(stopping: AbortSignal, isBusy: () => boolean = () => false) {
    this.#stopping = stopping;
    this.#isBusy = isBusy;
  }

  /** Reads what is signed and was not read yet; one after the other. */
  async upTo(logs: readonly SignedLog[]): Promise<FoldedLog> {
    this.#waiting += 1;
    try {
      return await this.#next(logs);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** How many destructions there are in each state, as they were at most a minute ago. */
  async counts(
    logs: readonly SignedLog[],
    asked: CountsAsked,
  ): Promise<ReadonlyMap<RetentionState, number>> {
    const name = asked.own.join(" ");
    const known = this.#counted.get(name);
    const ageMs = asked.nowMs - (known?.atMs ?? Number.NEGATIVE_INFINITY);
    if (known !== undefined && ageMs >= 0 && ageMs < countedMs) return await known.counts;
    const counts = this.upTo(logs).then((folded) => countsOf(folded, asked));
    keepRecent(this.#counted, name, { atMs: asked.nowMs, counts }, countedMax);
    counts.catch(() => this.#counted.delete(name));
    return await counts;
  }

  /**
   * Reads beside everything else, so that who asks later does not wait for years of entries. A million take a minute of
   * one processor: while others are answered it pauses, unless somebody already waits for it.
   */
  async ahead(logs: readonly SignedLog[]): Promise<void> {
    await this.#next(logs);
  }

  #next(logs: readonly SignedLog[]): Promise<FoldedLog> {
    const turn = this.#turn.catch(() => undefined).then(() => this.#read(logs));
    this.#turn = turn;
    return turn;
  }

  async #read(logs: readonly SignedLog[]): Promise<FoldedLog> {
    // A log that got shorter is another one: nothing that was gathered of it counts.
    if (logs.some(({ year, reader }) => reader.size < (this.#state.next.get(year) ?? 0))) {
      this.#state = newState();
      this.#counted.clear();
    }
    const state = this.#state;
    for (const log of logs) {
      for (let index = state.next.get(log.year) ?? 0; index < log.reader.size; index += 1) {
        await take(state, log, index);
        state.next.set(log.year, index + 1);
        if (index % sliceEntries === 0) await this.#letOthers();
        this.#stopping.throwIfAborted();
      }
    }
    return state;
  }

  async #letOthers(): Promise<void> {
    await nextTurn();
    while (this.#waiting === 0 && this.#isBusy() && !this.#stopping.aborted) await sleep(politeMs);
  }
}

const newState = () => ({
  next: new Map<number, number>(),
  accounts: new RetentionAccounts(),
  /** Rooms that have sent something about an incident, or opened it. */
  rooms: new Map<string, Set<string>>(),
  requests: [] as MadeAccessRequest[],
  /** Every leaf about a legal hold: there are few, and a register tells of any day. */
  holds: [] as SaidHold[],
  damaged: 0,
});

/** What was gathered; only looked at. */
export type FoldedLog = Readonly<Omit<ReturnType<typeof newState>, "next">>;

/** The destructions of the incidents in which one of these rooms has had a part. */
export function rowsOf(
  { accounts, rooms }: FoldedLog,
  own: readonly string[],
  terms: TermsMs,
  nowMs: number,
): readonly RetentionRow[] {
  return accounts.rows(terms, nowMs, overdueMs, (one) => hasPartIn({ rooms }, own, one));
}

/** How many of them there are in each state; others are answered in between. */
async function countsOf(
  { accounts, rooms }: FoldedLog,
  { own, terms, nowMs }: CountsAsked,
): Promise<ReadonlyMap<RetentionState, number>> {
  const counts = new Map<RetentionState, number>();
  const isMeant: MeantIncident = (one) => hasPartIn({ rooms }, own, one);
  let incidents = 0;
  for (const states of accounts.states(terms, nowMs, overdueMs, isMeant)) {
    for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
    incidents += 1;
    if (incidents % sliceIncidents === 0) await nextTurn();
  }
  return counts;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** True where one of these rooms has had a part in the incident. */
export const hasPartIn = (
  { rooms }: Pick<FoldedLog, "rooms">,
  own: readonly string[],
  incident: Pick<RetentionRow, "mode" | "incident">,
): boolean => own.some((room) => rooms.get(keyOf(incident))?.has(room) === true);

async function take(state: ReturnType<typeof newState>, log: SignedLog, index: number) {
  const bytes = await log.reader.entry(index);
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf) return;
  if (!isIncidentLeaf(leaf)) {
    takeSystem(state, leaf, { year: log.year, index });
    return;
  }
  const part = await partAt(log, index);
  const facts = part === undefined ? undefined : openFacts(leaf, part);
  if (facts === undefined || "problem" in facts) {
    state.damaged += 1;
    return;
  }
  const { sender, owner } = facts.value;
  state.accounts.decided(leaf, facts.value);
  const rooms = state.rooms.get(keyOf(leaf)) ?? new Set();
  state.rooms.set(keyOf(leaf), rooms.add(sender).add(owner ?? sender));
}

function takeSystem(state: ReturnType<typeof newState>, leaf: Leaf, at: Placed): void {
  if (leaf.kind === "key_shredded") state.accounts.shredded(leaf);
  if (leaf.kind === "legal_hold") {
    const place = { year: at.year, seq: at.index + 1 };
    state.accounts.held(leaf, place);
    state.holds.push({ leaf, place });
  }
  if (leaf.kind === "read" && leaf.purpose === "access_request") {
    const { at: time, role, scope } = leaf;
    state.requests.push({ ...at, at: time, role, scope });
    if (state.requests.length > requestsMax) state.requests.shift();
  }
}
