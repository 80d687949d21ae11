import { join, resolve } from "node:path";
import { isPublicKey } from "#libs/policy/configurationChanges";
import { type Configuration, configurationSchema } from "#libs/policy/documents";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalJson } from "#libs/seal/canonical";
import type { Signer } from "#libs/seal/signedDocument";
import { readDeployment } from "../deployment.ts";
import { configurationOf, defaultLimits, signersSchema } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { openDataFolder, parseFile, readInstallation } from "../installation.ts";
import { writeDocument } from "../life/sign.ts";
import { publicIdIn } from "../life/signerKey.ts";
import { lockFolder } from "../lock.ts";
import { packageRoot } from "../packageRoot.ts";
import { readPrivate, writePrivate } from "../privateFiles.ts";
import { openSecrets } from "../secrets.ts";
import type { Terminal } from "../terminal.ts";
import { canonicalOf, configurationPath, nothingBefore } from "./inForce.ts";
import { tellConfiguration } from "./told.ts";

export interface BeginOptions {
  readonly data: string;
  readonly deploy?: string;
  /** Origin of the log: the log of a year is `<family>/<year>`. */
  readonly family: string;
  /** `ROLE:KEY`, of those who sign configuration and rules; KEY is the public key, or a file that says it. */
  readonly signer: readonly string[];
  readonly out: string;
}

/**
 * `raccordo configuration begin`: the first configuration of an installation for operation, for two people to sign: the
 * rooms of the deployment, and the public keys of secrets that this makes in the data folder, where the first start
 * finds them. Nothing is in force by this.
 */
export function beginConfiguration(terminal: Terminal, options: BeginOptions): number {
  const data = resolve(options.data);
  const signers = options.signer.map(signerIn);
  if (new Set(signers.map(({ role }) => role)).size < 2) {
    throw new CliError("usage", "configuration-two-signers");
  }
  openDataFolder(data);
  const unlock = lockFolder(data);
  try {
    const path = configurationPath(data);
    if (readPrivate(path) !== undefined) {
      throw new CliError("refused", "configuration-there", { path });
    }
    const configuration = first(data, options);
    const body = canonicalJson(canonicalOf(configuration));
    writeDocument(options.out, { body, signatures: [] });
    keepSigners(data, signers);
    const digest = sha256Hex(Buffer.from(body, "utf8"));
    tellConfiguration(terminal, nothingBefore(configuration), { configuration, digest });
    terminal.say("configuration-next-sign", { out: options.out, signatures: 0 });
    return exitCodes.ok;
  } finally {
    unlock();
  }
}

function first(data: string, { deploy, family }: BeginOptions): Configuration {
  const deployment = readDeployment(resolve(deploy ?? join(packageRoot, "deploy")));
  const rooms = deployment.rooms.map(({ id }) => id);
  const secrets = openSecrets(data, { rooms, made: readInstallation(data), production: true });
  const terms = { logFamily: family, limits: defaultLimits };
  const made = configurationOf({ deployment, secrets, ...terms }, { demonstration: false });
  const parsed = configurationSchema.safeParse({ ...made, version: 1 });
  if (parsed.success) return parsed.data;
  const place = (parsed.error.issues[0]?.path ?? []).map((one) => `/${String(one)}`).join("");
  throw new CliError("refused", "configuration-not-one", { path: "deploy", place });
}

function signerIn(word: string): Signer {
  const [role = "", ...rest] = word.split(":");
  const key = publicIdIn(rest.join(":"));
  if (role === "" || key === undefined || !isPublicKey(key)) {
    throw new CliError("usage", "configuration-signer", { word });
  }
  return { role, key };
}

/** Who may sign is said once, by whoever makes the installation; it is never changed from here. */
function keepSigners(data: string, signers: readonly Signer[]): void {
  const path = join(data, "signed", "signers.json");
  const text = readPrivate(path);
  const wanted = JSON.stringify(signers);
  if (text === undefined) writePrivate(path, wanted);
  else if (JSON.stringify(parseFile(path, text, signersSchema)) !== wanted) {
    throw new CliError("refused", "configuration-signers-other", { path });
  }
}
