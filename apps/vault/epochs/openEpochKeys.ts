import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { CodedError } from "#libs/runtime/codedError";
import type { Logger } from "#libs/runtime/logger";
import { waitFor } from "#libs/runtime/process";
import type { VaultConfig } from "../vaultConfig.ts";
import type { EpochKeys } from "./epochKeys.ts";
import { openFileEpochKeys } from "./fileEpochKeys.ts";
import { openTokenEpochKeys } from "./pkcs11EpochKeys.ts";
import { Pkcs11Token, tokenProblems } from "./pkcs11Tool.ts";

type EpochsConfig = VaultConfig["epochs"];
type TokenConfig = Extract<EpochsConfig, { backend: "pkcs11" }>;

/**
 * Opens the epoch keys as configured. A token that is away is waited for; a PIN that it refuses is not tried again
 * until its file changes, since a token locks itself after a few wrong ones, and a restart would be one more.
 */
export async function openEpochKeys(
  config: EpochsConfig,
  { signal, logger }: { readonly signal: AbortSignal; readonly logger: Logger },
): Promise<EpochKeys> {
  const { folder } = config;
  if (config.backend === "file") return openFileEpochKeys({ folder, random: randomBytes });
  const pin = pinOf(config);
  const token = new Pkcs11Token(config, pin.read);
  const open = async () => {
    if (pin.isRefused()) return undefined;
    try {
      return await openTokenEpochKeys({ folder, token, random: randomBytes });
    } catch (error) {
      if (hasCode(error, tokenProblems.away)) throw error;
      if (!hasCode(error, tokenProblems.pin)) return { failure: error };
      pin.refuse();
      throw error;
    }
  };
  const opened = await waitFor(open, { signal, logger, part: "token", waitMsMax: 5_000 });
  if ("failure" in opened) throw opened.failure;
  return withFiles(opened, folder);
}

/** The PIN in its private file, and whether the token has refused what stands there. */
function pinOf({ pin_file: file }: TokenConfig) {
  let refusedAt: number | undefined;
  const changedAt = () => statSync(file).mtimeMs;
  return {
    read: () => {
      if ((statSync(file).mode & 0o077) !== 0) throw new CodedError("vault-not-private", file);
      return readFileSync(file, "utf8").trimEnd();
    },
    isRefused: () => refusedAt !== undefined && refusedAt === changedAt(),
    refuse: () => {
      refusedAt = changedAt();
    },
  };
}

/** An installation that had its keys in files before it had a token: the old ones are read and destroyed, never made. */
function withFiles(token: EpochKeys, folder: string): EpochKeys {
  const files = openFileEpochKeys({ folder, random: randomBytes });
  return {
    get epochs() {
      return [...new Set([...files.epochs, ...token.epochs])].toSorted((a, b) => a - b);
    },
    key: (epoch) => token.key(epoch) ?? files.key(epoch),
    create: (last) => token.create(last),
    async destroy(epoch) {
      await token.destroy(epoch);
      await files.destroy(epoch);
    },
  };
}

/** Epochs that somebody declared lost: a file `<number>.lost` beside the keys. */
export function declaredLost(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const epoch = Number(/^([1-9][0-9]{0,3})\.lost$/.exec(name)?.[1]);
    return Number.isSafeInteger(epoch) ? [epoch] : [];
  });
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof CodedError && error.code === code;
