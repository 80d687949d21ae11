import { enumTable } from "#libs/incident/catalogue";
import type { Category, IncidentEvent, LeafValue, Purpose, Regime } from "#libs/incident/event";
import type { IncidentState } from "#libs/incident/state";
import type { Cell, CompiledRules } from "#libs/policy/compiled";
import { pairKey } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import { groundOf } from "#libs/policy/vocabulary";
import type { World } from "./dependences.ts";
import type { Draw } from "./draw.ts";
import { plainHeaders } from "./histories.ts";
import type { Version } from "./needs.ts";
import { dependencesOf } from "./needs.ts";
import type { StepSight } from "./sight.ts";
import { drawnHeader } from "./values.ts";

/** Which of the declared inputs in the head of a message any rule for this receiver looks at. */
export interface DeclaredHeads {
  /** No rule at all leads from anybody to this receiver. */
  readonly isStranger: boolean;
  /** Lists of comuni that some rule compares the incident's with. */
  readonly territories: readonly (readonly string[])[];
  readonly isNamingAsked: boolean;
  /** Some rule opens what it names when the receiver declares an emergency. */
  readonly isGlassBroken: boolean;
}

export function declaredHeads(
  rules: CompiledRules,
  authors: readonly string[],
  receiver: Room,
): DeclaredHeads {
  const cells: readonly Cell[] = authors.flatMap(
    (author) => rules.pairs.get(pairKey(author, receiver.id)) ?? [],
  );
  const territories = cells.flatMap(({ rule: { territory } }) => {
    if (territory === "any") return [];
    return [territory === "receiver" ? receiver.municipalities : territory];
  });
  return {
    isStranger: cells.length === 0,
    territories: [...new Map(territories.map((list) => [list.join(), list])).values()],
    isNamingAsked: cells.some(({ rule }) => rule.addressee !== undefined),
    isGlassBroken: cells.some(({ rule }) => rule.deliver === "break-glass"),
  };
}

/** What a message leaves standing for the ones after it, in the scrambled history. */
export interface Standing {
  readonly purpose: Purpose | undefined;
  readonly regime: Regime | undefined;
  readonly addressees: readonly string[];
}

export interface HeadScrambling {
  readonly heads: DeclaredHeads;
  readonly receiver: string;
  readonly rooms: readonly string[];
  readonly isOneCategory: boolean;
  /** Some rule gives the link to another incident. */
  readonly isLinkGiven: boolean;
  readonly draw: Draw;
}

/** Members that only the sender and the log may know: other values, or none. */
export function plainScrambled(event: IncidentEvent, source: HeadScrambling): IncidentEvent {
  const { draw } = source;
  const values = new Map<string, LeafValue>();
  for (const name of plainHeaders) {
    if (name === "observed" || (name === "same_as" && source.isLinkGiven)) continue;
    if (name === "message_id" || name === "sent" || draw.chance(50)) {
      values.set(name, drawnHeader(name, draw));
    }
  }
  const kept = Object.entries(event).filter(
    ([name]) =>
      !plainHeaders.includes(name) ||
      name === "observed" ||
      (name === "same_as" && source.isLinkGiven),
  );
  const notes = draw.chance(50) ? [{ code: "member-unknown", pointer: "" }] : [];
  // Every member comes from the message itself or from the model's list of members.
  return { ...Object.fromEntries([...kept, ...values]), notes } as unknown as IncidentEvent;
}

/** Another time of the fact, at which everybody who stands in the incident is as old as before. */
export function otherObserved(
  observed: string,
  standing: readonly Version[],
  world: World,
  draw: Draw,
): string {
  const candidate = draw.chance(60) ? drawnHeader("sent", draw) : observed;
  if (typeof candidate !== "string") return observed;
  const isKept = standing.every(({ needs, component }) =>
    dependencesOf(component.kind)
      .filter(({ of }) => needs.has(of))
      .every(
        ({ classOf }) =>
          classOf(component.fields, observed, world) ===
          classOf(component.fields, candidate, world),
      ),
  );
  return isKept ? candidate : observed;
}

/** Says the time of the fact outright, or by the time of sending. */
export function withObserved(event: IncidentEvent, observed: string, draw: Draw): IncidentEvent {
  if (draw.chance(70)) return { ...event, observed };
  const { observed: _, ...rest } = event;
  return { ...rest, sent: observed };
}

