import { setImmediate as turn } from "node:timers/promises";
import type { StoredMessage } from "#libs/eventlog/port";
import { auditStream, noticesOf, parseSubject } from "#libs/eventlog/subjects";
import { answerKinds, type IncidentEvent, isInternal, type Mode } from "#libs/incident/event";
import { type AskingPerson, subjectMatch } from "#libs/incident/subjectMatch";
import type { Room } from "#libs/policy/decision";
import { messageIn } from "#libs/policy/emergencyMessages";
import { openPayload } from "#libs/policy/eventPayload";
import {
  type SearchedIncident,
  type SubjectAnswer,
  type SubjectCursor,
  type SubjectFinding,
  type SubjectRequest,
  subjectRequestSchema,
  subjectStepMax,
} from "#libs/policy/subjectMessages";
import { componentRefs } from "#libs/seal/alias";
import type { EventKeys } from "#libs/seal/envelope";
import { incidentPseudonym } from "#libs/seal/ids";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** A search goes on for this long under one entry of the log; then it is to be recorded again. */
const readAgeMsMax = 30 * 60_000;
/** Messages between two turns of the other work: nobody waits for a search. */
const eventsInTurn = 16;

type SearchPorts = Pick<PolicyPorts, "log" | "secrets" | "vault" | "openYears" | "nowIso">;

/**
 * One step of a search for a person over the living messages of one titolare's rooms (D.Lgs. 51/2018 artt. 11, 14).
 * There is no index of people, in the core or anywhere: each message is opened under its incident's own keys and
 * compared, so that the destruction of the keys ends what can be found, and nobody can look up a person over incidents
 * but by this act. What legal holds keep beyond the age of EVENTS is looked at too. Only under an entry of the log that tells of it. What was asked is in memory for one step.
 */
export async function searchSubject(
  ports: SearchPorts,
  rooms: readonly Room[],
  data: Uint8Array,
): Promise<SubjectAnswer> {
  const request = messageIn(data, subjectRequestSchema);
  if (request === undefined) return { outcome: "refused", code: "malformed" };
  const own = rooms.filter(({ titolare }) => titolare === request.titolare).map(({ id }) => id);
  if (own.length === 0) return { outcome: "refused", code: "titolare-unknown" };
  if (!(await isRecorded(ports, request.read))) {
    return { outcome: "refused", code: "not-recorded" };
  }
  const search = new SearchStep(ports, request.person);
  for (const part of partsFrom(own, request.cursor)) {
    const next = await search.messages(part);
    if (next === "unreachable") return { outcome: "busy" };
    if (next !== undefined) return search.answer({ ...part.cursor, from: next });
  }
  return search.answer();
}

/** The messages of one room in EVENTS, or those of them that legal holds keep beyond its age. */
interface SearchPart {
  readonly room: string;
  readonly stream: "EVENTS" | "HELD";
  readonly filter: string;
  readonly cursor: SubjectCursor;
}

function partsFrom(
  rooms: readonly string[],
  { room: first, from, held }: SubjectCursor = { room: 0, from: 1 },
): readonly SearchPart[] {
  const all = rooms.flatMap((room, position): readonly SearchPart[] => [
    {
      ...{ room, stream: "EVENTS", filter: `event.*.*.${room}.*.*` },
      cursor: { room: position, from: 1 },
    },
    {
      ...{ room, stream: "HELD", filter: `held.*.${room}.*.*` },
      cursor: { room: position, from: 1, held: true },
    },
  ]);
  const left = all.slice(2 * first + (held === true ? 1 : 0));
  return left.map((part, n) => (n === 0 ? { ...part, cursor: { ...part.cursor, from } } : part));
}

