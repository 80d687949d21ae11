/** A person's key while a window holds it. Nothing of it can be read but its public half. */
export interface PersonKey {
  /** Raw Ed25519 public key, base64url. */
  readonly id: string;
  /** The role that stands in the file; absent in a bare PKCS#8 file. */
  readonly role: string | undefined;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

const algorithm = "Ed25519";

/** The key in a file made by `raccordo policy keygen`, or in a bare PKCS#8 PEM file. Undefined: it is none. */
export async function personKeyIn(text: string): Promise<PersonKey | undefined> {
  const [, base64] =
    /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(text) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const pkcs8 = bytesOf(atob(base64.replace(/\s/g, "")));
    const { subtle } = globalThis.crypto;
    // Once readable, for the public half that belongs to it; the key that signs cannot be read.
    const readable = await subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]);
    const { x: id } = await subtle.exportKey("jwk", readable);
    const key = await subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
    pkcs8.fill(0);
    if (id === undefined) return undefined;
    const role = /^role: ([a-z0-9_-]{1,120})$/m.exec(text)?.[1];
    const sign = async (bytes: Uint8Array<ArrayBuffer>) =>
      base64url(new Uint8Array(await subtle.sign(algorithm, key, bytes)));
    return { id, role, sign };
  } catch {
    return undefined;
  }
}

const bytesOf = (binary: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(binary, (character) => character.charCodeAt(0));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
