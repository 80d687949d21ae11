import { CodedError } from "#libs/runtime/codedError";
import type { RandomSource } from "../keyStore.ts";
import { type EpochKey, keyBytes } from "../wrap.ts";
import { assertEpoch, type EpochKeys } from "./epochKeys.ts";
import { KeyFolder } from "./keyFolder.ts";

export interface FileEpochsOptions {
  /** A folder of its own, never the one of keys.sqlite: their backups have different terms. */
  readonly folder: string;
  readonly random: RandomSource;
}

/** Epoch keys in private files, each 32 bytes in base64url: for where there is no token. */
export function openFileEpochKeys({ folder, random }: FileEpochsOptions): EpochKeys {
  const files = new KeyFolder(folder, "key");
  const keys = new Map(files.epochs().map((epoch) => [epoch, keyIn(files.read(epoch), epoch)]));
  return {
    get epochs() {
      return [...keys.keys()].toSorted((a, b) => a - b);
    },
    key: (epoch) => keys.get(epoch),
    async create(last) {
      const epoch = assertEpoch(last + 1);
      const left = keys.get(epoch);
      if (left !== undefined) return left;
      // A copy: what a random source gives may be a slice of its pool.
      const made = { epoch, key: Uint8Array.from(random(keyBytes)) };
      files.write(epoch, `${Buffer.from(made.key).toString("base64url")}\n`);
      keys.set(epoch, made);
      return made;
    },
    async destroy(epoch) {
      files.destroy(epoch);
      keys.get(epoch)?.key.fill(0);
      keys.delete(epoch);
    },
  };
}

function keyIn(text: string, epoch: number): EpochKey {
  const key = Buffer.from(text.trimEnd(), "base64url");
  if (key.length !== keyBytes || `${key.toString("base64url")}\n` !== text) {
    throw new CodedError("vault-epoch-key-damaged", String(epoch));
  }
  return { epoch, key: Uint8Array.from(key) };
}
