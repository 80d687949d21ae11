import { type EntriesReport, EntryChecker, type YearEnd } from "#libs/seal/verifyEntries";
import { encodeVerifierKey, publicKeyObject } from "#libs/tlog/note";
import { tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import type { Finding } from "./failure.ts";
import type { TileSource } from "./tileSource.ts";
import { type VerifyReport, verifyLog } from "./verifyLog.ts";

export interface FamilyOptions {
  /** Origin of the log family; the log of a year is `<family>/<year>`. */
  readonly family: string;
  /** Raw Ed25519 public key of the checkpoints, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Years to check; each is compared with the one before it when that is among them. */
  readonly years: readonly number[];
  /** Where the log of a year is read from. */
  source(year: number): TileSource;
  /** False where parts are not served (an HTTP address). */
  readonly readParts: boolean;
  /** Findings that are kept for each year. Default 1,000. */
  readonly findingsMax?: number;
}

export interface YearReport extends VerifyReport {
  readonly year: number;
  readonly vkey: string;
  /** What of the entries' meaning was looked at. */
  readonly meaning: EntriesReport;
}

export interface FamilyReport {
  /** True when every year has a trusted checkpoint and nothing was found. */
  readonly ok: boolean;
  readonly years: readonly YearReport[];
}

/**
 * Verifies the logs of a family, year after year: signature, tree and files (verifyLog) and what the entries
 * mean (EntryChecker). Nothing is thrown for what is found.
 */
export async function verifyFamily(options: FamilyOptions): Promise<FamilyReport> {
  const reports: YearReport[] = [];
  let before: YearEnd | undefined;
  for (const year of options.years.toSorted((a, b) => a - b)) {
    const { report, end } = await verifyYear(
      options,
      year,
      before?.year === year - 1 ? before : undefined,
    );
    reports.push(report);
    before = end;
  }
  const clean = ({ findings, findingsOmitted, checkpoint }: YearReport) =>
    checkpoint !== undefined && findings.length + findingsOmitted === 0;
  return { ok: reports.length > 0 && reports.every(clean), years: reports };
}

async function verifyYear(
  options: FamilyOptions,
  year: number,
  before: YearEnd | undefined,
): Promise<{ readonly report: YearReport; readonly end: YearEnd | undefined }> {
  const { readParts, findingsMax } = options;
  const origin = `${options.family}/${year}`;
  const vkey = encodeVerifierKey(origin, publicKeyObject(Buffer.from(options.publicKey)));
  const checker = new EntryChecker({
    year,
    origin,
    withParts: readParts,
    ...(before !== undefined && { before }),
  });
  const report = await verifyLog(options.source(year), vkey, {
    readParts,
    ...(findingsMax !== undefined && { findingsMax }),
    onEntry: (index, leaf, part) =>
      checker.check(index, leaf, part).map((finding) => ({ ...finding, path: unlocated })),
  });
  const { checkpoint } = report;
  const end = checkpoint && checker.end(checkpoint.size, checkpoint.root.toString("hex"));
  const findings = report.findings.map((finding) => located(finding, report.size));
  return { report: { ...report, findings, year, vkey, meaning: checker.report() }, end };
}

/** Stands for the path of a finding about an entry until the size of the log is known. */
const unlocated = "";

function located(finding: Finding, size: number): Finding {
  if (finding.path !== unlocated || finding.index === undefined) return finding;
  const kind = finding.kind === "part-mismatch" ? "parts" : "entries";
  const index = Math.floor(finding.index / tileWidth);
  const width = widthAt(0, index, size);
  return { ...finding, path: tilePath({ kind, level: 0, index, width }) };
}
