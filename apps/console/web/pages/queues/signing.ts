/** A document with the signatures of people, as the API passes it on. */
export interface SignedOrder {
  readonly body: string;
  readonly signatures: readonly {
    readonly role: string;
    readonly key: string;
    readonly signature: string;
  }[];
}

/** What is written into an order: words and places. */
export type OrderValue = string | number | { readonly [name: string]: OrderValue };

/** The key of a person, for as long as the dialog is open; it leaves the browser in no form. */
export interface PersonKey {
  /** Raw public key, base64url. */
  readonly name: string;
  readonly key: CryptoKey;
}

const algorithm = "Ed25519";
const fileBytesMax = 16_384;

/** RFC 8785 of plain words, whole numbers and objects of them: what orders are made of. */
export function canonicalText(value: OrderValue): string {
  if (typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonicalText(one)}`).join(",")}}`;
}

/** Reads a private Ed25519 key (PEM, PKCS #8) from a file; undefined where it is none. */
export async function readPersonKey(file: File): Promise<PersonKey | undefined> {
  if (file.size > fileBytesMax) return undefined;
  const text = await file.text();
  const encoded = /-----BEGIN PRIVATE KEY-----([\sA-Za-z0-9+/=]+)-----END PRIVATE KEY-----/.exec(
    text,
  );
  try {
    const bytes = bytesOf(atob((encoded?.[1] ?? "!").replace(/\s/g, "")));
    const readable = await crypto.subtle.importKey("pkcs8", bytes, algorithm, true, ["sign"]);
    const { x } = await crypto.subtle.exportKey("jwk", readable);
    const key = await crypto.subtle.importKey("pkcs8", bytes, algorithm, false, ["sign"]);
    bytes.fill(0);
    return x === undefined ? undefined : { name: x, key };
  } catch {
    return undefined;
  }
}

/** Signs an order in a role: the statement of libs/seal/signedDocument, over the digest of the canonical bytes. */
export async function signOrder(
  order: { readonly format: string } & Readonly<Record<string, OrderValue>>,
  role: string,
  { name, key }: PersonKey,
): Promise<SignedOrder> {
  const body = canonicalText(order);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const lines = ["raccordo signature v1", `document: ${order.format}`, `role: ${role}`];
  const statement = [...lines, `sha256: ${hexOf(new Uint8Array(digest))}`, ""].join("\n");
  const signed = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(statement));
  const signature = base64urlOf(new Uint8Array(signed));
  return { body, signatures: [{ role, key: name, signature }] };
}

/** Reads an order that was signed elsewhere; undefined where it is none, or says something else than `order`. */
export async function readSignedOrder(
  file: File,
  order: Readonly<Record<string, OrderValue>>,
): Promise<SignedOrder | undefined> {
  if (file.size > fileBytesMax) return undefined;
  try {
    const { body, signatures } = JSON.parse(await file.text());
    const said = JSON.parse(body);
    const names = Object.keys(order).filter((name) => name !== "issued");
    const isSame = names.every(
      (name) => canonicalText(said[name] ?? "") === canonicalText(order[name] ?? ""),
    );
    return isSame ? { body, signatures } : undefined;
  } catch {
    return undefined;
  }
}

const approvalMembers = ["index", "path", "purpose", "reader", "role", "year"] as const;
type ApprovalRequest = { readonly format: string } & Readonly<Record<string, OrderValue>>;

/** Reads what somebody asks a second person to sign; undefined where the file is something else, or says more. */
export async function readApprovalRequest(file: File): Promise<ApprovalRequest | undefined> {
  if (file.size > fileBytesMax) return undefined;
  try {
    const { format, ...members } = JSON.parse(await file.text());
    const names = Object.keys(members).toSorted((a, b) => (a < b ? -1 : 1));
    const isPlain = names.every((name) => ["string", "number"].includes(typeof members[name]));
    const isRequest = format === "raccordo-opening-approval/1" && isPlain;
    return isRequest && names.join() === approvalMembers.join()
      ? { format, ...members }
      : undefined;
  } catch {
    return undefined;
  }
}

const bytesOf = (binary: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const base64urlOf = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
