import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Parsed, parseStrictYaml } from "#libs/policy/strictYaml";
import { addressSchema, type CommitsPlace, passwordFileSchema } from "#libs/tilestore/commitsPlace";
import { CliError } from "../exitCodes.ts";

const format = z.literal("raccordo-commits/1");
const schema = z.discriminatedUnion("store", [
  z.strictObject({ format, store: z.literal("sqlite") }),
  z.strictObject({
    format,
    store: z.literal("postgresql"),
    url: addressSchema,
    password_file: passwordFileSchema.optional(),
  }),
]);

/** Reads the text of `deploy/commits.yaml`. */
export function parseCommits(text: string): Parsed<CommitsPlace> {
  const parsed = parseStrictYaml(text, schema);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (value.store === "sqlite") return { ok: true, value: { kind: "sqlite" } };
  const { url, password_file: file } = value;
  return { ok: true, value: { kind: "postgresql", url, ...(file && { password_file: file }) } };
}

/** Where a deployment wants the log's commits; one that does not say has them in a file beside the log. */
export function readCommits(deploy: string): CommitsPlace {
  const file = join(deploy, "commits.yaml");
  if (!existsSync(file)) return { kind: "sqlite" };
  const parsed = parseCommits(readFileSync(file, "utf8"));
  if (parsed.ok) return parsed.value;
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}
