import type { IncidentLeaf } from "#libs/seal/leaf";
import { openDecision } from "#libs/seal/openParts";
import type { Facts, Presence, SlotBasis, SlotValue } from "#libs/seal/parts";
import { type ComponentNature, type LeafBits, leafBit, natureOf } from "./fieldClasses.ts";

/** What facts say of the message and its incident, in words that recur. */
export interface FactsHead {
  readonly sender: string;
  readonly owner: string | undefined;
  readonly eventKind: string;
  readonly category: string;
  readonly purpose: string | undefined;
  readonly regime: string | undefined;
  readonly emergency: string | undefined;
  /** ISTAT codes, in one string with blanks between. */
  readonly territory: string;
  /** Equal for facts that are equal but for their territory. */
  readonly key: string;
}

/** A component that facts name. */
export interface NamedComponent {
  readonly ref: string;
  readonly shape: ComponentShape;
}

/** What recurs of a named component: its nature, its leaves with a value, and who wrote it. */
export interface ComponentShape {
  readonly nature: ComponentNature | undefined;
  readonly leaves: LeafBits;
  /** Absent: the incident's owner. */
  readonly author: string | undefined;
}

/** What recurs of a decision for one room. */
export interface SlotHead {
  readonly outcome: string;
  readonly reason: string;
  readonly plan: string | undefined;
  readonly handling: string;
  readonly titles: readonly Title[];
  readonly number: number;
}

/** A rule and article by which something was given, or by which it was not. */
export interface Title extends Partial<Omit<SlotBasis, "rule" | "article">> {
  readonly rule: string | undefined;
  readonly article: string | undefined;
}

/** One field that a decision gives to or takes from a room. */
export interface FieldChange {
  readonly ref: string;
  readonly path: string;
  readonly bit: LeafBits;
  readonly isWithdrawn: boolean;
}

export interface SlotRecord {
  readonly slot: number;
  readonly head: SlotHead;
  readonly changes: readonly FieldChange[];
}

/** A recorded decision as the projection needs it. */
export interface DecisionRecord {
  readonly facts: FactsHead;
  readonly operator: string | undefined;
  readonly components: readonly NamedComponent[];
  readonly slots: readonly SlotRecord[];
}

/** Words that recur are made into objects once; forgotten together when there are too many. */
const rememberedMax = 65_536;

/** Gives equal texts one object: a log says the same few thousand things again and again. */
export class Recurring<T> {
  readonly #make: (text: string, number: number) => T;
  readonly #known = new Map<string, T>();
  #numbers = 0;

  constructor(make: (text: string, number: number) => T) {
    this.#make = make;
  }

  /** The object of a text; `number` is never given twice. */
  of(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= rememberedMax) this.#known.clear();
    this.#numbers += 1;
    const made = this.#make(text, this.#numbers);
    // A copy: a piece cut out of a long text would keep all of that text in memory.
    this.#known.set(Buffer.from(text, "latin1").toString("latin1"), made);
    return made;
  }
}

/** Everything that recurs in the parts of one run through a log, by its canonical text in latin1. */
export class Vocabulary {
  readonly facts = new Recurring((text) => factsHead(valueIn<Facts>(text)));
  readonly shapes = new Recurring((text) => shapeOf(valueIn<Omit<Presence, "ref">>(text)));
  readonly slots = new Recurring((text, number) => slotHead(valueIn<SlotValue>(text), number));
}

/** Canonical JSON that was held against its leaf and has the shape of the schema: so it was recorded. */
function valueIn<T>(latin1: string): T {
  return JSON.parse(Buffer.from(latin1, "latin1").toString("utf8")) as T;
}

/**
 * A decision read by the strict reader: schema, digests and all. `problem` says why it cannot be; parts that are
 * not those of the leaf say nothing.
 */
export function strictRecord(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
  words: Vocabulary,
): DecisionRecord | { readonly problem: "malformed" | "missing" | "differs" } {
  const opened = openDecision(leaf, partsBytes, []);
  if ("problem" in opened) return opened;
  const { fields, operator, ...facts } = opened.value.facts;
  return {
    facts: words.facts.of(textOf({ ...facts })),
    operator,
    components: fields.map(({ ref, ...shape }) => ({ ref, shape: words.shapes.of(textOf(shape)) })),
    slots: [...opened.value.slots].map(([slot, { entries, ...value }]) => ({
      slot,
      head: words.slots.of(textOf(withoutUnique(value))),
      changes: entries.map(({ ref, path, op }) => changeOf(ref, path, op === "withdraw")),
    })),
  };
}

export const changeOf = (ref: string, path: string, isWithdrawn: boolean): FieldChange => ({
  ...{ ref, path, bit: leafBit(path), isWithdrawn },
});

/** What of a slot recurs; the rest names one copy. */
function withoutUnique(value: Omit<SlotValue, "entries">): object {
  const { outcome, reason, plan, rule, article, handling, basis } = value;
  return { outcome, reason, plan, rule, article, handling, basis };
}

/** Latin1 of UTF-8, as texts are cut out of parts. */
const textOf = (value: object): string =>
  Buffer.from(JSON.stringify(value), "utf8").toString("latin1");

function factsHead(facts: Facts): FactsHead {
  const { sender, owner, event_kind: eventKind, category, ground, emergency, istat } = facts;
  const { purpose, regime } = ground ?? facts;
  const head = { sender, owner, eventKind, category, purpose, regime, emergency };
  const territory = istat.map((code) => code.replace(/^istat:/, "")).join(" ");
  return { ...head, territory, key: Object.values(head).join("/") };
}

function shapeOf({ paths, author, ...presence }: Omit<Presence, "ref">): ComponentShape {
  const leaves = paths.reduce((sum, path) => sum | leafBit(path), 0);
  return { nature: natureOf(presence), leaves, author };
}

function slotHead(value: SlotValue, number: number): SlotHead {
  const { outcome, reason, plan, handling, basis = [], rule, article } = value;
  const own: readonly Title[] =
    rule === undefined && article === undefined ? [] : [{ rule, article }];
  const told = basis.some((one) => one.rule === rule && one.article === article);
  return {
    ...{ outcome, reason, plan, number },
    handling: handling.join(" "),
    titles: [...basis, ...(told ? [] : own)],
  };
}
