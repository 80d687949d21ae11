import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What a room may show at its edge: the digest of a bearer key, or of a client certificate (DER). */
export const credentialSchema = z.strictObject({
  /** Name for people: what `raccordo room revoke` takes. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  kind: z.enum(["bearer", "certificate"]),
  /** SHA-256, hex. The key itself is never here. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** RFC 3339 UTC; from then on it counts. */
  from: z.iso.datetime(),
  /** From then on it does not count any more; absent: until it is rotated or revoked. */
  until: z.iso.datetime().exactOptional(),
});

/** As many as a credentials file may hold. */
export const credentialsMax = 32;

const credentialsSchema = z.strictObject({
  format: z.literal("raccordo-credentials/1"),
  credentials: z.array(credentialSchema).max(credentialsMax),
});

export type Credential = z.infer<typeof credentialSchema>;
/** The credentials of one room: written by the command line, read by the room's edge while it runs. */
export type Credentials = z.infer<typeof credentialsSchema>;

/** Reads a credentials file; undefined when it is none. */
export function parseCredentials(text: string): Credentials | undefined {
  try {
    return credentialsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The one text of a credentials file. */
export function credentialsText(credentials: Credentials): string {
  return `${JSON.stringify(credentials, null, 2)}\n`;
}

/** SHA-256, hex, of a bearer key as its holder sends it, or of the bytes of a certificate. */
export function credentialDigest(shown: string | Uint8Array): string {
  return createHash("sha256").update(shown).digest("hex");
}

/** `expired`: it did count, or will; its holder may know that, nobody else can show it. */
export type Standing = "good" | "expired" | "unknown";

/** How what was shown stands now. Every credential is compared, in constant time, whatever matched before. */
export function standingOf(
  credentials: readonly Credential[],
  kind: Credential["kind"],
  sha256: string,
  nowMs: number,
): Standing {
  const shown = Buffer.from(sha256, "hex");
  const matching = credentials.filter(
    (one) => timingSafeEqual(Buffer.from(one.sha256, "hex"), shown) && one.kind === kind,
  );
  if (matching.some((one) => isOpen(one, nowMs))) return "good";
  return matching.length > 0 ? "expired" : "unknown";
}

function isOpen({ from, until }: Credential, nowMs: number): boolean {
  return Date.parse(from) <= nowMs && (until === undefined || nowMs < Date.parse(until));
}

/**
 * The credentials after a rotation: `next` counts from now on, every other bearer key that counts ends after the
 * overlap, so that a room changes its key without an interruption. What ended more than 30 days ago is dropped.
 */
export function rotated(
  before: Credentials,
  next: Pick<Credential, "id" | "sha256">,
  nowMs: number,
  overlapMs: number,
): Credentials {
  const end = nowMs + overlapMs;
  const kept = before.credentials.filter((one) => isRecent(one, nowMs));
  const ending = kept.map((one) =>
    one.kind === "bearer" && isOpen(one, nowMs) && endOf(one) > end
      ? { ...one, until: isoOf(end) }
      : one,
  );
  const added: Credential = { ...next, kind: "bearer", from: isoOf(nowMs) };
  return { ...before, credentials: [...ending, added] };
}

/** The credentials with a certificate more. */
export function withCertificate(
  before: Credentials,
  next: Pick<Credential, "id" | "sha256"> & { readonly untilMs: number },
  nowMs: number,
): Credentials {
  const { id, sha256, untilMs } = next;
  const others = before.credentials.filter((one) => one.sha256 !== sha256);
  const added: Credential = {
    id,
    kind: "certificate",
    sha256,
    from: isoOf(nowMs),
    until: isoOf(untilMs),
  };
  return { ...before, credentials: [...others, added] };
}

/** The credentials with one of them ended now; undefined when there is none of that name. */
export function revoked(before: Credentials, id: string, nowMs: number): Credentials | undefined {
  if (!before.credentials.some((one) => one.id === id)) return undefined;
  const credentials = before.credentials.map((one) =>
    one.id === id && endOf(one) > nowMs ? { ...one, until: isoOf(nowMs) } : one,
  );
  return { ...before, credentials };
}

const keptMs = 30 * 24 * 3_600_000;
const endOf = ({ until }: Credential): number =>
  until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
const isRecent = (one: Credential, nowMs: number): boolean => endOf(one) > nowMs - keptMs;
const isoOf = (ms: number): string => new Date(ms).toISOString();
