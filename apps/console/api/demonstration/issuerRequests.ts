import type { IncomingMessage, ServerResponse } from "node:http";
import { Logins } from "./logins.ts";
import { pageHeaders } from "./pages.ts";
import { createProvider, type ProviderOptions } from "./provider.ts";

export interface DemonstrationIssuer {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** A request as frameworks hand it on below a path: the issuer builds its addresses from both. */
type Mounted = IncomingMessage & { originalUrl?: string };

/** The issuer with its pages; made at the first request, since most starts see nobody sign in. */
export function demonstrationIssuer(
  options: Omit<ProviderOptions, "loginPath"> & {
    /** Path of the console below which the issuer stands. */
    readonly path: string;
    readonly attemptsPerMinuteMax: number;
    nowMs(): number;
  },
): DemonstrationIssuer {
  const { path } = options;
  const loginPath = `${path}/accesso/`;
  const provider = createProvider({ ...options, loginPath });
  const home = options.client.afterLogoutUrl;
  const logins = new Logins({ ...options, provider, home });
  const issuer = provider.callback();
  return {
    async answer(request: Mounted, response) {
      const url = request.url ?? "";
      if (url.startsWith(loginPath)) return logins.answer(request, response, url);
      // The issuer's own pages carry the same headers as ours; its JSON overwrites the type.
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      request.originalUrl = url;
      request.url = url.slice(path.length) || "/";
      return issuer(request, response);
    },
  };
}
