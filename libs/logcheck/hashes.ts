import { type CheckTools, joined } from "./bytes.ts";

/** SHA-256 of a leaf as RFC 6962 takes it. */
export const leafHashOf = (leaf: Uint8Array, { sha256 }: CheckTools): Promise<Uint8Array> =>
  sha256(joined(Uint8Array.of(0), leaf));

/** SHA-256 of an inner node as RFC 6962 takes it. */
export const nodeHashOf = (
  left: Uint8Array,
  right: Uint8Array,
  { sha256 }: CheckTools,
): Promise<Uint8Array> => sha256(joined(Uint8Array.of(1), left, right));
