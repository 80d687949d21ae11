import { z } from "zod";
import type { LeafPath } from "#libs/incident/catalogue";
import { dataClasses, leafAt, leaves } from "#libs/incident/catalogue";
import type { Category, DatumSource, Purpose, Regime } from "#libs/incident/event";
import { allGroups } from "#libs/incident/groups";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import {
  agreementId,
  citation,
  line,
  period,
  ruleId,
  syntheticRemarks,
  wordOf,
} from "./clauseSchema.ts";
import { articlesForTheLog } from "./loggable.ts";
import { byText } from "./order.ts";
import { roomKinds } from "./roomSchema.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";

const path = z
  .custom<LeafPath>(
    (value) => typeof value === "string" && leafAt(value) !== undefined,
    "not a leaf of the catalogue",
  )
  .meta({ type: "string", enum: leaves.map((leaf) => leaf.path) });
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(64).exactOptional();

/** What a law caps, whatever an agreement says: one statutory hard stop. */
export const ceilingSchema = z.strictObject({
  id: ruleId,
  cites: citation,
  /** It speaks of an exchange for which all of these hold; left out: it does not matter. */
  when: z.strictObject({
    from_kind: some(z.enum(roomKinds)),
    to_kind: some(z.enum(roomKinds)),
    category: some(wordOf<Category>("Category")),
    not_category: some(wordOf<Category>("Category")),
    purpose: some(wordOf<Purpose>("Purpose")),
    regime: some(wordOf<Regime>("Regime")),
  }),
  cap: z.union([
    z.strictObject({ deliver: z.literal("forbid") }),
    z.strictObject({
      /** A leaf that any of these names is withheld. Each coarser form of a datum is a leaf of its own. */
      withhold: z
        .strictObject({
          classes: some(z.enum(dataClasses)),
          groups: some(z.enum(allGroups)),
          paths: some(path),
          /** Every leaf of a component whose datum comes from there. */
          sources: some(wordOf<DatumSource>("Source")),
        })
        .refine((lists) => Object.keys(lists).length > 0, "names nothing"),
    }),
  ]),
});

/** Statutory ceilings: a file of their own, above every agreement, grant and break-glass rule. */
export const ceilingsSchema = z.strictObject({
  format: z.literal("raccordo-ceilings/1"),
  ceilings: z.strictObject({
    id: agreementId,
    title: line(200),
    /** Both days included, in Italy. */
    in_force: z.strictObject(period),
    synthetic: syntheticRemarks,
  }),
  rules: z.array(ceilingSchema).min(1).max(256),
});

export type Ceilings = z.infer<typeof ceilingsSchema>;
export type Ceiling = z.infer<typeof ceilingSchema>;

const ceilingsFileSchema = ceilingsSchema.superRefine(articlesForTheLog);

/** Reads one file of ceilings; errors name their line and column. */
export function parseCeilings(text: string): Parsed<Ceilings> {
  return parseStrictYaml(text, ceilingsFileSchema);
}

/** SHA-256, hex, of the canonical JSON; the order of rules does not count. */
export function ceilingsHash(source: Ceilings): string {
  const rules = source.rules.toSorted((a, b) => byText(a.id, b.id));
  return sha256Hex(canonicalBytes({ ...source, rules }));
}
