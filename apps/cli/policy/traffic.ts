import { readFileSync } from "node:fs";
import { z } from "zod"; // shape of the file
import type { Category } from "#libs/incident/event";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import { wordOf } from "#libs/policy/clauseSchema";
import { CliError } from "../exitCodes.ts";

const cellSchema = z.object({
  from: z.string().max(32),
  to: z.string().max(32),
  category: wordOf<Category>("Category"),
  count: z.int().min(0),
});

/** Reads recorded traffic: one JSON object a line with `from`, `to`, `category` and `count`; other members may be there. */
export function readTraffic(file: string): readonly TrafficCell[] {
  const lines = textOf(file).split("\n");
  return lines.flatMap((text, index) => {
    if (text.trim() === "") return [];
    const parsed = cellSchema.safeParse(jsonOf(text));
    if (parsed.success) return [parsed.data];
    throw new CliError("refused", "policy-traffic", { file, line: index + 1 });
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CliError("refused", "policy-traffic", { file, line: 0 }, { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
