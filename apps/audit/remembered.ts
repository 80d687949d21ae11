import type { IncidentLeaf, SystemLeaf } from "#libs/seal/leaf";
import type { SlotFacts } from "#libs/seal/slotFacts";
import type { LogEntry } from "#libs/tlog/tail";

/** A copy that a decision released. */
export interface RememberedCopy {
  readonly slot: number;
  readonly delivery: string;
  readonly sealedSha256: string;
}

/** What this process remembers of a decision once it is in the log; leaf and parts themselves are let go. */
export interface RememberedDecision
  extends Pick<IncidentLeaf, "kind" | "mode" | "at" | "incident" | "event"> {
  readonly copies: readonly RememberedCopy[];
  /** Deliveries recorded earlier that were not and will not be handed out. */
  readonly notHandedOut: readonly string[];
}

/** An entry of the log, as far as this process goes on working with it. */
export interface RememberedEntry extends LogEntry {
  readonly read: SystemLeaf | RememberedDecision;
}

/** What is remembered of a decision. */
export function rememberedDecision(
  { kind, mode, at, incident, event }: IncidentLeaf,
  slots: readonly SlotFacts[],
): RememberedDecision {
  const copies: RememberedCopy[] = [];
  const notHandedOut: string[] = [];
  for (const { slot, delivery, sealed_sha256: sealedSha256, not_handed_out: ended = [] } of slots) {
    if (delivery !== undefined && sealedSha256 !== undefined) {
      copies.push({ slot, delivery, sealedSha256 });
    }
    notHandedOut.push(...ended);
  }
  return { kind, mode, at, incident, event, copies, notHandedOut };
}
