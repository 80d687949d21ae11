import type { RuledComponent } from "#libs/incident/derive";
import { derivedNames, incidentName, ruledComponents } from "#libs/incident/derive";
import type { ComponentName, Fields } from "#libs/incident/event";
import type { Basis } from "#libs/incident/view";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, Room } from "./decision.ts";
import type { Verdict } from "./match.ts";
import { match } from "./match.ts";
import type { MatchInput } from "./matchInput.ts";
import { matchInputOf } from "./matchInput.ts";
import { byText } from "./order.ts";

/** A component by the room that wrote it. */
export interface AuthoredName extends ComponentName {
  readonly author: string;
}

/** Released leaves of one component, and the reference under which the log knows it. */
export interface VisibleComponent extends AuthoredName {
  readonly ref: string;
  readonly fields: Fields;
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
  readonly components: readonly RuledComponent[];
  readonly incidentRef: string;
  /** Every component that ever was, tombstones and derived ones too: what is held must be nameable. */
  readonly names: ReadonlyMap<string, AuthoredName>;
}

/** Reads the state once for all rooms. */
export function incidentOf(input: DecisionInput): Incident {
  const { state, secrets } = input;
  const components = ruledComponents(state);
  const authors = new Set([state.owner, ...components.map((component) => component.author)]);
  for (const component of state.components.values()) authors.add(component.author);
  const derived = [...authors].flatMap((author) =>
    derivedNames.map((name) => ({ author, ...name })),
  );
  const names = [...state.components.values(), ...derived].map(({ author, kind, id }) => {
    const name: AuthoredName = { author, kind, id };
    return [secrets.componentRef(author, kind, id), name] as const;
  });
  return {
    input,
    matchInput: matchInputOf(state, input.storedAt),
    components,
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
  const { owner } = incident.input.state;
  const authors = new Set(incident.components.map((component) => component.author));
  const others = [...authors].filter((author) => author !== room.id).sort(byText);
  const ordered = others.toSorted((a, b) => Number(b === owner) - Number(a === owner));
  return new Map(
    ordered.map((author) => [author, match(rules, incident.matchInput, author, room)]),
  );
}
