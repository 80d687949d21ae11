import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import type { LeafMask } from "./leafMask.ts";
import { count, emptyMask, isEmpty, unite, uniteDifference } from "./leafMask.ts";
import { byText } from "./order.ts";
import type { NotReplayable, RecordedInputs } from "./replay.ts";
import { recordedMatchInput } from "./replay.ts";
import type { RulesWithRooms } from "./rulesSide.ts";
import { noPlan, Plans, RulesSide } from "./rulesSide.ts";
import type { Shape } from "./shapes.ts";
import { Shapes } from "./shapes.ts";
import type { Receiver, Situation, Standing } from "./situations.ts";
import { Standings } from "./situations.ts";

/** What a leaf says that a room was decided, in the words of {@link Replayed}; `plan` by its hash. */
export interface Decided {
  readonly sees: boolean;
  readonly reason: string;
  readonly plan?: string | undefined;
}

export interface BacktestRecord extends RecordedInputs {
  /** Rules under which it was decided: not the ones that are tried. */
  readonly under: RulesWithRooms;
  /** By room, where the log was read: the replay under those is held against it. */
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

/** Situations that are remembered at once. */
const situationsMax = 32_768;
const technicalReasons: ReadonlySet<string> = new Set(["TOO_LARGE", "POLICY_ERROR"]);

/**
 * Decides recorded inputs again under other rules, and compares with the rules of then. Records go by once. What they
 * have in common (who may have what of whose incidents; what a plan shows of one kind of presence) is found once and
 * looked up by number, so that a record costs little more than reading it; memory does not grow with the log.
 */
export class Backtest {
  readonly #now: RulesSide;
  readonly #before: ReadonlyMap<RulesWithRooms, NumberedSide>;
  readonly #shapes: Shapes;
  readonly #plans = new Plans();
  readonly #standings = new Standings();
  readonly #situations = new Map<string, Situation>();
  readonly #tallies = new Map<string, Tally>();
  readonly #departures = new Map<string, Departure>();
  readonly #notReplayable = { "inputs-missing": 0, "fields-missing": 0, "words-unknown": 0 };
  readonly #rooms: readonly string[];
  readonly #sight: Sight = {
    ...{ before: emptyMask(), after: emptyMask(), more: emptyMask(), fewer: emptyMask() },
    unsure: false,
  };
  #records = 0;
  #technical = 0;
  #unsure = 0;

