import { isIn, type Period } from "#libs/pack/period";
import { Backtest } from "#libs/policy/backtest";
import type { Configuration } from "#libs/policy/documents";
import {
  decisionIn,
  documentMarks,
  type LogDecision,
  ruleSetIn,
  systemMark,
  timeIn,
} from "#libs/policy/loggedDecisions";
import { type LoggedDocument, loggedDocument } from "#libs/policy/loggedDocument";
import { RulesOfLog } from "#libs/policy/rulesOfLog";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { SignedLog } from "#libs/search/signedLogs";
import { TileStoreError } from "#libs/tilestore/failure";
import { tileWidth } from "#libs/tlog/tiles";
import type { RulesAnswer } from "./rulesTasks.ts";

type Rooms = Configuration["rooms"];

/** What leaves say of a period, and the rules that the log holds. */
export interface Surveyed {
  readonly rules: RulesOfLog;
  readonly told: Extract<RulesAnswer, { kind: "survey" }>;
}

/** Looks through the leaves once: which rules decided, and how many decisions the period holds; opens none of them. */
export async function surveyed(
  logs: readonly SignedLog[],
  period: Period,
  configured: Rooms,
): Promise<Surveyed> {
  const rules = new RulesOfLog();
  const ruleSets = new Set<string>();
  const [times, counts] = [[] as string[], { decisions: 0 }];
  let rooms = configured;
  for await (const entry of entriesOf(logs)) {
    const { leaf } = entry;
    if (leaf.includes(systemMark)) {
      rooms = await withDocument(rules, rooms, entry);
      continue;
    }
    const at = timeIn(leaf);
    if (at === undefined || !isIn(period, at)) continue;
    counts.decisions += 1;
    ruleSets.add(ruleSetIn(leaf));
    times[0] ??= at;
    times[1] = at;
  }
  const [first, last] = times;
  const hashes = [...ruleSets].filter((hash) => hash !== "");
  return { rules, told: { kind: "survey", ...counts, first, last, ruleSets: hashes } };
}

/** Takes what a leaf beside the incidents says of rules; the rooms from then on. */
async function withDocument(rules: RulesOfLog, rooms: Rooms, entry: Entry): Promise<Rooms> {
  const document = await documentOf(entry);
  if (document?.kind === "configuration") return document.rooms;
  if (document?.kind === "revocation") rules.revoked(document);
  const compiled = document?.kind === "activation" ? document.compile(rooms) : undefined;
  if (compiled !== undefined) rules.activated(compiled);
  return rooms;
}

async function documentOf({ leaf, part }: Entry): Promise<LoggedDocument | undefined> {
  const isAbout = documentMarks.some((mark) => leaf.includes(mark));
  return isAbout ? loggedDocument(leaf, await part()) : undefined;
}

export interface ReplayOf {
  readonly logs: readonly SignedLog[];
  readonly period: Period;
  readonly rooms: Rooms;
  /** Ids of the viewer's rooms: nobody else's messages are decided again. */
  readonly own: readonly string[];
  readonly rules: RulesOfLog;
  readonly tried: RulesWithRooms;
}

/** Decides again what own rooms sent about own incidents; of it nothing is kept but sums. */
export async function replayed(of: ReplayOf): Promise<Extract<RulesAnswer, { kind: "replay" }>> {
  const { logs, period, own, rules, tried } = of;
  const backtest = new Backtest(tried, rules.all());
  const lost = { damaged: 0, rulesUnknown: 0 };
  let { rooms } = of;
  for await (const entry of entriesOf(logs)) {
    const { leaf, part } = entry;
    if (leaf.includes(systemMark)) {
      const document = await documentOf(entry);
      if (document?.kind === "configuration") rooms = document.rooms;
      continue;
    }
    const at = timeIn(leaf);
    if (at === undefined || !isIn(period, at)) continue;
    const read = decisionIn(leaf, await part(), rooms);
    if ("problem" in read) lost.damaged += 1;
    else if (isOwn(read.decision, own)) add(backtest, rules, read.decision, lost);
  }
  return { kind: "replay", result: backtest.result(), ...lost };
}

/** As the console shows facts: of messages that an own room sent about an own incident. */
function isOwn({ facts }: LogDecision, own: readonly string[]): boolean {
  return own.includes(facts.sender) && own.includes(facts.owner ?? facts.sender);
}

function add(
  backtest: Backtest,
  rules: RulesOfLog,
  { ruleSet, decided, ...record }: LogDecision,
  lost: { rulesUnknown: number },
): void {
  const under = rules.at(ruleSet, record.at);
  if (under === undefined) lost.rulesUnknown += 1;
  else backtest.add({ ...record, under, decided });
}

interface Entry {
  readonly leaf: Buffer;
  part(): Promise<Buffer | undefined>;
}

/** Entries in bundles: memory does not grow with the log. */
async function* entriesOf(logs: readonly SignedLog[]): AsyncGenerator<Entry> {
  for (const { reader } of logs) {
    for (let bundle = 0; bundle * tileWidth < reader.size; bundle += 1) {
      const leaves = await reader.items("entries", 0, bundle);
      for (const [index, leaf] of leaves.entries()) {
        yield { leaf, part: () => partIn(reader, bundle, index) };
      }
    }
  }
}

/** Undefined where it is gone or cannot be read. */
async function partIn(
  reader: SignedLog["reader"],
  bundle: number,
  index: number,
): Promise<Buffer | undefined> {
  try {
    return (await reader.items("parts", 0, bundle))[index];
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}
