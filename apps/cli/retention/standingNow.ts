import type { PlacedHold } from "#libs/policy/standingHolds";
import { StandingHolds } from "#libs/policy/standingHolds";
import { parseLeaf } from "#libs/seal/leaf";
import { openYearLogs } from "../audit/yearLogs.ts";

/** The holds that the signed log of every year has: what somebody else says of them counts for nothing. */
export async function standingNow(
  data: string,
  nowMs: number,
  about: { readonly mode: string; readonly incident: string },
): Promise<readonly PlacedHold[]> {
  const holds = new StandingHolds();
  for (const { year, reader } of await openYearLogs(data)) {
    for (let index = 0; index < reader.size; index += 1) {
      const leaf = parseLeaf(await reader.entry(index));
      if ("problem" in leaf || leaf.kind !== "legal_hold") continue;
      if (leaf.of !== about.mode || leaf.incident !== about.incident) continue;
      holds.said(leaf, { year, seq: index + 1 });
    }
  }
  return holds.standing(nowMs);
}
