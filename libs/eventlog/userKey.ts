import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";

/**
 * The key of a NATS user (nkeys: Ed25519 in base32 with a checksum). The client's own package computes it in JavaScript,
 * some 40 ms of a process that has just started, at each connection anew; Node does it in less than one.
 */
export interface UserKey {
  /** As the server's configuration names it, `U…`. */
  readonly name: string;
  /** Answer to the server's challenge, in base64. */
  sign(challenge: string): string;
}

/** What a seed (`SU…`) and a user's name (`U…`) begin with. */
const seedPrefix = [0x95, 0x00] as const;
const userPrefix = 0xa0;
const keyBytes = 32;
const checkBytes = 2;
/** A private key as PKCS #8, up to its 32 bytes (RFC 8410). */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key of `seed`; undefined when that is none of a user, or its checksum does not fit. */
export function userKeyOf(seed: string): UserKey | undefined {
  const bytes = decoded(seed);
  if (bytes?.length !== seedPrefix.length + keyBytes + checkBytes) return undefined;
  const checked = bytes.subarray(0, -checkBytes);
  const isOfUser = checked[0] === seedPrefix[0] && checked[1] === seedPrefix[1];
  if (!isOfUser || bytes.readUInt16LE(checked.length) !== checksum(checked)) return undefined;
  const der = Buffer.concat([pkcs8Head, checked.subarray(seedPrefix.length)]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return {
    name: nameOf(key),
    sign: (challenge) => sign(null, Buffer.from(challenge), key).toString("base64"),
  };
}

function nameOf(key: KeyObject): string {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  const bytes = Buffer.from([userPrefix, ...Buffer.from(x, "base64url")]);
  const check = Buffer.alloc(checkBytes);
  check.writeUInt16LE(checksum(bytes));
  return encoded(Buffer.concat([bytes, check]));
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function encoded(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => digits[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function decoded(text: string): Buffer | undefined {
  const values = [...text].map((digit) => digits.indexOf(digit));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** CRC-16 as XMODEM has it. */
function checksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  }
  return crc & 0xffff;
}
