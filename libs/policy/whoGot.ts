import type { SlotOpening } from "#libs/seal/parts";

/** One recorded decision of an incident, as far as it says who got what. */
export interface GivingStep {
  /** Time of the decision, RFC 3339 UTC. */
  readonly at: string;
  readonly slots: readonly Pick<SlotOpening, "slot" | "value">[];
}

/** One field of one component, as the log names it. */
export interface Datum {
  readonly ref: string;
  readonly path: string;
}

/** A copy that brought a datum to a room, or took it away. */
export interface Giving {
  /** Position among the steps. */
  readonly step: number;
  readonly at: string;
  readonly delivery: string;
  readonly op: "add" | "replace" | "withdraw";
  /** The log says that it was not handed out. Nobody can swear that it never left, so it counts all the same. */
  readonly handedOut: boolean;
}

/** What one room got of a datum. */
export interface RoomGivings {
  readonly slot: number;
  /** Copies that had it, in the order of the log; at least one. */
  readonly given: readonly Giving[];
  /** The copy that took it away last; absent while the room has it. */
  readonly withdrawal?: Giving;
}

/**
 * Which rooms ever got a datum, when, by which delivery, and whether they have it still: from an incident's chain
 * alone (its steps in order), without any value. Whoever perhaps got it is among them.
 */
export function whoGot(steps: readonly GivingStep[], datum: Datum): readonly RoomGivings[] {
  const never = new Set(
    steps.flatMap(({ slots }) => slots.flatMap(({ value }) => value.not_handed_out ?? [])),
  );
  const bySlot = new Map<number, Giving[]>();
  for (const [step, { at, slots }] of steps.entries()) {
    for (const { slot, value } of slots) {
      const op = value.entries.find(
        ({ ref, path }) => ref === datum.ref && path === datum.path,
      )?.op;
      if (op === undefined || value.outcome !== "released" || value.delivery === undefined)
        continue;
      const { delivery } = value;
      const giving = { step, at, delivery, op, handedOut: !never.has(delivery) };
      bySlot.set(slot, [...(bySlot.get(slot) ?? []), giving]);
    }
  }
  return [...bySlot].sort(([a], [b]) => a - b).flatMap(([slot, all]) => givingsOf(slot, all));
}

function givingsOf(slot: number, all: readonly Giving[]): readonly RoomGivings[] {
  const given = all.filter(({ op }) => op !== "withdraw");
  if (given.length === 0) return [];
  // What was to take it away and never went out took nothing away.
  const last = all.findLast(({ op, handedOut }) => op !== "withdraw" || handedOut);
  const withdrawal = last?.op === "withdraw" ? { withdrawal: last } : {};
  return [{ slot, given, ...withdrawal }];
}
