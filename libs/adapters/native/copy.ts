import { z } from "zod";
import { componentKinds, leavesOf } from "#libs/incident/catalogue";
import type { ReleasedView } from "#libs/incident/view";
import { nativeFields } from "./print.ts";
import { enumSchema, leavesShape } from "./schema.ts";

export const copyMediaType = "application/vnd.raccordo.copy+json";

const componentCopies = componentKinds
  .filter((kind) => leavesOf(kind).length > 0)
  .map((kind) =>
    z.object({
      kind: z.literal(kind),
      alias: z.string(),
      revision: z.int().min(1),
      ...leavesShape(kind, () => true),
    }),
  );
const [firstCopy, ...otherCopies] = componentCopies;
if (firstCopy === undefined) throw new Error("the catalogue has no kind of component");

/** One copy as a room gets it: `application/vnd.raccordo.copy+json`. */
export const copySchema = z.object({
  format: z.literal("raccordo-copy/1"),
  delivery: z.string().meta({ description: "Id to be named in receipts" }),
  mode: enumSchema("Mode"),
  incident: z.string().meta({ description: "The room's own alias of the incident" }),
  incident_id: z.string().optional().meta({ description: "The owner's own id, to the owner only" }),
  from: z.string(),
  category: enumSchema("Category")
    .optional()
    .meta({ description: "Absent from a copy that only withdraws" }),
  status: enumSchema("Status").optional(),
  as_of: z.string().meta({ format: "date-time" }),
  charge: z.enum(["none", "yours"]),
  components: z.array(z.discriminatedUnion("kind", [firstCopy, ...otherCopies])),
  withdrawn: z.array(z.object({ kind: z.string(), alias: z.string(), paths: z.array(z.string()) })),
  basis: z.array(
    z.object({
      author: z.string(),
      agreement: z.string(),
      rule: z.string(),
      article: z.string(),
      purpose: enumSchema("Purpose"),
      regime: enumSchema("Regime"),
    }),
  ),
  handling: z.array(z.string()),
  quality: z.object({ completeness: z.string().optional(), reliability: z.string().optional() }),
});

/** A released view as native JSON: the same view gives the same bytes. */
export function renderCopy(view: ReleasedView): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(nativeCopy(view)));
}

function nativeCopy(view: ReleasedView): object {
  const { format, delivery, mode, incident, incident_id, from, category, status } = view;
  return {
    ...{ format, delivery, mode, incident, incident_id, from, category, status },
    ...{ as_of: view.as_of, charge: view.charge },
    components: view.components.map(({ kind, alias, revision, fields }) => ({
      kind,
      alias,
      revision,
      ...nativeFields(kind, fields),
    })),
    withdrawn: view.withdrawn.map(({ kind, alias, paths }) => ({ kind, alias, paths })),
    basis: view.basis.map(({ author, agreement, rule, article, purpose, regime }) => ({
      ...{ author, agreement, rule, article, purpose, regime },
    })),
    handling: view.handling,
    quality: {
      completeness: view.quality.completeness,
      reliability: view.quality.reliability,
    },
  };
}
