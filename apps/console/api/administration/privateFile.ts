import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Replaces a file in one step, synced, for its owner's eyes: after a crash it holds the old text or the new one. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const temporary = `${path}.new.${process.pid}`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
