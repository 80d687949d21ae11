import { confirmationOrderSchema, demandOrderSchema } from "#libs/policy/demandOrders";
import { canonicalJson } from "#libs/seal/canonical";
import { type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { CliError } from "../exitCodes.ts";
import type { SignerKey } from "../life/signerKey.ts";

/** An order with one signature; the key is read here and goes nowhere. `wrong`: text of what is written wrongly. */
export function signedOrder(
  signer: SignerKey,
  order: unknown,
  wrong: "demand-malformed" | "demand-number-wrong",
): SignedDocument {
  const parsed = demandOrderSchema.or(confirmationOrderSchema).safeParse(order);
  if (!parsed.success) throw new CliError("usage", wrong);
  const signature = signDocument(parsed.data, signer.role, signer.key);
  return { body: canonicalJson(parsed.data), signatures: [signature] };
}
