import { setTimeout as wait } from "node:timers/promises";
import { type CredentialAnswer, credentialRequestIn } from "#libs/policy/credentialMessages";
import type { Room } from "#libs/policy/decision";
import { type Officer, officersOf, openOrder, readOrder } from "#libs/policy/demandOrders";
import {
  type EmergencyList,
  type EmergencyRow,
  messageIn,
  type ReviewAnswer,
  reviewRequestSchema,
} from "#libs/policy/emergencyMessages";
import { type ExportAnswer, exportRequestIn } from "#libs/policy/exportMessages";
import { type OpeningAnswer, openingRequestIn } from "#libs/policy/openingMessages";
import { type ReadAnswer, readRequestIn } from "#libs/policy/readMessages";
import { reviewOrderSchema, signedReviewSchema } from "#libs/policy/reviewOrders";
import type { SubjectAnswer } from "#libs/policy/subjectMessages";
import type { Logger } from "#libs/runtime/logger";
import { recordCredentialChange } from "./credentialChanges.ts";
import { DemandDesk } from "./demandDesk.ts";
import { EmergencyRegister, type RegisteredEmergency, reviewMsMax } from "./emergencyRegister.ts";
import { Endings } from "./endings.ts";
import { recordExport } from "./exports.ts";
import { openField } from "./fieldOpenings.ts";
import { Grants } from "./grants.ts";
import type { PolicyPorts } from "./ports.ts";
import { recordRead } from "./readings.ts";
import { recordReview } from "./review.ts";
import { searchSubject } from "./subjectSearch.ts";

/** Between two looks for what has ended, and for reviews that another instance recorded. */
const passMs = 5_000;
/** Between two counts of demands that rooms have not confirmed, in passes. */
const passesPerCount = 6;
/** Between two steps of a sweep: deciding goes first, ending what ended years ago does not. */
const pauseMs = 50;
const listMax = 1_000;

export interface OversightParts {
  readonly ports: PolicyPorts;
  readonly rooms: readonly Room[];
  readonly officers: readonly Officer[];
  /** For how long the signature of a second officer lets a field be opened; absent: one person opens alone. */
  readonly fourEyesMs?: number | undefined;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  nowIso(): string;
}

/** Broken glasses that nobody has reviewed yet, in one mode. */
export interface UnreviewedFigures {
  readonly mode: "actual" | "exercise";
  readonly count: number;
  /** 0 when there is none. */
  readonly oldestAgeS: number;
}

/** What policy does beside deciding: ends what ended, and keeps the queue of broken glasses. */
export class Oversight {
  readonly #register: EmergencyRegister;
  readonly #endings: Endings;
  readonly #grants: Grants;
  readonly demands: DemandDesk;
  readonly #parts: OversightParts;

