import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import { count, emptyMask, isEmpty, uniteDifference } from "./leafMask.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import type { NotReplayable, RecordedInputs } from "./replay.ts";
import { recordedMatchInput } from "./replay.ts";
import type { AskedShape, RulesWithRooms, Seen } from "./rulesSide.ts";
import { nothingBecause, RulesSide } from "./rulesSide.ts";
import { Shapes } from "./shapes.ts";

/** What a leaf says that a room was decided, in the words of {@link Replayed}; `plan` by its hash. */
export interface Decided {
  readonly sees: boolean;
  readonly reason: string;
  readonly plan?: string | undefined;
}

export interface BacktestRecord extends RecordedInputs {
  /** Rules under which it was decided: not the ones that are tried. */
  readonly then: RulesWithRooms;
  /** By room, where the log was read: the replay under `then` is held against it. */
  readonly decided?: ReadonlyMap<string, Decided>;
}

/** How often a leaf was shown; `more` and `fewer` count decisions in which a component gains or loses it. */
export interface FieldFigures {
  readonly path: LeafPath;
  readonly before: number;
  readonly after: number;
  readonly more: number;
  readonly fewer: number;
}

/** Decisions on one room's sight of incidents of one category, of one author's incidents or of all. */
export interface BacktestRow {
  readonly room: string;
  readonly owner: string;
  readonly category: Category;
  /** Decisions after which the room saw something of the incident; each event of an incident is one. */
  readonly before: number;
  readonly after: number;
  /** Decisions after which it would see something although it saw nothing, and the reverse. */
  readonly opened: number;
  readonly closed: number;
  /** In the order of the catalogue; leaves that were and would be shown never are left out. */
  readonly fields: readonly FieldFigures[];
}

/** A recorded decision that today's engine does not repeat under the rules of then. */
export interface Departure {
  readonly room: string;
  readonly recorded: string;
  readonly replayed: string;
  readonly count: number;
}

export interface BacktestResult {
  readonly records: number;
  readonly notReplayable: Readonly<Record<NotReplayable, number>>;
  /** Decisions for a room that no rule made (too large, error): nothing was shown then. */
  readonly technical: number;
  /** Decisions of which a record cannot say whether an area was shown. */
  readonly unsure: number;
  readonly departures: readonly Departure[];
  readonly rows: readonly BacktestRow[];
}

interface Waiting extends AskedShape {
  readonly then: RulesWithRooms;
  readonly decided: ReadonlyMap<string, Decided> | undefined;
  weight: number;
}

/** Shapes that wait to be decided: memory is bounded whatever the length of the log. */
const shapesMax = 50_000;
const technicalReasons: ReadonlySet<string> = new Set(["TOO_LARGE", "POLICY_ERROR"]);

/**
 * Decides recorded inputs again under other rules, and compares with the rules of then. Records go by once; equal ones
 * are counted and decided once, so time and memory follow what is different among them, not their number.
 */
export class Backtest {
  readonly #now: RulesWithRooms;
  readonly #shapes: Shapes;
  readonly #sides = new Map<RulesWithRooms, Side>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #tallies = new Map<string, Tally>();
  readonly #departures = new Map<string, Departure>();
  readonly #notReplayable = { "inputs-missing": 0, "fields-missing": 0, "words-unknown": 0 };
  readonly #rooms: readonly string[];
  #records = 0;
  #technical = 0;
  #unsure = 0;

  /** `before`: every rule set under which a record can have been decided. */
  constructor(now: RulesWithRooms, before: readonly RulesWithRooms[]) {
    this.#now = now;
    const all = [now, ...before];
    this.#shapes = new Shapes(all.map(({ rules }) => rules));
    this.#rooms = [...new Set(all.flatMap(({ rooms }) => rooms.map(({ id }) => id)))].sort(byText);
    for (const [number, of] of all.entries()) {
      this.#sides.set(of, { number, side: new RulesSide(of, this.#rooms, this.#shapes) });
    }
  }

