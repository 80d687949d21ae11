import { answered, api } from "../api/client.ts";

/** Ends the session here; gives where it ends at the issuer, or the first page. */
export async function signOut(): Promise<string> {
  const { issuer_url: url } = await answered(api.DELETE("/v1/session"));
  sessionStorage.clear();
  return url ?? "/";
}
