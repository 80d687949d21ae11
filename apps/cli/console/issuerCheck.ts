import { join } from "node:path";
import { z } from "zod";
import { fetchTrusting } from "#libs/runtime/fetchTrusting";
import { readPrivate } from "../privateFiles.ts";
import { probeOrWhy, textMember } from "../probe.ts";
import type { ConsoleTextKey } from "./consoleTexts.ts";

/** What is wrong with an issuer, as a text to tell, with its values. */
export interface IssuerFault {
  readonly text: Extract<ConsoleTextKey, `issuer-${string}`>;
  readonly values: Readonly<Record<string, string | number>>;
}

/** An issuer as the console knows it. */
export interface KnownIssuer {
  readonly issuer: string;
  /** PEM of the only authorities that count for it; absent: those that Node knows. */
  readonly ca?: string | undefined;
}

/**
 * Asks an issuer for its description (OpenID Connect Discovery), as the console will when somebody signs in. Undefined
 * where it gives the one that was named. Whatever it says: rooms and keys do not need it.
 */
export async function issuerFault({ issuer, ca }: KnownIssuer): Promise<IssuerFault | undefined> {
  const named = new URL(issuer);
  if (named.protocol !== "https:" && !ownHosts.has(named.hostname)) {
    return { text: "issuer-plain", values: { issuer } };
  }
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await probeOrWhy(url, ca === undefined ? fetch : fetchTrusting(ca));
  if ("why" in answer) {
    const { why } = answer;
    // Node names faults of certificates by OpenSSL's words and its own; those of the network begin with E.
    const text = /CERT|SIGNATURE|_TLS_/.test(why) ? "issuer-certificate" : "issuer-silent";
    return { text, values: { issuer, url, why } };
  }
  const said = textMember(answer.body, "issuer");
  if (answer.status !== 200 || said === undefined || !URL.canParse(said)) {
    return { text: "issuer-no", values: { issuer, url, status: answer.status } };
  }
  const isOther = new URL(said).href !== named.href;
  return isOther ? { text: "issuer-other", values: { issuer, said } } : undefined;
}
/** The same names as the console's: only they may be spoken to without TLS. */
const ownHosts: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]"]);

const writtenSchema = z.object({
  login: z.object({ kind: z.literal("issuer"), issuer: z.url(), ca: z.string().exactOptional() }),
});

/** The issuer that the console was last started with; undefined where it has none of its own. */
export function issuerInUse(data: string): KnownIssuer | undefined {
  const text = readPrivate(join(data, "run", "console.json"));
  const parsed = writtenSchema.safeParse(text === undefined ? undefined : JSON.parse(text));
  return parsed.success ? parsed.data.login : undefined;
}