  /** `before`: every rule set under which a record can have been decided. */
  constructor(now: RulesWithRooms, before: readonly RulesWithRooms[]) {
    const all = [now, ...before];
    this.#shapes = new Shapes(all.map(({ rules }) => rules));
    this.#rooms = [...new Set(all.flatMap(({ rooms }) => rooms.map(({ id }) => id)))].sort(byText);
    const sideOf = (of: RulesWithRooms) => new RulesSide(of, this.#rooms, this.#plans);
    this.#now = sideOf(now);
    this.#before = new Map(before.map((of, number) => [of, { number, side: sideOf(of) }]));
  }

  /** Takes one record; says why it cannot be decided again, which is counted too. */
  add(record: BacktestRecord): NotReplayable | undefined {
    const shape = this.#shapes.shapeOf(record);
    const situation = typeof shape === "string" ? shape : this.#situation(shape, record);
    if (typeof shape === "string" || typeof situation === "string") {
      const why = typeof shape === "string" ? shape : "words-unknown";
      this.#notReplayable[why] += 1;
      return why;
    }
    this.#records += 1;
    const places = shape.presences.map((one) =>
      situation.authors.indexOf(this.#shapes.component(one).ruled.author),
    );
    for (const receiver of situation.receivers) {
      if (receiver.isClosed && record.decided === undefined) continue;
      this.#decide(record, situation, receiver, { presences: shape.presences, places });
    }
    if (this.#shapes.isFull) {
      this.#shapes.clear();
      this.#plans.forgetPresences();
    }
    return undefined;
  }

  /** What came out of all records so far. */
  result(): BacktestResult {
    return {
      records: this.#records,
      notReplayable: { ...this.#notReplayable },
      technical: this.#technical,
      unsure: this.#unsure,
      departures: [...this.#departures.values()],
      rows: [...this.#tallies.values()].map(rowOf).toSorted(byRow),
    };
  }

  #situation({ head, charge, authors }: Shape, record: BacktestRecord): Situation | NotReplayable {
    const under = this.#before.get(record.under);
    if (under === undefined) throw new Error("a record under rules that were not announced");
    const key = `${under.number}|${authors}|${charge}|${head}`;
    const known = this.#situations.get(key);
    if (known !== undefined) return known;
    const input = recordedMatchInput(record);
    if (typeof input === "string") return input;
    const source = { head, input, authors, charged: record.facts.assignment };
    const sides = { before: under.side, after: this.#now };
    const situation = this.#standings.situationOf(source, this.#rooms, sides);
    if (this.#situations.size >= situationsMax) {
      this.#situations.clear();
      this.#standings.clear();
    }
    this.#situations.set(key, situation);
    return situation;
  }

  #decide(
    { decided }: BacktestRecord,
    situation: Situation,
    receiver: Receiver,
    shown: Shown,
  ): void {
    const sight = this.#sight;
    this.#look(sight, receiver, shown);
    const id = this.#rooms[receiver.room] ?? "";
    const recorded = decided?.get(id);
    if (recorded !== undefined && this.#isTechnical(recorded, id, receiver.before, sight)) {
      sight.before.fill(0);
    }
    const [saw, sees] = [!isEmpty(sight.before), !isEmpty(sight.after)];
    if (sight.unsure) this.#unsure += 1;
    if (!saw && !sees) return;
    const tally = this.#tallyOf(id, situation);
    if (saw) tally.before += 1;
    if (sees) tally.after += 1;
    if (sees && !saw) tally.opened += 1;
    if (saw && !sees) tally.closed += 1;
    count(sight.before, tally.fieldsBefore, 1);
    count(sight.after, tally.fieldsAfter, 1);
    count(sight.more, tally.more, 1);
    count(sight.fewer, tally.fewer, 1);
  }

  /** What a room sees of every kind of presence, before and after. */
  #look(sight: Sight, { charge, before, after }: Receiver, { presences, places }: Shown): void {
    for (const mask of [sight.before, sight.after, sight.more, sight.fewer]) mask.fill(0);
    sight.unsure = false;
    for (const [index, presence] of presences.entries()) {
      const place = places[index] ?? noPlan;
      const [planBefore, planAfter] = [before.plans[place] ?? noPlan, after.plans[place] ?? noPlan];
      if (planBefore === noPlan && planAfter === noPlan) continue;
      const component = this.#shapes.component(presence);
      const was = this.#plans.glance(planBefore, charge, presence, component);
      const is = this.#plans.glance(planAfter, charge, presence, component);
      if (was.unsure || is.unsure) sight.unsure = true;
      unite(sight.before, was.mask);
      unite(sight.after, is.mask);
      if (was === is) continue;
      uniteDifference(sight.more, is.mask, was.mask);
      uniteDifference(sight.fewer, was.mask, is.mask);
    }
  }

  /** Holds the replay against the record; true when what was recorded came from no rule. */
  #isTechnical(recorded: Decided, room: string, standing: Standing, sight: Sight): boolean {
    if (technicalReasons.has(recorded.reason)) {
      this.#technical += 1;
      return true;
    }
    const sees = !isEmpty(sight.before);
    const plan = this.#plans.hashOf(standing.plan);
    const is = wordOf({ sees, reason: standing.otherwise, plan });
    const was = wordOf(recorded);
    if (was === is) return false;
    const key = `${room} ${was} ${is}`;
    const known = this.#departures.get(key)?.count ?? 0;
    this.#departures.set(key, { room, recorded: was, replayed: is, count: known + 1 });
    return false;
  }

  #tallyOf(room: string, { owner, category }: Situation): Tally {
    const key = `${room} ${owner} ${category}`;
    const known = this.#tallies.get(key) ?? newTally(room, owner, category);
    this.#tallies.set(key, known);
    return known;
  }
}

interface NumberedSide {
  readonly number: number;
  readonly side: RulesSide;
}

/** Kinds of presence of one record, and whose each is: a place among the situation's authors. */
interface Shown {
  readonly presences: readonly number[];
  readonly places: readonly number[];
}

/** What one room sees in one record. One is used for all: millions would have to be thrown away. */
interface Sight {
  readonly before: LeafMask;
  readonly after: LeafMask;
  readonly more: LeafMask;
  readonly fewer: LeafMask;
  unsure: boolean;
}

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
