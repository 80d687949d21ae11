import { join } from "node:path";
import { z } from "zod";
import {
  type Configuration,
  configurationSchema,
  openConfiguration,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import type { SignedDocument, Signer } from "#libs/seal/signedDocument";
import { signersSchema } from "../documents.ts";
import { CliError } from "../exitCodes.ts";
import { readText } from "../inputFile.ts";
import { parseFile } from "../installation.ts";
import { readPrivate } from "../privateFiles.ts";

/** The configuration in force of an installation in operation, verified, and who may sign the next. */
export interface InForce {
  readonly configuration: Configuration;
  readonly document: SignedDocument;
  readonly signers: readonly Signer[];
}

/** Where the configuration of an installation lies. */
export const configurationPath = (data: string): string =>
  join(data, "signed", "configuration.json");

/** Reads what two people have signed for this installation; one of a demonstration is refused: `up` signs that itself. */
export function configurationInForce(data: string): InForce {
  const path = configurationPath(data);
  const text = readPrivate(path);
  if (text === undefined) throw new CliError("refused", "configuration-none", { path });
  const document = parseFile(path, text, signedDocumentSchema);
  const said = z.looseObject({ demonstration: z.boolean() });
  if (parseFile(path, document.body, said).demonstration) {
    throw new CliError("refused", "configuration-demonstration", { path: data });
  }
  const signers = signersOf(data);
  const opened = openConfiguration(document, signers);
  if (opened.kind === "configuration") {
    return { configuration: opened.configuration, document, signers };
  }
  const { why } = opened;
  throw new CliError("refused", "documents-refused", { document: path, why, detail: "" });
}

/** What the document at `path` is to follow: the configuration in force, or nothing where it is the first one. */
export function configurationBefore(data: string, path: string): InForce {
  if (readPrivate(configurationPath(data)) !== undefined) return configurationInForce(data);
  const signers = signersOf(data);
  const document = documentIn(path);
  return { configuration: nothingBefore(configurationIn(path, document)), document, signers };
}

/** What a first configuration is held against, so that all that it says is told. */
export const nothingBefore = (first: Configuration): Configuration => ({
  ...{ format: first.format, version: 0, demonstration: first.demonstration, log_family: "–" },
  ...{ rooms: [], writers: [], officers: [], keys: { log: "–", receipts: "–" } },
  limits: { release_stop_after_ms: 0, announce_every_ms: 0, receipt_max_delay_ms: 0 },
});

function signersOf(data: string): readonly Signer[] {
  const path = join(data, "signed", "signers.json");
  const text = readPrivate(path);
  if (text === undefined) throw new CliError("refused", "configuration-no-signers", { path });
  return parseFile(path, text, signersSchema);
}

/** A configuration that is to follow, as a person hands it in. */
export interface NextConfiguration {
  readonly document: SignedDocument;
  readonly configuration: Configuration;
  /** SHA-256 of what is signed, hex. */
  readonly digest: string;
}

/** Reads the file of a configuration that follows the one in force; whose signatures count is not looked at yet. */
export function readNext(path: string, inForce: Configuration): NextConfiguration {
  const document = documentIn(path);
  const configuration = configurationIn(path, document);
  const wanted = inForce.version + 1;
  if (configuration.version !== wanted) {
    const { version } = configuration;
    throw new CliError("refused", "configuration-stale", {
      ...{ path, version, wanted, inForce: inForce.version },
    });
  }
  const digest = sha256Hex(Buffer.from(document.body, "utf8"));
  return { document, configuration, digest };
}

function documentIn(path: string): SignedDocument {
  const document = signedDocumentSchema.safeParse(jsonOf(readText(path)));
  if (!document.success) throw notOne(path, "/");
  return document.data;
}

function configurationIn(path: string, { body }: SignedDocument): Configuration {
  const parsed = configurationSchema.safeParse(jsonOf(body));
  if (!parsed.success) {
    throw notOne(
      path,
      (parsed.error.issues[0]?.path ?? []).map((one) => `/${String(one)}`).join(""),
    );
  }
  // What is not in the form that is signed could be read in two ways.
  if (canonicalJson(canonicalOf(parsed.data)) !== body) throw notOne(path, "/");
  if (parsed.data.demonstration) throw notOne(path, "/demonstration");
  return parsed.data;
}

/** A configuration as the values that are signed. */
export const canonicalOf = (configuration: Configuration): CanonicalValue =>
  JSON.parse(JSON.stringify(configuration)) as CanonicalValue;

const notOne = (path: string, place: string): CliError =>
  new CliError("refused", "configuration-not-one", { path, place });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
