import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packFiles } from "./packFiles.ts";
import type { PackSurvey } from "./packLogs.ts";
import { syncPath, type WrittenPack, writePackZip } from "./packZip.ts";

/** A pack that is whole and synced, in a folder that only its maker can enter: it has not left yet. */
export interface PrivatePack extends WrittenPack {
  readonly path: string;
  /** Removes the folder and what is still in it. */
  discard(): Promise<void>;
}

const prefix = ".raccordo-pack-";

/** Numbers of the titolare's rooms in the configurations that the pack holds, in order: their parts it opens. */
export function slotsOpened({ documents }: PackSurvey, titolare: string): readonly number[] {
  const rooms = documents.flatMap((document) => document.rooms);
  const own = rooms.filter((room) => room.titolare === titolare).map(({ slot }) => slot);
  return [...new Set(own)].toSorted((a, b) => a - b);
}

/**
 * Makes a pack in a new private folder inside `folder`. Throws what reading the log throws; then nothing stays. What a
 * maker left that was killed is removed first: nobody asks for it any more.
 */
export async function packPrivately(
  survey: PackSurvey,
  titolare: string,
  folder: string,
): Promise<PrivatePack> {
  await sweepPacks(folder);
  const place = await mkdtemp(join(folder, `${prefix}${process.pid}-`));
  const path = join(place, "pack.zip");
  const discard = () => rm(place, { recursive: true, force: true });
  try {
    return { ...(await writePackZip(packFiles(survey, titolare), path)), path, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Puts a pack where it was asked for: from then on it has left. Both must lie on one file system. */
export async function releasePack(pack: PrivatePack, out: string): Promise<void> {
  await rename(pack.path, out);
  await syncPath(dirname(out));
  await pack.discard();
}

/** Removes the private folders of makers that live no more. */
export async function sweepPacks(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, pid] = /^\.raccordo-pack-(\d{1,10})-/.exec(name) ?? [];
    if (pid === undefined || lives(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A number that another process has taken meanwhile only keeps a private folder a little longer. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
