import { z } from "zod";
import { enumTable, leaves } from "#libs/incident/catalogue";
import { derivations } from "#libs/incident/derive";
import type { DatumBasis, DatumSource, PersonRole } from "#libs/incident/event";
import { articlePattern } from "#libs/seal/words";
import { isoDate, istatCode } from "./roomSchema.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";

/** A word of one of the model's enums; the published schema lists them, so that an editor completes them. */
export const wordOf = <T extends string>(name: string) =>
  z
    .custom<T>(
      (value) => typeof value === "string" && Object.hasOwn(enumTable(name), value),
      `not a ${name} of the model`,
    )
    .meta({ type: "string", enum: Object.keys(enumTable(name)) });

/** A key of `fields`: the compiler says where it is no leaf; the published schema lists those that there are. */
export const fieldKey = z
  .string()
  .max(80)
  .meta({ enum: leaves.map(({ path }) => path) });

const transformIds = [...new Set(Object.values(derivations).flatMap((one) => one?.as ?? []))];

export const line = (charsMax: number) => z.string().min(1).max(charsMax);
export const period = { from: isoDate, to: isoDate };
export const ruleId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9/_-]{1,79}$/, "letters, digits, / _ -");
export const agreementId = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,63}$/, "capitals, digits, -");
/**
 * An article as rules cite it. What a leaf of the log can hold is narrower: `articlesForTheLog` judges that before
 * anybody signs, since what was signed and decided under an older version must stay readable. Editors are told here.
 */
const articleName = line(80).meta({ pattern: articlePattern.source });
/** The text is the source's own words: what the rule is held against. */
export const citation = z.strictObject({
  article: articleName,
  law: z.array(line(160)).max(8),
  text: line(1200),
});
/** What in a file is invented or assumed, in words shown to its signers. */
export const syntheticRemarks = z.array(line(300)).max(32);

const source = z.union([z.literal("unstated"), wordOf<DatumSource>("Source")]);

export const clauseSchema = z.strictObject({
  /** Declared decision inputs: what a receiver may infer from getting the leaf or not. */
  if: z
    .strictObject({
      place: z.enum(["public", "sensitive"]).exactOptional(),
      /** A role other than reporter: every such role of the person is in the list. Reporter is a grant of its own. */
      roles: z.array(wordOf<PersonRole>("PersonRole")).min(1).max(8).exactOptional(),
      minor: z.boolean().exactOptional(),
      /** Fact or assessment (D.Lgs. 51/2018 art. 4(1)); what nobody called a fact is an assessment. */
      basis: wordOf<DatumBasis>("Basis").exactOptional(),
      /** Where the datum comes from is one of these. */
      source: z.array(source).min(1).max(8).exactOptional(),
    })
    .exactOptional(),
  once: z.literal("in-charge").exactOptional(),
  do: z.enum(["keep", "generalise", "count", "mask", "pseudonymise"]),
  as: line(40).meta({ enum: transformIds }).exactOptional(),
  /** Parameter of `area-by-residents`: an area with fewer residents grows. */
  residents_min: z.int().min(2).max(1_000_000).exactOptional(),
});

/** Clauses of one field, disjoint. */
export const clausesSchema = z.array(clauseSchema).min(1).max(16).meta({ id: "clauses" });

export type Clause = z.infer<typeof clauseSchema>;
export type ClauseSource = z.infer<typeof source>;

/** Residents by grid cell, signed with the rules; a cell that is not there has none. */
export const populationSchema = z.strictObject({
  source: line(200),
  reference_date: isoDate,
  /** INSPIRE code of a 100 m or 1 km cell (EPSG:3035) → residents. */
  cells: z.record(
    z.string().regex(/^(100m|1km)N\d{1,6}E\d{1,6}$/, "an INSPIRE code of a cell"),
    z.int().min(0).max(10_000_000),
  ),
});
export type Population = z.infer<typeof populationSchema>;

/** The same as a file of a deployment. */
export const populationFileSchema = z.strictObject({
  format: z.literal("raccordo-population/1"),
  ...populationSchema.shape,
});

/** Reads the population file; errors name their line and column. */
export function parsePopulation(text: string): Parsed<Population> {
  const parsed = parseStrictYaml(text, populationFileSchema);
  if (!parsed.ok) return parsed;
  const { format: _format, ...value } = parsed.value;
  return { ok: true, value };
}

/** Comuni whose ISTAT code ended (mergers, changes of province): rules and rooms are followed to what they became. */
export const territorySchema = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        code: istatCode,
        /** Last day on which the code was valid. */
        until: isoDate,
        became: z.array(istatCode).min(1).max(16),
      }),
    )
    .max(10_000),
});
export type TerritoryChanges = z.infer<typeof territorySchema>;
