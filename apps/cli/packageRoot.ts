import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Root of the package; this file runs from dist/apps/cli. */
export const packageRoot = join(import.meta.dirname, "..", "..", "..");

/** Where the rooms and agreements of this package lie. */
export const ownDeploy = join(packageRoot, "deploy");

/** Version of this package. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  const written: { readonly version?: unknown } = JSON.parse(text);
  return String(written.version);
}
