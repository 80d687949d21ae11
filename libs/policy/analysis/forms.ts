import type { LeafPath } from "#libs/incident/catalogue";

/** Leaves that say the same datum more coarsely, and the finer ones that they are made of. */
export const coarserForms: readonly {
  readonly coarse: LeafPath;
  readonly fine: readonly LeafPath[];
}[] = [
  { coarse: "place.cell", fine: ["place.point", "place.street", "place.number", "place.polygon"] },
  {
    coarse: "place.zone",
    fine: ["place.point", "place.street", "place.number", "place.polygon", "place.cell"],
  },
  {
    coarse: "place.area",
    fine: ["place.point", "place.street", "place.number", "place.polygon", "place.cell"],
  },
  { coarse: "vehicle.plate_token", fine: ["vehicle.plate"] },
  { coarse: "incident.started_quarter", fine: ["incident.started_at"] },
  { coarse: "incident.reported_quarter", fine: ["incident.reported_at"] },
];

/** Leaves that the core counts over components of another kind: who writes those anew has them counted again. */
const countedFrom: Readonly<Record<string, readonly LeafPath[]>> = {
  "casualties.injured_count": ["person.injury"],
  "casualties.worst_severity": ["person.injury"],
  "minors.present": ["person.minor", "person.birth_date"],
  "minors.bands": ["person.minor", "person.birth_date"],
};

/** What somebody must have to be able to pass a leaf on: the leaf itself, or one that it is made of. */
export function sourcesOf(path: LeafPath): readonly LeafPath[] {
  const made = coarserForms.find(({ coarse }) => coarse === path)?.fine ?? [];
  return [path, ...made, ...(countedFrom[path] ?? [])];
}
