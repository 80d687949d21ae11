import { leafAt } from "#libs/incident/catalogue";
import { roleLabels } from "#libs/incident/fieldLabels";
import { type Group, groupsOf } from "#libs/incident/groups";
import type { Presence } from "#libs/seal/parts";

const knownRoles = Object.keys(roleLabels).filter(isRole);

function isRole(word: string): word is keyof typeof roleLabels {
  return Object.hasOwn(roleLabels, word);
}

/** Groups of the matrix that a field is in, by what the log says of its component. */
export function groupsOfField(path: string, presence: Presence | undefined): readonly Group[] {
  const leaf = leafAt(path);
  if (leaf === undefined) return [];
  return groupsOf(leaf.dataClass, {
    place: presence?.place === "public" ? "public" : "sensitive",
    roles: knownRoles.filter((role) => presence?.roles?.includes(role)),
    minor: presence?.minor !== false,
    basis: "assessment",
    source: "unstated",
  });
}
