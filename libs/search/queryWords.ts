/** Entries of one page. */
export const pageEntriesMax = 500;

/** By what is counted: the first ones of an entry, the others of each room's decision. */
export const dimensions = [
  ...(["kind", "mode", "sender", "category", "purpose", "regime", "event_kind", "parts"] as const),
  ...(["receiver", "outcome", "reason", "agreement", "rule", "article"] as const),
] as const;
export type Dimension = (typeof dimensions)[number];
export const steps = ["hour", "day", "month"] as const;
export type Step = (typeof steps)[number];
