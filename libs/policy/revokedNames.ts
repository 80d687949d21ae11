import { z } from "zod";
import type { Revoked } from "./ruleSetLife.ts";

// Whatever else the document says is left behind: only names are looked at.
const id = z.object({ id: z.string() });
const rules = z.array(id);
const named = z.object({
  agreements: z.array(z.object({ agreement: id, rules })),
  grants: z.array(z.object({ grant: id, rules })).optional(),
});

/** Agreements of a rule set by name, each with the names of its rules. */
export type RuleNames = ReadonlyMap<string, ReadonlySet<string>>;

/** The names in the body of a signed rule set; undefined where it is none. */
export function ruleNamesIn(body: string): RuleNames | undefined {
  const parsed = named.safeParse(jsonIn(body));
  if (!parsed.success) return undefined;
  const { agreements, grants = [] } = parsed.data;
  const idsOf = (list: z.infer<typeof rules>) => new Set(list.map((one) => one.id));
  return new Map([
    ...agreements.map((one) => [one.agreement.id, idsOf(one.rules)] as const),
    ...grants.map((one) => [one.grant.id, idsOf(one.rules)] as const),
  ]);
}

/**
 * Where a revocation names what none of the sets has, and no room is called, as a pointer into it; undefined where all
 * of it is known. Taken as it is, it would take nothing away, and whoever was in a hurry would believe that it did.
 */
export function strangeName(
  what: Revoked,
  sets: readonly RuleNames[],
  rooms: readonly string[],
): string | undefined {
  if ("all" in what) return undefined;
  const strange = (list: string, at: number) => (at === -1 ? [] : [`/what/${list}/${at}`]);
  const [first] = [
    ...strange(
      "agreements",
      what.agreements.findIndex((one) => !sets.some((set) => set.has(one))),
    ),
    ...strange(
      "rules",
      what.rules.findIndex(
        ({ agreement, rule }) => !sets.some((set) => set.get(agreement)?.has(rule)),
      ),
    ),
    ...strange(
      "rooms",
      what.rooms.findIndex((one) => !rooms.includes(one)),
    ),
  ];
  return first;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
