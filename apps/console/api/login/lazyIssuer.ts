import type { Attempt, IssuerOptions, SignedIn } from "./issuer.ts";

export type { IssuerOptions } from "./issuer.ts";

/** What signing in needs of an issuer. */
export interface IssuerPort {
  /** Undefined where no issuer is configured. */
  begin(): Promise<{ readonly url: string; readonly attempt: Attempt } | undefined>;
  finish(query: string, attempt: Attempt): Promise<SignedIn>;
  endUrl(idToken: string): Promise<string | undefined>;
}

/** An issuer that is loaded, and asked what it is, when somebody first signs in: most starts see nobody do so. */
export function lazyIssuer(options: () => IssuerOptions | undefined): IssuerPort {
  let known: Promise<IssuerPort | undefined> | undefined;
  const issuer = () => {
    known ??= made(options());
    return known;
  };
  const needed = async () => {
    const found = await issuer();
    if (found === undefined) throw new Error("no issuer is configured");
    return found;
  };
  return {
    begin: async () => (await issuer())?.begin(),
    finish: async (query, attempt) => (await needed()).finish(query, attempt),
    endUrl: async (idToken) => (await issuer())?.endUrl(idToken),
  };
}

async function made(options: IssuerOptions | undefined): Promise<IssuerPort | undefined> {
  if (options === undefined) return undefined;
  const { Issuer } = await import("./issuer.ts");
  return new Issuer(options);
}
