import { coreSubjects } from "#libs/eventlog/permissions";
import type { AskingPerson } from "#libs/incident/subjectMatch";
import type { Configuration } from "#libs/policy/documents";
import { messageIn } from "#libs/policy/emergencyMessages";
import {
  type SubjectAnswer,
  type SubjectFinding,
  type SubjectRequest,
  subjectAnswerSchema,
  subjectBytes,
} from "#libs/policy/subjectMessages";
import { askCore } from "../administration.ts";
import { entriesSigned } from "../audit/yearLogs.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { announceRead, type ReaderOptions, sayRecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { readAskingPerson } from "./askingPerson.ts";
import { incidentKey, type RoomShare, readTitolareLog, sharesOf } from "./titolareLog.ts";

export interface AccessOptions {
  readonly data: string;
  /** As the signed configuration names it. */
  readonly titolare: string;
  readonly role: ReaderOptions["role"];
  readonly reader?: string;
}

/** A search may take this long for each of its steps. */
const stepMsMax = 30_000;

/**
 * `access-request`: where the living incidents of one titolare tell of a person, and which rooms got what (D.Lgs.
 * 51/2018 art. 11). Recorded in the log before anything is opened; it does not take place where it cannot be. Says of
 * how many incidents no answer is possible any more.
 */
export async function accessRequest(terminal: Terminal, options: AccessOptions): Promise<number> {
  const { data, titolare } = options;
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new CliError("refused", "vkey-none", { path: data });
  const own = new Set(roomsOf(configuration, titolare));
  const person = await readAskingPerson(terminal.language);
  const entries = await entriesSigned(data);
  const about = { purpose: "access_request", scope: "search", entries } as const;
  const record = await announceRead(data, options, about);
  if (!record.recorded) throw new CliError("refused", "subject-not-recorded");
  const { year, index } = record.read;
  const search = await searchAll(data, { read: { year, seq: index + 1 }, titolare, person });
  const log = await readTitolareLog(data, own, new Set(search.matches.map(incidentKey)));
  const linkable = new Set([...search.open].filter((key) => !search.closed.has(key)));
  const unlinkable = [...log.incidents].filter((key) => !linkable.has(key)).length;
  const found = search.matches.map((one) => ({ one, shares: sharesOf(log, one) }));
  const roomAt = (slot: number): string =>
    configuration.rooms.find((room) => room.slot === slot)?.id ?? `#${slot}`;
  for (const { one, shares } of found) {
    const rooms = shares.map(({ slot, ...share }) => ({ room: roomAt(slot), ...share }));
    terminal.tell("subject", { ...one, rooms });
    if (!terminal.json) sayFound(terminal, one, shares, roomAt);
  }
  const { first = "", last = "" } = log;
  const counted = { titolare, searched: linkable.size, unlinkable, first, last };
  terminal.tell("access-request", { found: found.length, ...counted, read: record.read });
  if (terminal.json) return exitCodes.ok;
  if (found.length === 0) terminal.say("subject-none", { titolare });
  else terminal.say("subject-found", { titolare, count: incidentsIn(search.matches) });
  terminal.say("subject-searched", { titolare, searched: linkable.size });
  if (unlinkable === 0) terminal.say("subject-all-linkable", { titolare });
  else {
    const days = { first: first.slice(0, 10), last: last.slice(0, 10) };
    terminal.say("subject-unlinkable", { titolare, count: unlinkable, ...days });
  }
  sayRecorded(terminal, record);
  return exitCodes.ok;
}

const incidentsIn = (found: readonly SubjectFinding[]): number =>
  new Set(found.map(incidentKey)).size;

function roomsOf({ rooms }: Configuration, titolare: string): readonly string[] {
  const own = rooms.filter((room) => room.titolare === titolare).map(({ id }) => id);
  if (own.length > 0) return own;
  const known = [...new Set(rooms.map((room) => room.titolare))].join(" · ");
  throw new CliError("usage", "titolare-unknown", { titolare, known });
}

interface Searched {
  readonly matches: readonly SubjectFinding[];
  readonly open: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
}

/** All steps of a search, one after the other: the core does its other work in between. */
async function searchAll(
  data: string,
  request: Omit<SubjectRequest, "cursor"> & { readonly person: AskingPerson },
): Promise<Searched> {
  const matches = new Map<string, SubjectFinding>();
  const open = new Set<string>();
  const closed = new Set<string>();
  let cursor: SubjectRequest["cursor"];
  do {
    const step = await askedStep(data, cursor === undefined ? request : { ...request, cursor });
    for (const one of step.matches) {
      const key = `${incidentKey(one)} ${one.ref}`;
      if (matches.get(key)?.match !== "certain") matches.set(key, one);
    }
    for (const one of step.open) open.add(incidentKey(one));
    for (const one of step.closed) closed.add(incidentKey(one));
    cursor = step.next;
  } while (cursor !== undefined);
  return { matches: [...matches.values()], open, closed };
}

async function askedStep(
  data: string,
  request: SubjectRequest,
): Promise<Extract<SubjectAnswer, { outcome: "searched" }>> {
  const bytes = await askCore(data, coreSubjects.subjectsSearch, subjectBytes(request), stepMsMax);
  const answer = messageIn(bytes, subjectAnswerSchema) ?? { outcome: "busy" };
  if (answer.outcome === "searched") return answer;
  if (answer.outcome === "busy") {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  const isUnrecorded = answer.code === "not-recorded";
  throw new CliError("refused", isUnrecorded ? "subject-not-recorded" : "subject-refused", {
    code: answer.code,
  });
}

function sayFound(
  terminal: Terminal,
  { name, mode, room, ref, match }: SubjectFinding,
  shares: readonly RoomShare[],
  roomAt: (slot: number) => string,
): void {
  terminal.say(`subject-${match}`, { name, mode, room, ref });
  if (shares.length === 0) terminal.say("subject-nobody");
  for (const { slot, paths, first, holds } of shares) {
    const values = { room: roomAt(slot), paths: paths.join(", "), first: first.slice(0, 10) };
    terminal.say(holds ? "subject-room-has" : "subject-room-had", values);
  }
}
