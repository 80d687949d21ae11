import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cosigner, type CosignerAlgorithm, cosignerOf } from "#libs/tlog/cosigner";
import { addSignature, parseNote } from "#libs/tlog/note";
import type { TestLog } from "#tests/support/testLog";

/** When the witnesses of these tests have looked. */
export const cosignedAtSeconds = 1_790_000_000;

/** A witness whose key follows from its name. */
export const syntheticWitness = (
  name: string,
  algorithm: CosignerAlgorithm = "ed25519",
): Cosigner => cosignerOf(`${name}.example`, algorithm, hash("sha256", name, "buffer"));

/** A policy in which so many of these witnesses make the quorum; they are called w0, w1, … */
export const policyOf = (witnesses: readonly Cosigner[], quorum: string): string =>
  [
    ...witnesses.map(({ vkey }, index) => `witness w${index} ${vkey}\n`),
    `group testimoni ${quorum} ${witnesses.map((_, index) => `w${index}`).join(" ")}\n`,
    "quorum testimoni\n",
  ].join("");

/** A note with the cosignatures of these. */
export function cosignedBy(note: Buffer, witnesses: readonly Cosigner[]): Buffer {
  const text = parseNote(note)?.text ?? "";
  return witnesses.reduce<Buffer>(
    (sum, one) => addSignature(sum, one.cosign(text, cosignedAtSeconds)),
    note,
  );
}

/** The kept checkpoint of a log at a size. */
export const keptNote = ({ folder }: TestLog, size: number): Promise<Buffer> =>
  readFile(join(folder, "checkpoints", String(size)));
