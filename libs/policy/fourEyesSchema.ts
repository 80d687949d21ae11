import { z } from "zod";
import type { Configuration } from "./documents.ts";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";

const schema = z.strictObject({
  format: z.literal("raccordo-four-eyes/1"),
  /** How long the second officer's signature counts, in minutes. */
  within_minutes: z.int().min(1).max(1_440),
});

const minuteMs = 60_000;

/** Reads the file by which a deployment has every committed field opened by two people. */
export function parseFourEyes(text: string): Parsed<NonNullable<Configuration["four_eyes"]>> {
  const parsed = parseStrictYaml(text, schema);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { within_ms: parsed.value.within_minutes * minuteMs } };
}
