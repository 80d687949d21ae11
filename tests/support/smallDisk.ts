import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mebibyte = 1024 * 1024;

/** A disk of a few megabytes in memory, of one test. */
export class SmallDisk {
  readonly #filling: string;

  private constructor(readonly folder: string) {
    this.#filling = join(folder, "filling");
  }

  /** Mounted over a new folder; throws where that is not allowed. */
  static mount(bytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), "raccordo-disk-"));
    try {
      const options = `size=${bytes},mode=0700`;
      execFileSync("mount", ["-t", "tmpfs", "-o", options, "raccordo-test", folder], {
        stdio: "pipe",
      });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    return new SmallDisk(folder);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Takes all the room that there is, to the last page. */
  fill(): void {
    const file = openSync(this.#filling, "a", 0o600);
    try {
      for (const size of [mebibyte, 4_096]) while (takes(file, size));
    } finally {
      closeSync(file);
    }
  }

  /** Gives back what was taken. */
  free(): void {
    rmSync(this.#filling, { force: true });
  }

  unmount(): void {
    execFileSync("umount", ["--lazy", this.folder], { stdio: "pipe" });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function takes(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes, 1)) === bytes;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return false;
    throw error;
  }
}

/** Why no small disk can be mounted here, in one line for `testIf`; undefined when one can. */
export function smallDiskProblem(): string | undefined {
  try {
    SmallDisk.mount(mebibyte).unmount();
    return undefined;
  } catch {
    return "a tmpfs cannot be mounted";
  }
}
