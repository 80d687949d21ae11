import type { VerifyReport } from "#libs/tilestore/verifyLog";
import { CliError } from "../exitCodes.ts";
import { readInput } from "../inputFile.ts";

/** A checkpoint that somebody kept: nothing of it is believed until the log's key has been asked. */
export interface KeptCheckpoint {
  readonly file: string;
  readonly note: Buffer;
  /** Its first two lines, as they stand there. */
  readonly origin: string;
  readonly size: string;
}

/** Checkpoints from files of people, each compared with the log that it names. */
export class KeptCheckpoints {
  readonly #all: readonly KeptCheckpoint[];
  readonly #asked = new Set<string>();

  constructor(files: readonly string[]) {
    this.#all = files.map((file) => {
      const note = Buffer.from(readInput(file));
      const [origin = "", size = ""] = note.toString("utf8").split("\n", 2);
      if (!/^(?:0|[1-9]\d{0,15})$/.test(size))
        throw new CliError("usage", "kept-is-none", { file });
      return { file, note, origin: origin.slice(0, 200), size: size.slice(0, 20) };
    });
  }

  /** Those of one log, in the order in which verifyLog counts them. */
  of(origin: string): readonly KeptCheckpoint[] {
    this.#asked.add(origin);
    return this.#all.filter((one) => one.origin === origin);
  }

  /** The report with the names of the files in place of their numbers. */
  named(origin: string, tree: VerifyReport): VerifyReport {
    const files = new Map(
      this.of(origin).map(({ file }, index) => [`kept checkpoint ${index + 1}`, file]),
    );
    const named = tree.findings.map((one) => ({ ...one, path: files.get(one.path) ?? one.path }));
    return { ...tree, findings: named };
  }

  /** Refuses to end as if a checkpoint had been compared that belongs to another log. */
  assertCompared(): void {
    const left = this.#all.find(({ origin }) => !this.#asked.has(origin));
    if (left === undefined) return;
    throw new CliError("refused", "kept-of-none", { file: left.file, origin: left.origin });
  }
}
