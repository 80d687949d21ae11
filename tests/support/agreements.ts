import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Agreement } from "#libs/policy/agreementSchema";
import { parseAgreement } from "#libs/policy/agreementSchema";
import { projectRoot } from "./project.ts";

const folder = join(projectRoot, "deploy", "agreements");

const parsed: readonly Agreement[] = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => {
    const agreement = parseAgreement(readFileSync(join(folder, file), "utf8"));
    if (!agreement.ok) throw new Error(`${file}: ${JSON.stringify(agreement.errors)}`);
    return agreement.value;
  });

/** Fresh copies of all shipped agreements, for tests that change them. */
export function agreements(): readonly Agreement[] {
  return structuredClone(parsed);
}
