import { readFileSync } from "node:fs";
import { join } from "node:path";
import { leafSchema } from "#libs/seal/leafSchema";
import { hashesAt, type TileRef, tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { entryLines, openingLines, reportLines, shredLines } from "./openings.ts";
import { fileOfTree, type PackSurvey, type PackYearLog } from "./packLogs.ts";
import { packReadme } from "./packReadme.ts";

/** One file of a pack; its content is made when the zip comes to it. */
export interface PackContent {
  readonly name: string;
  content(): AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
}

/** Sources lie three folders above what is compiled. */
const packageRoot = join(import.meta.dirname, "..", "..", "..");
const pagePath = join(packageRoot, "apps", "cli", "audit", "page", "verify.html");

/** All files of a pack but the sums, sorted by name. The same survey gives the same bytes. */
export function packFiles(survey: PackSurvey, titolare: string): readonly PackContent[] {
  const { years, witnessPolicy: policy } = survey;
  const files: PackContent[] = [
    fixed("README.it.md", () => packReadme(survey, titolare)),
    fixed("vkeys", () => years.map(({ vkey }) => `${vkey}\n`).join("")),
    fixed("schema/leaf.schema.json", () => `${JSON.stringify(leafSchema, null, 2)}\n`),
    fixed("verifica.go", () => readFileSync(join(packageRoot, "libs", "pack", "verifica.go"))),
    fixed("verify.html", () => readFileSync(pagePath)),
    ...(policy === undefined ? [] : [fixed("witnesses.policy", () => policy)]),
    { name: "entries.jsonl", content: () => entryLines(survey) },
    { name: "openings.jsonl", content: () => openingLines(survey, titolare) },
    { name: "reports.jsonl", content: () => reportLines(survey, titolare) },
    { name: "shreds.jsonl", content: () => shredLines(survey) },
    fixed("policy.jsonl", () => documentLines(survey)),
    ...documentFiles(survey),
    ...years.flatMap((log) => [...filesOfYear(log)]),
  ];
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const fixed = (name: string, bytes: () => Uint8Array | string): PackContent => ({
  name,
  content: () => [bytes()],
});

function* filesOfYear(log: PackYearLog): Generator<PackContent> {
  const { year, size, note, witnessed, source, history, bundles } = log;
  yield fixed(`${year}/checkpoint`, () => note);
  if (witnessed !== undefined) yield fixed(`${year}/witnessed`, () => witnessed);
  for (const older of history) {
    const path = `checkpoints/${older}`;
    yield { name: `${year}/${path}`, content: () => oneFile(source.read(path)) };
  }
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    for (let index = 0; index * tileWidth < hashesAt(level, size); index += 1) {
      yield tileFile(log, { kind: "tile", level, index, width: widthAt(level, index, size) });
    }
  }
  for (const index of bundles) {
    yield tileFile(log, { kind: "entries", level: 0, index, width: widthAt(0, index, size) });
  }
}

const tileFile = (log: PackYearLog, ref: TileRef): PackContent => ({
  name: `${log.year}/${tilePath(ref)}`,
  content: () => oneFile(fileOfTree(log, ref)),
});

async function* oneFile(read: Promise<Buffer | undefined>): AsyncGenerator<Buffer> {
  const bytes = await read;
  if (bytes !== undefined) yield bytes;
}

/** Which entry put which document in force. */
function documentLines({ documents }: PackSurvey): string {
  const lines = documents.map(({ year, index, kind, digest }) =>
    JSON.stringify({ digest, index, kind, year }),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** Each document once, under its hash. */
function documentFiles({ documents, years }: PackSurvey): readonly PackContent[] {
  const byDigest = new Map(documents.map((one) => [one.digest, one]));
  return [...byDigest.values()].flatMap(({ digest, year, index }) => {
    const log = years.find((one) => one.year === year);
    if (log === undefined) return [];
    return [{ name: `documents/${digest}.json`, content: () => oneFile(log.reader.part(index)) }];
  });
}
