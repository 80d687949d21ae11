import { open } from "node:fs/promises";

/** Read in one go, bytes: large enough that the disk is what takes the time. */
const chunkBytes = 1_048_576;

export interface ReadThrough {
  /** Nothing of a larger file is read: it would push out of memory what is needed more. */
  readonly bytesMax: number;
  readonly stopping: AbortSignal;
}

/**
 * Reads a file through and keeps nothing of it: the machine then has it in memory (the page cache), and whoever looks
 * here and there in it waits for no disk. Answers with the bytes read, 0 where there is no such file. One that goes or
 * becomes shorter meanwhile is no fault.
 */
export async function readThrough(file: string, limits: ReadThrough): Promise<number> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return 0;
  try {
    const { size } = await handle.stat();
    if (size > limits.bytesMax) return 0;
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let bytes = 0;
    while (!limits.stopping.aborted) {
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, bytes);
      if (bytesRead === 0) break;
      bytes += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
