import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Agreement } from "#libs/policy/agreementSchema";
import { overlapExample } from "#libs/policy/analysis/overlap";
import type { Ceilings } from "#libs/policy/ceilingsSchema";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { CompileError } from "#libs/policy/compileErrors";
import type { Grant } from "#libs/policy/grantSchema";
import { type RoomFile, roomOf } from "#libs/policy/roomSchema";
import type { Parsed } from "#libs/policy/strictYaml";
import { compileWords } from "#libs/policy/words/compileWords";
import { ceilingsFolder, hasYaml, populationFile, yamlFiles } from "../deployment.ts";
import { parsedOnce } from "../parsedOnce.ts";
import { fillText, type Language } from "../texts.ts";
import { situationText } from "./situationText.ts";
import { placeOf, type SourcePlace } from "./sourcePlace.ts";

/** One fault of a file of rooms or agreements, as a person corrects it. */
export interface FileFault extends SourcePlace {
  readonly file: string;
  /** Code of the compiler; absent where the file does not even have the form. */
  readonly code?: string;
  readonly message: string;
  /** Of two rules that speak of the same exchange: one of which both do, in words. */
  readonly example?: string;
}

export interface ReadAgreements {
  readonly rooms: readonly RoomFile[];
  readonly agreements: readonly Agreement[];
  readonly ceilings: readonly Ceilings[];
  readonly grants: readonly Grant[];
  /** Agreements, grants and ceilings by id. */
  readonly files: readonly NamedFile[];
  /** Absent when there are faults. */
  readonly rules: CompiledRules | undefined;
  readonly faults: readonly FileFault[];
}

export interface AgreementFolders {
  readonly rooms: string;
  readonly agreements: string;
  readonly ceilings: string;
  /** May be missing: most installations have none. */
  readonly grants: string;
  /** A file, not a folder; undefined where there is none. */
  readonly population?: string | undefined;
}

/** The folders of a deployment: `rooms/` and `agreements/` below it. */
export const foldersOf = (deploy: string): AgreementFolders => ({
  rooms: join(deploy, "rooms"),
  agreements: join(deploy, "agreements"),
  ceilings: ceilingsFolder(deploy),
  grants: join(deploy, "grants"),
  population: populationFile(deploy),
});

/** The files themselves, where somebody names them one by one. */
export type RuleFiles = Readonly<Record<keyof AgreementFolders, readonly string[]>>;

/** Reads and compiles; every fault of every file is told at once. */
export function readAgreements(folders: AgreementFolders, language: Language): ReadAgreements {
  const files: RuleFiles = {
    rooms: yamlFiles(folders.rooms),
    agreements: yamlFiles(folders.agreements),
    ceilings: yamlFiles(folders.ceilings),
    grants: hasYaml(folders.grants) ? yamlFiles(folders.grants) : [],
    population: folders.population === undefined ? [] : [folders.population],
  };
  return readRuleFiles(files, language);
}

/** Like {@link readAgreements}, of files named one by one. */
export function readRuleFiles(files: RuleFiles, language: Language): ReadAgreements {
  const rooms = readAll(files.rooms, parsedOnce.room);
  const agreements = readAll(files.agreements, parsedOnce.agreement);
  const ceilings = readAll(files.ceilings, parsedOnce.ceilings);
  const grants = readAll(files.grants, parsedOnce.grant);
  const residents = readAll(files.population, parsedOnce.population);
  const [counted] = residents.values;
  const named: NamedFile[] = [
    ...agreements.values.map((file) => ({ ...file, id: file.value.agreement.id })),
    ...grants.values.map((file) => ({ ...file, id: file.value.grant.id })),
    ...ceilings.values.map((file) => ({ ...file, id: file.value.ceilings.id })),
  ];
  const read = {
    rooms: rooms.values.map(({ value }) => value).toSorted((a, b) => a.slot - b.slot),
    agreements: agreements.values.map(({ value }) => value),
    ceilings: ceilings.values.map(({ value }) => value),
    grants: grants.values.map(({ value }) => value),
    files: named,
    ...(counted && { population: counted.value }),
  };
  const folders = [rooms, ceilings, agreements, grants, residents];
  const faults = folders.flatMap((folder) => folder.faults);
  if (faults.length > 0) return { ...read, rules: undefined, faults };
  const decisionRooms = read.rooms.map(roomOf);
  const compiled = compileRules(read, decisionRooms);
  if (compiled.ok) return { ...read, rules: compiled.rules, faults };
  const told = compiled.errors.map((error) => {
    const example = overlapExample(read, decisionRooms, error);
    const fault = faultOf(error, named, language);
    if (example === undefined) return fault;
    return { ...fault, example: situationText(language, example) };
  });
  return { ...read, rules: undefined, faults: told };
}

interface ReadFile<T> {
  readonly file: string;
  readonly text: string;
  readonly value: T;
}

/** A file by the id under which the compiler's errors name it. */
export interface NamedFile {
  readonly file: string;
  readonly text: string;
  readonly id: string;
}

interface ReadFolder<T> {
  readonly values: ReadFile<T>[];
  readonly faults: FileFault[];
}

function readAll<T>(files: readonly string[], parse: (text: string) => Parsed<T>): ReadFolder<T> {
  const { values, faults }: ReadFolder<T> = { values: [], faults: [] };
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const parsed = parse(text);
    if (parsed.ok) values.push({ file, text, value: parsed.value });
    else faults.push(...parsed.errors.map((error) => ({ file, ...error })));
  }
  return { values, faults };
}

function faultOf(error: CompileError, files: readonly NamedFile[], language: Language): FileFault {
  const named = files.filter(({ id }) => id === error.agreement);
  const { file = "?", text = "" } = named.at(-1) ?? {};
  const words = fillText(compileWords[error.code][language], { path: error.path ?? "" });
  const rule = error.rule === undefined ? "" : `${error.rule}: `;
  return { file, ...placeOf(text, error), code: error.code, message: `${rule}${words}` };
}

/** `file.yaml:12:5: words`. */
export const faultLine = ({ file, line, column, message, example }: FileFault): string => {
  const shown = example === undefined ? "" : `\n  ${example}`;
  return `${file}:${line}:${column}: ${message}${shown}`;
};

/** The name of a file without its folder, as people call it. */
export const shortName = (file: string): string => basename(file);
