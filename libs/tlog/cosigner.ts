import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { decodeBase64 } from "./base64.ts";
import { makeCosignature, makeMlDsaCosignature } from "./cosignature.ts";
import { mlDsaPrivateKey, mlDsaPublicKeyOf } from "./mlDsa.ts";
import { keyIdFor, type NoteSignature, signatureType, verifierKeyText } from "./note.ts";

/** Algorithms of a cosigner: what every verifier knows today, and what a quantum computer does not break. */
export type CosignerAlgorithm = "ed25519" | "ml-dsa-44";

/** Makes cosignatures of one key. */
export interface Cosigner {
  readonly name: string;
  readonly keyId: number;
  /** Verifier key text, for the policies of those who trust it. */
  readonly vkey: string;
  /** `timestampSeconds`: POSIX time of the statement. Throws when the text is not a checkpoint. */
  cosign(checkpointText: string, timestampSeconds: number): NoteSignature;
}

const pkcs8SeedPrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const ed25519PublicBytes = 32;

const types = {
  ed25519: signatureType.cosignature,
  "ml-dsa-44": signatureType.mlDsaCosignature,
} as const satisfies Readonly<Record<CosignerAlgorithm, number>>;

/** The cosigner of a seed of 32 random bytes. Throws for a bad name or another length. */
export function cosignerOf(name: string, algorithm: CosignerAlgorithm, seed: Uint8Array): Cosigner {
  const type = types[algorithm];
  const isMlDsa = algorithm === "ml-dsa-44";
  const privateKey = isMlDsa ? mlDsaPrivateKey(seed) : ed25519PrivateKey(seed);
  const publicKey = isMlDsa ? mlDsaPublicKeyOf(seed) : ed25519Public(privateKey);
  const keyId = keyIdFor(name, type, publicKey);
  const key = { name, keyId, privateKey };
  return {
    name,
    keyId,
    vkey: verifierKeyText(name, type, publicKey),
    cosign: (text, seconds) =>
      isMlDsa ? makeMlDsaCosignature(text, key, seconds) : makeCosignature(text, key, seconds),
  };
}

/** `PRIVATE+KEY+name+hash+base64(type || seed)`, as Go's note package has it. A secret: for a 0600 file. */
export function encodeCosignerKey(
  name: string,
  algorithm: CosignerAlgorithm,
  seed: Uint8Array,
): string {
  const id = cosignerOf(name, algorithm, seed).keyId.toString(16).padStart(8, "0");
  const typed = Buffer.concat([Buffer.of(types[algorithm]), seed]);
  return `PRIVATE+KEY+${name}+${id}+${typed.toString("base64")}`;
}

/** Reads {@link encodeCosignerKey}'s text; undefined when it is not one. */
export function parseCosignerKey(text: string): Cosigner | undefined {
  const match = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  const [, name = "", , encoded = ""] = match ?? [];
  const typed = decodeBase64(encoded);
  const algorithm = algorithmOf(typed?.[0]);
  if (typed?.length !== 33 || algorithm === undefined) return undefined;
  const seed = typed.subarray(1);
  return encodeCosignerKey(name, algorithm, seed) === text
    ? cosignerOf(name, algorithm, seed)
    : undefined;
}

function algorithmOf(type: number | undefined): CosignerAlgorithm | undefined {
  if (type === types.ed25519) return "ed25519";
  return type === types["ml-dsa-44"] ? "ml-dsa-44" : undefined;
}

function ed25519PrivateKey(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([pkcs8SeedPrefix, seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

function ed25519Public(privateKey: KeyObject): Buffer {
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return spki.subarray(-ed25519PublicBytes);
}
