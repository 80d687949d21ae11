import type { Played } from "./player.ts";
import type { IncidentSummary } from "./summary.ts";

/** The day in numbers. Fields are counted once for each room that they concern, over all incidents. */
export interface Totals {
  readonly messages: number;
  readonly accepted: number;
  readonly refused: number;
  /** Refusals by their code. */
  readonly codes: Readonly<Record<string, number>>;
  readonly incidents: number;
  readonly copies: number;
  /** Decisions to send nothing, each recorded with its reason. */
  readonly withheld: number;
  readonly fields_kept: number;
  readonly fields_generalised: number;
  readonly fields_withheld: number;
  readonly fields_withdrawn: number;
  /** Milliseconds from the start of the product to the first copy in a room's hands. */
  readonly first_copy_ms: number | null;
  /** Entries in the log. */
  readonly entries: number;
}

export function totalsOf(
  { messages, firstCopyMs }: Played,
  summary: readonly IncidentSummary[],
  entries: number,
): Totals {
  const refused = messages.filter(({ answer }) => answer.accepted === undefined);
  const slots = messages
    .filter(({ message }) => message.again === undefined)
    .flatMap(({ record }) => [...(record?.rooms.values() ?? [])]);
  const finals = summary.flatMap((incident) => incident.finals);
  const codes = Map.groupBy(refused, ({ answer }) => answer.code);
  return {
    messages: messages.length,
    accepted: messages.length - refused.length,
    refused: refused.length,
    codes: Object.fromEntries([...codes].map(([code, all]) => [code, all.length])),
    incidents: summary.length,
    copies: messages.reduce((sum, { copies }) => sum + copies.size, 0),
    withheld: slots.filter(({ outcome }) => outcome === "withheld" || outcome === "nothing_new")
      .length,
    fields_kept: finals.reduce((sum, { kept }) => sum + kept, 0),
    fields_generalised: finals.reduce((sum, { generalised }) => sum + generalised, 0),
    fields_withheld: finals.reduce((sum, { withheld }) => sum + withheld, 0),
    fields_withdrawn: finals.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    first_copy_ms: firstCopyMs === undefined ? null : Math.round(firstCopyMs),
    entries,
  };
}
