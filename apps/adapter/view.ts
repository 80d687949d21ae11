import { z } from "zod";
import { enumSchema } from "#libs/adapters/native/schema";
import type { ReleasedView } from "#libs/incident/view";
import { parseCanonical } from "#libs/seal/canonical";

const point = z.strictObject({ lat_e7: z.int(), lon_e7: z.int() });
const leaf = z.union([
  z.string(),
  z.int(),
  z.boolean(),
  point,
  z.array(z.string()),
  z.array(point),
]);

const viewSchema: z.ZodType<ReleasedView> = z.strictObject({
  format: z.literal("raccordo-copy/1"),
  delivery: z.string(),
  mode: enumSchema("Mode"),
  incident: z.string(),
  incident_id: z.string().exactOptional(),
  from: z.string(),
  category: enumSchema("Category").exactOptional(),
  status: enumSchema("Status").exactOptional(),
  as_of: z.string(),
  charge: z.enum(["none", "yours"]),
  components: z.array(
    z.strictObject({
      kind: z.string(),
      alias: z.string(),
      revision: z.int(),
      fields: z.record(z.string(), leaf),
    }),
  ),
  withdrawn: z.array(
    z.strictObject({ kind: z.string(), alias: z.string(), paths: z.array(z.string()) }),
  ),
  basis: z.array(
    z.strictObject({
      author: z.string(),
      agreement: z.string(),
      rule: z.string(),
      article: z.string(),
      purpose: enumSchema("Purpose"),
      regime: enumSchema("Regime"),
    }),
  ),
  handling: z.array(z.string()),
  quality: z.strictObject({
    completeness: z.string().exactOptional(),
    reliability: z.string().exactOptional(),
  }),
});

/** The released view in the bytes that the core handed out; undefined when they are not one. */
export function readView(bytes: Uint8Array): ReleasedView | undefined {
  const parsed = viewSchema.safeParse(parseCanonical(bytes));
  return parsed.success ? parsed.data : undefined;
}
