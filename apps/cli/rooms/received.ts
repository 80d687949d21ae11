import { fieldLabels, roleLabels } from "#libs/incident/fieldLabels";
import type { CompiledRules } from "#libs/policy/compiled";
import { type MatrixRow, matrixGroups, matrixRows } from "#libs/policy/matrixTable";
import type { Language } from "../texts.ts";

/**
 * Every row of the printed matrix in which `room` is named as receiver, by sender and category: what it is told as
 * owner, of who took charge, is not among them.
 */
export function receivedBy(rules: CompiledRules, room: string): readonly MatrixRow[] {
  return matrixRows(rules).filter(({ to, asOwner }) => to === room && !asOwner);
}

/** `G1 A`, `G5 C (suspect, victim)`: what a row opens; a group that is not there is withheld. */
export function lettersOf(language: Language, { cells, extras }: MatrixRow): readonly string[] {
  const opened = matrixGroups.flatMap((group) => {
    const { letter, roles } = cells[group];
    if (letter === "-") return [];
    const named = roles?.map((role) => roleLabels[role][language]).join(", ");
    return [`${group} ${letter}${named === undefined ? "" : ` (${named})`}`];
  });
  return [...opened, ...extras.map((path) => fieldLabels[path]?.[language] ?? path)];
}
