import { join } from "node:path";
import { z } from "zod";
import {
  type Configuration,
  type DocumentRefusal,
  openConfiguration,
  openRuleSet,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { roomOf } from "#libs/policy/roomSchema";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { publicKeyOf } from "#libs/seal/ed25519";
import { rawPublicKey, type SignedDocument, type Signer } from "#libs/seal/signedDocument";
import { mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";
import type { Deployment } from "./deployment.ts";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";
import { readPrivate } from "./privateFiles.ts";
import { demonstrationRules, holds, writeSigned } from "./ruleDocuments.ts";
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
  const configuration = configurationOf(input, { demonstration: true });
  const path = join(data, "signed", "configuration.json");
  const documents = {
    configuration: keepSigned(path, configuration as unknown as CanonicalObject, secrets),
    ruleSet: demonstrationRules(data, deployment, secrets),
    signers: secrets.signers.map(({ role, key }) => ({ role, key: rawPublicKey(key) })),
    demonstration: true,
  };
  assertOpens(documents);
  return documents;
}

/** What a deployment and the keys of an installation make of a configuration, before it has a number. */
export function configurationOf(
  { deployment, secrets, logFamily, limits }: DocumentInput,
  { demonstration }: { readonly demonstration: boolean },
): Omit<Configuration, "version"> {
  const { checkpoint, receipts } = secrets.core;
  return {
    format: "raccordo-configuration/1",
    log_family: logFamily,
    rooms: deployment.rooms.map((room) => ({ ...roomOf(room) }) as Configuration["rooms"][number]),
    limits,
    keys: {
      log: publicKeyOf(checkpoint).toString("base64url"),
      log_ml_dsa: mlDsaPublicKeyOf(secrets.checkpointMlDsa).toString("base64url"),
      receipts: publicKeyOf(receipts).toString("base64url"),
    },
    writers: ["policy", "console", "audit"],
    retention: deployment.retention,
    officers: officersIn(deployment, secrets),
    ...(deployment.fourEyes && { four_eyes: deployment.fourEyes }),
    demonstration,
  };
}

/** Those of the room files, and one of the demonstration for each room. */
function officersIn(
  { rooms }: Deployment,
  secrets: Secrets,
): NonNullable<Configuration["officers"]> {
  return rooms.flatMap(({ id, titolare, officers = [] }) => {
    const made = secrets.officers.get(id);
    const demonstration =
      made === undefined ? [] : [{ role: "privacy_officer" as const, key: rawPublicKey(made.key) }];
    return [...officers, ...demonstration].map((officer) => ({ titolare, ...officer }));
  });
}

/** Who may sign, as a file of the data folder says it. */
export const signersSchema = z
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

/** True where people have signed the configuration that lies there; a demonstration must not stand over it. */
export function isSignedForOperation(data: string): boolean {
  const path = join(data, "signed", "configuration.json");
  const text = readPrivate(path);
  if (text === undefined) return false;
  const { body } = parseFile(path, text, signedDocumentSchema);
  return !parseFile(path, body, z.looseObject({ demonstration: z.boolean() })).demonstration;
}

/** The log family that documents name. */
export const familyOf = ({ configuration, signers }: Documents): string =>
  opened("configuration", openConfiguration(configuration, signers)).configuration.log_family;

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
  const isSame = present?.body === canonicalJson({ ...body, version });
  // The same words are signed again where their signatures do not hold: they were made by an older program.
  if (present !== undefined && isSame && holds(present, signers)) return present;
  return writeSigned(path, { ...body, version: isSame ? version : version + 1 }, signers);
}

function versionIn(path: string, body: string): number {
  return parseFile(path, body, z.looseObject({ version: z.int().min(1) })).version;
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
