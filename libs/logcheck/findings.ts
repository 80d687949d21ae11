/** What a step of a check came to. `open`: nothing speaks against it, and nothing proves it. */
export type StepOutcome = "good" | "open" | "bad";

/** Steps in the order in which they are made. */
export const stepNames = [
  ...(["key", "signature", "second", "growth", "policy", "witness", "quorum"] as const),
  ...(["elsewhere", "proof", "inclusion", "sameLog", "shown"] as const),
] as const;
export type StepName = (typeof stepNames)[number];

/** Everything that a step can come to, each with its outcome: a word for each is asked of every language. */
export const stepResults = {
  ...{ keyFirst: "open", keySame: "good", keyChanged: "bad", keyMalformed: "bad" },
  ...{ signed: "good", checkpointMalformed: "bad", logOther: "bad" },
  /** No signature by this key at all; a signature under this key that is none. */
  ...{ signatureMissing: "bad", signatureWrong: "bad" },
  ...{ secondSigned: "good", secondNone: "open", secondMissing: "bad", secondDropped: "bad" },
  ...{ secondChanged: "bad", secondWrong: "bad" },
  ...{ growthFirst: "open", growthNone: "good", grown: "good" },
  /** Two roots for one size, under one key. */
  ...{ forked: "bad" },
  /** What is shown is shorter than what this browser saw; `replayed`: it is an old checkpoint seen before. */
  ...{ shrunken: "bad", replayed: "bad" },
  /** The console's proof does not lead from the old root to the new one; or it is no proof; or it gave none. */
  ...{ rewritten: "bad", growthMalformed: "bad", growthRefused: "bad" },
  ...{ policyNone: "open", policyFirst: "open", policySame: "good", policyChanged: "open" },
  ...{ policyMalformed: "bad" },
  ...{ cosigned: "good", witnessMissing: "open", witnessForged: "bad", witnessReplayed: "bad" },
  ...{ quorumMet: "good", quorumMissing: "open", quorumNobody: "open" },
  ...{ elsewhereAgrees: "good" },
  ...{ proofRead: "good", proofMalformed: "bad", proofOfOther: "bad", leafMissing: "open" },
  ...{ included: "good", entryChanged: "bad", siblingsSwapped: "bad", proofLength: "bad" },
  ...{ sameLog: "good" },
  /** A log that was seen before and is not shown any more; `logRetired`: one of a later year of that name is. */
  ...{ logGone: "bad", logRetired: "open" },
} as const satisfies Readonly<Record<string, StepOutcome>>;
export type StepResult = keyof typeof stepResults;

/** One step of a check, for people: what was looked at, what it came to, and the numbers of it. */
export interface CheckStep {
  readonly step: StepName;
  readonly result: StepResult;
  readonly outcome: StepOutcome;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A step with its outcome. */
export const stepOf = (
  step: StepName,
  result: StepResult,
  values: CheckStep["values"] = {},
): CheckStep => ({ step, result, outcome: stepResults[result], values });

export const isAlarm = (steps: readonly CheckStep[]): boolean =>
  steps.some(({ outcome }) => outcome === "bad");
