import type { KeyOutcome } from "#libs/eventlog/keyring";
import { auditStream, parseSubject } from "#libs/eventlog/subjects";
import type { Room } from "#libs/policy/decision";
import { type Officer, officersOf } from "#libs/policy/demandOrders";
import { type Approval, type ApprovalRefusal, approvalOf } from "#libs/policy/openingApproval";
import type { OpeningAnswer, OpeningRefusal, OpeningRequest } from "#libs/policy/openingMessages";
import { componentRefs } from "#libs/seal/alias";
import type { EventKeys } from "#libs/seal/envelope";
import { fieldOpening } from "#libs/seal/fieldOpening";
import { type RecordedLeaf, recordedLeaf } from "./chain.ts";
import { type ReadEvent, readEvent } from "./context.ts";
import { heldMessage } from "./heldMessages.ts";
import type { PolicyPorts } from "./ports.ts";
import { recordRead } from "./readings.ts";
import { committedFields } from "./recording.ts";

type OpeningPorts = Pick<PolicyPorts, "vault"> & Parameters<typeof recordRead>[0];

/**
 * Reveals one field of one event: the key of its commitment and its value, and no key of the incident. The entry is
 * found by what is public of it; then the reading is recorded, and nothing behind the log is touched unless that is
 * durable. Rejects when the log is away: then nothing was opened. Where the configuration asks for a second officer and
 * none has signed, that somebody asked is recorded, and nothing is opened.
 */
export async function openField(
  ports: OpeningPorts,
  request: OpeningRequest,
  at: string,
  fourEyes?: FourEyes,
): Promise<OpeningAnswer> {
  const entry = await entryAt(ports, request);
  if (typeof entry === "string") return { outcome: "refused", code: entry };
  const { id, reader, role, purpose } = request;
  const { incident } = entry.leaf;
  const approval = fourEyes && approvalFor(entry, request, at, fourEyes);
  const isRefused = typeof approval === "string";
  const about = { purpose, scope: "opening", entries: isRefused ? 0 : 1, incident } as const;
  const approved = isRefused || approval === undefined ? {} : { approval };
  const recorded = await recordRead(ports, { id, reader, role, ...about, ...approved }, at);
  if (recorded.outcome !== "recorded") return recorded;
  const read = { year: recorded.year, seq: recorded.seq };
  if (isRefused) return { ...refused(approval), read };
  const opened = await openRecorded(ports, entry, request);
  return opened.outcome === "busy" ? opened : { ...opened, read };
}

/** Who may be the second person, and how long their signature counts. */
export interface FourEyes {
  readonly withinMs: number;
  readonly officers: readonly Officer[];
  readonly rooms: readonly Room[];
}

/** Of the titolare whose room sent the message: nobody else's officer can let it be opened. */
function approvalFor(
  { parts }: RecordedLeaf,
  { id: _, approval, ...opening }: OpeningRequest,
  at: string,
  { withinMs, officers, rooms }: FourEyes,
): Approval | ApprovalRefusal {
  const entitled = officersOf(officers, rooms, [parts.facts.value.sender]);
  return approvalOf(approval, opening, entitled, { nowMs: Date.parse(at), withinMs });
}

type Opened =
  | Omit<Extract<OpeningAnswer, { outcome: "opened" }>, "read">
  | Omit<Extract<OpeningAnswer, { outcome: "refused" }>, "read">
  | { readonly outcome: "busy" };

const refused = (code: OpeningRefusal) => ({ outcome: "refused", code }) as const;

async function entryAt(
  { log, secrets }: OpeningPorts,
  { year, index }: OpeningRequest,
): Promise<RecordedLeaf | OpeningRefusal> {
  const stream = auditStream(year);
  const state = await log.info(stream);
  const sequence = index + 1;
  if (state === undefined || state.lastSequence < sequence) return "entry-unknown";
  const message = await log.firstFrom(stream, `audit.${year}.>`, sequence);
  if (message?.sequence !== sequence) return "entry-unknown";
  const entry = recordedLeaf(message, secrets.macs);
  return entry?.leaf.kind === "exchange" ? entry : "entry-without-fields";
}

async function openRecorded(
  ports: OpeningPorts,
  { leaf, parts }: RecordedLeaf,
  { path, ref }: OpeningRequest,
): Promise<Opened> {
  const stated = parts.commitments.value.filter((one) => one.path === path);
  const meant = stated.filter((one) => ref === undefined || one.ref === ref);
  const [component, other] = meant;
  if (component === undefined) return refused("field-not-stated");
  if (other !== undefined) {
    return { ...refused("component-unclear"), refs: meant.map((one) => one.ref) };
  }
  const behind = await eventBehind(ports, leaf);
  if (!("read" in behind)) return behind;
  const { read, keys } = behind;
  if (read.event === undefined) return refused("message-unreadable");
  const named = { componentRef: componentRefs(keys.ordinary) };
  const field = committedFields(read.event, read.id, read.author, named).find(
    ({ name }) => name.path === path && name.ref === component.ref,
  );
  const key = field && keys[field.part];
  // The sensitive key goes first: what it sealed is not in the event any more.
  if (keys.sensitive === undefined && key === undefined) return refused("keys-destroyed");
  const opening = field && key && fieldOpening(key, field.name, field.value, parts.commitments);
  return opening === undefined ? refused("message-unreadable") : { outcome: "opened", opening };
}

/** The event of an entry, while it is kept and its keys live. */
async function eventBehind(
  { log, vault }: OpeningPorts,
  leaf: RecordedLeaf["leaf"],
): Promise<{ readonly read: ReadEvent; readonly keys: EventKeys } | Opened> {
  const stored = await log.firstFrom("EVENTS", `event.${leaf.mode}.>`, leaf.events_seq);
  const isThere = stored?.sequence === leaf.events_seq;
  // EVENTS drops it by age; a legal hold may have kept it.
  const message = isThere ? stored : await heldMessage(log, leaf);
  const place = message && parseSubject(message.subject);
  if (message === undefined || place?.of !== "event") return refused("message-expired");
  if (place.event !== leaf.event) return refused("message-unreadable");
  const outcome = await vault.get(leaf.mode, place.incident);
  if (outcome.kind === "shredded") return refused("keys-destroyed");
  const keys = keysIn(outcome);
  return keys === undefined ? { outcome: "busy" } : { read: readEvent(message, keys), keys };
}

function keysIn(outcome: KeyOutcome): EventKeys | undefined {
  if (outcome.kind === "ok") return outcome.keys;
  const isLeft = outcome.kind === "sensitive_shredded" && outcome.ordinary !== undefined;
  return isLeft ? { ordinary: outcome.ordinary } : undefined;
}
