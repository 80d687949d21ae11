import type { LeafPath } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Group } from "#libs/incident/groups";
import { groupsOf } from "#libs/incident/groups";
import { inCharge } from "#libs/incident/state";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, ReasonCode, Room } from "./decision.ts";
import type { Verdict } from "./match.ts";
import { byText } from "./order.ts";
import type { Treatment } from "./project.ts";
import { hasSource, treat } from "./project.ts";
import type { Incident } from "./situation.ts";
import { incidentOf, verdictsFor } from "./situation.ts";

/** What happened to all leaves of one path in one group, without any value. */
export interface ExplainedLeaf {
  readonly group: Group;
  readonly path: LeafPath;
  readonly treatment: "kept" | "generalised" | "withheld";
  /** Why it was withheld; absent where it was released. */
  readonly why?: ReasonCode | Exclude<Treatment, { readonly released: true }>["why"];
  /** Leaves in the state that this row speaks of. */
  readonly count: number;
}

export interface Explanation {
  readonly room: string;
  readonly author: string;
  /** Rule and article that decided; absent where no rule spoke of the exchange. */
  readonly rule?: string;
  readonly article?: string;
  readonly leaves: readonly ExplainedLeaf[];
}

/**
 * Why each room may or may not have each leaf of the incident as it stands: for the privacy officer only.
 * Rows by room, author, group and path; names of fields, never values.
 */
export function explain(rules: CompiledRules, input: DecisionInput): readonly Explanation[] {
  const incident = incidentOf(input);
  return input.rooms.flatMap((room) =>
    [...verdictsFor(rules, incident, room)].map(([author, verdict]) => ({
      room: room.id,
      author,
      ...(verdict.basis && { rule: verdict.basis.rule, article: verdict.basis.article }),
      leaves: explainLeaves(incident, room, author, verdict),
    })),
  );
}

function explainLeaves(
  incident: Incident,
  room: Room,
  author: string,
  verdict: Verdict,
): readonly ExplainedLeaf[] {
  const isInCharge = inCharge(incident.input.state).includes(room.id);
  const components = incident.byAuthor.get(author) ?? [];
  const rows = components.flatMap((component) => explainComponent(component, verdict, isInCharge));
  const merged = [...Map.groupBy(rows, keyOf).values()].map((same) => ({
    ...same[0],
    count: same.length,
  }));
  return merged.filter(isRow).toSorted((a, b) => byText(keyOf(a), keyOf(b)));
}

function explainComponent(
  component: RuledComponent,
  verdict: Verdict,
  isInCharge: boolean,
): readonly ExplainedLeaf[] {
  const present = leavesOf(component.kind).filter((leaf) => hasSource(component, leaf));
  return present.flatMap((leaf) => {
    const told = verdict.allowed
      ? tell(treat(verdict, component, leaf, isInCharge))
      : ({ treatment: "withheld", why: verdict.reason } as const);
    const groups = groupsOf(leaf.dataClass, component.attributes);
    return groups.map((group) => ({ group, path: leaf.path, count: 1, ...told }));
  });
}

function tell(treatment: Treatment): Pick<ExplainedLeaf, "treatment" | "why"> {
  if (!treatment.released) return { treatment: "withheld", why: treatment.why };
  return { treatment: treatment.by.do === "keep" ? "kept" : "generalised" };
}

function keyOf(row: ExplainedLeaf): string {
  return [row.group.padStart(3, "0"), row.path, row.treatment, row.why ?? ""].join(" ");
}

function isRow(row: Partial<ExplainedLeaf>): row is ExplainedLeaf {
  return row.path !== undefined;
}
