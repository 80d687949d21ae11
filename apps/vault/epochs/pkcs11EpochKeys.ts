import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { z } from "zod";
import { CodedError } from "#libs/runtime/codedError";
import type { RandomSource } from "../keyStore.ts";
import { type EpochKey, keyBytes } from "../wrap.ts";
import { assertEpoch, type EpochKeys } from "./epochKeys.ts";
import { KeyFolder } from "./keyFolder.ts";
import type { Pkcs11Token } from "./pkcs11Tool.ts";

export interface TokenEpochsOptions {
  /** Where the wrapped epoch keys lie, a folder of its own. */
  readonly folder: string;
  readonly token: Pkcs11Token;
  readonly random: RandomSource;
}

const [saltBytes, nonceBytes, tagBytes] = [32, 12, 16];
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const wrappedSchema = z.strictObject({
  format: z.literal("raccordo-epoch-key/1"),
  epoch: z.int().min(1),
  salt: base64url,
  wrapped: base64url,
});

/**
 * Epoch keys under a token: each epoch has a master key of its own that was made in the token and cannot leave it. The
 * file holds the epoch key under AES-256-GCM; the key of that is what the token's master key makes of the file's salt.
 * Without the token the file is noise, and destroying the master key in the token ends every backup of the file.
 * Each is unwrapped once, at the start or when it is made: from then on the epoch key is in this process's memory.
 */
export async function openTokenEpochKeys(options: TokenEpochsOptions): Promise<EpochKeys> {
  const { token, random } = options;
  const files = new KeyFolder(options.folder, "wrapped");
  const keys = new Map<number, EpochKey>();
  for (const epoch of files.epochs()) {
    const key = await unwrapped(token, epoch, files.read(epoch));
    if (key !== undefined) keys.set(epoch, key);
  }
  return {
    get epochs() {
      return [...keys.keys()].toSorted((a, b) => a - b);
    },
    key: (epoch) => keys.get(epoch),
    async create(last) {
      const epoch = assertEpoch(last + 1);
      const left = keys.get(epoch);
      if (left !== undefined) return left;
      // Half of what an interrupted creation left never wrapped anything that was used.
      files.destroy(epoch);
      await token.destroy(tokenId(epoch));
      await token.generate(tokenId(epoch), `raccordo-epoch-${epoch}`);
      const made = { epoch, key: Uint8Array.from(random(keyBytes)) };
      files.write(epoch, await wrappedText(token, made, random));
      keys.set(epoch, made);
      return made;
    },
    async destroy(epoch) {
      await token.destroy(tokenId(epoch));
      files.destroy(epoch);
      keys.get(epoch)?.key.fill(0);
      keys.delete(epoch);
    },
  };
}

/** CKA_ID of an epoch's master key, hex: "ra" and the number. */
const tokenId = (epoch: number): string => `7261${epoch.toString(16).padStart(8, "0")}`;

async function wrappedText(
  token: Pkcs11Token,
  { epoch, key }: EpochKey,
  random: RandomSource,
): Promise<string> {
  const salt = Buffer.from(random(saltBytes));
  const nonce = Buffer.from(random(nonceBytes));
  const cipher = createCipheriv("aes-256-gcm", await wrappingKey(token, epoch, salt), nonce);
  cipher.setAAD(boundTo(epoch));
  const box = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  const text = { format: "raccordo-epoch-key/1", epoch, salt: salt.toString("base64url") };
  return `${JSON.stringify({ ...text, wrapped: box.toString("base64url") })}\n`;
}

/** Undefined where the token holds the epoch's master key no more: then it was destroyed. */
async function unwrapped(
  token: Pkcs11Token,
  epoch: number,
  text: string,
): Promise<EpochKey | undefined> {
  const damaged = () => new CodedError("vault-epoch-key-damaged", String(epoch));
  const read = wrappedSchema.safeParse(jsonIn(text));
  if (!read.success || read.data.epoch !== epoch) throw damaged();
  const box = Buffer.from(read.data.wrapped, "base64url");
  const salt = Buffer.from(read.data.salt, "base64url");
  if (box.length !== nonceBytes + keyBytes + tagBytes || salt.length !== saltBytes) throw damaged();
  if (!(await token.holds(tokenId(epoch)))) return undefined;
  const wrapping = await wrappingKey(token, epoch, salt);
  const decipher = createDecipheriv("aes-256-gcm", wrapping, box.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(epoch));
  decipher.setAuthTag(box.subarray(-tagBytes));
  try {
    const key = decipher.update(box.subarray(nonceBytes, -tagBytes));
    decipher.final();
    return { epoch, key: Uint8Array.from(key) };
  } catch {
    throw damaged();
  }
}

/**
 * What the master key makes of the salt, made into a key. AES-CBC is all that it takes, which every token knows; what
 * is wrapped with it is authenticated here, so that nobody plants an epoch key that he chose.
 */
async function wrappingKey(token: Pkcs11Token, epoch: number, salt: Buffer): Promise<Buffer> {
  const blocks = createHash("sha256").update(boundTo(epoch)).update(salt).digest();
  const secret = await token.encrypt(tokenId(epoch), blocks);
  return Buffer.from(hkdfSync("sha256", secret, salt, boundTo(epoch), keyBytes));
}

const boundTo = (epoch: number): Buffer => Buffer.from(`raccordo/vault/epoch-wrap/1/${epoch}`);

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
