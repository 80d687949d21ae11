/**
 * Every subject, and the filter of the chain that it belongs to, comes from one function: the server silently
 * accepts a filter that does not cover the subject, so nobody writes either by hand.
 */

export const modes = ["actual", "exercise", "test", "system"] as const;
export type Mode = (typeof modes)[number];

/** The author of events that policy itself decides (re-decision, recall, expiry); never a room. */
export const coreAuthor = "_core";

/** Number of partitions of EVENTS. They only give speed: order and safety never depend on them. */
export const partitions = 8;

/** A subject and the filter under which its predecessor in the chain is looked for. */
export interface Place {
  readonly subject: string;
  readonly chain: string;
}

export interface EventRef {
  readonly mode: Mode;
  /** The room that sent it, or `_core`. */
  readonly room: string;
  readonly incident: string;
  readonly event: string;
}
export interface AuditRef {
  readonly year: number;
  readonly mode: Mode;
  readonly pseudonym: string;
  readonly event: string;
}
export interface NoticeRef {
  readonly year: number;
  readonly kind: string;
  readonly id: string;
}
export interface FeedRef {
  readonly mode: Mode;
  readonly room: string;
  readonly alias: string;
  readonly delivery: string;
}
export interface ReportRef {
  readonly mode: Mode;
  readonly room: string;
  readonly kind: string;
}
export interface QuarantineRef {
  readonly mode: Mode;
  readonly room: string;
  readonly reason: string;
}

/** A message of EVENTS that is kept for a legal hold. */
export type HeldRef = EventRef;

export type ParsedSubject =
  | ({ readonly of: "event"; readonly partition: number } & EventRef)
  | ({ readonly of: "audit" } & AuditRef)
  | ({ readonly of: "notice" } & NoticeRef)
  | ({ readonly of: "feed" } & FeedRef)
  | ({ readonly of: "report" } & ReportRef)
  | ({ readonly of: "quarantine" } & QuarantineRef)
  | ({ readonly of: "held" } & HeldRef);

