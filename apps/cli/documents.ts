import { join } from "node:path";
import { z } from "zod";
import { agreementHash } from "#libs/policy/agreementSchema";
import {
  type Configuration,
  type DocumentRefusal,
  openConfiguration,
  openRuleSet,
  type RuleSetDocument,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { roomOf } from "#libs/policy/roomSchema";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { publicKeyOf } from "#libs/seal/ed25519";
import { partsBytesMax } from "#libs/seal/parts";
import {
  rawPublicKey,
  type SignedDocument,
  type Signer,
  signDocument,
} from "#libs/seal/signedDocument";
import type { Deployment } from "./deployment.ts";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";
import { readPrivate, writePrivate } from "./privateFiles.ts";
import type { Secrets } from "./secrets.ts";

/** What the processes trust: signed configuration and rules, and who may sign them. */
export interface Documents {
  readonly configuration: SignedDocument;
  readonly ruleSet: SignedDocument;
  readonly signers: readonly Signer[];
  readonly demonstration: boolean;
}

export type Limits = Configuration["limits"];

/** Architecture, step 7 and clarification 24; a demonstration announces each second, so that nobody waits. */
export const defaultLimits: Limits = {
  release_stop_after_ms: 60_000,
  announce_every_ms: 1_000,
  receipt_max_delay_ms: 60_000,
};

export interface DocumentInput {
  readonly deployment: Deployment;
  readonly secrets: Secrets;
  readonly logFamily: string;
  readonly limits: Limits;
}

/**
 * Signs the deployment with the demonstration signers; documents that say the same already are kept with
 * their version and signatures. Refuses what the processes would refuse.
 */
export function signDemonstration(data: string, input: DocumentInput): Documents {
  const { deployment, secrets } = input;
  const { checkpoint, receipts } = secrets.core;
  const configuration: Omit<Configuration, "version"> = {
    format: "raccordo-configuration/1",
    log_family: input.logFamily,
    rooms: deployment.rooms.map((room) => ({ ...roomOf(room) }) as Configuration["rooms"][number]),
    limits: input.limits,
    keys: {
      log: publicKeyOf(checkpoint).toString("base64url"),
      receipts: publicKeyOf(receipts).toString("base64url"),
    },
    writers: ["policy", "console", "audit"],
    demonstration: true,
  };
  const ruleSet: Omit<RuleSetDocument, "version"> = {
    format: "raccordo-rule-set/2",
    ceilings: [...deployment.ceilings],
    agreements: [...deployment.agreements].sort((a, b) =>
      agreementHash(a) < agreementHash(b) ? -1 : 1,
    ),
    grants: [...deployment.grants].sort((a, b) => (a.grant.id < b.grant.id ? -1 : 1)),
    ...(deployment.population !== undefined && { population: deployment.population }),
    demonstration: true,
  };
  const sign = (name: string, body: unknown) =>
    keepSigned(join(data, "signed", name), body as CanonicalObject, secrets);
  const documents = {
    configuration: sign("configuration.json", configuration),
    ruleSet: sign("rules.json", ruleSet),
    signers: secrets.signers.map(({ role, key }) => ({ role, key: rawPublicKey(key) })),
    demonstration: true,
  };
  assertOpens(documents);
  assertFits(documents.ruleSet.body);
  return documents;
}

const signersSchema = z
  .array(z.strictObject({ role: z.string().min(1).max(40), key: z.string().length(43) }))
  .min(2)
  .max(32);

/** Documents that people have signed, for operation; demonstration ones and invented agreements are refused. */
export function readProduction(data: string): Documents {
  const path = join(data, "signed", "signers.json");
  const read = <T>(name: string, type: z.ZodType<T>): T => {
    const text = readPrivate(join(data, "signed", name));
    if (text === undefined) throw new CliError("refused", "production-demonstration", { path });
    return parseFile(join(data, "signed", name), text, type);
  };
  const documents = {
    signers: read("signers.json", signersSchema),
    configuration: read("configuration.json", signedDocumentSchema),
    ruleSet: read("rules.json", signedDocumentSchema),
    demonstration: false,
  };
  const { configuration, ruleSet } = assertOpens(documents);
  if (configuration.demonstration || ruleSet.demonstration) {
    throw new CliError("refused", "production-demonstration", { path });
  }
  const invented = ruleSet.agreements.find(({ agreement }) => agreement.invented === true);
  if (invented !== undefined) {
    throw new CliError("refused", "production-invented", { agreement: invented.agreement.id });
  }
  return documents;
}

/** The configuration in force, without trusting it: for commands that only name keys. */
export function readConfiguration(data: string): Configuration | undefined {
  const path = join(data, "signed", "configuration.json");
  const text = readPrivate(path);
  if (text === undefined) return undefined;
  const document = parseFile(path, text, signedDocumentSchema);
  const signers = document.signatures.map(({ role, key }) => ({ role, key }));
  return opened("configuration", openConfiguration(document, signers)).configuration;
}

type CanonicalObject = { readonly [key: string]: CanonicalValue };

function keepSigned(path: string, body: CanonicalObject, { signers }: Secrets): SignedDocument {
  const text = readPrivate(path);
  const present = text === undefined ? undefined : parseFile(path, text, signedDocumentSchema);
  const version = present === undefined ? 0 : versionIn(path, present.body);
  if (present !== undefined && present.body === canonicalJson({ ...body, version })) return present;
  const next = { ...body, version: version + 1 };
  const document = {
    body: canonicalJson(next),
    signatures: signers.map(({ role, key }) => signDocument(next, role, key)),
  };
  writePrivate(path, JSON.stringify(document));
  return document;
}

function versionIn(path: string, body: string): number {
  return parseFile(path, body, z.looseObject({ version: z.int().min(1) })).version;
}

/** Policy records the whole document in its activation leaf: a larger one would be waited for without end. */
function assertFits(body: string): void {
  const bytes = Buffer.byteLength(body);
  if (bytes <= partsBytesMax) return;
  const detail = `${bytes} > ${partsBytesMax}`;
  throw new CliError("refused", "documents-refused", { document: "rules", why: "size", detail });
}

function assertOpens({ configuration, ruleSet, signers }: Documents) {
  const opening = opened("configuration", openConfiguration(configuration, signers));
  const rules = opened("rules", openRuleSet(ruleSet, signers, opening.rooms));
  return { configuration: opening.configuration, ruleSet: rules.ruleSet };
}

function opened<T extends { readonly kind: string }>(
  document: string,
  outcome: T | DocumentRefusal,
): T {
  if (!isRefusal(outcome)) return outcome;
  const [first] = outcome.errors;
  const detail = first === undefined ? "" : JSON.stringify(first);
  throw new CliError("refused", "documents-refused", { document, why: outcome.why, detail });
}

const isRefusal = <T extends { readonly kind: string }>(
  outcome: T | DocumentRefusal,
): outcome is DocumentRefusal => outcome.kind === "refused";
