import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isIn, type Period } from "#libs/pack/period";
import type { Decided } from "#libs/policy/backtest";
import type { Configuration } from "#libs/policy/documents";
import { type LoggedDocument, loggedDocument } from "#libs/policy/loggedDocument";
import type { RecordedInputs } from "#libs/policy/replay";
import { RulesOfLog } from "#libs/policy/rulesOfLog";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openDecision } from "#libs/seal/openParts";
import type { SlotValue } from "#libs/seal/parts";
import { TileStoreError } from "#libs/tilestore/failure";
import { type LogReader, openReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { readConfiguration } from "../documents.ts";
import { CliError } from "../exitCodes.ts";

/** A decision as the log holds it, its parts checked against its leaf. */
export interface LogDecision extends RecordedInputs {
  readonly ruleSet: string;
  /** By room. */
  readonly decided: ReadonlyMap<string, Decided>;
}

/** A place of the log that does not say what its leaf says, or cannot be read. */
export interface DamagedPlace {
  readonly year: number;
  /** Index of the leaf; absent where a whole file is concerned. */
  readonly index?: number;
  readonly path: string;
  /** Leaves that are lost to the reader. */
  readonly leaves: number;
  readonly problem: string;
}

export type LogItem =
  | { readonly decision: LogDecision }
  | { readonly damaged: DamagedPlace }
  | { readonly other: true };

/** What a log holds of a period, and under which rules it was decided. */
export interface LogSurvey {
  /** What was in force under which hash, for the rooms of its time. */
  readonly rules: RulesOfLog;
  /** Hashes of activated rule sets that today's compiler does not make of their documents. */
  readonly unknown: readonly string[];
  /** Hashes that the leaves of the period name. */
  readonly ruleSets: readonly string[];
  readonly entries: number;
  /** Decisions in the period, and the first and last of the whole log. */
  readonly decisions: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

interface YearLog {
  readonly year: number;
  readonly reader: LogReader;
}

/**
 * Decisions in the log of a data folder, under checkpoints that verify. Each part is held against its leaf; whether
 * the leaves are those that were signed, `audit verify` says. Read in bundles: memory does not grow with the log.
 */
export class DecisionLog {
  readonly #years: readonly YearLog[];
  readonly #configuration: Configuration;

  private constructor(years: readonly YearLog[], configuration: Configuration) {
    this.#years = years;
    this.#configuration = configuration;
  }

  /** Opens the logs of all years; CliError where there is none, or its checkpoint is not trusted. */
  static async open(data: string): Promise<DecisionLog> {
    if (/^https?:\/\//.test(data)) {
      throw new CliError("usage", "backtest-address", { address: data });
    }
    const configuration = readConfiguration(data);
    const years = yearsIn(join(data, "audit"));
    if (configuration === undefined || years.length === 0) {
      throw new CliError("refused", "backtest-no-log", { path: data });
    }
    const logs: YearLog[] = [];
    for (const year of years) {
      logs.push({ year, reader: await readerOf(data, year, configuration) });
    }
    return new DecisionLog(logs, configuration);
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  /** Looks through the leaves once: which rules were in force, and how many decisions the period holds. */
  async survey(period: Period): Promise<LogSurvey> {
    const rules = new RulesOfLog();
    const unknown = new Set<string>();
    const ruleSets = new Set<string>();
    const [counts, times] = [{ entries: 0, decisions: 0 }, [] as string[]];
    let rooms = this.#configuration.rooms;
    for await (const { leafBytes, part } of this.#entries()) {
      if (leafBytes === undefined) continue;
      counts.entries += 1;
      if (leafBytes.includes(systemMark)) {
        const document = loggedDocument(leafBytes, await part());
        if (document?.kind === "configuration") rooms = document.rooms;
        if (document?.kind === "revocation") rules.revoked(document);
        if (document?.kind !== "activation") continue;
        const compiled = document.compile(rooms);
        if (compiled === undefined) unknown.add(document.hash);
        else rules.activated(compiled);
        continue;
      }
      const at = timeIn(leafBytes);
      if (at === undefined) continue;
      if (isIn(period, at)) {
        counts.decisions += 1;
        ruleSets.add(ruleSetIn(leafBytes));
      }
      times[0] ??= at;
      times[1] = at;
    }
    const [first, last] = times;
    return {
      rules,
      unknown: [...unknown].filter((hash) => !rules.has(hash)),
      ruleSets: [...ruleSets].filter((hash) => hash !== ""),
      ...counts,
      first,
      last,
    };
  }

  /** Every entry of the log, in order: decisions of the period, and what is damaged anywhere. */
  async *items(period: Period): AsyncGenerator<LogItem> {
    let rooms = this.#configuration.rooms;
    for await (const { leafBytes, part, place } of this.#entries()) {
      if (leafBytes === undefined) {
        yield { damaged: place };
        continue;
      }
      if (!leafBytes.includes(systemMark)) {
        yield await itemIn(leafBytes, part, place, period, rooms);
        continue;
      }
      const document = await documentBeside(leafBytes, part);
      if (document !== "none" && document?.kind === "configuration") rooms = document.rooms;
      // What was signed is evidence too: rules or rooms that are not those of their leaf are damage, and said.
      if (document !== undefined) yield { other: true };
      else yield { damaged: { ...place, problem: "document-differs" } };
    }
  }

  async *#entries(): AsyncGenerator<Entry> {
    for (const { year, reader } of this.#years) {
      for (let bundle = 0; bundle * tileWidth < reader.size; bundle += 1) {
        yield* entriesOf(reader, year, bundle);
      }
    }
  }
}

interface Entry {
  /** Undefined where the whole bundle cannot be read. */
  readonly leafBytes: Buffer | undefined;
  /** What lies beside the leaf; undefined where it cannot be read. */
  part(): Promise<Buffer | undefined>;
  readonly place: DamagedPlace;
}

async function* entriesOf(reader: LogReader, year: number, bundle: number): AsyncGenerator<Entry> {
  const first = bundle * tileWidth;
  const width = widthAt(0, bundle, reader.size);
  const pathOf = (kind: "entries" | "parts") => tilePath({ kind, level: 0, index: bundle, width });
  const leaves = await readable(() => reader.items("entries", 0, bundle));
  const none = () => Promise.resolve(undefined);
  if (!Array.isArray(leaves)) {
    const place = { year, path: pathOf("entries"), leaves: width, problem: leaves };
    yield { leafBytes: undefined, part: none, place };
    return;
  }
  for (const [index, leafBytes] of leaves.entries()) {
    const place = { year, index: first + index, path: pathOf("parts"), leaves: 1, problem: "" };
    const part = async () => {
      const parts = await readable(() => reader.items("parts", 0, bundle));
      return Array.isArray(parts) ? parts[index] : undefined;
    };
    yield { leafBytes, part, place };
  }
}

/** What was read, or why a file of the log cannot be. */
async function readable(read: () => Promise<Buffer[]>): Promise<Buffer[] | string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TileStoreError) return error.kind;
    throw error;
  }
}

