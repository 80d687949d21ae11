import createClient from "openapi-fetch";
import { isAttended, unattended } from "./attention.ts";
import type { paths } from "./generated/schema.ts";
import { ApiError, problemIn } from "./problem.ts";

/** What every request carries besides its address. */
export interface RequestContext {
  /** Why the log is read; recorded with every answer. */
  readonly purpose: string | undefined;
  /** The session's token, for what changes anything. */
  readonly csrf: string | undefined;
  readonly language: string;
}

let context: RequestContext = { purpose: undefined, csrf: undefined, language: "it" };

/** From now on requests carry this. */
export function setRequestContext(next: RequestContext): void {
  context = next;
}

/** The console's API, typed by its description. Use it through {@link answered}. */
export const api = createClient<paths>({ credentials: "same-origin", cache: "no-store" });

api.use({
  onRequest({ request }) {
    request.headers.set("accept-language", context.language);
    if (!isAttended()) {
      for (const [name, value] of Object.entries(unattended)) request.headers.set(name, value);
    }
    if (context.purpose !== undefined) request.headers.set("raccordo-purpose", context.purpose);
    if (request.method !== "GET" && context.csrf !== undefined) {
      request.headers.set("raccordo-session", context.csrf);
    }
  },
  onError: () => new ApiError(undefined),
});

/** What a request of {@link api} answers. Throws ApiError: with the API's problem, or without one where it is not reached. */
export async function answered<T>(
  asked: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok && data !== undefined) return data;
  throw new ApiError(problemIn(response.status, error));
}
