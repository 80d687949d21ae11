import { z } from "zod";
import type { Steps } from "#libs/seal/steps";
import { type Agreement, agreementSchema, ruleSchema, rulesMax } from "./agreementSchema.ts";

/** What a list holds, or where it is not as its schema says (JSON Pointer). */
export type Items<T> =
  | { readonly ok: true; readonly items: T[] }
  | { readonly ok: false; readonly place: string };

/** Reads the members of a list one by one and stops after each. `place`: JSON Pointer of the list. */
export function* itemsInSteps<T>(
  schema: z.ZodType<T>,
  values: readonly unknown[],
  place: string,
): Steps<Items<T>> {
  const items: T[] = [];
  for (const [at, value] of values.entries()) {
    const parsed = schema.safeParse(value);
    if (!parsed.success) return { ok: false, place: `${place}/${at}${placeOf(parsed.error)}` };
    items.push(parsed.data);
    yield undefined;
  }
  return { ok: true, items };
}

const shellSchema = agreementSchema.extend({ rules: z.array(z.unknown()).min(1).max(rulesMax) });

/** Reads agreements as {@link agreementSchema} does, and stops after each rule. */
export function* agreementsInSteps(
  values: readonly unknown[],
  place: string,
): Steps<Items<Agreement>> {
  const shells = yield* itemsInSteps(shellSchema, values, place);
  if (!shells.ok) return shells;
  const items: Agreement[] = [];
  for (const [at, shell] of shells.items.entries()) {
    const rules = yield* itemsInSteps(ruleSchema, shell.rules, `${place}/${at}/rules`);
    if (!rules.ok) return rules;
    items.push({ ...shell, rules: rules.items });
  }
  return { ok: true, items };
}

/** JSON Pointer of the first member that is not as a schema says. */
export function placeOf({ issues }: Pick<z.ZodError, "issues">): string {
  return (issues[0]?.path ?? []).map((one) => `/${String(one)}`).join("");
}
