import { type Cosigned, openCosigned } from "#libs/tlog/cosignedNote";
import { quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { TileStoreError } from "./failure.ts";
import type { LogReader, LogTrust } from "./logReader.ts";
import type { TileSource } from "./tileSource.ts";

/** A log at its signed checkpoint, and what proves it. */
export interface CosignableLog {
  readonly source: Pick<TileSource, "read">;
  readonly trust: LogTrust;
  readonly reader: LogReader;
}

/** What witnesses have said of a log. */
export interface CosignedLog {
  /** Entries that the quorum has cosigned (L2); 0 in any doubt. */
  readonly size: number;
  /** Who has cosigned the checkpoint that witnesses saw last, under this tree; also where they are no quorum. */
  readonly cosigned: readonly Cosigned[];
  /** Witnesses of the policy, by their names in it, that have not. */
  readonly absent: readonly string[];
}

/**
 * How far the witnesses of a policy have cosigned a log. Nothing counts in any doubt: no policy, another log's note, a
 * bad signature under a witness's name, a root that this tree does not have, or fewer than the quorum. Throws
 * TileStoreError where the note cannot be read.
 */
export async function cosignedLog(
  { source, trust, reader }: CosignableLog,
  policy: WitnessPolicy | undefined,
): Promise<CosignedLog> {
  const names = policy?.witnesses.map(({ name }) => name) ?? [];
  const nobody = { size: 0, cosigned: [], absent: names };
  const note = await source.read("witnessed");
  if (policy === undefined || note === undefined) return nobody;
  const opened = openCosigned(note, trust.verifiers, policy);
  if (typeof opened === "string" || opened.checkpoint.origin !== trust.origin) return nobody;
  const { checkpoint, cosigned } = opened;
  const here = await rootAt(reader, checkpoint.size);
  if (here?.equals(checkpoint.root) !== true) return nobody;
  const there = new Set(cosigned.map(({ name }) => name));
  const absent = names.filter((name) => !there.has(name));
  return { size: quorumMet(policy, there) ? checkpoint.size : 0, cosigned, absent };
}

/** Undefined for a size that the tree does not have, or whose tiles are damaged. */
async function rootAt(reader: LogReader, size: number): Promise<Buffer | undefined> {
  if (size > reader.size) return undefined;
  try {
    return await reader.rootAt(size);
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}
