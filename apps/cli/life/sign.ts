import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type RuleSetDocument, ruleSetSchema, signedDocumentSchema } from "#libs/policy/documents";
import { unloggableIn } from "#libs/policy/loggable";
import { roomOf } from "#libs/policy/roomSchema";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import { isInstant } from "#libs/policy/ruleSetLife";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import {
  type SignedDocument,
  signDocument,
  signedStatement,
  verifySigned,
} from "#libs/seal/signedDocument";
import { readDeployment } from "../deployment.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { foldersOf, readAgreements } from "../policy/agreementFiles.ts";
import { tellFaults } from "../policy/check.ts";
import type { Terminal } from "../terminal.ts";
import { publicIdIn, readSignerKey, type SignerKey } from "./signerKey.ts";

/** What `raccordo policy sign` is given; times are RFC 3339 UTC or days. */
export interface SignOptions {
  /** A folder of rules, for the first signature; a document, for the second. */
  readonly rules: string;
  readonly key: string;
  readonly out: string;
  readonly author?: string;
  readonly setVersion?: number;
  readonly notBefore?: string;
  readonly expires?: string;
  readonly rollbackTo?: number;
  readonly reason?: string;
  readonly lift: readonly string[];
  readonly demonstration: boolean;
}

const yearMs = 365 * 86_400_000;

/** `raccordo policy sign`: makes a rule set of a folder and signs it, or adds the second signature to one. */
export function sign(terminal: Terminal, options: SignOptions): number {
  const signer = readSignerKey(options.key);
  const isFolder = statSync(options.rules, { throwIfNoEntry: false })?.isDirectory() === true;
  const document = isFolder ? newDocument(terminal, options) : readSignedDocument(options.rules);
  if (document === undefined) return exitCodes["check-failed"];
  const body = bodyOf(options.rules, document);
  assertMaySign(document, body, signer);
  const signature = signDocument(canonical(body), signer.role, signer.key);
  const signed = { ...document, signatures: [...document.signatures, signature] };
  writeDocument(options.out, signed, isFolder ? undefined : options.rules);
  tellSigned(terminal, options.out, signed, body, signer);
  return exitCodes.ok;
}

/** The signed document in a file of a person. */
export function readSignedDocument(path: string): SignedDocument {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new CliError("usage", "file-unreadable", { file: path });
  }
  try {
    return signedDocumentSchema.parse(JSON.parse(text));
  } catch {
    throw new CliError("refused", "life-not-document", { path });
  }
}

function bodyOf(path: string, { body }: SignedDocument): RuleSetDocument {
  const parsed = ruleSetSchema.safeParse(jsonOf(path, body));
  if (!parsed.success) {
    const place = (parsed.error.issues[0]?.path ?? []).map((one) => `/${String(one)}`).join("");
    throw new CliError("refused", "life-not-rule-set", { path, place });
  }
  if (canonicalJson(canonical(parsed.data)) !== body) {
    throw new CliError("refused", "life-not-canonical", { path });
  }
  const place = unloggableIn(parsed.data);
  if (place !== undefined) throw new CliError("refused", "life-not-rule-set", { path, place });
  return parsed.data;
}

function jsonOf(path: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CliError("refused", "life-not-document", { path });
  }
}

/** The document before anybody signs it. Undefined: the rules have faults, and they are told. */
function newDocument(terminal: Terminal, options: SignOptions): SignedDocument | undefined {
  const { rules: folder, author, setVersion } = options;
  if (author === undefined) throw new CliError("usage", "life-author-missing", { folder });
  if (setVersion === undefined) throw new CliError("usage", "life-version-missing", { folder });
  const read = readAgreements(foldersOf(folder), terminal.language);
  if (read.faults.length > 0) {
    tellFaults(terminal, read.faults);
    return undefined;
  }
  const deployment = readDeployment(folder);
  const made = ruleSetBody(
    {
      ...{ version: setVersion, author: authorIn(author), demonstration: options.demonstration },
      ...datesOf(options),
      ...rollbackOf(options),
      ...(options.lift.length > 0 && { lifts: [...options.lift] }),
      ceilings: [...deployment.ceilings],
      agreements: [...deployment.agreements],
      grants: [...deployment.grants],
      ...(deployment.population !== undefined && { population: deployment.population }),
    },
    deployment.rooms.map(roomOf),
  );
  if (!made.ok) {
    const detail = JSON.stringify(made.errors[0] ?? {});
    throw new CliError("refused", "documents-refused", {
      ...{ document: folder, why: "compile", detail },
    });
  }
  return { body: canonicalJson(canonical(made.body)), signatures: [] };
}

