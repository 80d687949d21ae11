import { setTimeout as wait } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire } from "#libs/contracts/wire";
import type { CacheBucket } from "#libs/eventlog/cacheBucket";
import type { Keyring } from "#libs/eventlog/keyring";
import { ShortMemory } from "#libs/eventlog/keyring";
import { coreSubjects } from "#libs/eventlog/permissions";
import { type EventLog, EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { onReconnect } from "#libs/eventlog/reconnects";
import { auditStream, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import type { Room } from "#libs/policy/decision";
import {
  documentKeys,
  type OpenedConfiguration,
  openConfiguration,
  openRuleSet,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { LogWatch } from "#libs/policy/logWatch";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import type { Health } from "#libs/runtime/health";
import type { Logger } from "#libs/runtime/logger";
import { waitFor } from "#libs/runtime/process";
import type { SeamName } from "#libs/runtime/seam";
import type { RandomBytes } from "#libs/seal/buildLeaf";
import type { Signer } from "#libs/seal/signedDocument";
import { activatedVersion, type LeafPlace, recordActivation } from "./activate.ts";
import { firstEnd } from "./agreementEnd.ts";
import type { RulesInForce } from "./decideEvent.ts";
import type { Folded } from "./folded.ts";
import type { PolicyMetrics } from "./metrics.ts";
import { Oversight } from "./oversight.ts";
import type { PolicyPorts } from "./ports.ts";
import { type ReportKind, recordReports, reportKinds } from "./reports.ts";
import type { PolicySecrets } from "./secrets.ts";
import { type AdvanceOutcome, IncidentWorker } from "./worker.ts";

/** What the service stands on: connections and ports that `main.ts` opens. */
export interface ServiceParts {
  readonly connection: NatsConnection;
  readonly log: EventLog;
  readonly vault: Keyring;
  readonly rules: CacheBucket;
  readonly rooms: CacheBucket;
  readonly secrets: PolicySecrets;
  readonly signers: readonly Signer[];
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** True in operation: documents that demonstration signers approved are then refused. */
  readonly production: boolean;
  readonly metrics: PolicyMetrics;
  readonly health: Pick<Health, "watch">;
  seam(name: SeamName): Promise<void>;
}

const reportsCompanyMs = 100;

/** Decides, records, releases; and records what rooms report. Started once its rules are in the log. */
export class PolicyService {
  readonly ports: PolicyPorts;
  readonly oversight: Oversight;
  private readonly worker: IncidentWorker;
  private readonly foldedIncidents: ShortMemory<Folded>;
  private waitingFor = "";
  /** By subject of REPORTS (room, mode, kind): the last sequence that the log is known to cover. */
  private readonly coveredReports = new Map<string, number>();

  private constructor(
    private readonly parts: ServiceParts,
    private readonly watch: LogWatch,
    private readonly roomsById: ReadonlyMap<string, Room>,
    private readonly inForce: RulesInForce,
  ) {
    this.ports = {
      log: parts.log,
      vault: parts.vault,
      secrets: parts.secrets,
      openYears: () => watch.openYears(),
      rulesInForce: () => this.inForce,
      gate: () => watch.gate(),
      acknowledged: (year, sequence) => watch.acknowledged(year, sequence),
      yearSealed: (year) => watch.yearSealed(year),
      randomBytes: parts.randomBytes,
      seam: (name) => parts.seam(name),
      recorded: ({ leaf, parts: { slots } }) => parts.metrics.recorded(leaf.kind, leaf.mode, slots),
    };
    this.foldedIncidents = new ShortMemory(() => parts.clock.nowMs(), 2_000);
    this.worker = new IncidentWorker(this.ports, this.foldedIncidents);
    const { logger, signal, clock } = parts;
    const {
      ports,
      inForce: { rooms },
    } = this;
    const nowIso = () => canonicalNow(clock);
    this.oversight = new Oversight({ ports, rooms, logger, signal, nowIso });
    void this.oversight.run();
    this.sweepUntilStopped();
    this.forgetOnNotice();
    this.forgetOnReconnect();
    this.showOperations();
  }

  /** Waits for documents and log, records what is activated, and only then can decide anything. */
  static async start(parts: ServiceParts): Promise<PolicyService> {
    const configuration = await waitForConfiguration(parts);
    const watch = await startWatch(parts, configuration);
    const opened = await waitForRuleSet(parts, configuration, watch);
    const rooms = new Map(configuration.rooms.map((room) => [room.id, room]));
    const inForce = {
      rules: opened.rules,
      rooms: configuration.rooms,
      hash: opened.rules.hash,
      agreement: opened.agreement,
    };
    return new PolicyService(parts, watch, rooms, inForce);
  }

  /** One message of EVENTS is only a wake-up for its incident. */
  async decide(message: StoredMessage): Promise<AdvanceOutcome> {
    const parsed = parseSubject(message.subject);
    if (parsed?.of !== "event" || !isRoomMode(parsed.mode)) return { kind: "done" };
    const name = { mode: parsed.mode, incident: parsed.incident };
    const sinceMs = performance.now();
    const outcome = await this.worker.advance(name, message.sequence);
    if (outcome.kind === "waiting") this.parts.metrics.waits(outcome.why);
    else this.parts.metrics.decided(performance.now() - sinceMs);
    this.tell(outcome);
    return outcome;
  }

  /** One line when decisions begin to wait, by their reason, and one when they go on. */
  private tell(outcome: AdvanceOutcome): void {
    const why = outcome.kind === "waiting" ? outcome.why : "";
    if (why === this.waitingFor) return;
    this.waitingFor = why;
    if (why === "") this.parts.logger.info("decisions-resumed");
    else this.parts.logger.warn("decisions-waiting", { reason: why });
  }

  /** What whoever runs the installation sees of this process. */
  private showOperations(): void {
    const { metrics, health, clock } = this.parts;
    metrics.show({
      incidentsInMemory: () => this.foldedIncidents.size,
      waitingFor: () => this.waitingFor,
      gate: () => this.watch.gate(),
      unreviewed: () => this.oversight.unreviewed(),
      firstEnd: () => firstEnd(this.inForce.rules.agreements, canonicalNow(clock).slice(0, 10)),
    });
    health.watch("rules", () => "ok"); // else we would still wait for them
    health.watch("log", () => {
      const gate = this.watch.gate();
      if (!gate.open) return gate.why;
      return this.watch.openYears().length === 0 ? "year-sealed" : "ok";
    });
  }

  /** One message of REPORTS is only a wake-up for its room's range. True when it is covered. */
  async record(message: StoredMessage): Promise<boolean> {
    const parsed = parseSubject(message.subject);
    if (parsed?.of !== "report" || !isRoomMode(parsed.mode) || !isReportKind(parsed.kind)) {
      return true;
    }
    const slot = this.roomsById.get(parsed.room)?.slot;
    if (slot === undefined) return true;
    // What we found covered stays so: a recorded range never shrinks.
    const isCovered = () => (this.coveredReports.get(message.subject) ?? 0) >= message.sequence;
    if (isCovered()) return true;
    await this.company();
    if (isCovered()) return true;
    const source = { kind: parsed.kind, mode: parsed.mode, room: parsed.room, slot };
    const ports = { ...this.ports, nowIso: () => canonicalNow(this.parts.clock) };
    const covered = await recordReports(ports, source, message.sequence);
    if (covered !== undefined) this.coveredReports.set(message.subject, covered);
    return covered !== undefined;
  }

  /** Every poll makes a report: those that come within this time share a leaf. */
  private company(): Promise<void> {
    return wait(reportsCompanyMs, undefined, { signal: this.parts.signal }).catch(() => undefined);
  }

  /** A shred notice: keys, states and payloads of the incident go at once. */
  private forgetOnNotice(): void {
    const subscription = this.parts.connection.subscribe(coreSubjects.shredNotice, {
      callback: (_error, message) => {
        const named = decodeWire("VaultRequest", message.data);
        if (named === undefined) return;
        this.parts.vault.forget(named.mode, named.incident);
        this.foldedIncidents.forget(`${named.mode} ${named.incident}`);
      },
    });
    this.parts.signal.addEventListener("abort", () => subscription.unsubscribe());
  }

  /** What is remembered as released may be gone with a server that was killed: feeds are not synced. */
  private forgetOnReconnect(): void {
    const { connection, signal } = this.parts;
    const unwatch = onReconnect(connection, () => this.foldedIncidents.forgetAll());
    signal.addEventListener("abort", unwatch);
  }

  private sweepUntilStopped(): void {
    const timer = setInterval(() => {
      this.foldedIncidents.sweep();
      this.parts.vault.sweep();
    }, 10_000);
    timer.unref();
    this.parts.signal.addEventListener("abort", () => clearInterval(timer));
  }
}

const isRoomMode = (mode: string): mode is Mode => mode === "actual" || mode === "exercise";
const isReportKind = (kind: string): kind is ReportKind =>
  (reportKinds as readonly string[]).includes(kind);

async function waitForConfiguration(parts: ServiceParts): Promise<OpenedConfiguration> {
  return waitFor(
    async () => {
      const document = parseDocument(await parts.rooms.get(documentKeys.configuration));
      if (document === undefined) return undefined;
      const opened = openConfiguration(document, parts.signers);
      if (
        opened.kind === "configuration" &&
        !(parts.production && opened.configuration.demonstration)
      ) {
        return opened;
      }
      parts.logger.error("configuration-refused", {
        reason: opened.kind === "refused" ? opened.why : "demonstration",
      });
      return undefined;
    },
    waiting(parts, "configuration"),
  );
}

async function startWatch(
  parts: ServiceParts,
  { configuration }: OpenedConfiguration,
): Promise<LogWatch> {
  const years = new Set<number>();
  const watch = new LogWatch(
    {
      logKey: Buffer.from(configuration.keys.log, "base64url"),
      logFamily: configuration.log_family,
      stopAfterMs: configuration.limits.release_stop_after_ms,
    },
    () => parts.clock.nowMs(),
    (year) => (years.has(year - 1) ? [year - 1] : []),
  );
  const subscription = parts.connection.subscribe(coreSubjects.checkpointAnnounce, {
    callback: (_error, message) => watch.heard(message.data),
  });
  parts.signal.addEventListener("abort", () => subscription.unsubscribe());
  parts.connection.publish(coreSubjects.checkpointAsk);
  await watch.until(() => watch.openYears().length > 0, parts.signal);
  const [year = 0] = watch.openYears();
  if (await existed(parts, year - 1)) years.add(year - 1);
  // From here on a new year follows one that we have seen.
  years.add(year);
  return watch;
}

/** A year before the installation is not even in our user's list: the server refuses the question. */
async function existed(parts: ServiceParts, year: number): Promise<boolean> {
  return waitFor(
    async () => {
      try {
        return (await parts.log.info(auditStream(year))) !== undefined;
      } catch (error) {
        if (error instanceof EventLogError && error.code === "refused") return false;
        throw error;
      }
    },
    waiting(parts, "log-years"),
  );
}

async function waitForRuleSet(
  parts: ServiceParts,
  configuration: OpenedConfiguration,
  watch: LogWatch,
) {
  return waitFor(
    async () => {
      const document = parseDocument(await parts.rules.get(documentKeys.proposed));
      const [year] = watch.openYears();
      if (document === undefined || year === undefined) return undefined;
      const opened = openRuleSet(document, parts.signers, configuration.rooms);
      if (opened.kind === "refused") {
        parts.logger.error("rule-set-refused", { reason: opened.why, count: opened.errors.length });
        return undefined;
      }
      if (parts.production && opened.ruleSet.demonstration) {
        parts.logger.error("rule-set-refused", { reason: "demonstration" });
        return undefined;
      }
      const before = await activatedVersion(parts.log, parts.secrets.macs, year);
      if (opened.ruleSet.version < before) {
        parts.logger.error("rule-set-refused", { reason: "older-version" });
        return undefined;
      }
      const place = await recordActivation(activationPorts(parts), year, configuration, opened);
      await watch.until(() => watch.covers(place.year, place.seq), parts.signal);
      await announceActive(parts, document, place);
      return opened;
    },
    waiting(parts, "rule-set"),
  );
}

async function announceActive(
  parts: ServiceParts,
  document: { readonly body: string; readonly signatures: readonly unknown[] },
  leaf: LeafPlace,
): Promise<void> {
  const value = JSON.stringify({ document, leaf });
  await parts.rules.put(documentKeys.active, Buffer.from(value, "utf8"));
}

function activationPorts(parts: ServiceParts) {
  const { log, secrets, randomBytes, clock } = parts;
  return { log, secrets, randomBytes, nowIso: () => canonicalNow(clock) };
}

function waiting(parts: ServiceParts, part: string) {
  return { signal: parts.signal, logger: parts.logger, part };
}

function parseDocument(bytes: Uint8Array | undefined) {
  if (bytes === undefined) return undefined;
  try {
    const parsed = signedDocumentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