function decisionIn(
  leafBytes: Buffer,
  part: Buffer | undefined,
  place: DamagedPlace,
  rooms: Configuration["rooms"],
): LogItem {
  const damaged = (problem: string): LogItem => ({ damaged: { ...place, problem } });
  const leaf = parseLeaf(leafBytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return damaged("leaf-malformed");
  if (part === undefined) return damaged("parts-unreadable");
  const slots = rooms.map(({ slot }) => slot);
  const opened = openDecision(leaf, part, slots);
  if ("problem" in opened) return damaged(`parts-${opened.problem}`);
  const decided = rooms.flatMap(({ id, slot }): [string, Decided][] => {
    const value = opened.value.slots.get(slot);
    return value === undefined ? [] : [[id, decidedIn(value)]];
  });
  const { mode, at, rule_set: ruleSet } = leaf;
  const { facts } = opened.value;
  return { decision: { mode, at, facts, ruleSet, decided: new Map(decided) } };
}

/** `released` with the reason of a refusal only withdraws: the room sees nothing any more. */
function decidedIn({ reason, plan }: SlotValue): Decided {
  const sees = reason === "RELEASED" || reason === "NOTHING_NEW";
  return { sees, reason, plan: sees ? plan : undefined };
}

/** What an incident's leaf says, where it lies in the period. */
async function itemIn(
  leafBytes: Buffer,
  part: Entry["part"],
  place: DamagedPlace,
  period: Period,
  rooms: Configuration["rooms"],
): Promise<LogItem> {
  const at = timeIn(leafBytes);
  if (at === undefined) return { damaged: { ...place, problem: "leaf-malformed" } };
  return isIn(period, at) ? decisionIn(leafBytes, await part(), place, rooms) : { other: true };
}

/** `none` for a leaf that is about no document; undefined where the document is not what its leaf says. */
async function documentBeside(
  leafBytes: Buffer,
  part: Entry["part"],
): Promise<LoggedDocument | "none" | undefined> {
  const isAbout = documentMarks.some((mark) => leafBytes.includes(mark));
  return isAbout ? loggedDocument(leafBytes, await part()) : "none";
}

/** Canonical JSON: a leaf outside the chains of incidents has this member, and no other string may hold it. */
const systemMark = Buffer.from('"mode":"system"');
const documentMarks = ['"kind":"configuration"', '"kind":"activation"', '"state":"revoked"'].map(
  (mark) => Buffer.from(mark),
);
const timeMark = Buffer.from('"at":"');
const timeChars = "2026-11-22T09:02:01.000Z".length;

const ruleSetMark = Buffer.from('"rule_set":"');

/** The hash of the rule set that decided, without reading all of the leaf; empty where there is none. */
function ruleSetIn(leafBytes: Buffer): string {
  const at = leafBytes.indexOf(ruleSetMark);
  const from = at + ruleSetMark.length;
  const hash = at < 0 ? "" : leafBytes.toString("latin1", from, from + 64);
  return /^[0-9a-f]{64}$/.test(hash) ? hash : "";
}

/** The leaf's time, without reading all of it. */
function timeIn(leafBytes: Buffer): string | undefined {
  const at = leafBytes.indexOf(timeMark);
  if (at < 0) return undefined;
  const from = at + timeMark.length;
  return leafBytes.toString("latin1", from, from + timeChars);
}

async function readerOf(
  data: string,
  year: number,
  { log_family, keys }: Configuration,
): Promise<LogReader> {
  const origin = `${log_family}/${year}`;
  const key = publicKeyObject(Buffer.from(keys.log, "base64url"));
  const verifier = noteVerifier(encodeVerifierKey(origin, key));
  if (verifier === undefined) throw new Error("the log's key is none");
  const path = join(data, "audit", String(year));
  try {
    const trust = { origin, verifiers: [verifier] };
    return (await openReader(fileSource(path), trust)).reader;
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    throw new CliError("refused", "backtest-checkpoint", { path, problem: error.kind });
  }
}

function yearsIn(folder: string): readonly number[] {
  try {
    const names = readdirSync(folder).filter((name) => /^20\d{2}$/.test(name));
    return names.map(Number).toSorted((a, b) => a - b);
  } catch {
    return [];
  }
}
