import { revocationFormat, type SignedText, sha256Of } from "#libs/ownkey/signedText";

/** What a person reads of a document before they sign it. */
export interface ReadDocument {
  readonly document: SignedText;
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
export function signedDocumentIn(text: string): SignedText | undefined {
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

/** A revocation that somebody signed elsewhere, as it is read before it is sent. */
export interface ReadRevocation {
  readonly document: SignedText;
  /** What it takes away, each named as on the page. */
  readonly things: readonly (readonly [
    kind: "all" | "agreements" | "rules" | "rooms",
    which: string,
  ])[];
  readonly reason: string;
}

/** A signed revocation in a file, whatever it takes away; undefined for anything else. */
export function revocationIn(text: string): ReadRevocation | undefined {
  const document = signedDocumentIn(text);
  const body = document && jsonIn(document.body);
  const what = memberOf(body, "what");
  if (document === undefined || memberOf(body, "format") !== revocationFormat) return undefined;
  const named = (["agreements", "rooms"] as const).flatMap((kind) =>
    listOf(memberOf(what, kind)).map((which) => [kind, textOf(which)] as const),
  );
  const rules = listOf(memberOf(what, "rules")).map((one) => {
    const [agreement, rule] = [memberOf(one, "agreement"), memberOf(one, "rule")];
    return ["rules", `${textOf(agreement)}:${textOf(rule)}`] as const;
  });
  const all = memberOf(what, "all") === true ? ([["all", ""]] as const) : [];
  return {
    document,
    things: [...all, ...named, ...rules],
    reason: textOf(memberOf(body, "reason")),
  };
}

/** It stands in what a person signs, word by word. */
const formats = /^raccordo-rule-set\/\d{1,3}$/;

/** A rule set in a file, as far as a person must know it; undefined for anything else. */
export async function ruleDocumentIn(text: string): Promise<ReadDocument | undefined> {
  const document = signedDocumentIn(text);
  const body = document && jsonIn(document.body);
  const format = textOf(memberOf(body, "format"));
  const version = memberOf(body, "version");
  if (document === undefined || !formats.test(format)) return undefined;
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
