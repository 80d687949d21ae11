import { problem } from "#libs/runtime/httpAnswer";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { type OpeningLine, openingsOf } from "#libs/seal/openings";
import { checkParts } from "#libs/seal/openParts";
import { parseIncidentParts } from "#libs/seal/parts";
import type { SignedLog } from "#libs/search/signedLogs";
import { partAt } from "./partAt.ts";
import {
  type Asked,
  indexMax,
  jsonOf,
  logOf,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wholeIn,
  wrong,
} from "./questions.ts";
import type { Sight } from "./visibility.ts";

/** Entries that one answer looks through, at most. */
export const openedEntriesMax = 256;

type OwnRoom = Sight["rooms"][number];

/**
 * What one room of the viewer's titolare is handed to check the log about itself, as `raccordo audit openings` gives
 * it: its slot of each incident leaf, and the facts of its own messages where they tell nothing of others.
 */
export function openingsQuestion({ query }: Asked, { sight }: QuestionPorts): Understood {
  if (strangerIn(query, ["room", "year", "from", "limit"])) return wrong("");
  const room = sight.rooms.find(({ id }) => id === query["room"]);
  if (room === undefined) return wrong("room", "filter-not-allowed");
  const year = wholeIn(query["year"], 2_199);
  const from = wholeIn(query["from"] ?? "0", indexMax);
  const limit = wholeIn(query["limit"] ?? String(openedEntriesMax), openedEntriesMax);
  if (year === undefined) return wrong("year");
  if (from === undefined) return wrong("from");
  if (limit === undefined || limit < 1) return wrong("limit");
  return {
    reading: { scope: "slot", slot: room.slot },
    amount: () => ({ entries: limit }),
    async answer(read, logs) {
      const log = logOf(logs, year);
      if (log === undefined) return problem("entry-unknown");
      const to = Math.min(log.reader.size, from + limit);
      const opened = await openedIn(log, { from, to }, room, sight.rooms);
      const next = to < log.reader.size ? to : null;
      return jsonOf({ room: room.id, year, from, to, ...opened, next, read });
    },
  };
}

async function openedIn(
  log: SignedLog,
  { from, to }: { readonly from: number; readonly to: number },
  room: OwnRoom,
  own: readonly OwnRoom[],
) {
  const lines: OpeningLine[] = [];
  let [withheld, damaged] = [0, 0];
  for (let index = from; index < to; index += 1) {
    const opened = await openedAt(log, index, room, own);
    if (opened === "damaged") damaged += 1;
    else if (opened !== "other") {
      lines.push(...opened.lines);
      withheld += opened.factsWithheld ? 1 : 0;
    }
  }
  return { lines, facts_withheld: withheld, damaged };
}

async function openedAt(log: SignedLog, index: number, room: OwnRoom, own: readonly OwnRoom[]) {
  const bytes = await log.reader.entry(index);
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return "other";
  const part = await partAt(log, index);
  const parts = part && parseIncidentParts(part);
  if (part === undefined || parts === undefined) return "damaged";
  if (checkParts(bytes, part).length > 0) return "damaged";
  const { lines, factsWithheld } = openingsOf({ year: log.year, index }, leaf, parts, own);
  const isOfRoom = (line: OpeningLine) =>
    "slot" in line ? line.slot.slot === room.slot : parts.facts.value.sender === room.id;
  return { lines: lines.filter(isOfRoom), factsWithheld };
}
