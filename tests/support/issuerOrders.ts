import { once } from "node:events";
import { type StartedChild, startChild } from "#tests/support/childProcess";

/** How the ID token of another issuer is not what it should be. */
export type TokenFault =
  | ("audience" | "issuer" | "nonce" | "expired" | "changed")
  | ("alg-none" | "alg-hmac" | "old-key");

/** What tests/support/otherIssuer is told: who comes in next, what it says of them, and how it lies. */
export interface IssuerOrder {
  readonly returnUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly account: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly fault?: TokenFault;
  /** The issuer signs with a new key from now on, of this id. */
  readonly newKey?: string;
}

/** Another issuer in a process of its own. */
export interface OtherIssuer {
  readonly address: string;
  tell(order: IssuerOrder): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the issuer with the certificate `server.crt` and the key `server.key` in the folder `tls`. */
export async function startOtherIssuer(tls: string): Promise<OtherIssuer> {
  const started: StartedChild = startChild("tests/support/otherIssuer.js", tls);
  const { http } = await started.ready;
  const { child } = started;
  return {
    address: `https://127.0.0.1:${http}`,
    tell: async (order) => {
      const taken = once(child, "message");
      child.send(order);
      await taken;
    },
    stop: async () => {
      child.disconnect();
      await started.ended;
    },
  };
}
