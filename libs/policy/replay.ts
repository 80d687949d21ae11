import type { ComponentKind, Leaf, LeafPath } from "#libs/incident/catalogue";
import { enumTable, isComponentKind, leafAt, leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { pseudonymSources } from "#libs/incident/derive";
import type { Category, DatumSource, Mode, PersonRole, Purpose } from "#libs/incident/event";
import type { Basis } from "#libs/incident/view";
import type { Facts, FactsGround, Presence } from "#libs/seal/parts";
import type { CompiledRules } from "./compiled.ts";
import { daysOf } from "./days.ts";
import { outcomeOf, prohibitions, refusalOf } from "./decide.ts";
import type { ReasonCode, Room } from "./decision.ts";
import type { Verdict } from "./match.ts";
import { match } from "./match.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";
import { type CappedPlan, treat } from "./project.ts";
import type { Ground } from "./vocabulary.ts";

/** One recorded decision's inputs: the facts part of a leaf, and what the leaf itself says. */
export interface RecordedInputs {
  readonly mode: Mode;
  /** The leaf's `at`: the store time at which the event was decided. */
  readonly at: string;
  readonly facts: Facts;
}

/** Why a record cannot be decided again. */
export type NotReplayable =
  /** Written before all inputs were recorded, or of an event that nobody could read. */
  | "inputs-missing"
  /** The record was too large: it holds no presence of fields. */
  | "fields-missing"
  /** A word that today's model does not know. */
  | "words-unknown";

/** A component as a record tells of it: which leaves have a value, and its attributes. */
export interface RecordedComponent {
  readonly ref: string;
  readonly paths: ReadonlySet<string>;
  /** For rules: everything but values. */
  readonly ruled: RuledComponent;
}

/** Recorded inputs in the form that the engine takes. */
export interface Replayable {
  readonly input: MatchInput;
  readonly charged: readonly string[];
  readonly components: readonly RecordedComponent[];
}

/** Leaves of one component that a room may see. */
export interface VisiblePaths {
  readonly ref: string;
  readonly paths: readonly LeafPath[];
  /**
   * Leaves of which a record cannot say whether they had a value: an area by residents where no comune was stated
   * depends on the cell, which no record holds.
   */
  readonly unsure: readonly LeafPath[];
}

/** What a room may see of an incident at one event, as the rules say from the recorded inputs alone. */
export interface Replayed {
  /** `visible`: recorded as `released` or `nothing_new`, by what the room held before. */
  readonly outcome: "visible" | "withheld" | "not_addressed";
  readonly reason: ReasonCode;
  readonly plan?: string;
  readonly basis: readonly Basis[];
  readonly visible: readonly VisiblePaths[];
}

/**
 * Decides again from what a leaf recorded, without any value: the engine's own `match` and `treat` on recorded
 * attributes. Two outcomes do not come from rules and are never given: TOO_LARGE and POLICY_ERROR.
 */
export function decideFromFacts(rules: CompiledRules, source: Replayable, room: Room): Replayed {
  const verdicts = replayVerdicts(rules, source, room);
  const isInCharge = source.charged.includes(room.id);
  const visible = source.components.flatMap((component): VisiblePaths[] => {
    const verdict = verdicts.get(component.ruled.author);
    if (verdict?.allowed !== true) return [];
    const leaves = replayComponent(verdict, component, isInCharge);
    return leaves.paths.length + leaves.unsure.length === 0 ? [] : [leaves];
  });
  const authorOf = new Map(source.components.map(({ ref, ruled }) => [ref, ruled.author]));
  const seen = new Set(
    visible.flatMap(({ ref, paths }) => (paths.length > 0 ? [authorOf.get(ref)] : [])),
  );
  const basis = [...verdicts].flatMap(([author, verdict]) =>
    verdict.allowed && seen.has(author) ? [verdict.basis] : [],
  );
  const [allowed] = [...verdicts.values()].filter((verdict) => verdict.allowed);
  if (basis.length === 0) {
    const reason = refusalOf(verdicts);
    const outcome = outcomeOf(reason) === "not_addressed" ? "not_addressed" : "withheld";
    return { outcome, reason, basis: prohibitions(verdicts), visible };
  }
  const plan = allowed && { plan: allowed.plan.hash };
  return { outcome: "visible", reason: "RELEASED", ...plan, basis, visible };
}

/** Verdict on each author's data, the owner's first: as a decision on the living state orders them. */
export function replayVerdicts(
  rules: CompiledRules,
  { input, components }: Pick<Replayable, "input" | "components">,
  room: Room,
): ReadonlyMap<string, Verdict> {
  const authors = new Set(components.map(({ ruled }) => ruled.author));
  const others = [...authors].filter((author) => author !== room.id).sort(byText);
  const ordered = others.toSorted((a, b) => Number(b === input.owner) - Number(a === input.owner));
  return new Map(ordered.map((author) => [author, replayVerdict(rules, input, author, room)]));
}

/** Whether `author`'s data may reach `room`, from recorded inputs. */
export function replayVerdict(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  room: Room,
): Verdict {
  return match(rules, input, author, room);
}

/** Leaves of one recorded component that a plan under its ceilings opens. */
export function replayComponent(
  capped: CappedPlan,
  { ref, paths, ruled }: RecordedComponent,
  isInCharge: boolean,
): VisiblePaths {
  const open = { sure: [] as LeafPath[], unsure: [] as LeafPath[] };
  for (const leaf of leavesOf(ruled.kind)) {
    const certainty = certaintyOf(leaf, paths);
    if (certainty === "none") continue;
    if (treat(capped, ruled, leaf, isInCharge).released) open[certainty].push(leaf.path);
  }
  return { ref, paths: open.sure, unsure: open.unsure };
}

/** Whether a leaf had a value, or one of which it is made. */
function certaintyOf(leaf: Leaf, paths: ReadonlySet<string>): "none" | "sure" | "unsure" {
  if (leaf.path === "place.area") {
    if (paths.has("place.municipality")) return "sure";
    return paths.has("place.cell") || paths.has("place.zone") ? "unsure" : "none";
  }
  return paths.has(pseudonymSources[leaf.path] ?? leaf.path) ? "sure" : "none";
}

/** The recorded inputs as the engine takes them, or why they do not suffice. */
export function replayableOf(record: RecordedInputs): Replayable | NotReplayable {
  const { owner, fields, assignment } = record.facts;
  const input = recordedMatchInput(record);
  if (typeof input === "string") return input;
  if (owner === undefined || fields.length === 0) return "fields-missing";
  const components = fields.map((presence) => componentOf(presence, owner));
  const known = components.filter((component) => component !== undefined);
  if (known.length < components.length) return "words-unknown";
  return { input, charged: assignment, components: known };
}

/** What of a record decides which rule matches. */
export function recordedMatchInput({
  mode,
  at,
  facts,
}: RecordedInputs): MatchInput | NotReplayable {
  const { owner, category } = facts;
  if (owner === undefined) return "inputs-missing";
  const ground = groundIn(facts.ground);
  if (!isCategory(category) || ground === "unknown") return "words-unknown";
  return {
    ...{ owner, mode, category, ground },
    territory: facts.istat,
    addressees: facts.addressees ?? [],
    emergencies: facts.emergencies ?? [],
    days: daysOf(at),
  };
}

/** A recorded component with the attributes that decide; what is not said is what decides most narrowly. */
export function componentOf(presence: Presence, owner: string): RecordedComponent | undefined {
  const { ref, kind, paths, roles = [], source = "unstated" } = presence;
  if (kind === undefined || !isComponentKind(kind)) return undefined;
  if (!roles.every(isRole) || !(source === "unstated" || isSource(source))) return undefined;
  if (paths.some((path) => leafAt(path) === undefined)) return undefined;
  return {
    ref,
    paths: new Set(paths),
    ruled: {
      author: presence.author ?? owner,
      kind: kind satisfies ComponentKind,
      id: ref,
      fields: {},
      attributes: {
        place: presence.place ?? "sensitive",
        roles,
        minor: presence.minor ?? true,
        basis: presence.basis ?? "assessment",
        source,
      },
    },
  };
}

function groundIn(recorded: FactsGround | undefined): Ground | "unknown" | undefined {
  if (recorded === undefined) return undefined;
  const { purpose, regime } = recorded;
  return isPurpose(purpose) ? { purpose, regime } : "unknown";
}

const isCategory = (word: string): word is Category => Object.hasOwn(enumTable("Category"), word);
const isPurpose = (word: string): word is Purpose => Object.hasOwn(enumTable("Purpose"), word);
const isRole = (word: string): word is PersonRole => Object.hasOwn(enumTable("PersonRole"), word);
const isSource = (word: string): word is DatumSource => Object.hasOwn(enumTable("Source"), word);
