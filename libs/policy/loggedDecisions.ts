import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openDecision } from "#libs/seal/openParts";
import type { SlotValue } from "#libs/seal/parts";
import type { Decided } from "./backtest.ts";
import type { Configuration } from "./documents.ts";
import type { RecordedInputs } from "./replay.ts";

/** A decision as the log holds it, its parts checked against its leaf. */
export interface LogDecision extends RecordedInputs {
  readonly ruleSet: string;
  /** By room. */
  readonly decided: ReadonlyMap<string, Decided>;
}

/** The decision in an incident's leaf and its part, held against each other; or what is wrong with them. */
export function decisionIn(
  leafBytes: Buffer,
  part: Buffer | undefined,
  rooms: Configuration["rooms"],
): { readonly decision: LogDecision } | { readonly problem: string } {
  const damaged = (problem: string) => ({ problem });
  const leaf = parseLeaf(leafBytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return damaged("leaf-malformed");
  if (part === undefined) return damaged("parts-unreadable");
  const slots = rooms.map(({ slot }) => slot);
  const opened = openDecision(leaf, part, slots);
  if ("problem" in opened) return damaged(`parts-${opened.problem}`);
  const decided = rooms.flatMap(({ id, slot }): [string, Decided][] => {
    const value = opened.value.slots.get(slot);
    return value === undefined ? [] : [[id, decidedIn(value)]];
  });
  const { mode, at, rule_set: ruleSet } = leaf;
  const { facts } = opened.value;
  return { decision: { mode, at, facts, ruleSet, decided: new Map(decided) } };
}

/** `released` with the reason of a refusal only withdraws: the room sees nothing any more. */
function decidedIn({ reason, plan }: SlotValue): Decided {
  const sees = reason === "RELEASED" || reason === "NOTHING_NEW";
  return { sees, reason, plan: sees ? plan : undefined };
}

/** Canonical JSON: a leaf outside the chains of incidents has this member, and no other string may hold it. */
export const systemMark = Buffer.from('"mode":"system"');
export const documentMarks = [
  '"kind":"configuration"',
  '"kind":"activation"',
  '"state":"revoked"',
].map((mark) => Buffer.from(mark));
const timeMark = Buffer.from('"at":"');
const timeChars = "2026-11-22T09:02:01.000Z".length;

const ruleSetMark = Buffer.from('"rule_set":"');

/** The hash of the rule set that decided, without reading all of the leaf; empty where there is none. */
export function ruleSetIn(leafBytes: Buffer): string {
  const at = leafBytes.indexOf(ruleSetMark);
  const from = at + ruleSetMark.length;
  const hash = at < 0 ? "" : leafBytes.toString("latin1", from, from + 64);
  return /^[0-9a-f]{64}$/.test(hash) ? hash : "";
}

/** The leaf's time, without reading all of it. */
export function timeIn(leafBytes: Buffer): string | undefined {
  const at = leafBytes.indexOf(timeMark);
  if (at < 0) return undefined;
  const from = at + timeMark.length;
  return leafBytes.toString("latin1", from, from + timeChars);
}
