import type { Mode } from "#libs/seal/bytes";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openYearLogs } from "../audit/yearLogs.ts";

/** What the leaves alone tell of the incidents that somebody may mean: nothing is opened for it. */
export interface IncidentEntries {
  /** Entries about each incident and its mode, by pseudonym; absent where the log has none. */
  readonly about: ReadonlyMap<string, { readonly entries: number; readonly mode: Mode }>;
  /** Entries with receipts of rooms, of which those of an incident are some. */
  readonly receipts: number;
}

/** Counts entries under the signed checkpoints of all years. Throws CliError where there is no log that is trusted. */
export async function entriesOf(
  data: string,
  incidents: ReadonlySet<string>,
): Promise<IncidentEntries> {
  const about = new Map<string, { readonly entries: number; readonly mode: Mode }>();
  let receipts = 0;
  for (const { reader } of await openYearLogs(data)) {
    for (let index = 0; index < reader.size; index += 1) {
      const leaf = parseLeaf(await reader.entry(index));
      if ("problem" in leaf) continue;
      if (leaf.kind === "receipts") receipts += 1;
      if (!isIncidentLeaf(leaf) || !incidents.has(leaf.incident)) continue;
      const entries = (about.get(leaf.incident)?.entries ?? 0) + 1;
      about.set(leaf.incident, { entries, mode: leaf.mode });
    }
  }
  return { about, receipts };
}
