import { setTimeout as wait } from "node:timers/promises";
import { decodeWire } from "#libs/contracts/wire";
import { ShortMemory } from "#libs/eventlog/keyring";
import { coreSubjects } from "#libs/eventlog/permissions";
import type { StoredMessage } from "#libs/eventlog/port";
import { onReconnect } from "#libs/eventlog/reconnects";
import { covers, incidentFilter, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import type { Room } from "#libs/policy/decision";
import { documentKeys, type OpenedConfiguration, openConfiguration } from "#libs/policy/documents";
import { LogWatch } from "#libs/policy/logWatch";
import { termsOf } from "#libs/policy/retentionSchema";
import { canonicalNow } from "#libs/runtime/clock";
import { waitFor } from "#libs/runtime/process";
import { firstEnd } from "./agreementEnd.ts";
import type { Folded } from "./folded.ts";
import { yearsBefore, yearsBeforeLater } from "./logYears.ts";
import { MessagesInHand } from "./messagesInHand.ts";
import { Oversight } from "./oversight.ts";
import type { PolicyPorts } from "./ports.ts";
import { type ReportKind, recordReports, reportKinds } from "./reports.ts";
import { RetentionKeeper } from "./retentionKeeper.ts";
import { type RuleRuntime, signedIn } from "./ruleRuntime.ts";
import { startRules } from "./ruleStart.ts";
import { isMild, RuleWarnings, rulesFigures, rulesHealth } from "./ruleWarnings.ts";
import type { ServiceParts } from "./serviceParts.ts";
import { type AdvanceOutcome, IncidentWorker, incidentKey } from "./worker.ts";

const reportsCompanyMs = 100;
/** Of each consumer; what is forgotten is read again. */
const inHandBytesMax = 4 * 1_024 * 1_024;

/** Decides, records, releases; and records what rooms report. Started once its rules are in the log. */
export class PolicyService {
  readonly ports: PolicyPorts;
  readonly oversight: Oversight;
  readonly retention: RetentionKeeper;
  private readonly worker: IncidentWorker;
  private readonly foldedIncidents: ShortMemory<Folded>;
  private readonly eventsInHand = new MessagesInHand(inHandBytesMax);
  private readonly reportsInHand = new MessagesInHand(inHandBytesMax);
  private readonly roomsById: ReadonlyMap<string, Room>;
  private waitingFor = "";
  private readonly warnings = new RuleWarnings((state) => {
    const level = state === "ok" ? "info" : "warn";
    this.parts.logger[isMild(state) ? level : "error"]("rule-set-state", { state });
  });
  /** By subject of REPORTS (room, mode, kind): the last sequence that the log is known to cover. */
  private readonly coveredReports = new Map<string, number>();

  private constructor(
    private readonly parts: ServiceParts,
    private readonly watch: LogWatch,
    { configuration, rooms }: OpenedConfiguration,
    readonly rules: RuleRuntime,
    yearsMissing: readonly number[],
  ) {
    this.ports = {
      log: parts.log,
      vault: parts.vault,
      secrets: parts.secrets,
      openYears: () => watch.openYears(),
      rulesInForce: () => rules.rulesAt(canonicalNow(parts.clock)),
      rulesAt: (storedAt) => rules.rulesAt(storedAt),
      rulesInstead: (storedAt) => rules.rulesInstead(storedAt),
      confirmRules: (storedAt) => rules.book.confirmAt(storedAt),
      nowIso: () => canonicalNow(parts.clock),
      gate: () => watch.gate(),
      acknowledged: (year, sequence) => watch.acknowledged(year, sequence),
      yearSealed: (year) => watch.yearSealed(year),
      randomBytes: parts.randomBytes,
      seam: (name) => parts.seam(name),
      eventsInHand: (name, after) => this.eventsInHand.after(incidentKey(name), after),
      reportsInHand: (subject, after) => this.reportsInHand.after(subject, after),
      recorded: ({ leaf, parts: { slots } }) => parts.metrics.recorded(leaf.kind, leaf.mode, slots),
    };
    this.foldedIncidents = new ShortMemory(() => parts.clock.nowMs(), 2_000);
    this.worker = new IncidentWorker(this.ports, this.foldedIncidents);
    const { logger, signal, clock } = parts;
    const { ports } = this;
    this.roomsById = new Map(rooms.map((room) => [room.id, room]));
    const nowIso = () => canonicalNow(clock);
    this.oversight = new Oversight({
      ...{ ports, rooms, logger, signal, nowIso },
      officers: configuration.officers ?? [],
      fourEyesMs: configuration.four_eyes?.within_ms,
    });
    void this.oversight.run();
    this.retention = new RetentionKeeper({
      ...{ ports, logger, signal, keys: parts.keys, epochs: parts.epochs, signers: parts.signers },
      ...{ terms: termsOf(configuration.retention), yearsMissing },
      ...{ rooms, officers: configuration.officers ?? [] },
      logFamily: configuration.log_family,
      nowMs: () => clock.nowMs(),
    });
    void this.retention.run();
    this.sweepUntilStopped();
    this.forgetOnNotice();
    this.forgetOnReconnect();
    this.showOperations();
    this.warnings.look(rules, canonicalNow(parts.clock));
  }

  /** Waits for documents and log, records what is activated, and only then can decide anything. */
  static async start(parts: ServiceParts): Promise<PolicyService> {
    const configuration = await waitForConfiguration(parts);
    const { watch, yearsMissing } = await startWatch(parts, configuration);
    const rules = await startRules(parts, configuration, watch);
    return new PolicyService(parts, watch, configuration, rules, yearsMissing);
  }

  /** A message of EVENTS has come: it spares a read where it is known to be its incident's next one. */
  eventCame(message: StoredMessage, coveredFrom: number): void {
    const parsed = parseSubject(message.subject);
    if (parsed?.of !== "event" || !isRoomMode(parsed.mode)) return;
    const name = { mode: parsed.mode, incident: parsed.incident };
    // Under another subject than ours no read finds it.
    if (!covers(incidentFilter(name.mode, name.incident), message.subject)) return;
    this.eventsInHand.take(incidentKey(name), { message, coveredFrom });
  }

  /** The same of REPORTS, for the range of its room. */
  reportCame(message: StoredMessage, coveredFrom: number): void {
    this.reportsInHand.take(message.subject, { message, coveredFrom });
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
      projectorsRefused: () => this.ports.rulesInForce()?.projectorsRefused,
      gate: () => this.watch.gate(),
      firstEnd: () => {
        const inForce = this.ports.rulesInForce();
        return inForce && firstEnd(inForce.rules.agreements, canonicalNow(clock).slice(0, 10));
      },
      ruleSets: () => rulesFigures(this.rules, canonicalNow(clock)),
      unreviewed: () => this.oversight.unreviewed(),
      demands: () => this.oversight.demands.figures(),
      retention: () => this.retention.figures(),
      quarantineOverdueMs: () => this.retention.quarantineOverdueMs(),
      keysDestroyedAgain: () => this.retention.destroyedAgain,
    });
    health.watch("rules", () => rulesHealth(this.rules, canonicalNow(clock)));
    health.watch("retention", () => this.retention.health());
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
    if (this.isCovered(message)) return true;
    await this.company();
    if (this.isCovered(message)) return true;
    const source = { kind: parsed.kind, mode: parsed.mode, room: parsed.room, slot };
    const covered = await recordReports(this.ports, source, message.sequence);
    if (covered !== undefined) this.coveredReports.set(message.subject, covered);
    return this.isCovered(message);
  }

  /** What we found covered stays so: a recorded range never shrinks. */
  private isCovered({ subject, sequence }: StoredMessage): boolean {
    const covered = this.coveredReports.get(subject) ?? 0;
    this.reportsInHand.after(subject, covered);
    return covered >= sequence;
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
    const unwatch = onReconnect(connection, () => {
      this.foldedIncidents.forgetAll();
      this.eventsInHand.clear();
      this.reportsInHand.clear();
    });
    signal.addEventListener("abort", unwatch);
  }

  private sweepUntilStopped(): void {
    const timer = setInterval(() => {
      this.warnings.look(this.rules, canonicalNow(this.parts.clock));
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
      const bytes = await parts.rooms.get(documentKeys.configuration);
      const document = bytes && signedIn(bytes);
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
): Promise<{ readonly watch: LogWatch; readonly yearsMissing: readonly number[] }> {
  // Until an announcement says which year is written nobody asks for those before it.
  let before: (year: number) => readonly number[] = () => [];
  const watch = new LogWatch(
    {
      logKey: Buffer.from(configuration.keys.log, "base64url"),
      logFamily: configuration.log_family,
      stopAfterMs: configuration.limits.release_stop_after_ms,
    },
    () => parts.clock.nowMs(),
    (year) => before(year),
  );
  const subscription = parts.connection.subscribe(coreSubjects.checkpointAnnounce, {
    callback: (_error, message) => watch.heard(message.data),
  });
  parts.signal.addEventListener("abort", () => subscription.unsubscribe());
  parts.connection.publish(coreSubjects.checkpointAsk);
  await watch.until(() => watch.openYears().length > 0, parts.signal);
  const [writable = 0] = watch.openYears();
  const years = await waitFor(() => yearsBefore(parts, writable), waiting(parts, "log-years"));
  for (const year of years.missing) parts.logger.error("log-year-missing", { year });
  before = (year) => yearsBeforeLater(years, writable, year);
  return { watch, yearsMissing: years.missing };
}

function waiting(parts: ServiceParts, part: string) {
  return { signal: parts.signal, logger: parts.logger, part };
}
