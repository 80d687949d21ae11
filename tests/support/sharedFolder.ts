import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder that holds package.json, found upwards from the compiled file. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the tests");
    folder = parent;
  }
  return folder;
}

/** A folder of foreign samples or vectors beside the project; undefined when it is not there. */
export function sharedFolder(...path: readonly string[]): string | undefined {
  const base = process.env["RACCORDO_SHARED"] ?? join(dirname(projectRoot()), "shared");
  const folder = join(base, ...path);
  return existsSync(folder) ? folder : undefined;
}
