/** A signed document as `raccordo policy sign` writes it. */
export interface SignedDocument {
  readonly body: string;
  readonly signatures: readonly Signature[];
}
export interface Signature {
  readonly role: string;
  readonly key: string;
  readonly signature: string;
}

/** A person's key while this window holds it. Nothing of it can be read but its public half. */
export interface PersonKey {
  /** Raw Ed25519 public key, base64url. */
  readonly id: string;
  /** The role that stands in the file; absent in a bare PKCS#8 file. */
  readonly role: string | undefined;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** The key in a file made by `raccordo policy keygen`, or in a bare PKCS#8 PEM file. Undefined: it is none. */
export async function personKeyIn(text: string): Promise<PersonKey | undefined> {
  const [, base64] =
    /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(text) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const pkcs8 = bytesOf(atob(base64.replace(/\s/g, "")));
    const { subtle } = crypto;
    // Once readable, for the public half that belongs to it; the key that signs cannot be read.
    const readable = await subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
    const { x: id } = await subtle.exportKey("jwk", readable);
    const key = await subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
    pkcs8.fill(0);
    if (id === undefined) return undefined;
    const role = /^role: ([a-z0-9_-]{1,120})$/m.exec(text)?.[1];
    const sign = async (bytes: Uint8Array<ArrayBuffer>) =>
      base64url(new Uint8Array(await subtle.sign("Ed25519", key, bytes)));
    return { id, role, sign };
  } catch {
    return undefined;
  }
}

const bytesOf = (binary: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(binary, (character) => character.charCodeAt(0));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** SHA-256 of a text in UTF-8, hex. */
export async function sha256Of(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));

/** The exact lines below which a signature stands (libs/seal/signedDocument). */
export const statementOf = (format: string, role: string, sha256: string): string =>
  ["raccordo signature v1", `document: ${format}`, `role: ${role}`, `sha256: ${sha256}`, ""].join(
    "\n",
  );

/** The document with one signature more. */
export async function withSignature(
  document: SignedDocument,
  format: string,
  key: PersonKey,
  role: string,
): Promise<SignedDocument> {
  const statement = statementOf(format, role, await sha256Of(document.body));
  const signature = await key.sign(utf8(statement));
  return { ...document, signatures: [...document.signatures, { role, key: key.id, signature }] };
}

type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value };

/** Canonical JSON (RFC 8785) of what a revocation is made of: texts, truths, lists and objects. */
export function canonicalText(value: Value): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonicalText(of)}`).join(",")}}`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** What a person reads of a document before they sign it. */
export interface ReadDocument {
  readonly document: SignedDocument;
  readonly format: string;
  readonly sha256: string;
  readonly version: number;
  readonly author: string;
  readonly from: string;
  readonly to: string;
  readonly titles: readonly string[];
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A signed document in a file; undefined for anything else. Whether its signatures hold, policy says. */
export function signedDocumentIn(text: string): SignedDocument | undefined {
  const value = jsonIn(text);
  const body = memberOf(value, "body");
  if (typeof body !== "string" || !Array.isArray(memberOf(value, "signatures"))) return undefined;
  const signatures = listOf(memberOf(value, "signatures")).map((one) => ({
    role: textOf(memberOf(one, "role")),
    key: textOf(memberOf(one, "key")),
    signature: textOf(memberOf(one, "signature")),
  }));
  return { body, signatures };
}

/** A rule set in a file, as far as a person must know it; undefined for anything else. */
export async function ruleDocumentIn(text: string): Promise<ReadDocument | undefined> {
  const document = signedDocumentIn(text);
  const body = document && jsonIn(document.body);
  const format = textOf(memberOf(body, "format"));
  const version = memberOf(body, "version");
  if (document === undefined || !format.startsWith("raccordo-rule-set/")) return undefined;
  if (typeof version !== "number") return undefined;
  const titles = ["agreement", "grant", "ceilings"].flatMap((kind) =>
    listOf(memberOf(body, kind === "ceilings" ? kind : `${kind}s`)).map((one) =>
      textOf(memberOf(memberOf(one, kind), "title")),
    ),
  );
  const [author, from, to] = ["author", "not_before", "expires"].map((name) =>
    textOf(memberOf(body, name)),
  );
  const told = { author: author ?? "", from: from ?? "", to: to ?? "", titles, version, format };
  return { document, sha256: await sha256Of(document.body), ...told };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
