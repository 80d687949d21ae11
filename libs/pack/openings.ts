import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { formatOpening, openingsOf } from "#libs/seal/openings";
import { checkParts } from "#libs/seal/openParts";
import { parseIncidentParts } from "#libs/seal/parts";
import { formatReportLine, isListedLeaf, reportLineOf } from "#libs/seal/reportOpenings";
import { tileWidth } from "#libs/tlog/tiles";
import { type PackDocument, type PackRoom, type PackSurvey, timeIn } from "./packLogs.ts";
import { isIn } from "./period.ts";

/** One leaf of the period. */
export interface PackEntry {
  readonly year: number;
  readonly index: number;
  readonly leaf: Buffer;
}

/** A part that is missing or does not open its leaf: the pack would not be whole. */
export class DamagedPart extends Error {
  constructor(
    readonly year: number,
    readonly index: number,
  ) {
    super(`part of ${year}/${index}`);
    this.name = "DamagedPart";
  }
}

/** The leaves of the period, in order; one bundle is in memory at a time. */
export async function* entriesOf({ years, period }: PackSurvey): AsyncGenerator<PackEntry> {
  for (const { year, reader, from, to } of years) {
    let bundle: readonly Buffer[] = [];
    for (let index = from; index < to; index += 1) {
      const place = Math.floor(index / tileWidth);
      if (index === from || index % tileWidth === 0)
        bundle = await reader.items("entries", 0, place);
      const leaf = bundle[index % tileWidth];
      if (leaf !== undefined && isIn(period, timeIn(leaf))) yield { year, index, leaf };
    }
  }
}

/** Lines of `entries.jsonl`: the leaf stands in them as it is in the log. */
export async function* entryLines(survey: PackSurvey): AsyncGenerator<string> {
  for await (const { year, index, leaf } of entriesOf(survey)) {
    yield `{"index":${index},"leaf":${leaf.toString("utf8")},"year":${year}}\n`;
  }
}

/** Lines of `shreds.jsonl`: whose keys were destroyed in the period, by the incident's pseudonym. */
export async function* shredLines(survey: PackSurvey): AsyncGenerator<string> {
  for await (const { year, index, leaf } of entriesOf(survey)) {
    if (!leaf.includes('"kind":"key_shredded"')) continue;
    yield `{"index":${index},"leaf":${leaf.toString("utf8")},"year":${year}}\n`;
  }
}

/**
 * Lines of `openings.jsonl`: what the decisions of the period say about the titolare's own rooms, and the inputs of
 * the decisions on what its own rooms sent, in the form that `audit slots` reads (libs/seal/openings decides which). Never
 * the part of another's room. Throws {@link DamagedPart}.
 */
export async function* openingLines(survey: PackSurvey, titolare: string): AsyncGenerator<string> {
  const configurations = survey.documents.filter(({ kind }) => kind === "configuration");
  for await (const entry of entriesOf(survey)) {
    const rooms = roomsAt(configurations, entry).filter((room) => room.titolare === titolare);
    const parsed = parseLeaf(entry.leaf);
    if (rooms.length === 0 || "problem" in parsed || !isIncidentLeaf(parsed)) continue;
    const log = survey.years.find(({ year }) => year === entry.year);
    const part = await log?.reader.part(entry.index);
    const parts = part && parseIncidentParts(part);
    if (part === undefined || parts === undefined || checkParts(entry.leaf, part).length > 0) {
      throw new DamagedPart(entry.year, entry.index);
    }
    const { year, index } = entry;
    for (const line of openingsOf({ year, index }, parsed, parts, rooms).lines) {
      yield `${formatOpening(line)}\n`;
    }
  }
}

/**
 * Lines of `reports.jsonl`: what the log says of reports in the period to one titolare (libs/seal/reportOpenings): the
 * receipts and refusals of its own rooms, and its own counts. Throws {@link DamagedPart}.
 */
export async function* reportLines(survey: PackSurvey, titolare: string): AsyncGenerator<string> {
  const configurations = survey.documents.filter(({ kind }) => kind === "configuration");
  for await (const entry of entriesOf(survey)) {
    if (!listedMark.test(entry.leaf.toString("latin1"))) continue;
    const leaf = parseLeaf(entry.leaf);
    const rooms = roomsAt(configurations, entry).filter((room) => room.titolare === titolare);
    if ("problem" in leaf || !isListedLeaf(leaf) || rooms.length === 0) continue;
    const { year, index } = entry;
    const part = await survey.years.find((log) => log.year === year)?.reader.part(index);
    const line = part && reportLineOf({ year, index }, leaf, part, rooms);
    if (part === undefined || line === "damaged") throw new DamagedPart(year, index);
    if (line !== undefined) yield `${formatReportLine(line)}\n`;
  }
}

const listedMark = /"kind":"(?:receipts|refusals|counts)"/;

/** The rooms of the configuration in force at an entry. */
function roomsAt(
  configurations: readonly PackDocument[],
  { year, index }: PackEntry,
): readonly PackRoom[] {
  const inForce = configurations.findLast(
    (one) => one.year < year || (one.year === year && one.index < index),
  );
  return inForce?.rooms ?? [];
}