function authorIn(author: string): string {
  const id = publicIdIn(author);
  if (id === undefined) throw new CliError("usage", "life-author-wrong");
  return id;
}

function datesOf({ notBefore, expires }: SignOptions) {
  const from = notBefore === undefined ? new Date().toISOString() : instantOf(notBefore);
  const to = new Date(Date.parse(from) + yearMs).toISOString();
  const dates = { not_before: from, expires: expires === undefined ? to : instantOf(expires) };
  if (dates.not_before >= dates.expires) throw new CliError("usage", "life-dates", dates);
  return dates;
}

/** A day (its first moment in UTC) or a time in UTC, in the one form that is compared. */
export function instantOf(text: string): string {
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text;
  const padded = whole.replace(/:(\d\d)Z$/, ":$1.000Z");
  if (!isInstant(padded)) throw new CliError("usage", "policy-date", { at: text });
  return padded;
}

function rollbackOf({ rollbackTo, reason }: SignOptions) {
  if (rollbackTo === undefined) return {};
  if (reason === undefined || reason === "") throw new CliError("usage", "life-rollback-reason");
  return { rollback: { to_version: rollbackTo, reason } };
}

/** Who has written it, or signed it already, does not sign it (again); and no role signs twice. */
function assertMaySign(document: SignedDocument, body: RuleSetDocument, signer: SignerKey): void {
  const { role, id } = signer;
  if (id === body.author) throw new CliError("refused", "life-author-signs", { role });
  const again = document.signatures.find((one) => one.key === id || one.role === role);
  if (again !== undefined) {
    throw new CliError("refused", "life-signed-already", { role: again.role });
  }
  const given = document.signatures.map((one) => ({ role: one.role, key: one.key }));
  const before = verifySigned(document, given, given.length);
  if (before.kind === "refused") {
    throw new CliError("refused", "life-signature-wrong", { why: before.why });
  }
}

/** Writes a document to a file that was not there, or over `own`, the one that it was read from. */
export function writeDocument(out: string, document: SignedDocument, own?: string): void {
  const isOver = existsSync(out) && (own === undefined || resolve(out) !== resolve(own));
  if (isOver) throw new CliError("refused", "life-file-there", { path: out });
  writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
}

const canonical = (body: RuleSetDocument): CanonicalValue =>
  JSON.parse(JSON.stringify(body)) as CanonicalValue;

/** What the person has just signed, in words: nobody signs a hash alone. */
function tellSigned(
  terminal: Terminal,
  out: string,
  { body: text, signatures }: SignedDocument,
  body: RuleSetDocument,
  { role, id }: SignerKey,
): void {
  const document = sha256Hex(Buffer.from(text, "utf8"));
  const { version, not_before, expires, author, rollback, lifts = [] } = body;
  terminal.say("life-signed", { role, key: id, version, document });
  terminal.say("life-dates-told", { not_before, expires, author });
  for (const { agreement, rules } of body.agreements) {
    const { id: name, title } = agreement;
    terminal.say("life-agreement", { id: name, title, rules: rules.length });
  }
  for (const { ceilings, rules } of body.ceilings) {
    terminal.say("life-ceiling", { id: ceilings.id, title: ceilings.title, rules: rules.length });
  }
  for (const { grant } of body.grants) {
    const { from, to } = grant.in_force;
    terminal.say("life-grant", { id: grant.id, title: grant.title, from, to });
  }
  if (rollback !== undefined) terminal.say("life-rollback", { ...rollback });
  for (const digest of lifts) terminal.say("life-lift", { document: digest });
  terminal.say("life-vectors", { count: body.vectors.length });
  terminal.say("life-statement", {
    statement: signedStatement(body.format, role, document).toString("utf8").trimEnd(),
  });
  const next = signatures.length < 2 ? "life-next-sign" : "life-next-stage";
  terminal.say(next, { out, signatures: signatures.length });
}
