import { leafAt } from "#libs/incident/catalogue";
import { problem } from "#libs/runtime/httpAnswer";
import type { SignedLog } from "#libs/search/signedLogs";
import {
  type Asked,
  jsonOf,
  type Question,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wholeIn,
  wrong,
} from "../questions.ts";
import { withLevels } from "../searchQuestions.ts";
import { seenBy } from "../visibility.ts";
import {
  incidentEntriesMax,
  incidentHistory,
  type Receipts,
  receiptEntriesMax,
  receiptsOf,
  type TimelineEntry,
} from "./incidentEntries.ts";
import type { FieldPlace, SeenDecision, SeenRoom } from "./incidentSight.ts";

/** Entries of one answer. */
export const timelineRowsMax = 100;
const timelineRowsUsual = 50;

/** An incident's pseudonym in the log. */
export const pseudonymPattern = /^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** What one question about an incident opens at most: its entries, and those with receipts. */
export const incidentAmount: Question["amount"] = (logs) => ({
  entries: Math.min(signedEntries(logs), incidentEntriesMax + receiptEntriesMax),
});

/**
 * One incident across rooms, in the order of the log: of each decision what each room got and did not get, as far as
 * the viewer may know it (IncidentSight), with receipts and what else happened to it.
 */
export function timelineQuestion({ params, query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["from", "limit"])) return wrong("");
  const { incident } = params;
  const from = wholeIn(query["from"] ?? "0", incidentEntriesMax);
  const limit = wholeIn(query["limit"] ?? String(timelineRowsUsual), timelineRowsMax);
  if (typeof incident !== "string" || !pseudonymPattern.test(incident)) return wrong("incident");
  if (from === undefined) return wrong("from");
  if (limit === undefined || limit < 1) return wrong("limit");
  return {
    reading: { scope: "incident", incident },
    amount: incidentAmount,
    answer: (read, logs) => answered({ incident, from, limit }, ports, read, logs),
  };
}

interface Wanted {
  readonly incident: string;
  readonly from: number;
  readonly limit: number;
}

async function answered(
  { incident, from, limit }: Wanted,
  { access, sight }: QuestionPorts,
  read: Parameters<Question["answer"]>[0],
  logs: readonly SignedLog[],
): ReturnType<Question["answer"]> {
  const history = await incidentHistory(access, logs, incident, sight.rooms);
  if (history === undefined) return problem("log-not-ready");
  if (history.entries.length === 0) return problem("entry-unknown");
  const receipts = await receiptsOf(access, logs, history);
  const page = history.entries.slice(from, from + limit);
  const found = await withLevels(
    page.map((one) => seenBy(one.found, sight)),
    logs,
    access,
  );
  const entries = page.map((entry, row) => rowOf(entry, found[row], receipts));
  const next = from + limit < history.entries.length ? from + limit : null;
  const own = sight.rooms.map(({ id }) => id);
  const rooms = access.rooms.map(({ id, titolare }) => ({ id, titolare, own: own.includes(id) }));
  const isCut = history.isCut || receipts.isCut;
  return jsonOf({ incident, rooms, entries, next, cut: isCut, read });
}

type Levelled = Awaited<ReturnType<typeof withLevels>>[number];

function rowOf({ seen }: TimelineEntry, found: Levelled | undefined, receipts: Receipts) {
  if (found === undefined) throw new Error("an entry without its level");
  const { year, index, at, kind, mode, level, event = null, code, role } = found;
  const decision = typeof seen === "object" ? seen : undefined;
  const told = found.rooms.flatMap(({ room }) => (room === null ? [] : [room]));
  return {
    ...{ year, index, at, kind, mode, level, event, code, role },
    parts: seen === undefined ? "none" : seen === "damaged" ? "damaged" : "there",
    /** Of what is no decision: the rooms that it names. */
    about: seen === undefined ? told : [],
    facts: factsOf(decision),
    after_others: decision?.isAfterOthers ?? false,
    rooms: (decision?.rooms ?? []).map((room) => roomRow(room, receipts)),
  };
}

function factsOf(decision: SeenDecision | undefined) {
  if (decision?.facts === undefined) return null;
  const { purpose = null, regime = null, assignment, ...facts } = decision.facts;
  return { ...facts, purpose, regime, in_charge: assignment };
}

function roomRow(seen: SeenRoom, receipts: Receipts) {
  const { room, titolare, shown, outcome, basis, handling, delivery } = seen;
  const { reason = null, rule = null, article = null, notGiven } = seen;
  return {
    ...{ room, titolare, shown, outcome, reason, rule, article, titles: basis, handling },
    given: seen.given.map(fieldRow),
    withdrawn: seen.withdrawn.map(fieldRow),
    not_given: notGiven?.map(fieldRow) ?? null,
    receipts: delivery === undefined ? [] : (receipts.of.get(delivery) ?? []),
  };
}

/** A field with the class of its datum. */
export const fieldRow = ({ ref, path }: FieldPlace) => ({
  ...{ ref, path, class: leafAt(path)?.dataClass ?? null },
});
