import { join } from "node:path";

/** Root of the package; this file runs from dist/apps/cli. */
export const packageRoot = join(import.meta.dirname, "..", "..", "..");

/** Where the rooms and agreements of this package lie. */
export const ownDeploy = join(packageRoot, "deploy");
