import { reviewPlace } from "#libs/eventlog/leafPlaces";
import { auditStream } from "#libs/eventlog/subjects";
import type { ReviewLeaf } from "#libs/seal/leaf";
import type { LeafPlace } from "./activate.ts";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { EmergencyRegister } from "./emergencyRegister.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** What somebody decided of one broken glass. */
export interface ReviewRequest {
  readonly notice: LeafPlace;
  readonly outcome: ReviewLeaf["outcome"];
  readonly role: ReviewLeaf["role"];
  /** Of a review that its officer has signed: SHA-256 of the order, and the key. */
  readonly signed?: { readonly order: string; readonly key: string };
}

export type ReviewOutcome =
  | { readonly kind: "reviewed" | "reviewed-before"; readonly outcome: ReviewLeaf["outcome"] }
  | { readonly kind: "unknown" | "busy" };

type ReviewPorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "yearSealed"> &
  Pick<PolicyPorts, "acknowledged" | "randomBytes">;

/**
 * Records the review of a broken glass. There is one: who comes second is told what the first decided. A number
 * that names no notice of the open years is unknown.
 */
export async function recordReview(
  ports: ReviewPorts,
  register: EmergencyRegister,
  { notice, outcome, role, signed }: ReviewRequest,
  at: string,
): Promise<ReviewOutcome> {
  await register.read();
  const known = register.all().find(({ place }) => {
    return place.year === notice.year && place.seq === notice.seq;
  });
  if (known === undefined) return { kind: "unknown" };
  if (known.review !== undefined) {
    return { kind: "reviewed-before", outcome: known.review.outcome };
  }
  const [year] = ports.openYears();
  if (year === undefined) return { kind: "busy" };
  const place = reviewPlace(year, notice);
  const said = { notice, outcome, role, ...signed };
  const leaf = { kind: "review", at, clock: "unsynced", ...said } as const;
  const appended = await appendSystemLeaf(ports, year, place, { leaf });
  if (appended.kind === "appended") return { kind: "reviewed", outcome };
  const lying = await ports.log.last(auditStream(year), place.subject);
  const before = lying && ownSystemLeaf(lying, ports.secrets.macs);
  if (before?.kind !== "review") return { kind: "busy" };
  return { kind: "reviewed-before", outcome: before.outcome };
}
