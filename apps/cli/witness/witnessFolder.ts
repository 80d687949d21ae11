import { randomBytes } from "node:crypto";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { readWitnessKey, witnessKeyFile } from "#libs/tilestore/witnessService";
import { type Cosigner, type CosignerAlgorithm, encodeCosignerKey } from "#libs/tlog/cosigner";
import { CliError } from "../exitCodes.ts";
import { keepPrivate, privateFolder } from "../privateFiles.ts";

export interface WitnessIdentity {
  readonly folder: string;
  /** Name of its key: a name of the witness's own, such as `testimone.prefettura.example`. */
  readonly name: string;
  readonly algorithm: CosignerAlgorithm;
  /** True when an earlier start has made the key: then it is never made anew. */
  readonly made: boolean;
}

const seedBytes = 32;

/** Opens the folder of a witness, made with its key on the first start. Refuses another witness's folder. */
export function openWitnessFolder({ folder, name, algorithm, made }: WitnessIdentity): Cosigner {
  privateFolder(folder);
  const file = join(folder, witnessKeyFile);
  if (made && lstatSync(file, { throwIfNoEntry: false }) === undefined) {
    throw new CliError("refused", "secret-missing", { path: file });
  }
  keepPrivate(file, () => `${newKey(name, algorithm)}\n`);
  const cosigner = readKey(file);
  if (cosigner.name !== name) {
    throw new CliError("refused", "witness-other-name", { path: file, name: cosigner.name });
  }
  return cosigner;
}

function newKey(name: string, algorithm: CosignerAlgorithm): string {
  try {
    return encodeCosignerKey(name, algorithm, randomBytes(seedBytes));
  } catch {
    throw new CliError("usage", "witness-name-wrong", { name });
  }
}

function readKey(file: string): Cosigner {
  try {
    return readWitnessKey(file);
  } catch {
    throw new CliError("refused", "secret-damaged", { path: file });
  }
}
