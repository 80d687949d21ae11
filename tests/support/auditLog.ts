import { join } from "node:path";
import { publicKeyOf } from "#libs/seal/ed25519";
import { type Leaf, parseLeaf } from "#libs/seal/leaf";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { type FamilyReport, verifyFamily, type YearReport } from "#libs/tilestore/verifyFamily";
import { openCheckpoint } from "#libs/tlog/checkpoint";
import { noteVerifier } from "#libs/tlog/note";
import { type AuditFixture, auditFamily } from "#tests/support/auditFixture";

type Place = Pick<AuditFixture, "secrets" | "logDir" | "year">;

/** Verifies the logs of these years as `raccordo audit verify` does. */
export function verifiedFamily(
  { secrets, logDir }: Place,
  years: readonly number[],
): Promise<FamilyReport> {
  return verifyFamily({
    family: auditFamily,
    publicKey: publicKeyOf(secrets.checkpointSeed),
    years,
    source: (year) => fileSource(join(logDir, String(year))),
    readParts: true,
  });
}

/** Verifies the log of the fixture's year. */
export async function verified(place: Place): Promise<YearReport> {
  const { years } = await verifiedFamily(place, [place.year]);
  const [report] = years;
  if (report === undefined) throw new Error("no year was verified");
  return report;
}

/** The leaves in the published log, in order. */
export async function leavesOf(place: Place, year: number = place.year): Promise<readonly Leaf[]> {
  const source = fileSource(join(place.logDir, String(year)));
  const { years } = await verifiedFamily(place, [year]);
  const [report] = years;
  const verifier = noteVerifier(report?.vkey ?? "");
  const note = await source.read("checkpoint");
  if (verifier === undefined || note === undefined) throw new Error("no checkpoint");
  const opened = openCheckpoint(note, { origin: verifier.name, verifiers: [verifier] });
  if (!opened.ok) throw new Error(opened.reason);
  const reader = new LogReader(source, opened.checkpoint.size);
  const leaves: Leaf[] = [];
  for (let index = 0; index < reader.size; index += 1) {
    const leaf = parseLeaf(await reader.entry(index));
    if ("problem" in leaf) throw new Error(`entry ${index} is no leaf`);
    leaves.push(leaf);
  }
  return leaves;
}
