import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { yamlFiles } from "../deployment.ts";
import { CliError } from "../exitCodes.ts";
import { ownDeploy } from "../packageRoot.ts";
import type { Language } from "../texts.ts";
import {
  foldersOf,
  type ReadAgreements,
  type RuleFiles,
  readAgreements,
  readRuleFiles,
} from "./agreementFiles.ts";

const kindOfFormat: Readonly<Record<string, keyof RuleFiles>> = {
  "raccordo-room": "rooms",
  "raccordo-agreement": "agreements",
  "raccordo-ceilings": "ceilings",
  "raccordo-grant": "grants",
  "raccordo-population": "population",
};

/**
 * Reads a folder of a deployment, or single files by the `format` that each states. What single files leave out is
 * taken from beside them: rooms and ceilings of the folder above, else the package's own.
 */
export function readNamed(paths: readonly string[], language: Language): ReadAgreements {
  const [first] = paths;
  if (first === undefined) return readAgreements(foldersOf(ownDeploy), language);
  const folders = paths.filter((path) => isFolder(path));
  if (folders.length === 0) return readRuleFiles(sorted(paths), language);
  if (paths.length > 1)
    throw new CliError("usage", "policy-one-folder", { path: folders[0] ?? "" });
  return readAgreements(foldersOf(first), language);
}

function isFolder(path: string): boolean {
  // A path that is not there is told as a folder would be: by what it should hold.
  return !existsSync(path) || statSync(path).isDirectory();
}

function sorted(paths: readonly string[]): RuleFiles {
  const byKind = Map.groupBy(paths, (path) => kindOf(readFileSync(path, "utf8")));
  const [beside = ownDeploy] = paths.map((path) => dirname(dirname(resolve(path))));
  const near = foldersOf(beside);
  const rooms = existsSync(near.rooms) ? near.rooms : foldersOf(ownDeploy).rooms;
  return {
    rooms: byKind.get("rooms") ?? yamlFiles(rooms),
    agreements: byKind.get("agreements") ?? [],
    ceilings: byKind.get("ceilings") ?? yamlFiles(near.ceilings),
    grants: byKind.get("grants") ?? [],
    population:
      byKind.get("population") ?? (near.population === undefined ? [] : [near.population]),
  };
}

/** A file that states no format that we know is read as an agreement, which then says what is wrong. */
function kindOf(text: string): keyof RuleFiles {
  const [, format = ""] = /^format:\s*["']?([a-z-]+)\/\d/m.exec(text) ?? [];
  return kindOfFormat[format] ?? "agreements";
}