/** Declared inputs that no rule for this receiver compares, or only with one list: changed as far as that goes. */
export function declaredScrambled(
  event: IncidentEvent,
  left: StepSight,
  before: Standing,
  source: HeadScrambling,
): IncidentEvent {
  const { state } = left;
  return {
    ...withoutDeclared(event),
    ...categoryOf(event, state, source),
    territory: territoryOf(event.territory, state.territory, source),
    ...groundsOf(event, state, before, source),
    ...addresseesOf(event, state, before, source),
  };
}

function withoutDeclared(event: IncidentEvent) {
  const { category, purpose, regime, addressees, ...rest } = event;
  return rest;
}

export function standingAfter(event: IncidentEvent, before: Standing): Standing {
  return {
    purpose: event.purpose ?? before.purpose,
    regime: event.regime ?? before.regime,
    addressees: event.addressees ?? before.addressees,
  };
}

const categories = Object.keys(enumTable("Category")) as readonly Category[];

function categoryOf(
  event: IncidentEvent,
  state: IncidentState,
  { heads, draw }: HeadScrambling,
): Pick<IncidentEvent, "kind" | "category"> {
  const { kind } = event;
  const category = heads.isStranger ? draw.pick(categories) : state.category;
  if (kind === "report" && state.events === 1) return { kind, category };
  if (kind === "cancel" || kind === "close") return { kind, ...(draw.chance(50) && { category }) };
  // Whether a room calls it a report or an update of one is nobody's business.
  if (draw.chance(40)) return { kind: "report", category };
  const isNeeded = event.category !== undefined || draw.chance(30);
  return { kind: "update", ...(isNeeded && { category }) };
}

function territoryOf(
  own: readonly string[],
  standing: readonly string[],
  { heads, draw }: HeadScrambling,
): readonly string[] {
  if (own.length === 0 && draw.chance(50)) return own;
  const codes = [...standing, ...heads.territories.flat(), "istat:999002", "istat:999003"];
  const drawn = draw.shuffled([draw.pick(codes), draw.pick(codes), ...standing]).slice(0, 3);
  const isSame = heads.territories.every((list) => meets(drawn, list) === meets(standing, list));
  if (isSame) return drawn;
  return own.length === 0 ? own : draw.shuffled(standing);
}

function meets(codes: readonly string[], list: readonly string[]): boolean {
  return codes.some((code) => list.includes(code));
}

const purposes = Object.keys(enumTable("Purpose")) as readonly Purpose[];
const regimes = Object.keys(enumTable("Regime")) as readonly Regime[];

/** Purpose and regime said or left unsaid, so that the incident's ground stays the one that it was. */
function groundsOf(
  event: IncidentEvent,
  state: IncidentState,
  before: Standing,
  { heads, isOneCategory, draw }: HeadScrambling,
): Pick<IncidentEvent, "purpose" | "regime"> {
  const own = grounds(event.purpose, event.regime);
  if (!isOneCategory) return own;
  const drawn = {
    purpose: draw.chance(40) ? undefined : draw.pick(purposes),
    regime: draw.chance(40) ? undefined : draw.pick(regimes),
  };
  if (heads.isStranger) return grounds(drawn.purpose, drawn.regime);
  const wanted = JSON.stringify(groundOf(state.category, state) ?? null);
  const after = {
    purpose: drawn.purpose ?? before.purpose,
    regime: drawn.regime ?? before.regime,
  };
  const isSame = JSON.stringify(groundOf(state.category, after) ?? null) === wanted;
  if (isSame) return grounds(drawn.purpose, drawn.regime);
  return grounds(state.purpose, state.regime);
}

function grounds(
  purpose: Purpose | undefined,
  regime: Regime | undefined,
): Pick<IncidentEvent, "purpose" | "regime"> {
  return { ...(purpose && { purpose }), ...(regime && { regime }) };
}

/** Other rooms come and go among the named ones; the receiver stays in or out, where any rule asks. */
function addresseesOf(
  event: IncidentEvent,
  state: IncidentState,
  before: Standing,
  { heads, receiver, rooms, draw }: HeadScrambling,
): Pick<IncidentEvent, "addressees"> {
  const isNamed = state.addressees.includes(receiver);
  const isKept = !heads.isNamingAsked || before.addressees.includes(receiver) === isNamed;
  if (isKept && event.addressees === undefined && draw.chance(50)) return {};
  const others = [...rooms, "stanza_inventata"].filter(
    (room) => room !== receiver && draw.chance(40),
  );
  const isIn = heads.isNamingAsked ? isNamed : draw.chance(50);
  const addressees = draw.shuffled(isIn ? [...others, receiver] : others).slice(0, 8);
  if (addressees.length > 0) return { addressees };
  return isKept ? {} : { addressees: ["stanza_inventata"] };
}
