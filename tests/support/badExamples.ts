import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#tests/support/project";

/** A message that its protocol refuses with one code. */
export interface BadExample {
  readonly file: string;
  readonly code: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const protocols = [
  ["native", "application/json"],
  ["cap", "application/cap+xml"],
  ["scheda112", "application/vnd.raccordo.scheda112+json; version=1"],
] as const;

/** Every refused example of every protocol: what its adapter is tested with, sent to the whole system. */
export const badExamples: readonly BadExample[] = protocols.flatMap(([protocol, contentType]) => {
  const folder = join(projectRoot, "libs", "adapters", protocol, "examples");
  return readdirSync(folder)
    .filter((file) => file.startsWith("refused-"))
    .map((file) => ({
      file: `${protocol}/${file}`,
      code: /^refused-([a-z0-9-]+)/.exec(file)?.[1] ?? "",
      contentType,
      bytes: readFileSync(join(folder, file)),
    }));
});

/** Words of the examples that stand for what a person would have written there. */
const words = ["SINTETICO", "SINTETICA", "sintetico", "CR-2026-881", "M-17", "ZZ000ZZ"] as const;

/** The example with `secret` in place of everything that was written by a person. */
export function exampleWith(secret: string, { bytes }: BadExample): Buffer {
  const text = bytes.toString("latin1");
  const wide = (word: string) => Buffer.from(word, "utf16le").toString("latin1");
  const swapped = (word: string) => Buffer.from(word, "utf16le").swap16().toString("latin1");
  const changed = words.reduce(
    (whole, word) =>
      whole
        .replaceAll(word, secret)
        .replaceAll(wide(word), wide(secret))
        .replaceAll(swapped(word), swapped(secret)),
    text,
  );
  return Buffer.from(changed, "latin1");
}
