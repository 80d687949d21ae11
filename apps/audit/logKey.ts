import type { KeyObject } from "node:crypto";
import { publicKeyOf, signBytes } from "#libs/seal/ed25519";
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
  readonly signer: NoteSigner;
  readonly verifier: NoteVerifier;
}

/** The key of the log `<family>/<year>`: one seed, another name each year. */
export function logKey(family: string, year: number, seed: Uint8Array): LogKey {
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
  return { origin, vkey, signer, verifier };
}

/** Origin of the log of one year. */
export const originOf = (family: string, year: number): string => `${family}/${year}`;
