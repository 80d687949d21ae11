import { existsSync, writeFileSync } from "node:fs";
import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type ErasureOrder,
  erasureAnswerSchema,
  erasureOrderSchema,
  openErasureOrder,
  retentionMessageIn,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { canonicalJson } from "#libs/seal/canonical";
import { rolesNeeded, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readSignedDocument } from "../life/sign.ts";
import { readSignerKey, type SignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";

export interface OrderCommand {
  /** Pseudonym of the incident, as the log has it. */
  readonly incident: string;
  readonly mode: string;
  readonly ground: string;
  readonly key: string;
  readonly out: string;
}

/** The first of two people writes the order and signs it; nothing is destroyed yet. */
export function orderErasure(terminal: Terminal, command: OrderCommand): number {
  const { incident, mode, ground, key, out } = command;
  const order = { format: "raccordo-erasure-order/1", mode, incident, ground };
  const parsed = erasureOrderSchema.safeParse(order);
  if (!parsed.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  if (existsSync(out)) throw new CliError("refused", "life-file-there", { path: out });
  const document = signed({ body: canonicalJson(parsed.data), signatures: [] }, parsed.data, key);
  writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
  terminal.say("shred-ordered", { out, incident });
  return exitCodes.ok;
}

export interface ShredCommand {
  /** File of the order with its first signature. */
  readonly order: string;
  readonly key: string;
  readonly data: string;
}

/**
 * The second person signs the order, and policy destroys the keys: what they protected can never be read again. Exit
 * code 0 only when that is done and recorded; asking again with the same order is harmless.
 */
export async function carryOutErasure(terminal: Terminal, command: ShredCommand): Promise<number> {
  const { order: path, key, data } = command;
  const document = readSignedDocument(path);
  const given = document.signatures.map((one) => ({ role: one.role, key: one.key }));
  const order = openErasureOrder(document, given, given.length);
  if ("refused" in order) throw new CliError("refused", "shred-refused", { code: order.refused });
  const whole = given.length < rolesNeeded ? signed(document, order, key) : document;
  const bytes = await askCore(data, coreSubjects.retentionErase, retentionMessageOf(whole), 60_000);
  const answer = retentionMessageIn(bytes, erasureAnswerSchema);
  const { incident } = order;
  switch (answer?.outcome) {
    case "done":
      terminal.say("shred-done", { incident });
      return exitCodes.ok;
    case "held":
      throw new CliError("refused", "shred-held", { incident });
    case "unknown":
      throw new CliError("refused", "shred-unknown", { incident });
    case "refused":
      throw new CliError("refused", "shred-refused", { code: answer.code ?? "" });
    default:
      throw new CliError("unreachable", "administration-away", { path: data });
  }
}

function signed(document: SignedDocument, order: ErasureOrder, path: string): SignedDocument {
  const signer: SignerKey = readSignerKey(path);
  const again = document.signatures.find(({ role, key }) => {
    return role === signer.role || key === signer.id;
  });
  if (again !== undefined) {
    throw new CliError("refused", "life-signed-already", { role: again.role });
  }
  const signature = signDocument(order, signer.role, signer.key);
  return { ...document, signatures: [...document.signatures, signature] };
}
