import type { KeyObject } from "node:crypto";
import { publicKeyOf, signBytes } from "#libs/seal/ed25519";
import { cosignatureVerifier } from "#libs/tlog/cosignature";
import { cosignerOf } from "#libs/tlog/cosigner";
import {
  ed25519KeyId,
  encodeVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  noteVerifier,
  publicKeyObject,
} from "#libs/tlog/note";

/** What a year's checkpoints are signed and read with. */
export interface LogKey {
  readonly origin: string;
  /** Verifier key in signed-note form, as in the configuration leaf. */
  readonly vkey: string;
  /** Ed25519 first: the signature that every verifier reads. */
  readonly signers: readonly NoteSigner[];
  readonly verifiers: readonly NoteVerifier[];
}

/** The second key of a log, which a quantum computer does not break. */
export interface SecondKey {
  /** 32 bytes from which FIPS 204 makes the key. */
  readonly seed: Uint8Array;
  nowSeconds(): number;
}

/** The key of the log `<family>/<year>`: one seed, another name each year; beside it the second key, if there is one. */
export function logKey(family: string, year: number, seed: Uint8Array, second?: SecondKey): LogKey {
  const origin = originOf(family, year);
  const publicKey: KeyObject = publicKeyObject(publicKeyOf(seed));
  const vkey = encodeVerifierKey(origin, publicKey);
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new RangeError("not a name of a log");
  const signer = {
    name: origin,
    keyId: ed25519KeyId(origin, publicKey, 1),
    sign: (message: Uint8Array) => signBytes(seed, message),
  };
  const more = second && secondOf(origin, second);
  return {
    origin,
    vkey,
    signers: [signer, ...(more === undefined ? [] : [more.signer])],
    verifiers: [verifier, ...(more === undefined ? [] : [more.verifier])],
  };
}

/** The log as the cosigner of itself (c2sp.org/tlog-checkpoint, "Signatures"). */
function secondOf(origin: string, { seed, nowSeconds }: SecondKey) {
  const cosigner = cosignerOf(origin, "ml-dsa-44", seed);
  const verifier = cosignatureVerifier(cosigner.vkey);
  if (verifier === undefined) throw new RangeError("not a name of a log");
  const { name, keyId } = cosigner;
  const sign = (message: Buffer) =>
    cosigner.cosign(message.toString("utf8"), nowSeconds()).signature;
  return { signer: { name, keyId, sign }, verifier };
}

/** Origin of the log of one year. */
export const originOf = (family: string, year: number): string => `${family}/${year}`;