  constructor(parts: OversightParts) {
    this.#parts = parts;
    this.#register = new EmergencyRegister(parts.ports);
    this.#grants = new Grants(parts.ports);
    this.demands = new DemandDesk(parts.ports, parts);
    this.#endings = new Endings(parts.ports, this.#register, {
      nowIso: () => parts.nowIso(),
      pause: () => wait(pauseMs),
    });
  }

  /** Passes until the process stops; what fails is tried again at the next one. */
  async run(): Promise<void> {
    const { signal, logger } = this.#parts;
    for (let pass = 0; !signal.aborted; pass += 1) {
      try {
        await this.#endings.pass();
        await this.#tellGrants();
        if (pass % passesPerCount === 0) await this.demands.pass();
      } catch (error) {
        logger.warn("endings-wait", {}, error);
      }
      await wait(passMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #tellGrants(): Promise<void> {
    const { ports, nowIso } = this.#parts;
    const inForce = ports.rulesInForce();
    if (inForce !== undefined) await this.#grants.pass(inForce.rules, nowIso());
  }

  /** The queue as the log has it now. Rejects when the log is away. */
  async list(): Promise<EmergencyList> {
    await this.#register.read();
    const all = this.#register.all().toReversed();
    const nowMs = Date.parse(this.#parts.nowIso());
    const emergencies = all.slice(0, listMax).map((one) => this.#rowOf(one, nowMs));
    return { emergencies, more: all.length > listMax };
  }

  /** Records a review as the administration asks. Rejects when the log is away. */
  async review(data: Uint8Array): Promise<ReviewAnswer> {
    const request = messageIn(data, reviewRequestSchema);
    if (request === undefined) return { outcome: "malformed" };
    const { ports, nowIso } = this.#parts;
    const outcome = await recordReview(ports, this.#register, request, nowIso());
    await this.#register.read();
    return "outcome" in outcome
      ? { outcome: outcome.kind, found: outcome.outcome }
      : { outcome: outcome.kind };
  }

  /** Records a review that an officer of the titolare whose room broke the glass has signed. Rejects when the log is away. */
  async reviewSigned(data: Uint8Array): Promise<ReviewAnswer> {
    const request = messageIn(data, signedReviewSchema);
    const said = request && readOrder(request.order, reviewOrderSchema);
    if (request === undefined || said === undefined) return { outcome: "malformed" };
    const { ports, rooms, officers, nowIso } = this.#parts;
    await this.#register.read();
    const known = this.#register.all().find(({ place: { year, seq } }) => {
      return year === said.notice.year && seq === said.notice.seq;
    });
    const room = rooms.find(({ slot }) => slot === known?.leaf.slot)?.id;
    const entitled = officersOf(officers, rooms, [room]);
    const now = nowIso();
    const opened = openOrder(request.order, reviewOrderSchema, entitled, Date.parse(now));
    if (typeof opened === "string") return { outcome: opened };
    const { order, by, digest } = opened;
    const { notice, outcome } = order;
    const signed = { order: digest, key: by.key };
    const about = { notice, outcome, role: by.role, signed };
    const recorded = await recordReview(ports, this.#register, about, now);
    await this.#register.read();
    return "outcome" in recorded
      ? { outcome: recorded.kind, found: recorded.outcome }
      : { outcome: recorded.kind };
  }

  /** Records that somebody is about to read the log. Rejects when the log is away: then nothing is read. */
  async recordRead(data: Uint8Array): Promise<ReadAnswer> {
    const request = readRequestIn(data);
    if (typeof request === "string") return { outcome: "refused", code: request };
    const { ports, nowIso } = this.#parts;
    return recordRead(ports, request, nowIso());
  }

  /** Reveals one field of one event, which is recorded first. Rejects when the log is away: then nothing is opened. */
  async openField(data: Uint8Array): Promise<OpeningAnswer> {
    const request = openingRequestIn(data);
    if (request === undefined) return { outcome: "refused", code: "malformed" };
    const { ports, rooms, officers, fourEyesMs: withinMs, nowIso } = this.#parts;
    const fourEyes = withinMs === undefined ? undefined : { withinMs, officers, rooms };
    return openField(ports, request, nowIso(), fourEyes);
  }

  /** Searches for a person who asks for access, where that is recorded. Rejects when the log is away. */
  searchSubject(data: Uint8Array): Promise<SubjectAnswer> {
    return searchSubject(this.#parts.ports, this.#parts.rooms, data);
  }

  /** Records that a pack of the log is about to leave. Rejects when the log is away: then nothing leaves. */
  async recordExport(data: Uint8Array): Promise<ExportAnswer> {
    const request = exportRequestIn(data);
    if (request === undefined) return { outcome: "refused", code: "malformed" };
    const { ports, rooms, nowIso } = this.#parts;
    return recordExport(ports, rooms, request, nowIso());
  }

  /** Records that a credential of a room is about to change. Rejects when the log is away: then nothing changes. */
  async recordCredentialChange(data: Uint8Array): Promise<CredentialAnswer> {
    const request = credentialRequestIn(data);
    if (request === undefined) return { outcome: "refused", code: "malformed" };
    const { ports, rooms, nowIso } = this.#parts;
    return recordCredentialChange(ports, rooms, request, nowIso());
  }

  unreviewed(): readonly UnreviewedFigures[] {
    const nowMs = Date.parse(this.#parts.nowIso());
    const open = this.#register.all().filter(({ review }) => review === undefined);
    return (["actual", "exercise"] as const).map((mode) => {
      const ages = open
        .filter(({ leaf }) => leaf.of === mode)
        .map(({ leaf }) => (nowMs - Date.parse(leaf.at)) / 1_000);
      return { mode, count: ages.length, oldestAgeS: Math.max(0, ...ages) };
    });
  }

  #rowOf({ place, leaf, review }: RegisteredEmergency, nowMs: number): EmergencyRow {
    const room = this.#parts.rooms.find(({ slot }) => slot === leaf.slot)?.id;
    const { at, of: mode, emergency } = leaf;
    return {
      ...{ notice: place, at, mode, emergency },
      ...(room !== undefined && { room }),
      ...(review !== undefined && {
        review: { outcome: review.outcome, role: review.role, at: review.at },
      }),
      overdue: review === undefined && nowMs - Date.parse(at) > reviewMsMax,
    };
  }
}
