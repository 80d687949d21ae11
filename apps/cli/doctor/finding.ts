import type { TextKey, TextValues } from "../texts.ts";

export type FindingState = "ok" | "attention" | "problem" | "skipped";

/** One thing that was looked at: how it is, and what to do next where it is not in order. */
export interface Finding {
  readonly state: FindingState;
  readonly text: TextKey;
  /** Names, numbers and paths; never a secret. */
  readonly values: TextValues;
  /** What to do; told with the same values. */
  readonly next?: TextKey;
}

export const ok = (text: TextKey, values: TextValues = {}): Finding => ({
  state: "ok",
  text,
  values,
});

export const skipped = (text: TextKey, values: TextValues = {}): Finding => ({
  state: "skipped",
  text,
  values,
});

export const attention = (text: TextKey, values: TextValues, next: TextKey): Finding => ({
  state: "attention",
  ...{ text, values, next },
});

export const problem = (text: TextKey, values: TextValues, next: TextKey): Finding => ({
  state: "problem",
  ...{ text, values, next },
});

const namesShown = 3;

/** `a, b, c, …`: enough to know where to look. */
export const someOf = (names: readonly string[]): string =>
  names.length <= namesShown
    ? names.join(", ")
    : `${names.slice(0, namesShown).join(", ")}, … (+${names.length - namesShown})`;
