import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import type { LogEntry } from "#libs/tlog/tail";
import { syntheticId } from "#tests/support/auditFixture";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";

type Hold = Extract<SystemLeafInput["leaf"], { kind: "legal_hold" }>;

/** An entry about a legal hold as policy writes it; what is not said is an internal inquiry of a privacy officer. */
export function holdEntry(said: Partial<Hold> & Pick<Hold, "at">): LogEntry {
  const leaf: Hold = {
    ...({ kind: "legal_hold", clock: "synced", of: "actual", state: "placed" } as const),
    ...({ reason: "internal_inquiry", role: "privacy_officer" } as const),
    ...{ incident: syntheticId("held"), by: syntheticId("rpd"), ...said },
  };
  const name = `hold ${JSON.stringify(leaf)}`;
  const built = builtOrThrow(buildSystemLeaf({ leaf }, countedBytes(name)));
  return { leaf: built.leafBytes, part: built.partsBytes };
}