  /** Takes one record; says why it cannot be decided again, which is counted too. */
  add(record: BacktestRecord): NotReplayable | undefined {
    const shape = this.#shapes.shapeOf(record);
    if (typeof shape === "string") return this.#refuse(shape);
    const { then, decided } = record;
    const key = `${this.#sideOf(then).number}|${shape.head}|${shape.presences}${decidedKey(decided)}`;
    const known = this.#waiting.get(key);
    this.#records += 1;
    if (known !== undefined) {
      known.weight += 1;
      return undefined;
    }
    const input = recordedMatchInput(record);
    if (typeof input === "string") {
      this.#records -= 1;
      return this.#refuse(input);
    }
    const charged = record.facts.assignment;
    this.#waiting.set(key, { ...shape, input, charged, then, decided, weight: 1 });
    if (this.#waiting.size >= shapesMax || this.#shapes.isFull) this.#decideAll();
    return undefined;
  }

  /** What came out of all records so far. */
  result(): BacktestResult {
    this.#decideAll();
    return {
      records: this.#records,
      notReplayable: { ...this.#notReplayable },
      technical: this.#technical,
      unsure: this.#unsure,
      departures: [...this.#departures.values()],
      rows: [...this.#tallies.values()].map(rowOf).toSorted(byRow),
    };
  }

  #refuse(why: NotReplayable): NotReplayable {
    this.#notReplayable[why] += 1;
    return why;
  }

  #sideOf(of: RulesWithRooms): Side {
    const side = this.#sides.get(of);
    if (side === undefined) throw new Error("a record under rules that were not announced");
    return side;
  }

  #decideAll(): void {
    for (const waiting of this.#waiting.values()) this.#decide(waiting);
    this.#waiting.clear();
    if (!this.#shapes.isFull) return;
    this.#shapes.clear();
    for (const { side } of this.#sides.values()) side.forgetPresences();
  }

  #decide(waiting: Waiting): void {
    const before = this.#sideOf(waiting.then).side.seenByAll(waiting);
    const after = this.#sideOf(this.#now).side.seenByAll(waiting);
    for (const [number, room] of this.#rooms.entries()) {
      const [was, is] = [before[number] ?? nothing, after[number] ?? nothing];
      const isTechnical = this.#check(waiting, room, was);
      this.#compare(waiting, room, isTechnical ? nothing : was, is);
    }
  }

  /** Holds the replay against the record; true when what was recorded came from no rule. */
  #check({ decided, weight }: Waiting, room: string, replayed: Seen): boolean {
    const recorded = decided?.get(room);
    if (recorded === undefined) return false;
    if (technicalReasons.has(recorded.reason)) {
      this.#technical += weight;
      return true;
    }
    const [was, is] = [wordOf(recorded), wordOf({ ...replayed, sees: !isEmpty(replayed.all) })];
    if (was === is) return false;
    const key = `${room} ${was} ${is}`;
    const known = this.#departures.get(key)?.count ?? 0;
    this.#departures.set(key, { room, recorded: was, replayed: is, count: known + weight });
    return false;
  }

  #compare({ input, presences, weight }: Waiting, room: string, before: Seen, after: Seen): void {
    const [saw, sees] = [!isEmpty(before.all), !isEmpty(after.all)];
    if (before.unsure || after.unsure) this.#unsure += weight;
    if (!saw && !sees) return;
    const tally = this.#tallyOf(room, input);
    if (saw) tally.before += weight;
    if (sees) tally.after += weight;
    if (sees && !saw) tally.opened += weight;
    if (saw && !sees) tally.closed += weight;
    count(before.all, tally.fieldsBefore, weight);
    count(after.all, tally.fieldsAfter, weight);
    const [more, fewer] = [emptyMask(), emptyMask()];
    for (let index = 0; index < presences.length; index += 1) {
      const [was, is] = [before.each[index] ?? none, after.each[index] ?? none];
      uniteDifference(more, is, was);
      uniteDifference(fewer, was, is);
    }
    count(more, tally.more, weight);
    count(fewer, tally.fewer, weight);
  }

  #tallyOf(room: string, { owner, category }: MatchInput): Tally {
    const key = `${room} ${owner} ${category}`;
    const known = this.#tallies.get(key) ?? newTally(room, owner, category);
    this.#tallies.set(key, known);
    return known;
  }
}

interface Side {
  readonly number: number;
  readonly side: RulesSide;
}

const none = emptyMask();
const nothing: Seen = nothingBecause("");

interface Tally {
  readonly room: string;
  readonly owner: string;
  readonly category: Category;
  before: number;
  after: number;
  opened: number;
  closed: number;
  readonly fieldsBefore: Float64Array;
  readonly fieldsAfter: Float64Array;
  readonly more: Float64Array;
  readonly fewer: Float64Array;
}

function newTally(room: string, owner: string, category: Category): Tally {
  const counters = () => new Float64Array(leaves.length);
  return {
    ...{ room, owner, category, before: 0, after: 0, opened: 0, closed: 0 },
    fieldsBefore: counters(),
    fieldsAfter: counters(),
    more: counters(),
    fewer: counters(),
  };
}

function rowOf(tally: Tally): BacktestRow {
  const { room, owner, category, before, after, opened, closed } = tally;
  const fields = leaves.map(({ path }, index) => ({
    path,
    before: tally.fieldsBefore[index] ?? 0,
    after: tally.fieldsAfter[index] ?? 0,
    more: tally.more[index] ?? 0,
    fewer: tally.fewer[index] ?? 0,
  }));
  const shown = fields.filter((field) => field.before + field.after > 0);
  return { room, owner, category, before, after, opened, closed, fields: shown };
}

function byRow(a: BacktestRow, b: BacktestRow): number {
  return byText(`${a.room} ${a.owner} ${a.category}`, `${b.room} ${b.owner} ${b.category}`);
}

/** A decision in one word: what it showed by which plan, or why it showed nothing. */
function wordOf({ sees, reason, plan }: Decided): string {
  return sees ? `RELEASED ${plan?.slice(0, 12) ?? "-"}` : reason;
}

function decidedKey(decided: ReadonlyMap<string, Decided> | undefined): string {
  if (decided === undefined) return "";
  return [...decided].map(([room, one]) => `|${room} ${wordOf(one)}`).join("");
}
