import { signDocument, signedStatement, verifySigned } from "#libs/seal/signedDocument";
import { CliError, exitCodes } from "../exitCodes.ts";
import { writeDocument } from "../life/sign.ts";
import { readSignerKey, type SignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import {
  canonicalOf,
  configurationBefore,
  type InForce,
  type NextConfiguration,
  readNext,
} from "./inForce.ts";
import { tellConfiguration } from "./told.ts";

export interface SignConfigurationOptions {
  readonly data: string;
  readonly document: string;
  readonly key: string;
  readonly out: string;
  /** The beginning of the document's digest, as the person has read it above what it says. */
  readonly read?: string;
}

/** So much of a digest nobody types by chance. */
const readCharsMin = 12;

/**
 * `raccordo configuration sign`: says in words what the configuration changes, and signs it only where the person hands
 * back the digest that stood above those words. Only a signer of this installation may, each once, each in another role.
 */
export function signConfiguration(terminal: Terminal, options: SignConfigurationOptions): number {
  const signer = readSignerKey(options.key);
  const inForce = configurationBefore(options.data, options.document);
  const next = readNext(options.document, inForce.configuration);
  assertMaySign(inForce, next, signer);
  tellConfiguration(terminal, inForce.configuration, next);
  const { document: path, out, read } = options;
  if (read === undefined) {
    const digest = next.digest.slice(0, readCharsMin);
    terminal.say("configuration-next-read", { path, out, digest });
    return exitCodes.ok;
  }
  if (read.length < readCharsMin || !next.digest.startsWith(read.toLowerCase())) {
    throw new CliError("refused", "configuration-other-read", { read, document: next.digest });
  }
  const { role, key, id } = signer;
  const signature = signDocument(canonicalOf(next.configuration), role, key);
  const signatures = [...next.document.signatures, signature];
  writeDocument(out, { ...next.document, signatures }, path);
  const statement = signedStatement(next.configuration.format, role, next.digest).toString("utf8");
  terminal.say("configuration-signed", { role, key: id, statement: statement.trimEnd() });
  const text = signatures.length < 2 ? "configuration-next-sign" : "configuration-next-install";
  terminal.say(text, { out, signatures: signatures.length });
  return exitCodes.ok;
}

function assertMaySign(
  { signers }: InForce,
  { document }: NextConfiguration,
  { role, id }: SignerKey,
): void {
  if (!signers.some((one) => one.role === role && one.key === id)) {
    const roles = [...new Set(signers.map((one) => one.role))].join(", ");
    throw new CliError("refused", "configuration-signer-unknown", { role, key: id, roles });
  }
  const again = document.signatures.find((one) => one.key === id || one.role === role);
  if (again !== undefined) {
    throw new CliError("refused", "life-signed-already", { role: again.role });
  }
  const stranger = document.signatures.find(
    (one) => !signers.some((known) => known.role === one.role && known.key === one.key),
  );
  const before = verifySigned(document, signers, document.signatures.length);
  if (stranger === undefined && before.kind === "valid") return;
  const why = before.kind === "refused" ? before.why : "signer-unknown";
  throw new CliError("refused", "life-signature-wrong", { why });
}
