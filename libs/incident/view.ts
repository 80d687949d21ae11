import type { Category, Fields, Mode, Purpose, Regime, Status } from "./event.ts";

/** Legal title by which one author's data reach a room. */
export type Basis = {
  readonly author: string;
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly purpose: Purpose;
  readonly regime: Regime;
};

export type ViewComponent = {
  readonly kind: string;
  readonly alias: string;
  /** Counts the copies by which this room got the component: never the sender's revision. */
  readonly revision: number;
  readonly fields: Fields;
};

export type WithdrawnComponent = {
  readonly kind: string;
  readonly alias: string;
  readonly paths: readonly string[];
};

/**
 * What a room gets: canonical JSON of this is the plaintext of its copy (clarification 12). Types, not
 * interfaces, so that a view is a canonical value as it stands.
 */
export type ReleasedView = {
  readonly format: "raccordo-copy/1";
  readonly delivery: string;
  readonly mode: Mode;
  readonly incident: string;
  /** The owner's own id of the incident: in the owner's copies only. */
  readonly incident_id?: string;
  readonly from: string;
  /** Absent only where the room has lost every right: the copy then withdraws and tells nothing new. */
  readonly category?: Category;
  readonly status?: Status;
  /** Store time, in whole seconds, of the event of the last change visible to this room. */
  readonly as_of: string;
  readonly charge: "none" | "yours";
  readonly components: readonly ViewComponent[];
  readonly withdrawn: readonly WithdrawnComponent[];
  readonly basis: readonly Basis[];
  readonly handling: readonly string[];
  readonly quality: { readonly completeness?: string; readonly reliability?: string };
};
