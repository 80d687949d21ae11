import type { SignedLog } from "#libs/search/signedLogs";
import { TileStoreError } from "#libs/tilestore/failure";
import { tileWidth } from "#libs/tlog/tiles";

/** The part of an entry. Parts may have been retired, leaves may not: undefined where it is gone or cannot be read. */
export async function partAt({ reader }: SignedLog, index: number): Promise<Buffer | undefined> {
  try {
    const items = await reader.items("parts", 0, Math.floor(index / tileWidth));
    return items[index % tileWidth];
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}
