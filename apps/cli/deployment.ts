import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { Ceilings } from "#libs/policy/ceilingsSchema";
import type { Population } from "#libs/policy/clauseSchema";
import type { Configuration } from "#libs/policy/documents";
import { parseFourEyes } from "#libs/policy/fourEyesSchema";
import type { Grant } from "#libs/policy/grantSchema";
import { parseRetention, type Retention } from "#libs/policy/retentionSchema";
import type { RoomFile } from "#libs/policy/roomSchema";
import type { Parsed } from "#libs/policy/strictYaml";
import { CliError } from "./exitCodes.ts";
import { ownDeploy } from "./packageRoot.ts";
import { parsedOnce } from "./parsedOnce.ts";

/** What an installation is made of, as data: who takes part, and by which agreements. */
export interface Deployment {
  /** In the order of their slots. */
  readonly rooms: readonly RoomFile[];
  readonly agreements: readonly Agreement[];
  /** The law's own limits, above every agreement. */
  readonly ceilings: readonly Ceilings[];
  /** Operation grants; mostly none. */
  readonly grants: readonly Grant[];
  /** Residents by cell of the grid, for rules that let an area grow; absent: nobody lives anywhere. */
  readonly population?: Population;
  /** How long each kind of data is kept. */
  readonly retention: Retention;
  /** A committed field is opened by two people; absent: one opens alone. */
  readonly fourEyes?: NonNullable<Configuration["four_eyes"]>;
}

/**
 * Reads `rooms/`, `agreements/`, `ceilings/`, `retention.yaml` and, where they are, `grants/`, `population.yaml` and
 * `four-eyes.yaml` below the folder; the first fault is told by its place.
 */
export function readDeployment(folder: string): Deployment {
  const rooms = readAll(join(folder, "rooms"), parsedOnce.room);
  return {
    rooms: rooms.toSorted((a, b) => a.slot - b.slot),
    agreements: readAll(join(folder, "agreements"), parsedOnce.agreement),
    ceilings: readAll(ceilingsFolder(folder), parsedOnce.ceilings),
    grants: hasYaml(join(folder, "grants"))
      ? readAll(join(folder, "grants"), parsedOnce.grant)
      : [],
    ...populationOf(populationFile(folder)),
    retention: readOne(retentionFile(folder), parseRetention),
    ...fourEyesOf(join(folder, "four-eyes.yaml")),
  };
}

/** A deployment that states no terms has those of this package. */
export function retentionFile(folder: string): string {
  const own = join(folder, "retention.yaml");
  return existsSync(own) ? own : join(ownDeploy, "retention.yaml");
}

/** The law is the same everywhere: a deployment that writes no ceilings of its own has those of this package. */
export function ceilingsFolder(folder: string): string {
  const own = join(folder, "ceilings");
  return hasYaml(own) ? own : join(ownDeploy, "ceilings");
}

/** The population file of a deployment, by its path; undefined where it has none. */
export function populationFile(folder: string): string | undefined {
  const file = join(folder, "population.yaml");
  return existsSync(file) ? file : undefined;
}

function populationOf(file: string | undefined): Pick<Deployment, "population"> {
  return file === undefined ? {} : { population: readOne(file, parsedOnce.population) };
}

const fourEyesOf = (file: string): Pick<Deployment, "fourEyes"> =>
  existsSync(file) ? { fourEyes: readOne(file, parseFourEyes) } : {};

function readAll<T>(folder: string, parse: (text: string) => Parsed<T>): readonly T[] {
  return yamlFiles(folder).map((file) => readOne(file, parse));
}

function readOne<T>(file: string, parse: (text: string) => Parsed<T>): T {
  const parsed = parse(readFileSync(file, "utf8"));
  if (parsed.ok) return parsed.value;
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}

/** Every `*.yaml` of a folder by its path, sorted; a folder without any is a refusal. */
export function yamlFiles(folder: string): readonly string[] {
  const names = filesIn(folder).toSorted();
  if (names.length === 0) throw new CliError("refused", "deploy-empty", { path: folder });
  return names.map((name) => join(folder, name));
}

/** True for a folder that holds at least one `*.yaml`. */
export const hasYaml = (folder: string): boolean => filesIn(folder).length > 0;

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  } catch {
    return [];
  }
}
