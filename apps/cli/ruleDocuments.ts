import { join } from "node:path";
import { z } from "zod";
import { type RuleSetDocument, ruleSetSchema, signedDocumentSchema } from "#libs/policy/documents";
import { roomOf } from "#libs/policy/roomSchema";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { deriveKey } from "#libs/seal/derive";
import { publicKeyOf } from "#libs/seal/ed25519";
import {
  rawPublicKey,
  type SignedDocument,
  signDocument,
  verifySigned,
} from "#libs/seal/signedDocument";
import type { Deployment } from "./deployment.ts";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";
import { readPrivate, writePrivate } from "./privateFiles.ts";
import type { DemonstrationSigner, Secrets } from "./secrets.ts";

const dayMs = 86_400_000;
/** A demonstration's rule set is signed for so long, and again when less than the second is left of it. */
const validDays = 365;
const renewDays = 60;

type CanonicalObject = { readonly [key: string]: CanonicalValue };

/** True when the demonstration signers of this installation have signed the document, in our present form. */
export function holds(document: SignedDocument, signers: readonly DemonstrationSigner[]): boolean {
  const known = signers.map(({ role, key }) => ({ role, key: rawPublicKey(key) }));
  return verifySigned(document, known).kind === "valid";
}

/** Signs a body with every demonstration signer and writes it in one step. */
export function writeSigned(
  path: string,
  body: CanonicalObject,
  signers: readonly DemonstrationSigner[],
): SignedDocument {
  const document = {
    body: canonicalJson(body),
    signatures: signers.map(({ role, key }) => signDocument(body, role, key)),
  };
  writePrivate(path, JSON.stringify(document));
  return document;
}

/**
 * The rule set of a deployment, signed for a demonstration. One that says the same already is kept with its version,
 * its dates and its signatures; one that goes back to earlier rules says so, as two people would have to.
 */
export function demonstrationRules(
  data: string,
  deployment: Deployment,
  secrets: Secrets,
): SignedDocument {
  const path = join(data, "signed", "rules.json");
  const text = readPrivate(path);
  const present = text === undefined ? undefined : parseFile(path, text, signedDocumentSchema);
  const before = present && ruleSetIn(present);
  const isKept = present !== undefined && before !== undefined && holds(present, secrets.signers);
  if (isKept && !endsSoon(before)) {
    const again = bodyOf(deployment, secrets, before);
    if (canonicalJson(canonical(again.body)) === present.body) return present;
  }
  const version = (present === undefined ? 0 : versionIn(path, present.body)) + 1;
  const fresh = bodyOf(deployment, secrets, { ...newDates(Date.now()), version });
  const past = pastRules(data);
  const rollback = rollbackTo(past, fresh.ruleSet, before?.version);
  const body = rollback === undefined ? fresh.body : { ...fresh.body, rollback };
  const document = writeSigned(path, canonical(body), secrets.signers);
  writePrivate(pastPath(data), JSON.stringify({ ...past, [fresh.ruleSet]: version }));
  return document;
}

function bodyOf(
  deployment: Deployment,
  { core }: Secrets,
  terms: Pick<RuleSetDocument, "version" | "not_before" | "expires" | "rollback">,
) {
  const { version, not_before, expires, rollback } = terms;
  const made = ruleSetBody(
    {
      ...{ version, not_before, expires, demonstration: true },
      ...(rollback !== undefined && { rollback }),
      author: publicKeyOf(deriveKey(core.root, "demonstration-author")).toString("base64url"),
      ceilings: [...deployment.ceilings],
      agreements: [...deployment.agreements],
      grants: [...deployment.grants],
      ...(deployment.population !== undefined && { population: deployment.population }),
    },
    deployment.rooms.map(roomOf),
  );
  if (made.ok) return made;
  const detail = JSON.stringify(made.errors[0] ?? {});
  throw new CliError("refused", "documents-refused", { document: "rules", why: "compile", detail });
}

const canonical = (body: RuleSetDocument): CanonicalObject =>
  JSON.parse(JSON.stringify(body)) as CanonicalObject;

/** The rule set in a signed document; undefined for one of an older format. */
function ruleSetIn({ body }: SignedDocument): RuleSetDocument | undefined {
  const parsed = ruleSetSchema.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data : undefined;
}

const endsSoon = ({ expires }: RuleSetDocument): boolean =>
  Date.parse(expires) - Date.now() < renewDays * dayMs;

const newDates = (nowMs: number) => ({
  not_before: new Date(nowMs).toISOString(),
  expires: new Date(nowMs + validDays * dayMs).toISOString(),
});

const pastPath = (data: string): string => join(data, "signed", "rules.past.json");

/** Versions by the hash of their compiled rules: what was signed here before. */
function pastRules(data: string): Readonly<Record<string, number>> {
  const text = readPrivate(pastPath(data));
  if (text === undefined) return {};
  return parseFile(pastPath(data), text, z.record(z.string(), z.int().min(1)));
}

function rollbackTo(
  past: Readonly<Record<string, number>>,
  ruleSet: string,
  current: number | undefined,
): RuleSetDocument["rollback"] {
  const to = past[ruleSet];
  if (to === undefined || to === current) return undefined;
  return { to_version: to, reason: "le regole del deployment sono tornate a quelle di prima" };
}

function versionIn(path: string, body: string): number {
  return parseFile(path, body, z.looseObject({ version: z.int().min(1) })).version;
}
