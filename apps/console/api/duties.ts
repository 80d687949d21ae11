import type { DemandRow } from "#libs/policy/demandMessages";
import { retentionStates } from "#libs/policy/retentionReport";
import { endsOf, type PlacedHold, reasonOf } from "#libs/policy/standingHolds";
import { problem } from "#libs/runtime/httpAnswer";
import { hasPartIn, rowsOf } from "./logFold.ts";
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
} from "./questions.ts";
import type { Sight } from "./visibility.ts";

/** Rows of one answer. */
export const dutyRowsMax = 500;
export const retentionChoices = ["open", ...retentionStates] as const;
export const recallChoices = ["all", "open", "overdue", "confirmed"] as const;

/** The whole log, each time the same entries: they are not added up. */
const wholeLog: Question["amount"] = (logs) => ({ entries: signedEntries(logs), isWhole: true });
const leavesOnly: Question["amount"] = () => ({ entries: 0, isWhole: true });

/**
 * What was due, done and overdue of the incidents in which a room of one's own has had a part, from the signed log and
 * the signed terms alone, as `raccordo audit retention report` has it.
 */
export function retentionQuestion({ query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["state", "limit"])) return wrong("");
  const state = retentionChoices.find((known) => known === (query["state"] ?? "open"));
  const limit = limitIn(query);
  if (state === undefined) return wrong("state");
  if (limit === undefined) return wrong("limit");
  const { access, sight, fold, nowMs } = ports;
  return {
    reading: { scope: "search" },
    amount: wholeLog,
    async answer(read, logs) {
      const folded = await fold.upTo(logs);
      const own = sight.rooms.map(({ id }) => id);
      const rows = rowsOf(folded, own, access.terms, nowMs());
      const counts = Object.fromEntries(retentionStates.map((one) => [one, 0]));
      for (const row of rows) counts[row.state] = (counts[row.state] ?? 0) + 1;
      const isOpen = (one: string) => one !== "not_due" && one !== "done";
      const meant = rows.filter((row) =>
        state === "open" ? isOpen(row.state) : row.state === state,
      );
      const shown = meant.slice(0, limit).map(({ done, cause, hold, ...row }) => ({
        ...{ ...row, done: done ?? null, cause: cause ?? null, hold: hold ?? null },
        ...{ room: own.find((id) => hasPartIn(folded, [id], row)) ?? null },
        held_by_own: folded.accounts
          .holds(nowMs(), { of: row.mode, incident: row.incident })
          .some((one) => isOwn(one, sight)),
      }));
      const { damaged } = folded;
      return jsonOf({ counts, rows: shown, more: meant.length > limit, damaged, read });
    },
  };
}

/** Legal holds that stand now: what their entries say, and nothing behind them. */
export function holdsQuestion(
  { query }: Asked,
  { fold, sight, access, nowMs }: QuestionPorts,
): Understood {
  if (strangerIn(query, ["limit"])) return wrong("");
  const limit = limitIn(query);
  if (limit === undefined) return wrong("limit");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read, logs) {
      const holds = (await fold.upTo(logs)).accounts.holds(nowMs()).toReversed();
      const shown = holds.slice(0, limit).map((hold) => {
        const { of: mode, incident, role, at, slot } = hold.leaf;
        const { year, seq } = hold.place;
        const room = access.rooms.find((one) => slot !== undefined && one.slot === slot)?.id;
        const entry = { year, index: seq - 1, at, mode, incident, reason: reasonOf(hold), role };
        return {
          ...entry,
          room: room ?? null,
          own: isOwn(hold, sight),
          until: endsOf(hold) ?? null,
        };
      });
      return jsonOf({ holds: shown, more: holds.length > limit, read });
    },
  };
}

/** True for a hold that an own office signs for and ends: in an own room's name, or in nobody's. */
const isOwn = ({ leaf: { slot } }: PlacedHold, { rooms }: Sight): boolean =>
  rooms.length > 0 && (slot === undefined || rooms.some((room) => room.slot === slot));

/** That searches for a person's data were made, when and in which role: never by whom, never about whom. */
export function accessRequestsQuestion({ query }: Asked, { fold }: QuestionPorts): Understood {
  if (strangerIn(query, ["limit"])) return wrong("");
  const limit = limitIn(query);
  if (limit === undefined) return wrong("limit");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read, logs) {
      const { requests } = await fold.upTo(logs);
      const shown = requests.toReversed().slice(0, limit);
      return jsonOf({ requests: shown, more: requests.length > limit, read });
    },
  };
}

/** Data that were taken back: one's own demands whole, of others' what one's own rooms have to confirm. */
export function recallsQuestion(
  { query }: Asked,
  { sight, core, nowMs }: QuestionPorts,
): Understood {
  if (strangerIn(query, ["state"])) return wrong("");
  const state = recallChoices.find((known) => known === (query["state"] ?? "all"));
  if (state === undefined) return wrong("state");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read) {
      const list = await core.demands();
      if (list === undefined) return problem("log-not-ready");
      const seen = list.demands.flatMap((row) => seenDemand(row, sight, nowMs()) ?? []);
      const recalls = seen.filter((row) => {
        if (state === "all") return true;
        return state === "confirmed" ? !row.open : state === "open" ? row.open : row.overdue;
      });
      return jsonOf({ recalls, more: list.more, read });
    },
  };
}

/** Undefined for a demand that concerns no room of one's own. */
export function seenDemand(row: DemandRow, { rooms: own }: Sight, nowMs: number) {
  const { notice, room, rooms, ...more } = row;
  const [names, slots] = [own.map(({ id }) => id), own.map(({ slot }) => slot)];
  const at = { year: notice.year, index: notice.seq - 1 };
  const stated = (list: DemandRow["rooms"]) =>
    list.map((one) => ({ slot: one.slot, room: one.room ?? null, state: one.state }));
  if (room !== undefined && names.includes(room)) {
    return { ...more, ...at, room, rooms: stated(rooms) };
  }
  const mine = rooms.filter(({ slot }) => slots.includes(slot));
  if (mine.length === 0) return undefined;
  const open = mine.some(({ state }) => state !== "confirmed");
  const overdue = open && Date.parse(row.until) < nowMs;
  return { ...more, ...at, room: null, rooms: stated(mine), open, overdue };
}

function limitIn({ limit }: Asked["query"]): number | undefined {
  const number = wholeIn(limit ?? String(dutyRowsMax), dutyRowsMax);
  return number === undefined || number < 1 ? undefined : number;
}
