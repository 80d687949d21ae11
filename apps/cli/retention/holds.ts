import { basename, join } from "node:path";
import type { RetentionLive } from "#libs/policy/retentionMessages";
import { RetentionAccounts } from "#libs/policy/retentionReport";
import { endsOf, type PlacedHold, reasonOf } from "#libs/policy/standingHolds";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import { parseLeaf } from "#libs/seal/leaf";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { logsAt, vkeyFromData } from "../audit/verify.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { textOf } from "../texts.ts";

/** After so long somebody looks whether a hold is still needed: it keeps data that would be gone. */
export const holdReviewDays = 180;
const dayMs = 86_400_000;

export interface HoldsCommand {
  readonly data: string;
  readonly nowMs: number;
  /** What policy says is kept; undefined where it does not answer. */
  askLive(): Promise<RetentionLive | undefined>;
}

/**
 * The legal holds that stand, from the verified log: no part is opened, who asked is a pseudonym there. What is kept
 * for them is asked of policy where it answers. Exit code 0; the review of a hold that is late is said, not enforced.
 */
export async function listHolds(terminal: Terminal, command: HoldsCommand): Promise<number> {
  const holds = await holdsIn(command);
  const rooms = readConfiguration(command.data)?.rooms ?? [];
  const roomOf = (slot?: number) => rooms.find((room) => room.slot === slot)?.id;
  const live = holds.length === 0 ? undefined : await command.askLive();
  const rows = holds.map((hold) => rowOf(hold, live, roomOf(hold.leaf.slot)));
  for (const row of rows) terminal.tell("retention-hold", { ...row });
  const now = new Date(command.nowMs).toISOString();
  const late = rows.filter(({ review_by }) => review_by < now).length;
  if (rows.length === 0) terminal.say("holds-none", {});
  else if (!terminal.json) terminal.write(`${table(terminal, rows)}\n`);
  if (late > 0) terminal.say("holds-late", { late });
  const ends = rows.flatMap(({ until = [] }) => until).toSorted();
  const [first] = ends;
  if (first !== undefined) terminal.say("holds-unsigned", { unsigned: ends.length, until: first });
  return exitCodes.ok;
}

async function holdsIn({ data, nowMs }: HoldsCommand): Promise<readonly PlacedHold[]> {
  const place = join(data, "audit");
  const accounts = new RetentionAccounts();
  for (const { source, folder = "" } of logsAt(place)) {
    const year = Number(basename(folder));
    const vkey = await vkeyFromData(source, { place, data });
    const { findings, checkpoint } = await verifyLog(source, vkey, {
      readParts: false,
      onEntry: (index, bytes) => {
        const leaf = parseLeaf(bytes);
        const isHold = !("problem" in leaf) && leaf.kind === "legal_hold";
        if (isHold) accounts.held(leaf, { year, seq: index + 1 });
        return [];
      },
    });
    if (checkpoint === undefined || findings.length > 0) {
      throw new CliError("check-failed", "openings-log-broken", { place });
    }
  }
  return accounts.holds(nowMs);
}

interface HoldRow extends Pick<LegalHoldLeaf, "incident" | "reason" | "role" | "by"> {
  readonly of: LegalHoldLeaf["of"];
  readonly since: string;
  readonly review_by: string;
  /** In whose name; absent where nobody was named. */
  readonly room?: string;
  /** Until when it counts unless somebody signs for it. */
  readonly until?: string;
  readonly kept?: number;
  readonly gone?: number;
}

function rowOf(
  hold: PlacedHold,
  live: RetentionLive | undefined,
  room: string | undefined,
): HoldRow {
  const { of, incident, role, by, at } = hold.leaf;
  const [reason, until] = [reasonOf(hold), endsOf(hold)];
  const known = live?.holds.find((one) => one.of === of && one.incident === incident);
  const { kept, gone } = known ?? {};
  const reviewBy = new Date(Date.parse(at) + holdReviewDays * dayMs).toISOString();
  return {
    ...{ of, incident, reason, role, by, since: at, review_by: reviewBy },
    ...(room !== undefined && { room }),
    ...(until !== undefined && { until }),
    ...(kept !== undefined && { kept }),
    ...(gone !== undefined && { gone }),
  };
}

function table({ language }: Terminal, rows: readonly HoldRow[]): string {
  const lines = rows.map(({ incident, of, room, since, reason, role, by, ...more }) => [
    ...[incident, of, room ?? "–", since.slice(0, 16).replace("T", " ")],
    ...[textOf(language, `hold-${reason}`), `${role} ${by.slice(0, 8)}`],
    ...[more.until?.slice(0, 10) ?? "–", more.review_by.slice(0, 10)],
    ...[`${more.kept ?? "?"}`, `${more.gone ?? "?"}`],
  ]);
  return tableText(textOf(language, "holds-head").split("|"), lines);
}
