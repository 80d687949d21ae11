import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import type { CacheBucket } from "#libs/eventlog/cacheBucket";
import { type Keyring, ShortMemory } from "#libs/eventlog/keyring";
import { followCopies } from "#libs/eventlog/orderedReader";
import { coreSubjects } from "#libs/eventlog/permissions";
import { type EventLog, EventLogError } from "#libs/eventlog/port";
import { sleep } from "#libs/eventlog/sleep";
import { feedStream } from "#libs/eventlog/subjects";
import type { IncidentEvent, Mode } from "#libs/incident/event";
import {
  documentKeys,
  type OpenedConfiguration,
  openConfiguration,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { eventBytes } from "#libs/policy/eventPayload";
import { LogWatch } from "#libs/policy/logWatch";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import type { Health } from "#libs/runtime/health";
import type { Logger } from "#libs/runtime/logger";
import { waitFor } from "#libs/runtime/process";
import type { SeamName } from "#libs/runtime/seam";
import { signingKey } from "#libs/seal/ed25519";
import type { Signer } from "#libs/seal/signedDocument";
import { type ConfirmOutcome, confirmDemand } from "./confirm.ts";
import { EarlierEvents } from "./earlierEvents.ts";
import { FeedIndex, type WaitingCopy } from "./feedIndex.ts";
import {
  buryUnseen,
  type FeedOutcome,
  type FeedQuery,
  type HandOutPorts,
  handOut,
} from "./handOut.ts";
import type { ExchangeMetrics, WaitingFigures } from "./metrics.ts";
import {
  type ReceiptItem,
  type RefusalItem,
  type ReportOutcome,
  reportReceipts,
  reportRefusal,
} from "./report.ts";
import { RulesFollower } from "./rulesFollower.ts";
import type { RoomSecrets } from "./secrets.ts";
import { type ReceiptTerms, type SubmitOutcome, submit } from "./submit.ts";

/** What the service stands on: connections and ports that `main.ts` opens. */
export interface ServiceParts {
  readonly connection: NatsConnection;
  readonly log: EventLog;
  readonly vault: Keyring;
  readonly rules: CacheBucket;
  readonly roomsBucket: CacheBucket;
  readonly rooms: readonly RoomSecrets[];
  readonly receiptSeed: Uint8Array;
  readonly signers: readonly Signer[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly production: boolean;
  readonly metrics: ExchangeMetrics;
  readonly health: Pick<Health, "watch">;
  randomBytes(count: number): Uint8Array;
  seam(name: SeamName): Promise<void>;
}

/** A room, its keys and what waits for it. */
interface OpenRoom {
  readonly secrets: RoomSecrets;
  readonly index: FeedIndex;
}

const requestTimeoutMs = 5_000;
/** A re-decision that was answered is not asked for again so soon: it is being decided. */
const askAgainMs = 1_000;
const buryAgainMs = 1_000;

/** Takes submissions, hands out copies, takes receipts. The room of a request is given by its account. */
export class ExchangeService {
  private readonly rules: RulesFollower;
  private readonly asked = new Set<string>();
  private readonly eventCounts: ShortMemory<number>;
  private readonly earlier: EarlierEvents;

  private constructor(
    private readonly parts: ServiceParts,
    private readonly terms: ReceiptTerms,
    private readonly rooms: ReadonlyMap<string, OpenRoom>,
    private readonly watch: LogWatch,
  ) {
    this.eventCounts = new ShortMemory(() => parts.clock.nowMs(), 10_000);
    this.earlier = new EarlierEvents(() => parts.clock.nowMs());
    const { rules: bucket, signers, production, logger, signal, clock } = parts;
    this.rules = new RulesFollower({
      ...{ bucket, signers, production, logger, signal },
      nowIso: (laterMs = 0) => new Date(clock.nowMs() + laterMs).toISOString(),
      changed: () => {
        for (const { index } of rooms.values()) index.wakeAll();
      },
    });
  }

  /** Waits for the configuration and the rules in force, and until the index of every feed is complete. */
  static async start(parts: ServiceParts): Promise<ExchangeService> {
    const configuration = await waitForConfiguration(parts);
    const { limits, log_family: logOrigin } = configuration.configuration;
    const terms = {
      key: signingKey(parts.receiptSeed),
      maxDelayMs: limits.receipt_max_delay_ms,
      logOrigin,
    };
    const configured = new Set(configuration.rooms.map(({ id }) => id));
    const open = parts.rooms
      .filter(({ id }) => configured.has(id))
      .map((secrets) => {
        return [secrets.id, { secrets, index: new FeedIndex() }] as const;
      });
    const watch = startWatch(parts, configuration);
    const service = new ExchangeService(parts, terms, new Map(open), watch);
    await Promise.all(open.map(([id, { index }]) => service.followFeed(id, index)));
    void service.buryUntilSeen();
    await service.followRules();
    service.forgetOnNotice();
    service.showOperations();
    return service;
  }

  /** True while the log lags or is silent: policy then records nothing, and rooms may know (clarification 25). */
  releasesStopped(): boolean {
    return !this.watch.gate().open;
  }

  submit(room: string, event: IncidentEvent): Promise<SubmitOutcome> | undefined {
    const open = this.rooms.get(room);
    if (open === undefined) return undefined;
    const { log, vault, clock, randomBytes, seam } = this.parts;
    const { eventCounts, earlier } = this;
    const nowMs = () => clock.nowMs();
    const ports = { log, vault, eventCounts, earlier, nowMs, randomBytes, seam };
    const sinceMs = performance.now();
    const submitted = submit(ports, open.secrets, this.terms, event);
    return this.submitRecorded(room, event, submitted, sinceMs);
  }

  /** A refusal is recorded with the same care as a delivery: durable before the sender is told. */
  private async submitRecorded(
    room: string,
    event: IncidentEvent,
    submitted: Promise<SubmitOutcome>,
    sinceMs: number,
  ): Promise<SubmitOutcome> {
    const outcome = await submitted;
    const { metrics } = this.parts;
    metrics.submitted(room, event.mode, wordOf(outcome), performance.now() - sinceMs);
    if (outcome.kind === "accepted" || outcome.code === "busy") return outcome;
    const refusal = { code: outcome.code, bytes: eventBytes(event).length };
    const reported = await reportRefusal(this.parts.log, room, event.mode, refusal);
    return reported.kind === "reported" ? outcome : reported;
  }

  feed(room: string, query: FeedQuery): Promise<FeedOutcome> | undefined {
    const open = this.rooms.get(room);
    return open && this.feedCounted(room, open, query);
  }

  private async feedCounted(
    room: string,
    { secrets, index }: OpenRoom,
    query: FeedQuery,
  ): Promise<FeedOutcome> {
    const { metrics } = this.parts;
    metrics.pollBegan(room);
    try {
      const outcome = await handOut(this.handOutPorts(), secrets, index, query);
      if (outcome.kind === "feed") metrics.handedOut(room, query.mode, outcome.copies.length);
      return outcome;
    } finally {
      metrics.pollEnded(room);
    }
  }

  receipts(
    room: string,
    mode: Mode,
    items: readonly ReceiptItem[],
  ): Promise<ReportOutcome> | undefined {
    const open = this.rooms.get(room);
    return open && this.receiptsCounted(open, mode, items);
  }

  private async receiptsCounted(
    { secrets, index }: OpenRoom,
    mode: Mode,
    items: readonly ReceiptItem[],
  ): Promise<ReportOutcome> {
    const outcome = await reportReceipts(this.parts.log, secrets, index, mode, items);
    if (outcome.kind !== "reported") return outcome;
    const unknown = new Set(outcome.unknown);
    const delivered = items.filter(
      (item) => item.kind === "delivered" && !unknown.has(item.delivery),
    );
    const { metrics } = this.parts;
    metrics.confirmed(secrets.id, mode, "receipt", delivered.length);
    for (const { delivery, kind, conditions_accepted } of items) {
      if (unknown.has(delivery) || kind === "expired") continue;
      const word = conditions_accepted ? "accepted" : "not_accepted";
      metrics.conditions(secrets.id, mode, word, 1);
    }
    return outcome;
  }

  refusal(room: string, mode: Mode, refusal: RefusalItem): Promise<ReportOutcome> | undefined {
    return this.rooms.has(room) ? reportRefusal(this.parts.log, room, mode, refusal) : undefined;
  }

  confirmation(room: string, mode: Mode, delivery: string): Promise<ConfirmOutcome> | undefined {
    if (!this.rooms.has(room)) return undefined;
    const { connection, log } = this.parts;
    const askPolicy = (request: Uint8Array) =>
      ask(connection, coreSubjects.demandConfirmByRoom, request, requestTimeoutMs);
    return confirmDemand({ log, askPolicy }, room, mode, delivery);
  }

  private handOutPorts(): HandOutPorts {
    const { log, vault, clock, randomBytes, seam, signal } = this.parts;
    return {
      log,
      vault,
      randomBytes,
      seam,
      nowIso: () => canonicalNow(clock),
      wait: (ms, until) => sleep(ms, signal, until),
      isCurrent: (epoch) => this.rules.isCurrent(epoch),
      askRedecision: (room, stale) => void this.askRedecision(room, stale),
      confirmed: (room, mode, copies) => {
        this.parts.metrics.confirmed(room, mode, "poll", copies);
        this.parts.metrics.conditions(room, mode, "not_stated", copies);
      },
    };
  }

  /** What whoever runs the installation sees of this process. */
  private showOperations(): void {
    const { metrics, health, clock } = this.parts;
    metrics.show({
      waiting: () => [...this.rooms].map(([room, { index }]) => waitingFigures(room, index)),
      releasesStopped: () => {
        const gate = this.watch.gate();
        return gate.open ? undefined : gate.why;
      },
      nowMs: () => clock.nowMs(),
    });
    health.watch("rules", () => (this.rules.isKnown ? "ok" : "no-rules"));
    health.watch("log", () => {
      const gate = this.watch.gate();
      return gate.open ? "ok" : gate.why;
    });
  }

  /** A shred notice: the keys of the incident, and what was read with them, go at once. */
  private forgetOnNotice(): void {
    const subscription = this.parts.connection.subscribe(coreSubjects.shredNotice, {
      callback: (_error, message) => {
        const named = decodeWire("VaultRequest", message.data);
        if (named === undefined) return;
        this.parts.vault.forget(named.mode, named.incident);
        this.earlier.forget(named.mode, named.incident);
      },
    });
    const timer = setInterval(() => {
      this.parts.vault.sweep();
      this.earlier.sweep();
    }, 10_000);
    timer.unref();
    this.parts.signal.addEventListener("abort", () => {
      clearInterval(timer);
      subscription.unsubscribe();
    });
  }

  /** At most one request for a stale incident is under way; the answer comes through the feed. */
  private async askRedecision(room: string, stale: readonly WaitingCopy[]): Promise<void> {
    const [first] = stale;
    if (first === undefined) return;
    const key = `${room} ${first.mode} ${first.alias}`;
    if (this.asked.has(key)) return;
    this.asked.add(key);
    const request = encodeWire("CopyRequest", {
      mode: first.mode,
      room,
      alias: first.alias,
      deliveries: stale.map(({ delivery }) => delivery),
      event: "",
      incident_pseudonym: "",
    });
    const { connection, logger } = this.parts;
    const answer = await ask(connection, coreSubjects.redecide, request, requestTimeoutMs);
    this.parts.metrics.redecisionAsked(room, answer.kind);
    logger.info("redecision-asked", { room, count: stale.length, outcome: answer.kind });
    // Deciding and burying follow the answer: asked again before, the new copy itself would count as stale.
    if (answer.kind === "answered") await sleep(askAgainMs, this.parts.signal);
    this.asked.delete(key);
  }

  /** Fills the index from the stream and keeps it; resolves when what lay there at the start is in. */
  private async followFeed(room: string, index: FeedIndex): Promise<void> {
    const { connection, log, logger, signal } = this.parts;
    const stream = feedStream(room);
    const info = await waitFor(() => log.info(stream), { signal, logger, part: "feeds" });
    if (info.lastSequence === 0) {
      void this.runFollower(room, index, () => undefined);
      return;
    }
    await new Promise<void>((resolve) => {
      void this.runFollower(room, index, (sequence) => {
        if (sequence >= info.lastSequence) resolve();
      });
      signal.addEventListener("abort", () => resolve());
      if (connection.isClosed()) resolve();
    });
  }

  private async runFollower(
    room: string,
    index: FeedIndex,
    seen: (sequence: number) => void,
  ): Promise<void> {
    const { connection, logger, signal } = this.parts;
    const options = { stream: feedStream(room), from: 1, timeoutMs: requestTimeoutMs, signal };
    while (!signal.aborted) {
      try {
        for await (const message of followCopies(connection, options)) {
          index.apply(message);
          seen(message.sequence);
        }
      } catch (error) {
        logger.error("feed-follower-ended", { room }, error);
        // A feed that went back was rebuilt: the index starts again with it.
        if (error instanceof EventLogError && error.code === "gap") index.clear();
      }
      await sleep(500, signal);
    }
  }

  /** Tombstones that were lost on their way. */
  private async buryUntilSeen(): Promise<void> {
    const { log, logger, signal } = this.parts;
    while (!signal.aborted) {
      await sleep(buryAgainMs, signal);
      try {
        for (const { index } of this.rooms.values()) await buryUnseen(log, index);
      } catch (error) {
        logger.warn("tombstones-not-written", {}, error);
      }
    }
  }

  /** The rules in force as policy says that the log has them; a start waits until it has said so once. */
  private async followRules(): Promise<void> {
    const { connection, logger, signal } = this.parts;
    const subscription = connection.subscribe(coreSubjects.rulesPresent, {
      callback: (_error, message) => this.rules.heard(message.data),
    });
    signal.addEventListener("abort", () => subscription.unsubscribe());
    connection.publish(coreSubjects.rulesAsk);
    const isKnown = async () => this.rules.isKnown || undefined;
    await waitFor(isKnown, { signal, logger, part: "rule-set" });
  }
}

/** How a submission is counted: accepted, repeated, or the code of the refusal. */
function wordOf(outcome: SubmitOutcome): string {
  if (outcome.kind === "refused") return outcome.code;
  return outcome.repeated ? "repeated" : "accepted";
}

function waitingFigures(room: string, index: FeedIndex): WaitingFigures {
  const { actual, exercise } = index.waitingByMode();
  const oldestAt = index.after("actual", 0, 1)[0]?.storedAt;
  return { room, copies: { actual, exercise }, oldestAt };
}

async function waitForConfiguration(parts: ServiceParts): Promise<OpenedConfiguration> {
  const { roomsBucket, signers, logger, signal, production } = parts;
  return waitFor(
    async () => {
      const bytes = await roomsBucket.get(documentKeys.configuration);
      const document = bytes && parseJson(bytes, signedDocumentSchema.safeParse);
      if (document?.success !== true) return undefined;
      const opened = openConfiguration(document.data, signers);
      if (opened.kind === "refused") {
        logger.error("configuration-refused", { reason: opened.why });
        return undefined;
      }
      return production && opened.configuration.demonstration ? undefined : opened;
    },
    { signal, logger, part: "configuration" },
  );
}

function startWatch(parts: ServiceParts, { configuration }: OpenedConfiguration): LogWatch {
  const terms = {
    logKey: Buffer.from(configuration.keys.log, "base64url"),
    logFamily: configuration.log_family,
    stopAfterMs: configuration.limits.release_stop_after_ms,
  };
  const watch = new LogWatch(
    terms,
    () => parts.clock.nowMs(),
    () => [],
  );
  const subscription = parts.connection.subscribe(coreSubjects.checkpointAnnounce, {
    callback: (_error, message) => watch.heard(message.data),
  });
  parts.signal.addEventListener("abort", () => subscription.unsubscribe());
  return watch;
}

function parseJson<T>(bytes: Uint8Array, parse: (value: unknown) => T): T | undefined {
  try {
    return parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch {
    return undefined;
  }
}