const idPattern = /^[0-9a-f]{32}$/;
const roomPattern = /^[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?$/;
const wordPattern = /^[a-z](?:[a-z0-9_-]{0,30}[a-z0-9])?$/;

/** 128 bits as 32 lower-case hex digits: incident, event, delivery, alias, pseudonym. */
export const isId = (token: string): boolean => idPattern.test(token);
/** A room's token: it is also the name of its account, so no dot, wildcard, space or upper case. */
export const isRoom = (token: string): boolean => roomPattern.test(token);
/** Kind and reason tokens: a closed vocabulary elsewhere, only its form is checked here. */
export const isWord = (token: string): boolean => wordPattern.test(token);
export const isYear = (year: number): boolean =>
  Number.isInteger(year) && year >= 2000 && year <= 9999;
export const isMode = (token: string): token is Mode => modes.some((mode) => mode === token);

/** The partition of an incident: the first four bytes of its id modulo the number of partitions. */
export function partitionOf(incident: string): number {
  return Number.parseInt(id(incident).slice(0, 8), 16) % partitions;
}

/** An event stands alone (expected 0 on its own subject): a second submission is a conflict. */
export function eventPlace(ref: EventRef): Place {
  const author = ref.room === coreAuthor ? coreAuthor : room(ref.room);
  return alone(
    [
      "event",
      mode(ref.mode),
      partitionOf(ref.incident),
      author,
      id(ref.incident),
      id(ref.event),
    ].join("."),
  );
}

/**
 * Where a room's submission goes. Its chain is the message id itself, whatever incident it names: one id
 * of one room is stored once, even when it is sent twice at the same moment for two incidents.
 */
export function eventSubmissionPlace(ref: EventRef): Place {
  const chain = `event.${mode(ref.mode)}.*.${room(ref.room)}.*.${id(ref.event)}`;
  return { subject: eventPlace(ref).subject, chain };
}

/** All events of an incident, of whatever author, in the order of EVENTS. */
export function incidentFilter(of: Mode, incident: string): string {
  return `event.${mode(of)}.${partitionOf(incident)}.*.${id(incident)}.*`;
}

/** Events of an incident that one room wrote. */
export function roomIncidentFilter(of: Mode, author: string, incident: string): string {
  return `event.${mode(of)}.${partitionOf(incident)}.${room(author)}.${id(incident)}.*`;
}

/** One event of an incident, whoever its author is. */
export function eventFilter(of: Mode, incident: string, event: string): string {
  return `event.${mode(of)}.${partitionOf(incident)}.*.${id(incident)}.${id(event)}`;
}

/** The copy of one event that a legal hold keeps; it stands alone, whoever makes it. */
export function heldPlace(ref: HeldRef): Place {
  const author = ref.room === coreAuthor ? coreAuthor : room(ref.room);
  return alone(["held", mode(ref.mode), author, id(ref.incident), id(ref.event)].join("."));
}

/** Everything that a legal hold keeps of an incident. */
export function heldFilter(of: Mode, incident: string): string {
  return `held.${mode(of)}.*.${id(incident)}.*`;
}

/** The kept copy of one event, of whatever incident and author. */
export function heldEventFilter(of: Mode, event: string): string {
  return `held.${mode(of)}.*.*.${id(event)}`;
}

/** Events of one partition, all modes: what one decider follows. */
export function partitionFilter(partition: number): string {
  if (!Number.isInteger(partition) || partition < 0 || partition >= partitions) {
    throw new RangeError(`partition ${partition} is not below ${partitions}`);
  }
  return `event.*.${partition}.>`;
}

/** A leaf about an incident: its chain is the incident's, so that two deciders cannot both write. */
export function auditPlace(ref: AuditRef): Place {
  const chain = auditChain(ref.year, ref.mode, ref.pseudonym);
  return { subject: `${chain.slice(0, -1)}${id(ref.event)}`, chain };
}

/** The chain of an incident in one year: its head is the newest message under this filter. */
export function auditChain(inYear: number, of: Mode, pseudonym: string): string {
  return `audit.${year(inYear)}.${mode(of)}.i.${id(pseudonym)}.*`;
}

/** A leaf outside incident chains (reads, configuration, batches of receipts); mode token `system`. */
export function noticePlace(ref: NoticeRef): Place {
  return alone(`audit.${year(ref.year)}.system.k.${word(ref.kind)}.${id(ref.id)}`);
}

/** A step in the life of a rule set: its chain is the whole life, so that two instances cannot both go on from one. */
export function ruleSetPlace(inYear: number, stepId: string): Place {
  const { subject } = noticePlace({ year: inYear, kind: "rule_set", id: stepId });
  return { subject, chain: ruleSetChain(inYear) };
}

/** Every step in the life of rule sets that one year's log holds. */
export function ruleSetChain(inYear: number): string {
  return `audit.${year(inYear)}.system.k.rule_set.*`;
}

/** Every leaf of one kind outside incident chains, in one year. */
export function noticesOf(inYear: number, kind: string): string {
  return `audit.${year(inYear)}.system.k.${word(kind)}.*`;
}

/** The first leaf of a year: nothing at all may stand before it. Its id is the same whoever writes it. */
export function genesisPlace(inYear: number): Place {
  const { subject } = noticePlace({ year: inYear, kind: "genesis", id: "0".repeat(32) });
  return { subject, chain: `audit.${year(inYear)}.>` };
}

/** A copy stands alone; its tombstone replaces it on the same subject. */
export function feedPlace(ref: FeedRef): Place {
  return alone(`feed.${mode(ref.mode)}.${room(ref.room)}.${id(ref.alias)}.${id(ref.delivery)}`);
}

/** Whatever a room was ever given of one alias, tombstones included: proof that the alias is its own. */
export function aliasFilter(of: Mode, ofRoom: string, alias: string): string {
  return `feed.${mode(of)}.${room(ofRoom)}.${id(alias)}.*`;
}

/** One delivery of a room, in whatever mode and under whatever alias. */
export function deliveryFilter(ofRoom: string, delivery: string): string {
  return `feed.*.${room(ofRoom)}.*.${id(delivery)}`;
}

/** Reports and quarantine are appended without expectation: many messages lie under one subject. */
export function reportSubject(ref: ReportRef): string {
  return `report.${mode(ref.mode)}.${room(ref.room)}.${word(ref.kind)}`;
}

export function quarantineSubject(ref: QuarantineRef): string {
  return `quarantine.${mode(ref.mode)}.${room(ref.room)}.${word(ref.reason)}`;
}

/** The three services that a room imports; the room is token 2, given by its account and not by its payload. */
export const roomServices = ["submit", "feed", "report"] as const;
export type RoomService = (typeof roomServices)[number];

export function roomSubject(ofRoom: string, service: RoomService): string {
  return `room.${room(ofRoom)}.${service}`;
}

/** The room of a request on `room.<id>.<service>`; undefined for every other subject. */
export function roomOfRequest(subject: string): string | undefined {
  const [head, token, service, ...rest] = subject.split(".");
  if (head !== "room" || token === undefined || rest.length > 0) return undefined;
  return isRoom(token) && roomServices.some((known) => known === service) ? token : undefined;
}

/** Back from a subject to its parts; undefined unless building them again gives the same subject. */
export function parseSubject(subject: string): ParsedSubject | undefined {
  try {
    const parsed = split(subject.split("."));
    return parsed !== undefined && build(parsed) === subject ? parsed : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The stream that stores a subject; undefined when none of ours does. */
export function streamOf(subject: string): string | undefined {
  const parsed = parseSubject(subject);
  switch (parsed?.of) {
    case "event":
      return "EVENTS";
    case "audit":
    case "notice":
      return auditStream(parsed.year);
    case "feed":
      return feedStream(parsed.room);
    case "report":
      return "REPORTS";
    case "quarantine":
      return "QUARANTINE";
    case "held":
      return "HELD";
    case undefined:
      return undefined;
  }
}

export const auditStream = (ofYear: number): string => `AUDIT_${year(ofYear)}`;
export const feedStream = (ofRoom: string): string => `FEED_${room(ofRoom)}`;

/** True when every message on the concrete `subject` lies under `filter` (`*` one token, final `>` one or more). */
export function covers(filter: string, subject: string): boolean {
  const wanted = filter.split(".");
  const tokens = subject.split(".");
  if (tokens.some((token) => token === "" || /[*>\s]/.test(token))) return false;
  for (const [index, part] of wanted.entries()) {
    if (part === ">") return index === wanted.length - 1 && tokens.length > index;
    const token = tokens[index];
    if (token === undefined || (part !== "*" && part !== token)) return false;
  }
  return wanted.length === tokens.length;
}

function split(tokens: readonly string[]): ParsedSubject | undefined {
  const [head, first = "", second = "", third = "", fourth = "", fifth = ""] = tokens;
  switch (head) {
    case "event":
      return {
        of: head,
        mode: mode(first),
        partition: Number(second),
        room: third,
        incident: fourth,
        event: fifth,
      };
    case "audit":
      return third === "k"
        ? { of: "notice", year: Number(first), kind: fourth, id: fifth }
        : { of: head, year: Number(first), mode: mode(second), pseudonym: fourth, event: fifth };
    case "feed":
      return { of: head, mode: mode(first), room: second, alias: third, delivery: fourth };
    case "report":
      return { of: head, mode: mode(first), room: second, kind: third };
    case "quarantine":
      return { of: head, mode: mode(first), room: second, reason: third };
    case "held":
      return { of: head, mode: mode(first), room: second, incident: third, event: fourth };
    default:
      return undefined;
  }
}

function build(parsed: ParsedSubject): string {
  switch (parsed.of) {
    case "event":
      return eventPlace(parsed).subject;
    case "audit":
      return auditPlace(parsed).subject;
    case "notice":
      return noticePlace(parsed).subject;
    case "feed":
      return feedPlace(parsed).subject;
    case "report":
      return reportSubject(parsed);
    case "quarantine":
      return quarantineSubject(parsed);
    case "held":
      return heldPlace(parsed).subject;
  }
}

const alone = (subject: string): Place => ({ subject, chain: subject });
const id = (token: string): string => checked(token, isId(token), "id");
const room = (token: string): string => checked(token, isRoom(token), "room");
const word = (token: string): string => checked(token, isWord(token), "kind");
const year = (value: number): string => checked(String(value), isYear(value), "year");

function mode(token: string): Mode {
  if (!isMode(token)) throw new RangeError("not a mode");
  return token;
}

/** The token itself is not in the message: it may be a plate or a name that somebody put in the wrong place. */
function checked(token: string, valid: boolean, what: string): string {
  if (!valid) throw new RangeError(`not a valid ${what} token`);
  return token;
}
