import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import { leafMac } from "#libs/seal/mac";
import { type PolicySecrets, policyWriter } from "./secrets.ts";

/** A leaf and its parts as they are stored. */
export interface LeafBytes {
  readonly leafBytes: Uint8Array;
  readonly partsBytes: Uint8Array;
}

/** The bytes that policy publishes on `subject`: leaf, parts, and the MAC that vouches for all three. */
export function auditMessage(
  secrets: Pick<PolicySecrets, "macs">,
  subject: string,
  built: LeafBytes,
): Uint8Array {
  const key = secrets.macs.get(policyWriter);
  if (key === undefined) throw new Error("policy has no MAC key");
  const { leafBytes: leaf, partsBytes: parts } = built;
  const mac = leafMac(key, { writer: policyWriter, subject, leaf, parts });
  return encodeAuditMessage({ leaf, parts, mac, writer: policyWriter });
}
