import { dayClock } from "#apps/cli/play/dayClock";
import type { Day, DayMessage } from "#apps/cli/play/demonstration";
import { type Content, contentOf, type Filling, fillIn, fillText } from "#apps/cli/play/fillIn";
import type { IncidentRecord } from "#apps/cli/play/logRecords";
import type { Played, PlayedMessage } from "#apps/cli/play/player";
import { type Answer, type Copy, copySchema } from "#apps/cli/play/roomClient";
import { nativeAdapter } from "#libs/adapters/native/adapter";
import { renderCopy } from "#libs/adapters/native/copy";
import { scheda112Adapter } from "#libs/adapters/scheda112/adapter";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { auditChain, auditStream } from "#libs/eventlog/subjects";
import { addresseeNotes } from "#libs/incident/addressees";
import type { IncidentEvent, Mode } from "#libs/incident/event";
import { problems } from "#libs/incident/problems";
import { incidentPseudonym } from "#libs/seal/ids";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { openFacts, openSlots } from "#libs/seal/openParts";
import type { TestCore } from "./core.ts";
import { rooms } from "./patto.ts";
import { until } from "./until.ts";

const year = 2026;

/**
 * Plays the day through the core's own code, without the processes around it: decoded as the edge
 * does, submitted, decided, recorded, handed out. Receipts of rooms and reports are not part of it.
 */
export async function playInCore(core: TestCore, day: Day): Promise<Played> {
  const player = new CorePlayer(core, day);
  const messages: PlayedMessage[] = [];
  for (const message of day.messages) messages.push(await player.play(message));
  const nothing = { caughtUp: [], unexplained: [], receipts: { sent: 0, recorded: 0 } };
  return { messages, ...nothing, refusals: new Map() };
}

class CorePlayer {
  readonly #core: TestCore;
  readonly #nowMs = Date.now();
  readonly #records = new Map<string, IncidentRecord>();
  readonly #sent = new Map<string, Content>();
  readonly #day: Day;
  readonly #aliases = new Map<string, string>();
  /** By incident of the day: mode and the owner's own id. */
  readonly #names = new Map<string, { readonly mode: Mode; readonly id: string }>();

  constructor(core: TestCore, day: Day) {
    this.#core = core;
    this.#day = day;
  }

