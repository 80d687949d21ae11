import type { CheckTools } from "./bytes.ts";

/** An Ed25519 check that needs nothing of the platform but SHA-512. */
export type SecondOpinion = (
  signature: Uint8Array,
  message: Uint8Array,
  key: Uint8Array,
) => Promise<boolean>;

/** The platform's WebCrypto; where it has no Ed25519, `second` decides. */
export function toolsOf(second: SecondOpinion, progress?: CheckTools["progress"]): CheckTools {
  const { subtle } = globalThis.crypto;
  let native: boolean | undefined;
  return {
    sha256: async (bytes) => new Uint8Array(await subtle.digest("SHA-256", new Uint8Array(bytes))),
    ed25519: async (key, message, signature) => {
      const raw = new Uint8Array(key);
      native ??= await subtle.importKey("raw", raw, "Ed25519", false, ["verify"]).then(
        () => true,
        () => false,
      );
      if (!native) return second(signature, message, key);
      const imported = await subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
      return subtle.verify("Ed25519", imported, new Uint8Array(signature), new Uint8Array(message));
    },
    ...(progress === undefined ? {} : { progress }),
  };
}
