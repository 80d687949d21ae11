import { verifyAsync } from "@noble/ed25519";
import type { CheckTools } from "#libs/logcheck/bytes";
import { toolsOf } from "#libs/logcheck/webTools";

/** This browser's own cryptography; undefined at an address where it gives none. */
export function browserTools(): CheckTools | undefined {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  return toolsOf((signature, message, key) =>
    verifyAsync(signature, message, key, { zip215: false }),
  );
}