/** True where the log holds, at this place and not long ago, that somebody searches for an access request. */
async function isRecorded(
  { log, secrets, openYears, nowIso }: SearchPorts,
  { year, seq }: SubjectRequest["read"],
): Promise<boolean> {
  if (!openYears().includes(year)) return false;
  const message = await log.firstFrom(auditStream(year), noticesOf(year, "read"), seq);
  const leaf = message?.sequence === seq ? ownSystemLeaf(message, secrets.macs) : undefined;
  if (leaf?.kind !== "read" || leaf.purpose !== "access_request" || leaf.scope !== "search") {
    return false;
  }
  return Date.parse(nowIso()) - Date.parse(leaf.at) <= readAgeMsMax;
}

/** What one step has found so far. */
class SearchStep {
  readonly #matches = new Map<string, SubjectFinding>();
  readonly #open = new Map<string, SearchedIncident>();
  readonly #closed = new Map<string, SearchedIncident>();
  #looked = 0;

  constructor(
    private readonly ports: SearchPorts,
    private readonly person: AskingPerson,
  ) {}

  answer(next?: SubjectCursor): SubjectAnswer {
    return {
      outcome: "searched",
      matches: [...this.#matches.values()],
      open: [...this.#open.values()],
      closed: [...this.#closed.values()],
      ...(next && { next }),
    };
  }

  /** Looks at one part's messages; gives where to go on when the step is over, undefined at the end. */
  async messages(part: SearchPart): Promise<number | "unreachable" | undefined> {
    const { room, stream, filter } = part;
    let next = part.cursor.from;
    for (;;) {
      if (this.#looked >= subjectStepMax) return next;
      const message = await this.ports.log.firstFrom(stream, filter, next);
      if (message === undefined) return undefined;
      if (!(await this.#look(room, message))) return "unreachable";
      next = message.sequence + 1;
      this.#looked += 1;
      if (this.#looked % eventsInTurn === 0) await turn();
    }
  }

  /** False: the keys could not be asked for. */
  async #look(room: string, message: StoredMessage): Promise<boolean> {
    const parsed = parseSubject(message.subject);
    if ((parsed?.of !== "event" && parsed?.of !== "held") || !isMode(parsed.mode)) return true;
    const { mode, incident: id, event: eventName } = parsed;
    const incident = {
      mode,
      incident: incidentPseudonym(this.ports.secrets.logPseudonym, mode, id),
    };
    const key = `${mode} ${id}`;
    const vault = await this.ports.vault.get(mode, id);
    if (vault.kind === "unreachable") return false;
    const keys = keysIn(vault);
    const opened = keys && openPayload(keys, { mode, event: eventName }, message.data);
    if (opened?.kind !== "open" || keys === undefined) {
      this.#closed.set(key, incident);
      return true;
    }
    const { event, locked } = opened;
    // An answer tells of no person, and the incident is another's.
    if (isInternal(event) || answerKinds.includes(event.kind)) return true;
    (locked ? this.#closed : this.#open).set(key, incident);
    this.#compare(room, incident, event, keys);
    return true;
  }

  #compare(
    room: string,
    incident: SearchedIncident,
    { upsert, incident: named }: IncidentEvent,
    keys: EventKeys,
  ): void {
    for (const { kind, id, fields } of upsert) {
      const match = kind === "person" ? subjectMatch(this.person, fields) : "none";
      if (match === "none") continue;
      const ref = componentRefs(keys.ordinary)(room, kind, id);
      const key = `${incident.incident} ${ref}`;
      if (this.#matches.get(key)?.match === "certain") continue;
      const name = "id" in named ? named.id : named.alias;
      this.#matches.set(key, { ...incident, room, name, ref, match });
    }
  }
}

type VaultAnswer = Awaited<ReturnType<SearchPorts["vault"]["get"]>>;

/** What can still be opened: with the sensitive key gone, the rest. */
function keysIn(vault: VaultAnswer): EventKeys | undefined {
  if (vault.kind === "ok") return vault.keys;
  if (vault.kind !== "sensitive_shredded" || vault.ordinary === undefined) return undefined;
  return { ordinary: vault.ordinary };
}

const isMode = (mode: string): mode is Mode => mode === "actual" || mode === "exercise";
