import { readFile } from "node:fs/promises";
import { hasCode } from "./failure.ts";

/** Bytes of a file; undefined when there is none. Other errors are thrown. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
