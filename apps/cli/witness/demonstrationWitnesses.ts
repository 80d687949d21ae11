import { join } from "node:path";
import { publicKeyOf } from "#libs/seal/ed25519";
import { cosignerOf } from "#libs/tlog/cosigner";
import { encodeVerifierKey, publicKeyObject } from "#libs/tlog/note";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import { CliError } from "../exitCodes.ts";
import { host } from "../ports.ts";
import { readPrivate, writePrivate } from "../privateFiles.ts";
import type { Secrets } from "../secrets.ts";
import { openWitnessFolder } from "./witnessFolder.ts";

/** Whom the demonstration plays as witnesses: two offices that would each run one on a machine of their own. */
export const demonstrationWitnesses = ["prefettura", "comune"] as const;

/** A witness that `up` runs. */
export interface LocalWitness {
  readonly process: string;
  readonly folder: string;
}

/** Who cosigns the log of this installation. */
export interface InstalledWitnesses {
  /** Text of the policy (c2sp.org/tlog-policy). */
  readonly policy: string;
  /** Those that run here; none in operation: there each has a machine and people of its own. */
  readonly local: readonly LocalWitness[];
  /** Verifier keys of the log, for those that run here. */
  readonly logs: readonly string[];
}

export const witnessProcess = (name: string): string => `witness-${name}`;

/** Where the policy lies: a file for auditors too (`audit verify --witnesses`). */
export const policyFile = (data: string): string => join(data, "signed", "witnesses.policy");

export interface WitnessesInput {
  /** Origin of the log of a year; the witnesses follow those of the other years by it. */
  readonly origin: string;
  readonly secrets: Pick<Secrets, "core" | "checkpointMlDsa">;
  readonly ports: Readonly<Record<string, number>>;
  /** Names of the witnesses whose keys an earlier start has made. */
  readonly made: readonly string[];
}

/**
 * Opens the two witnesses of the demonstration and writes its policy: both must cosign. An absent third would be a key
 * that nobody holds in a file that people are to trust; in operation the policy is `2` of three or more offices.
 */
export function openDemonstrationWitnesses(
  data: string,
  { origin, secrets, ports, made }: WitnessesInput,
): InstalledWitnesses {
  const lines = demonstrationWitnesses.map((name) => {
    const folder = folderOf(data, name);
    const family = origin.slice(0, origin.lastIndexOf("/"));
    const identity = { folder, name: `${name}.${family}`, algorithm: "ed25519" } as const;
    const { vkey } = openWitnessFolder({ ...identity, made: made.includes(name) });
    return `witness ${name} ${vkey} http://${host}:${ports[witnessProcess(name)] ?? 0}`;
  });
  const policy = [
    "# DIMOSTRAZIONE: i due testimoni girano su questa macchina e non provano nulla a nessuno.",
    "# DEMONSTRATION: both witnesses run on this machine and prove nothing to anybody.",
    ...lines,
    `group testimoni all ${demonstrationWitnesses.join(" ")}`,
    "quorum testimoni",
    "",
  ].join("\n");
  if (readPrivate(policyFile(data)) !== policy) writePrivate(policyFile(data), policy);
  const local = demonstrationWitnesses.map((name) => ({
    process: witnessProcess(name),
    folder: folderOf(data, name),
  }));
  const publicKey = publicKeyObject(publicKeyOf(secrets.core.checkpoint));
  const second = cosignerOf(origin, "ml-dsa-44", secrets.checkpointMlDsa);
  return { policy, local, logs: [encodeVerifierKey(origin, publicKey), second.vkey] };
}

/** The policy that people have put beside the signed documents; undefined when there is none. */
export function readWitnesses(data: string): InstalledWitnesses | undefined {
  const path = policyFile(data);
  const policy = readPrivate(path);
  if (policy === undefined) return undefined;
  const parsed = parsePolicy(Buffer.from(policy, "utf8"));
  if (!parsed.ok) {
    const { line, fault } = parsed;
    throw new CliError("refused", "witness-policy-wrong", { file: path, line, fault });
  }
  return { policy, local: [], logs: [] };
}

const folderOf = (data: string, name: string): string => join(data, "witnesses", name);
