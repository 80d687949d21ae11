import type { PersonKey } from "./personKey.ts";

/** A signed document as `raccordo policy sign` writes it, and as the API passes it on. */
export interface SignedText {
  readonly body: string;
  readonly signatures: readonly TextSignature[];
}
export interface TextSignature {
  readonly role: string;
  readonly key: string;
  readonly signature: string;
}

/** What documents of people are made of: no broken number, so that one value has one text. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** An order of a person: what it is, and what it says. */
export type PlainOrder = { readonly format: string } & Readonly<Record<string, PlainValue>>;

/** Canonical JSON (RFC 8785) of texts, truths, whole numbers, lists and objects of them. */
export function canonicalText(value: PlainValue): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonicalText(of)}`).join(",")}}`;
}

const isList = (value: PlainValue): value is readonly PlainValue[] => Array.isArray(value);

/** SHA-256 of a text in UTF-8, hex. */
export async function sha256Of(text: string): Promise<string> {
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", utf8(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));

/** The exact lines below which a signature stands (libs/seal/signedDocument). */
export const statementOf = (format: string, role: string, sha256: string): string =>
  ["raccordo signature v1", `document: ${format}`, `role: ${role}`, `sha256: ${sha256}`, ""].join(
    "\n",
  );

/** The document with one signature more. */
export async function withSignature(
  document: SignedText,
  format: string,
  key: PersonKey,
  role: string,
): Promise<SignedText> {
  const statement = statementOf(format, role, await sha256Of(document.body));
  const signature = await key.sign(utf8(statement));
  return { ...document, signatures: [...document.signatures, { role, key: key.id, signature }] };
}

/** An order with one signature, in a role. */
export const signOrder = (order: PlainOrder, role: string, key: PersonKey): Promise<SignedText> =>
  withSignature({ body: canonicalText(order), signatures: [] }, order.format, key, role);

/** What an emergency revocation takes away. */
export type RevokedThing =
  | { readonly kind: "all" }
  | { readonly kind: "agreements" | "rooms"; readonly which: string }
  /** `which`: AGREEMENT:RULE, as `raccordo policy revoke --what rule:AGREEMENT:RULE` names it. */
  | { readonly kind: "rules"; readonly which: string };

export const revocationFormat = "raccordo-revocation/1";

/** An emergency revocation before anybody has signed it; undefined where it names nothing. */
export function revocationOf(
  thing: RevokedThing,
  reason: string,
  issued: string,
): PlainOrder | undefined {
  const what = revokedBy(thing);
  return what === undefined
    ? undefined
    : { format: revocationFormat, issued, what, reason, demonstration: false };
}

function revokedBy(thing: RevokedThing): PlainValue | undefined {
  if (thing.kind === "all") return { all: true };
  const none = { agreements: [], rules: [], rooms: [] };
  if (thing.which === "") return undefined;
  if (thing.kind !== "rules") return { ...none, [thing.kind]: [thing.which] };
  const [agreement, rule, more] = thing.which.split(":");
  if (!agreement || !rule || more !== undefined) return undefined;
  return { ...none, rules: [{ agreement, rule }] };
}
