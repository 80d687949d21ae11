import type { NatsConnection } from "@nats-io/transport-node";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import {
  documentKeys,
  type OpenedConfiguration,
  openConfiguration,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { CodedError } from "#libs/runtime/codedError";
import { publicKeyOf } from "#libs/seal/ed25519";
import type { Signer } from "#libs/seal/signedDocument";
import { mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";
import type { AuditConfig } from "./audit.config.ts";

export interface ConfigurationTrust {
  readonly signers: readonly Signer[];
  /** Seed of the key that checkpoints are signed with: the configuration must name its public half. */
  readonly seed: Uint8Array;
  /** Seed of the second key; a configuration may name its public half. */
  readonly secondSeed?: Uint8Array | undefined;
  /** True in operation: a configuration made for a demonstration is then refused. */
  readonly production: boolean;
}

/** Whom a process with this file trusts. */
export function trustOf(config: AuditConfig): ConfigurationTrust {
  const seed = Buffer.from(config.checkpoint_seed, "base64url");
  const second = config.checkpoint_ml_dsa_seed;
  const secondSeed = second === undefined ? undefined : Buffer.from(second, "base64url");
  return { signers: config.signers, seed, secondSeed, production: config.production };
}

/** The signed configuration in bucket ROOMS; undefined until there is one. Throws CodedError when it is not to be trusted. */
export async function readConfiguration(
  connection: NatsConnection,
  trust: ConfigurationTrust,
): Promise<OpenedConfiguration | undefined> {
  const bucket = await openCacheBucket(connection, "ROOMS");
  const bytes = await bucket.get(documentKeys.configuration);
  return bytes === undefined ? undefined : trusted(bytes, trust);
}

/** The configuration in `bytes`, verified. */
export function trusted(bytes: Uint8Array, trust: ConfigurationTrust): OpenedConfiguration {
  const document = signedDocumentSchema.safeParse(parseJson(bytes));
  if (!document.success) throw new CodedError("configuration-malformed", "ROOMS");
  const opened = openConfiguration(document.data, trust.signers);
  if (opened.kind === "refused") throw new CodedError(`configuration-${opened.why}`, "ROOMS");
  const { configuration } = opened;
  if (trust.production && configuration.demonstration) {
    throw new CodedError("configuration-demonstration", "ROOMS");
  }
  if (configuration.keys.log !== publicKeyOf(trust.seed).toString("base64url")) {
    throw new CodedError("checkpoint-key-differs", "ROOMS");
  }
  const { log_ml_dsa: second } = configuration.keys;
  const ours = trust.secondSeed && mlDsaPublicKeyOf(trust.secondSeed).toString("base64url");
  // A configuration from before the second key names none: then none is used.
  if (second !== undefined && second !== ours) {
    throw new CodedError("checkpoint-key-differs", "ROOMS");
  }
  return opened;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
