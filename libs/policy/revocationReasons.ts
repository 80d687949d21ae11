/** Why something was revoked in an emergency: codes, since they stand in the log. */
export const revocationReasons = [
  "right_ended",
  "court_order",
  "authority_order",
  "data_breach",
  "wrong_rule",
  "room_compromised",
] as const;
export type RevocationReason = (typeof revocationReasons)[number];
