import { sha256Hex } from "#libs/seal/bytes";
import type { Cap } from "./ceilings.ts";
import type { Plan } from "./plan.ts";

/** SHA-256, hex, of a plan together with what the law withholds from it: two exchanges with one id see the same. */
export function cappedPlanId(plan: Plan, cap: Cap): string {
  return sha256Hex(Buffer.from(`${plan.hash} ${cap.key}`, "utf8"));
}
