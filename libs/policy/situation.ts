import type { RuledComponent } from "#libs/incident/derive";
import { derivedNames, incidentName, ruledComponents } from "#libs/incident/derive";
import type { ComponentName, Fields } from "#libs/incident/event";
import { inCharge } from "#libs/incident/state";
import type { Basis } from "#libs/incident/view";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, Room } from "./decision.ts";
import type { Verdict } from "./match.ts";
import { match } from "./match.ts";
import type { MatchInput } from "./matchInput.ts";
import { matchInputOf } from "./matchInput.ts";
import { byText } from "./order.ts";
import { tableIndex } from "./projectors.ts";

/** A component by the room that wrote it. */
export interface AuthoredName extends ComponentName {
  readonly author: string;
}

/** Released leaves of one component, and the reference under which the log knows it. */
export interface VisibleComponent extends AuthoredName {
  readonly ref: string;
  readonly fields: Fields;
}

/** A component as rules see it, with what is worked out once for all rooms. */
export interface NamedComponent extends RuledComponent {
  readonly ref: string;
  /** Its `tableIndex`. */
  readonly index: number | undefined;
}

/** Everything that one room may see now. */
export interface Visible {
  readonly components: readonly VisibleComponent[];
  readonly basis: readonly Basis[];
  readonly handling: readonly string[];
  readonly charge: "none" | "yours";
}

/** What the decisions of all rooms on one event have in common. */
export interface Incident {
  readonly input: DecisionInput;
  readonly matchInput: MatchInput;
  readonly components: readonly NamedComponent[];
  readonly byAuthor: ReadonlyMap<string, readonly NamedComponent[]>;
  /** Rooms that have it in charge. */
  readonly charged: readonly string[];
  /** Authors of the components, each once; the owner's first, then by name. */
  readonly authors: readonly string[];
  readonly incidentRef: string;
  /** Every component that ever was, tombstones and derived ones too: what is held must be nameable. */
  readonly names: ReadonlyMap<string, AuthoredName>;
}

/** Reads the state once for all rooms. */
export function incidentOf(input: DecisionInput): Incident {
  const { state, secrets } = input;
  const components = ruledComponents(state).map((component) => ({
    ...component,
    ref: secrets.componentRef(component.author, component.kind, component.id),
    index: tableIndex(component),
  }));
  const byAuthor = Map.groupBy(components, ({ author }) => author);
  const authors = new Set([state.owner, ...byAuthor.keys()]);
  for (const component of state.components.values()) authors.add(component.author);
  const derived = [...authors].flatMap((author) =>
    derivedNames.map((name) => ({ author, ...name })),
  );
  const names = [...state.components.values(), ...derived].map(({ author, kind, id }) => {
    const name: AuthoredName = { author, kind, id };
    return [secrets.componentRef(author, kind, id), name] as const;
  });
  const isOwner = (author: string) => Number(author === state.owner);
  return {
    input,
    matchInput: matchInputOf(state, input.storedAt),
    components,
    byAuthor,
    charged: inCharge(state),
    authors: [...byAuthor.keys()].sort((a, b) => isOwner(b) - isOwner(a) || byText(a, b)),
    incidentRef: secrets.componentRef(state.owner, incidentName.kind, incidentName.id),
    names: new Map(names),
  };
}

/** Verdict on each author whose data the room does not know from itself; the owner's first. */
export function verdictsFor(
  rules: CompiledRules,
  incident: Incident,
  room: Room,
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const author of incident.authors) {
    if (author === room.id) continue;
    verdicts.set(author, match(rules, incident.matchInput, author, room));
  }
  return verdicts;
}
