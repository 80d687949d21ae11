import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { witnessKeyFile } from "#libs/tilestore/witnessService";
import { cosignerOf, encodeCosignerKey } from "#libs/tlog/cosigner";

/** A witness to be started as a process: its file, and what its key is called. */
export interface TestWitness {
  readonly name: string;
  readonly vkey: string;
  readonly config: {
    readonly folder: string;
    readonly host: string;
    readonly port: number;
    readonly logs: readonly string[];
  };
}

/** A new witness in a folder of its own below `parent`. */
export function newWitness(
  parent: string,
  name: string,
  logs: readonly string[],
  port = 0,
): TestWitness {
  const folder = join(parent, `witness-${name}`);
  mkdirSync(folder, { mode: 0o700 });
  const seed = randomBytes(32);
  const keyName = `${name}.example`;
  const key = encodeCosignerKey(keyName, "ed25519", seed);
  writeFileSync(join(folder, witnessKeyFile), `${key}\n`, { mode: 0o600 });
  const { vkey } = cosignerOf(keyName, "ed25519", seed);
  return { name, vkey, config: { folder, host: "127.0.0.1", port, logs } };
}
