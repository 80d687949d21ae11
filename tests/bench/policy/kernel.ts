import type { Fields } from "#libs/incident/event";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { DecisionInput, Room } from "#libs/policy/decision";
import { buildProjectors } from "#libs/policy/projectorBuild";
import type { Projectors } from "#libs/policy/projectors";
import type { Sight } from "#libs/policy/sight";
import { sharedSight } from "#libs/policy/sight";
import type { Incident } from "#libs/policy/situation";
import { incidentOf, verdictsFor } from "#libs/policy/situation";
import { canonicalJson } from "#libs/seal/canonical";
import { copyByHand } from "#tests/bench/policy/byHand";
import { rooms, sourcesWith } from "#tests/bench/policy/corpus";

/** Rules with their projectors, as an instance that activated them has them. */
export interface Kernel {
  readonly rules: CompiledRules;
  readonly projectors: Projectors;
}

export function kernelWith(rulesCount: number): Kernel {
  const compiled = compileRules(sourcesWith(rulesCount), rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors.slice(0, 3)));
  const built = buildProjectors(compiled.rules);
  if (built.kind !== "generated") throw new Error(built.why);
  return { rules: compiled.rules, projectors: built.projectors };
}

/**
 * Decides, projects and builds the record for each room of an event, as `decide` does: rooms that see the same share
 * it. Keyed digests, aliases and the sealing of copies are not in it: they are measured with `decide`.
 */
export function decideTogether({ rules, projectors }: Kernel, incident: Incident) {
  const sight = sharedSight(rules, incident, projectors);
  return incident.input.rooms.map((room) => recordFor(rules, sight, incident, room));
}

/** The same with nothing shared: what one room was given is not used for another. */
export function decideOneByOne({ rules, projectors }: Kernel, incident: Incident) {
  return incident.input.rooms.map((room) =>
    recordFor(rules, sharedSight(rules, incident, projectors), incident, room),
  );
}

function recordFor(rules: CompiledRules, sight: Sight, incident: Incident, room: Room) {
  const verdicts = verdictsFor(rules, incident, room);
  const verdict = verdicts.get(incident.input.state.owner);
  const { id, slot } = room;
  if (verdict?.allowed !== true) {
    return { room: id, slot, outcome: "withheld" as const, reason: verdict?.reason };
  }
  const released = sight(verdict, room, incident.charged.includes(id));
  const { plan, basis, rule } = verdict;
  return {
    room: id,
    slot,
    outcome: "released" as const,
    reason: "RELEASED",
    ruleSet: rules.hash,
    plan: plan.hash,
    basis,
    handling: rule.handling,
    released,
  };
}

/** The same fields for the same rooms, copied by hand: no rule is asked, no record made. */
export function copyOneByOne(incident: Incident): readonly (readonly Fields[])[] {
  return incident.input.rooms.map(() => {
    const released: Fields[] = [];
    for (const component of incident.byAuthor.get(incident.input.state.owner) ?? []) {
      released.push(copyByHand(component));
    }
    return released;
  });
}

/** A decision that nothing is remembered of: as if its event had just come. */
export function freshIncident(input: DecisionInput): () => Incident {
  const incident = incidentOf(input);
  return () => ({ ...incident, matchInput: { ...incident.matchInput } });
}

/** Throws unless both ways release the same: what is compared is the same work. */
export function assertSame(kernel: Kernel, incident: Incident): void {
  const byHand = copyOneByOne(incident);
  for (const [at, record] of decideOneByOne(kernel, incident).entries()) {
    const released = "released" in record ? record.released : [];
    const made = canonicalJson(released.map(({ fields }) => fields));
    const filled = byHand[at]?.filter((fields) => Object.keys(fields).length > 0) ?? [];
    if (made !== canonicalJson(filled)) throw new Error(`another copy: ${made}`);
  }
}
