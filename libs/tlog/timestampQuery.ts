import { hash } from "node:crypto";

/** Media types of RFC 3161, 3.4. */
export const timestampQueryType = "application/timestamp-query";
export const timestampReplyType = "application/timestamp-reply";
/** Largest answer of a time stamp authority that is read: a token with a chain of certificates is a few kB. */
export const timestampReplyBytesMax = 65_536;

const nonceBytes = 16;
const tag = { boolean: 0x01, integer: 0x02, octets: 0x04, none: 0x05, oid: 0x06, sequence: 0x30 };
/** 2.16.840.1.101.3.4.2.1 */
const sha256Oid = Buffer.from("608648016503040201", "hex");
const trueValue = Buffer.of(0xff);
/** PKIStatus granted and grantedWithMods (RFC 3161, 2.4.2). */
const granted: readonly number[] = [0, 1];

/**
 * TimeStampReq (RFC 3161, 2.4.1) over the SHA-256 of `data`, with the certificate asked for. `nonce`: 16 random bytes,
 * by which an old answer is told from this one. Throws RangeError for another length.
 */
export function timestampQuery(data: Uint8Array, nonce: Uint8Array): Buffer {
  if (nonce.length !== nonceBytes) throw new RangeError("a nonce has 16 bytes");
  const algorithm = der(tag.sequence, der(tag.oid, sha256Oid), der(tag.none));
  const digest = hash("sha256", data, "buffer");
  return der(
    tag.sequence,
    der(tag.integer, Buffer.of(1)),
    der(tag.sequence, algorithm, der(tag.octets, digest)),
    der(tag.integer, positive(nonce)),
    der(tag.boolean, trueValue),
  );
}

export type TimestampReply =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "malformed" | "rejected" | "other-query" };

/**
 * What an answer says of itself: granted, and for this data and nonce. Its signature is not checked here: that is for
 * tools of others (`openssl ts -verify`) and for whoever knows the authority's certificate.
 */
export function readTimestampReply(
  reply: Buffer,
  data: Uint8Array,
  nonce: Uint8Array,
): TimestampReply {
  const whole = readDer(reply);
  const status = whole?.tag === tag.sequence ? readDer(whole.content) : undefined;
  const value = status?.tag === tag.sequence ? readDer(status.content) : undefined;
  const sound = whole?.rest.length === 0 && value?.tag === tag.integer;
  if (!sound || value?.content.length !== 1) return { ok: false, reason: "malformed" };
  const token = status?.rest ?? Buffer.alloc(0);
  if (!granted.includes(value.content.readUInt8(0))) return { ok: false, reason: "rejected" };
  const digest = hash("sha256", data, "buffer");
  const isOurs = token.includes(digest) && token.includes(der(tag.integer, positive(nonce)));
  return isOurs ? { ok: true } : { ok: false, reason: "other-query" };
}

/** The shortest form of a number that is not negative, as DER asks for. */
function positive(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = Buffer.from(first < 0 ? [0] : bytes.subarray(first));
  return digits.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
}

function der(type: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length > 0x7f) throw new RangeError("longer than a query is");
  return Buffer.concat([Buffer.of(type, body.length), body]);
}

/** The first element, and what stands behind it; undefined where the bytes hold none. */
function readDer(bytes: Buffer) {
  const [type, short] = bytes;
  if (type === undefined || short === undefined) return undefined;
  const more = short < 0x80 ? 0 : short - 0x80;
  if (more > 3 || bytes.length < 2 + more) return undefined;
  const length = more === 0 ? short : bytes.readUIntBE(2, more);
  const start = 2 + more;
  if (short === 0x80 || bytes.length < start + length) return undefined;
  return {
    tag: type,
    content: bytes.subarray(start, start + length),
    rest: bytes.subarray(start + length),
  };
}