  async play(message: DayMessage): Promise<PlayedMessage> {
    const content = this.#contentOf(message);
    const copyless = { copies: new Map<string, Copy>(), missing: [] };
    const none = { message, content, record: undefined, ...copyless };
    const event = decoded(message.raw?.type, this.#bytesOf(message, content));
    if ("code" in event) return { ...none, answer: event };
    const answer = await this.#submit(message.room, event);
    if (answer.accepted === undefined) return { ...none, answer };
    const before = this.#records.get(answer.accepted.event);
    if (before !== undefined) return { ...none, answer, record: before };
    const record = await this.#decide(message, event);
    this.#records.set(answer.accepted.event, record);
    const copies = await this.#copies(record);
    for (const [room, { incident }] of copies) {
      this.#aliases.set(`${room} ${message.incident}`, incident);
    }
    return { ...none, answer, record, copies };
  }

  #contentOf(message: DayMessage): Content {
    const content =
      this.#sent.get(message.again ?? "") ??
      fillIn(contentOf(this.#day, message), this.#filling(message));
    this.#sent.set(message.name, content);
    return content;
  }

  #bytesOf(message: DayMessage, content: Content): Uint8Array {
    const { raw } = message;
    const text =
      raw === undefined ? JSON.stringify(content) : fillText(raw.body, this.#filling(message));
    return new TextEncoder().encode(text);
  }

  #filling({ room, at }: DayMessage): Filling {
    const alias = (incident: string) => this.#aliases.get(`${room} ${incident}`);
    return { startId: "test", atMs: dayClock(this.#nowMs)(at), alias };
  }

  async #submit(room: string, event: IncidentEvent): Promise<Answer> {
    const outcome = await this.#core.submit(room, event);
    if (outcome.kind === "refused") {
      return { status: problems[outcome.code].status, code: outcome.code };
    }
    const { body, signature } = outcome.receipt;
    const receipt = { body: body.toString("utf8"), signature };
    // The edge adds what it knows of rooms.
    const notes = [...event.notes, ...addresseeNotes(event, Object.keys(this.#day.rooms))];
    return { status: 202, code: "", accepted: { event: outcome.event, receipt, notes } };
  }

  async #decide(message: DayMessage, event: IncidentEvent): Promise<IncidentRecord> {
    const { mode, incident: named } = event;
    if ("id" in named) this.#names.set(message.incident ?? "", { mode, id: named.id });
    const id = this.#names.get(message.incident ?? "")?.id ?? "";
    const incident = this.#core.incident(this.#ownerOf(message), mode, id);
    const done = await this.#core.policy().advance({ mode, incident }, Number.MAX_SAFE_INTEGER);
    if (done.kind !== "done") throw new Error(done.kind);
    const pseudonym = incidentPseudonym(this.#core.secrets.logPseudonym, mode, incident);
    const last = await this.#core.log.last(auditStream(year), auditChain(year, mode, pseudonym));
    const content = last && decodeAuditMessage(last.data);
    if (content === undefined) throw new Error("nothing was recorded");
    return recordOf(content, last?.sequence ?? 0);
  }

  #ownerOf(message: DayMessage): string {
    const { incident } = message;
    const owner = this.#day.incidents.find(({ name }) => name === incident)?.room;
    if (owner === undefined) throw new Error(`${message.name} was accepted and has no incident`);
    return owner;
  }

  async #copies({ rooms: slots, leaf }: IncidentRecord): Promise<ReadonlyMap<string, Copy>> {
    const copies = new Map<string, Copy>();
    for (const [room, { delivery }] of slots) {
      if (delivery === undefined) continue;
      copies.set(room, await until(() => this.#copy(room, leaf.mode, delivery), "the copy"));
    }
    return copies;
  }

  async #copy(room: string, mode: Mode, delivery: string): Promise<Copy | undefined> {
    const page = await this.#core.feed(room, mode);
    if (page.kind !== "feed") throw new Error(page.code);
    const found = page.copies.find((copy) => copy.delivery === delivery);
    if (found === undefined) return undefined;
    const rendered = renderCopy(JSON.parse(Buffer.from(found.view).toString("utf8")));
    return copySchema.parse(JSON.parse(Buffer.from(rendered).toString("utf8")));
  }
}

/** As the edge does: a message that came as a card is read by the card's adapter. */
function decoded(contentType = "application/json", bytes: Uint8Array): IncidentEvent | Answer {
  const adapter = contentType === "application/json" ? nativeAdapter : scheda112Adapter;
  const outcome = adapter.decode(bytes, {
    ...{ contentType, receivedAt: new Date().toISOString(), territory: [] },
  });
  if (outcome.kind === "event") return outcome.event;
  if (outcome.kind === "confirmation") throw new Error("a played message is an event");
  return { status: problems[outcome.code].status, code: outcome.code };
}

function recordOf(
  content: { readonly leaf: Uint8Array; readonly parts: Uint8Array },
  sequence: number,
): IncidentRecord {
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) throw new Error("not an incident's leaf");
  const slots = openSlots(leaf, content.parts);
  const facts = openFacts(leaf, content.parts);
  if ("problem" in slots || "problem" in facts) throw new Error("parts differ from the leaf");
  const idOf = new Map(rooms.map(({ slot, id }) => [slot, id]));
  const byRoom = [...slots.value].map(([slot, value]) => [idOf.get(slot) ?? "?", value] as const);
  const place = { year, index: sequence - 1 };
  return { ...place, leaf, facts: facts.value, rooms: new Map(byRoom) };
}
