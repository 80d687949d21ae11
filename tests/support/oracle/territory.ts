import { dayInItaly } from "./calendar.ts";
import type { OracleSituation, RuleSources } from "./sources.ts";

/** Whether the incident lies where the rule speaks: `any`, the receiver's own municipalities, or listed codes. */
export function touches(
  sources: RuleSources,
  territory: string | readonly string[],
  situation: OracleSituation,
): boolean {
  if (territory === "any") return true;
  const meant = codesMeant(sources, territory, situation.receiver, dayInItaly(situation.at));
  return situation.territory.some((code) => meant.includes(code));
}

/** Codes that a rule's territory, other than `any`, stands for on a day where it reaches this receiver. */
export function codesMeant(
  sources: RuleSources,
  territory: string | readonly string[],
  receiver: string,
  day: string,
): readonly string[] {
  const listed = typeof territory === "string" ? [] : territory;
  const written = territory === "receiver" ? municipalitiesOf(sources, receiver) : listed;
  return written.flatMap((code) => calledOn(sources, code, day));
}

/** What the ground of a code is called on a day: itself until its last day, then what it became, and so on. */
function calledOn(sources: RuleSources, code: string, day: string): readonly string[] {
  for (const change of sources.territoryChanges) {
    if (change.code === code && change.until < day) {
      return change.became.flatMap((next) => calledOn(sources, next, day));
    }
  }
  return [code];
}

function municipalitiesOf(sources: RuleSources, room: string): readonly string[] {
  return sources.rooms.find(({ id }) => id === room)?.municipalities ?? [];
}
