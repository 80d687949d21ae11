import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import type { StoredMessage } from "#libs/eventlog/port";
import type { SystemLeaf } from "#libs/seal/leaf";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import { type PolicySecrets, policyWriter } from "./secrets.ts";

/** The leaf outside incident chains in a message of AUDIT; undefined unless policy wrote it, with its MAC. */
export function ownSystemLeaf(
  message: StoredMessage,
  macs: PolicySecrets["macs"],
): SystemLeaf | undefined {
  return ownSystemEntry(message, macs)?.leaf;
}

/** The same with its parts, as they were written. */
export function ownSystemEntry(
  message: StoredMessage,
  macs: PolicySecrets["macs"],
): { readonly leaf: SystemLeaf; readonly parts: Uint8Array } | undefined {
  const content = decodeAuditMessage(message.data);
  if (content?.writer !== policyWriter) return undefined;
  if (checkMac(macs, { ...content, subject: message.subject }, content.mac) !== "ok") {
    return undefined;
  }
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf || isIncidentLeaf(leaf)) return undefined;
  return { leaf, parts: content.parts };
}
