import { type KnownRooms, nothingSaid, type Said, slotOfNotice } from "./said.ts";

/** What a leaf outside incident chains says, and what of it is of this one entry alone. */
export interface SystemEntry {
  readonly said: Said;
  /** Pseudonym of who read or took something, hex. */
  readonly person: string | undefined;
  readonly incident: string | undefined;
  readonly event: string | undefined;
  /** How many results, reports, entries; a version; by kind. */
  readonly amount: number | undefined;
}

/** A room's number for what is said about none: rooms begin at 0. */
export const noSlot = -1;

type Members = Readonly<Record<string, unknown>>;

const codeMembers = ["state", "code", "fault", "cause", "emergency", "outcome", "scope"] as const;
const amountMembers = [
  "results",
  "count",
  "entries",
  "covered",
  "version",
  "plans",
  "epoch",
] as const;

/**
 * Reads the members that kinds have in common, so that a kind of a later version is found by its name, room and reason
 * all the same. Only codes, ids and counts are taken, whatever the leaf holds.
 */
export function systemEntry(members: Members, rooms: KnownRooms): SystemEntry {
  const of = codeIn(members, ["of"]);
  const reason = codeIn(members, ["reason", "purpose"]) ?? "";
  return {
    said: {
      entry: {
        ...nothingSaid,
        kind: codeIn(members, ["kind"]) ?? "unknown",
        mode: of === "actual" || of === "exercise" ? of : "system",
        clock: codeIn(members, ["clock"]) ?? "unknown",
        parts: "none",
        rule_set: hexIn(members, "rule_set", 64) ?? null,
        code: codeIn(members, codeMembers) ?? null,
        role: codeIn(members, ["role"]) ?? null,
      },
      slots: slotsIn(members).map((slot) => slotOfNotice(slot, reason, rooms.bySlot(slot))),
    },
    person: hexIn(members, "reader", 32) ?? hexIn(members, "by", 32),
    incident: hexIn(members, "incident", 32),
    event: hexIn(members, "event", 32),
    amount: amountMembers.map((name) => members[name]).find((value) => isCount(value)),
  };
}

function slotsIn({ slot, of_slots: several }: Members): readonly number[] {
  const named = Array.isArray(several) ? several.filter(isCount) : [];
  if (isCount(slot)) return [slot];
  return named.length === 0 ? [noSlot] : named;
}

function codeIn(members: Members, names: readonly string[]): string | undefined {
  const found = names.map((name) => members[name]).find((value) => typeof value === "string");
  // Closed like the words of the schema: no blank, no capital run of letters that could be a name.
  return typeof found === "string" && /^[a-z][a-z0-9_-]{0,63}$/.test(found) ? found : undefined;
}

function hexIn(members: Members, name: string, digits: number): string | undefined {
  const value = members[name];
  if (typeof value !== "string" || value.length !== digits) return undefined;
  return /^[0-9a-f]+$/.test(value) ? value : undefined;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
