import { join } from "node:path";

/** Root of the project; this file runs from dist/tests/support. */
export const projectRoot: string = join(import.meta.dirname, "..", "..", "..");

/**
 * Folder with the samples and vectors that are kept beside the project, not in it. RACCORDO_SHARED
 * names another place. Tests that need it skip visibly when it is not there.
 */
export const sharedFolder: string =
  process.env["RACCORDO_SHARED"] ?? join(projectRoot, "..", "shared");
