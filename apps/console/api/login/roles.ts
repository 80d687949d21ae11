import { z } from "zod";
import { isOfTitolare, viewerName } from "#libs/runtime/viewerKeys";
import { readerRoles } from "#libs/seal/leafSchema";
import type { Viewer } from "../viewers.ts";

/** How the issuer of an installation says who somebody is; the names are those of the embedded issuer by default. */
export const claimsSchema = z.strictObject({
  /** Claim with the role, or with a list of roles of which the first known one counts. */
  role: z.string().min(1).max(100).default("raccordo_role"),
  /** Claim with the titolare, as the signed configuration writes it. */
  titolare: z.string().min(1).max(100).default("raccordo_titolare"),
  /** What the issuer calls a role, and what it is here. */
  roles: z.record(z.string().min(1).max(100), z.enum(readerRoles)).default({
    rpd: "privacy_officer",
    amministratore: "operations",
    operatore: "operator",
    cabina: "steering",
    autorita: "authority",
  }),
});

export type ClaimNames = z.infer<typeof claimsSchema>;

/**
 * Who a person is by the claims of an ID token; undefined where they name no role known here, or a titolare that is
 * missing or does not exist: then the person has signed in and may nothing. The subject is the reference of which the
 * log gets a pseudonym; one that is no such reference is replaced by its digest.
 */
export function viewerOfClaims(
  claims: Readonly<Record<string, unknown>>,
  names: ClaimNames,
  titolari: ReadonlySet<string>,
  digest: (subject: string) => string,
): Viewer | undefined {
  const said = claims[names.role];
  const words: readonly unknown[] = Array.isArray(said) ? said : [said];
  const role = words
    .map((word) =>
      typeof word === "string" && Object.hasOwn(names.roles, word) ? names.roles[word] : undefined,
    )
    .find((known) => known !== undefined);
  const subject = claims["sub"];
  if (role === undefined || typeof subject !== "string" || subject === "") return undefined;
  const name = viewerName.safeParse(subject).success
    ? subject
    : `sub-${digest(subject).slice(0, 32)}`;
  if (!isOfTitolare(role)) return { name, role, titolare: undefined };
  const titolare = claims[names.titolare];
  if (typeof titolare !== "string" || !titolari.has(titolare)) return undefined;
  return { name, role, titolare };
}
