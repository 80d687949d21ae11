import { byText } from "#libs/policy/order";
import type { SearchedIncident, SubjectFinding } from "#libs/policy/subjectMessages";
import { type GivingStep, whoGot } from "#libs/policy/whoGot";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { checkParts } from "#libs/seal/openParts";
import { parseIncidentParts } from "#libs/seal/parts";
import { openYearLogs } from "../audit/yearLogs.ts";

/** What one room got of a person's component: names of fields, never a value. */
export interface RoomShare {
  readonly slot: number;
  readonly paths: readonly string[];
  /** When the first of them was given. */
  readonly first: string;
  /** The room has some of them still, as far as the log tells. */
  readonly holds: boolean;
}

/** What the log says of a titolare's incidents. */
export interface TitolareLog {
  /** Incidents that one of its rooms opened, by {@link incidentKey}. */
  readonly incidents: ReadonlySet<string>;
  /** Times of the first and the last decision on them. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Decisions on the incidents that were asked for, in the order of the log. */
  readonly steps: ReadonlyMap<string, readonly GivingStep[]>;
}

export const incidentKey = ({ mode, incident }: SearchedIncident): string => `${mode} ${incident}`;

/** Goes once through the signed log of a data folder: which incidents are the titolare's, and who got what of some. */
export async function readTitolareLog(
  data: string,
  rooms: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): Promise<TitolareLog> {
  const incidents = new Set<string>();
  const steps = new Map<string, GivingStep[]>();
  const times: { first: string | undefined; last: string | undefined } = {
    first: undefined,
    last: undefined,
  };
  for (const { reader } of await openYearLogs(data)) {
    for (let index = 0; index < reader.size; index += 1) {
      const decision = await decisionAt(reader, index);
      if (decision === undefined) continue;
      const { leaf, facts, slots } = decision;
      const key = incidentKey(leaf);
      if (rooms.has(facts.owner ?? facts.sender)) {
        incidents.add(key);
        times.first ??= leaf.at;
        times.last = leaf.at;
      }
      if (wanted.has(key)) steps.set(key, [...(steps.get(key) ?? []), { at: leaf.at, slots }]);
    }
  }
  return { incidents, ...times, steps };
}

type LogReader = Awaited<ReturnType<typeof openYearLogs>>[number]["reader"];

/** The decision in an entry, its parts opened; undefined for any other entry, and where the parts are not there. */
async function decisionAt(reader: LogReader, index: number) {
  const bytes = await reader.entry(index);
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return undefined;
  const part = await reader.part(index);
  const parts = checkParts(bytes, part).length > 0 ? undefined : parseIncidentParts(part);
  return parts && { leaf, facts: parts.facts.value, slots: parts.slots };
}

/** Which rooms got which fields of a component that was found. */
export function sharesOf(log: TitolareLog, found: SubjectFinding): readonly RoomShare[] {
  const steps = log.steps.get(incidentKey(found)) ?? [];
  const entries = steps.flatMap(({ slots }) => slots.flatMap(({ value }) => value.entries));
  const paths = new Set(entries.flatMap(({ ref, path }) => (ref === found.ref ? [path] : [])));
  const bySlot = new Map<number, RoomShare>();
  for (const path of paths) {
    for (const { slot, given, withdrawal } of whoGot(steps, { ref: found.ref, path })) {
      const known = bySlot.get(slot);
      const first = [known?.first, given[0]?.at]
        .filter((at) => at !== undefined)
        .toSorted(byText)[0];
      bySlot.set(slot, {
        slot,
        paths: [...(known?.paths ?? []), path].toSorted(byText),
        first: first ?? "",
        holds: known?.holds === true || withdrawal === undefined,
      });
    }
  }
  return [...bySlot.values()].toSorted((a, b) => a.slot - b.slot);
}
