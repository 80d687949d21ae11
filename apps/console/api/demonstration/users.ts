import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { credentialDigest } from "#libs/runtime/credentials";
import { viewerName } from "#libs/runtime/viewerKeys";

/** A made-up user of one machine. */
export const demonstrationUser = z.strictObject({
  /** What the person types; also the subject, of which the log gets a pseudonym. */
  account: viewerName,
  /** SHA-256 of the password in hexadecimal: it was drawn, so that there is nothing to guess and no need to slow hashing. */
  password_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  role: z.string().min(1).max(40),
  titolare: z.string().min(1).max(200).exactOptional(),
});

export type DemonstrationUser = z.infer<typeof demonstrationUser>;

/** True when the password is the user's; the answer takes as long where there is no such user. */
export function isPassword(password: string, user: DemonstrationUser | undefined): boolean {
  const wanted = Buffer.from(user?.password_sha256 ?? nobody, "hex");
  const shown = Buffer.from(credentialDigest(password), "hex");
  return timingSafeEqual(wanted, shown) && user !== undefined;
}

const nobody = "0".repeat(64);
