import { head, systemLeaf } from "./leafShape.ts";
import { exactly } from "./shape.ts";
import {
  base64url256Word,
  codeWord,
  hex256Word,
  idWord,
  modeWord,
  sequenceWord,
  slotWord,
  timeWord,
  yearWord,
} from "./words.ts";

/** `restored_backup`: a store put back from an older copy still held keys that had been destroyed. */
export const shredCauses = [
  ...(["retention", "erasure_order", "agreement_ended", "restored_backup"] as const),
] as const;
/** Which keys are destroyed: that of the sensitive part goes first; a leaf that names no part means both. */
export const shredParts = ["sensitive", "both"] as const;
/** What became of an epoch of the vault. */
export const keyEpochStates = ["begun", "destroyed", "lost"] as const;
export const keyEpochBackends = ["file", "pkcs11"] as const;

/** Where the log's own term stands: the signed setting `audit_log` says how long it is. */
export const retirementArticles = ["dpr_15-2018_art-7", "dlgs_51-2018_art-21"] as const;
export const retirementSignersMax = 8;

/** Why a room declared that life is at risk: the words of the model. */
export const emergencyReasons = [
  "life_at_risk",
  "violence_in_progress",
  "child_at_risk",
  "missing_at_risk",
] as const;
/** Days after which a demand is overdue; longer than an incident's messages are kept nobody waits. */
export const demandDaysMax = 30;
/** Why a titolare takes a datum back (D.Lgs. 51/2018 artt. 4(3), 12; DPR 15/2018 art. 15). */
export const demandReasons = ["unlawful", "inaccurate", "erasure", "order"] as const;
export const demandKinds = ["recall", "rectification"] as const;
export const reviewOutcomes = ["justified", "unjustified", "referred"] as const;
export const reviewerRoles = ["privacy_officer", "operations"] as const;
/** Who says that a room confirmed a demand: an office that was told, or the room itself by a message. */
export const confirmationRoles = [...reviewerRoles, "room"] as const;

/** The order that a person of the titolare signed: SHA-256 of its bytes, in which role, and under which Ed25519 key. */
export const signedBy = {
  order: hex256Word,
  role: { enum: reviewerRoles },
  key: base64url256Word,
} as const;

/** A room broke the glass: written after the decision is recorded, and before anything of it is released. */
export const breakGlass = systemLeaf("break_glass", {
  of: modeWord,
  slot: slotWord,
  emergency: { enum: emergencyReasons },
  incident: idWord,
  event: idWord,
  decision: head,
});
/**
 * What somebody who may judge it made of a broken glass; `notice` is the leaf that told it. `order`, `key`: where that
 * person has signed it.
 */
export const review = systemLeaf(
  "review",
  {
    notice: head,
    outcome: { enum: reviewOutcomes },
    ...signedBy,
  },
  ["order", "key"],
);
/**
 * A titolare took a datum back: which one, and who has it, stands in the parts of the decision. Written after that
 * decision is recorded, and before the withdrawals are released.
 */
export const demand = systemLeaf(
  "demand",
  {
    of: modeWord,
    slot: slotWord,
    demand: { enum: demandKinds },
    reason: { enum: demandReasons },
    until: timeWord,
    incident: idWord,
    event: idWord,
    decision: head,
    ...signedBy,
  },
  ["order", "role", "key"],
);
/** A room confirmed a demand, by a message or to an office; `notice` is the leaf that told the demand. */
export const confirmation = systemLeaf(
  "confirmation",
  {
    notice: head,
    slot: slotWord,
    ...signedBy,
    role: { enum: confirmationRoles },
  },
  ["order", "key"],
);

export const keyShredded = systemLeaf(
  "key_shredded",
  {
    of: modeWord,
    incident: idWord,
    cause: { enum: shredCauses },
    part: { enum: shredParts },
    backups_gone_after: timeWord,
  },
  ["part", "backups_gone_after"],
);
/**
 * A key that wraps the keys of incidents came or went: from then on copies of the key store from before open no more
 * (`destroyed`), or the incidents under it are over (`lost`). `backend`: where such keys are kept.
 */
export const keyEpoch = systemLeaf("key_epoch", {
  epoch: sequenceWord,
  state: { enum: keyEpochStates },
  backend: { enum: keyEpochBackends },
});

/**
 * Two people ordered that the log of a year goes, its term being over. Written before anything is removed: `size` and
 * `root` are those that the genesis of the year after it names, so that what is gone can still be held against them.
 */
export const yearRetired = systemLeaf("year_retired", {
  of: yearWord,
  size: sequenceWord,
  root: hex256Word,
  /** When the term of the year's last entry was over. */
  due: timeWord,
  article: { enum: retirementArticles },
  order: hex256Word,
  signers: {
    type: "array",
    items: exactly({ role: codeWord, key: base64url256Word }),
    minItems: 2,
    maxItems: retirementSignersMax,
  },
});
