import type { NatsConnection } from "@nats-io/transport-node";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { readInOrder } from "#libs/eventlog/orderedReader";
import { coreSubjects } from "#libs/eventlog/permissions";
import type { EventLog, EventLogAdmin } from "#libs/eventlog/port";
import { readServerSettings, type ServerSettings } from "#libs/eventlog/serverSettings";
import { sleep } from "#libs/eventlog/sleep";
import { auditStream } from "#libs/eventlog/subjects";
import type { OpenedConfiguration } from "#libs/policy/documents";
import { canonicalNow } from "#libs/runtime/clock";
import { CodedError } from "#libs/runtime/codedError";
import { type ProcessContext, waitFor } from "#libs/runtime/process";
import type { TreeState } from "#libs/tilestore/checkpointStore";
import { Alarms } from "./alarms.ts";
import { Announcer } from "./announcer.ts";
import type { AuditConfig } from "./audit.config.ts";
import { readConfiguration, trustOf } from "./configuration.ts";
import { macKeysOf } from "./entry.ts";
import { EntryThreads } from "./entryThreads.ts";
import { FeedViews } from "./feedView.ts";
import { currentYear, type FoundYear, isOver, writeGenesis } from "./genesis.ts";
import { nextYearFix } from "./haltFixes.ts";
import { entriesSince } from "./history.ts";
import type { AuditStatus } from "./http.ts";
import { caughtUp, feedsBehind, logLag } from "./lag.ts";
import { originOf } from "./logKey.ts";
import { type AuditMetrics, auditMetrics } from "./metrics.ts";
import { noteMissingWitness } from "./ownLeaf.ts";
import { Reconciler } from "./reconciler.ts";
import { RecordedDeliveries, recordedForMs } from "./recorded.ts";
import {
  type CommittedEntry,
  halting,
  LogHalt,
  type SequencerPorts,
  sequence,
} from "./sequencer.ts";
import { readSettings, type SettingsView } from "./settings.ts";
import { settingsAlarms } from "./settingsAlarms.ts";
import { stampOrAlarm } from "./timestamps.ts";
import { Upkeep } from "./upkeep.ts";
import { Witnessing } from "./witnessing.ts";
import type { YearPorts, YearsNear } from "./year.ts";
import { assertNewestThere, findYearsNear, NextYearClosed, rollOver } from "./year.ts";
import { openYearLog, type YearLog, yearLogOptions, yearsOnDisk } from "./yearLog.ts";

/** Of each request to the log. */
export const timeoutMs = 5_000;
const retryMs = 500;
const lookMs = 100;
/** Beyond two comparisons: a message may lie unseen in a feed for so long. */
const unseenMarginMs = 10_000;
/** A next year that the server's configuration does not know is asked for again after this. */
const closedYearRetryMs = 60_000;

export interface AuditConnections {
  readonly core: NatsConnection;
  /** The system user's; undefined outside production without one. */
  readonly system: NatsConnection | undefined;
}

/** The state of the audit process and its endless tasks; each waits for what it needs and none ends another. */
export class AuditService {
  readonly #context: ProcessContext<AuditConfig>;
  readonly #connections: AuditConnections;
  readonly #alarms: Alarms;
  readonly #recorded = new RecordedDeliveries();
  readonly #feeds = new FeedViews();
  readonly #threads: EntryThreads;
  readonly #log: EventLog;
  readonly #admin: EventLogAdmin;
  readonly #announcer: Announcer;
  readonly #metrics: AuditMetrics;
  readonly #upkeep: Upkeep;
  readonly #witnessing: Witnessing;
  #configuration: OpenedConfiguration;
  #settings: SettingsView | undefined;
  #halted: string | undefined;
  #year: number | undefined;
  #state: TreeState | undefined;
  #checkpointAt: string | undefined;
  #rollOverNotBeforeMs = 0;
  #tasks: Promise<unknown>[] = [];

  private constructor(
    context: ProcessContext<AuditConfig>,
    connections: AuditConnections,
    configuration: OpenedConfiguration,
    log: EventLog,
    admin: EventLogAdmin,
  ) {
    this.#context = context;
    this.#connections = connections;
    this.#configuration = configuration;
    this.#log = log;
    this.#admin = admin;
    this.#alarms = new Alarms(context.logger);
    this.#metrics = auditMetrics(context.operations.metrics);
    const { clock, signal, config } = context;
    this.#threads = new EntryThreads(macKeysOf(config.macs));
    this.#upkeep = new Upkeep({
      ...{ log, clock, signal, config },
      configuration: () => this.#configuration.configuration,
      state: () =>
        this.#year === undefined ? undefined : { year: this.#year, size: this.#state?.size ?? 0 },
    });
    this.#announcer = new Announcer({
      seed: this.#seed,
      everyMs: () => this.#configuration.configuration.limits.announce_every_ms,
      nowIso: () => canonicalNow(context.clock),
      settings: () => this.#announcedSettings(),
      send: (bytes) => {
        if (!connections.core.isClosed()) {
          connections.core.publish(coreSubjects.checkpointAnnounce, bytes);
        }
      },
    });
    this.#witnessing = this.#newWitnessing();
  }

  #newWitnessing(): Witnessing {
    const { config, signal, logger, clock } = this.#context;
    return new Witnessing({
      ...{ config: config.witnesses, signal, logger },
      alarms: this.#alarms,
      openYear: (year) => this.#openYear(year),
      witnessed: (year, size) => this.#announcer.witnessed(year, size),
      noteMissing: (covered) => {
        const year = this.#year ?? this.#clockYear();
        return noteMissingWitness({ log: this.#log, macKey: this.#macKey, year, clock }, covered);
      },
    });
  }

  /** Waits for the signed configuration, then starts every task. */
  static async start(
    context: ProcessContext<AuditConfig>,
    connections: AuditConnections,
  ): Promise<AuditService> {
    const { core } = connections;
    const log = await openJetStreamLog(core, { timeoutMs });
    const admin = await openJetStreamAdmin(core, { timeoutMs });
    const { signal, logger, config } = context;
    const configuration = await waitFor(() => readConfiguration(core, trustOf(config)), {
      signal,
      logger,
      part: "configuration",
    });
    const service = new AuditService(context, connections, configuration, log, admin);
    const asked = core.subscribe(coreSubjects.checkpointAsk, {
      callback: () => service.#announcer.soon(),
    });
    signal.addEventListener("abort", () => asked.unsubscribe());
    service.#showOperations();
    const stamp = () =>
      service.announced().then(() => stampOrAlarm(config, service.#year, service.#alarms));
    service.#tasks = [
      service.#forever("sequencer", () => service.#sequenceYears(), 0),
      service.#forever("settings", () => service.#readSettings(), config.settings_every_ms),
      service.#forever("configuration", () => service.#readConfiguration(), 5_000),
      service.#forever("witnesses", () => service.#witnessing.check(), 1_000),
      service.#forever("timestamps", stamp, config.timestamps?.every_ms ?? 60_000),
      service.#reconcileForever(),
      service.#forever("heartbeat", () => service.#upkeep.beat(), 0),
      service.#forever("counts", () => service.#upkeep.count(), 0),
    ];
    return service;
  }

  /** Resolves when the first checkpoint was announced, or when none ever will be. */
  async announced(): Promise<void> {
    const { signal } = this.#context;
    const silent = () => this.#announcer.lastAt === undefined && this.#halted === undefined;
    while (silent() && !signal.aborted) await sleep(20, signal);
  }

  /** The last announcement as it was sent, for who follows the log from outside. */
  announcement(): Buffer | undefined {
    return this.#announcer.last;
  }

  status(): AuditStatus {
    return {
      halted: this.#halted ?? null,
      year: this.#year ?? null,
      size: this.#state?.size ?? 0,
      root: this.#state?.root.toString("base64") ?? null,
      checkpoint_at: this.#checkpointAt ?? null,
      announced_at: this.#announcer.lastAt ?? null,
      witnessed: this.#witnessing.status(this.#year),
      alarms: this.#alarms.all,
    };
  }

  /** Resolves when every task has ended; they end with the signal of the process. */
  async stopped(): Promise<void> {
    this.#announcer.stop();
    await Promise.allSettled(this.#tasks);
    await this.#threads.close();
  }

  /** What whoever runs the installation sees of this process. */
  #showOperations(): void {
    const { operations, clock } = this.#context;
    const ageMs = (at: string | undefined) =>
      at === undefined ? undefined : Math.max(0, clock.nowMs() - Date.parse(at));
    this.#metrics.show({
      size: () => this.#state?.size ?? 0,
      checkpointAgeMs: () => ageMs(this.#checkpointAt),
      announcementAgeMs: () => ageMs(this.#announcer.lastAt),
      lag: async () =>
        this.#year === undefined
          ? undefined
          : logLag(this.#log, this.#year, () => this.#state?.size ?? 0, clock.nowMs()),
      feedsBehind: () =>
        feedsBehind(this.#log, this.#feeds.all, {
          nowMs: this.#context.clock.nowMs(),
          unseenMsMax: 2 * this.#context.config.reconcile_every_ms + unseenMarginMs,
        }),
      alarms: () => this.#alarms.all,
      witnessed: () => this.#witnessing.status(this.#year)?.size,
    });
    operations.health.watch("log", () => {
      if (this.#halted !== undefined) return this.#halted;
      return this.#announcer.lastAt === undefined ? "not-announced" : "ok";
    });
  }

  get #seed(): Buffer {
    return Buffer.from(this.#context.config.checkpoint_seed, "base64url");
  }

  get #macKey(): Uint8Array {
    return Buffer.from(this.#context.config.macs.audit, "base64url");
  }

  /** Silence while anything that is recorded might not be safe. */
  #announcedSettings(): string | undefined {
    if (this.#halted !== undefined || this.#settings === undefined) return undefined;
    return this.#settings.faults.some(({ stops }) => stops) ? undefined : this.#settings.digest;
  }

  async #forever(part: string, task: () => Promise<void>, everyMs: number): Promise<void> {
    const { signal, logger } = this.#context;
    while (!signal.aborted && this.#halted === undefined) {
      try {
        await task();
        await sleep(everyMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof LogHalt) this.#halt(error);
        else if (this.#connections.core.isClosed()) throw error;
        else logger.warn("task-failed", { part }, error);
        await sleep(retryMs, signal);
      }
    }
  }

  #halt(error: LogHalt): void {
    this.#halted = error.code;
    this.#alarms.raise({ code: error.code, about: error.message, fix: error.fix });
    this.#context.logger.fatal("log-halted", { reason: error.code }, error);
  }

  async #readConfiguration(): Promise<void> {
    const read = await readConfiguration(this.#connections.core, trustOf(this.#context.config));
    if (read === undefined) return;
    const { version, log_family: family } = this.#configuration.configuration;
    // An older version is a replay; another family would be another log.
    if (read.configuration.version < version || read.configuration.log_family !== family) {
      throw new CodedError("configuration-replayed", "ROOMS");
    }
    this.#configuration = read;
    this.#followFeeds();
  }

  async #readSettings(): Promise<void> {
    if (this.#year === undefined) return;
    const { stream_limits: limits } = this.#context.config;
    const ports = { log: this.#log, servers: () => this.#servers() };
    this.#settings = await readSettings(ports, this.#configuration, this.#year, limits);
    this.#alarms.replace("settings-drift", settingsAlarms(this.#settings.faults));
  }

  async #servers(): Promise<readonly ServerSettings[] | "not-asked"> {
    const { system } = this.#connections;
    const { server_name: name } = this.#context.config.nats;
    return system === undefined ? "not-asked" : readServerSettings(system, [name], timeoutMs);
  }

  /** Brings every year up to date, then follows the one that is being written, and rolls over when it is over. */
  async #sequenceYears(): Promise<void> {
    const { signal, logger } = this.#context;
    const near = await waitFor(() => this.#yearsNear(), { signal, logger, part: "audit-stream" });
    assertNewestThere(near);
    const { found } = near;
    const year = currentYear(found, this.#clockYear());
    if (year === undefined) return;
    const older = found.filter((one) => one.year < year).toSorted((a, b) => a.year - b.year);
    for (const one of older) await this.#finish(one);
    const current = found.find((one) => one.year === year);
    if (current && isOver(current, this.#clockYear())) await this.#rollOver(year);
    else await this.#follow(year);
  }

  async #yearsNear(): Promise<YearsNear | undefined> {
    const clockYear = this.#clockYear();
    const kept = await yearsOnDisk(this.#context.config.log_dir);
    return findYearsNear(this.#log, [clockYear, this.#year ?? clockYear], kept);
  }

  /** A year before the current one: only what was left over by a crash is still to be sequenced. */
  async #finish({ year, messages }: FoundYear): Promise<void> {
    if (messages === 0) return;
    const state = await this.#log.info(auditStream(year));
    await this.#withYear(year, async (log) => {
      const until = state?.lastSequence ?? 0;
      await sequence(this.#sequencerPorts(log), log, this.#context.signal, { until });
      await this.#learnHistory(log);
    });
  }

  async #follow(year: number): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#context.signal, over.signal]);
    const watching = this.#watchClock(year, over);
    try {
      await this.#withYear(year, async (log) => {
        const told = await this.#learnHistory(log);
        // An empty stream under a log is one that was lost: a new first leaf would stand in the old one's place.
        const isNew = told === 0 && (await this.#log.info(auditStream(year)))?.lastSequence === 0;
        if (isNew) await writeGenesis(this.#yearPorts(), year, undefined);
        await this.#begin(year);
        await sequence(this.#sequencerPorts(log, year), log, signal, { told });
      });
    } finally {
      over.abort();
      await watching;
    }
  }

  async #begin(year: number): Promise<void> {
    if (this.#year !== year) [this.#settings, this.#state] = [undefined, undefined];
    this.#year = year;
    this.#followFeeds();
    await this.#readSettings();
  }

  #publish(year: number, state: TreeState): void {
    if (this.#year === year) {
      this.#state = { size: state.size, root: state.root };
      this.#checkpointAt = canonicalNow(this.#context.clock);
    }
    const origin = originOf(this.#configuration.configuration.log_family, year);
    this.#announcer.update({ origin, year, size: state.size, root: state.root });
  }

  async #watchClock(year: number, over: AbortController): Promise<void> {
    while (!over.signal.aborted && !this.#context.signal.aborted) {
      const written = (this.#state?.size ?? 0) > 0 && this.#year === year;
      const ended = this.#settings?.logSealed === true || this.#clockYear() > year;
      if (written && ended && performance.now() >= this.#rollOverNotBeforeMs) over.abort();
      await sleep(lookMs, over.signal);
    }
  }

  async #rollOver(year: number): Promise<void> {
    try {
      const next = await rollOver(this.#yearPorts(), year);
      this.#alarms.replace("next-year-not-permitted", []);
      this.#context.logger.info("year-begun", { year: next });
    } catch (error) {
      if (!(error instanceof NextYearClosed)) throw error;
      const about = auditStream(year + 1);
      this.#alarms.raise({ code: error.code, about, fix: nextYearFix }, { year });
      this.#rollOverNotBeforeMs = performance.now() + closedYearRetryMs;
      await this.#follow(year);
    }
  }

  #yearPorts(): YearPorts {
    const { config, clock, seam } = this.#context;
    return {
      log: this.#log,
      admin: this.#admin,
      macKey: this.#macKey,
      family: this.#configuration.configuration.log_family,
      limits: config.stream_limits,
      nowIso: () => canonicalNow(clock),
      sealed: () => seam("year-sealed"),
      sequenceTo: (year, lastSequence) => this.#sequenceTo(year, lastSequence),
    };
  }

  #sequenceTo(year: number, lastSequence: number): Promise<TreeState> {
    return this.#withYear(year, async (log) => {
      const ports = this.#sequencerPorts(log, year);
      const state = await sequence(ports, log, this.#context.signal, { until: lastSequence });
      this.#context.signal.throwIfAborted();
      return state;
    });
  }

  #sequencerPorts(yearLog: YearLog, announcedYear?: number): SequencerPorts {
    const { core } = this.#connections;
    const { config, seam } = this.#context;
    return {
      log: this.#log,
      entries: this.#threads.reader,
      batchWaitMs: config.batch_wait_ms,
      read: (stream, from, signal) => readInOrder(core, { stream, from, timeoutMs, signal }),
      signed: () => {
        this.#metrics.signed();
        return seam("checkpoint-signed");
      },
      committed: (state, added) => {
        this.#metrics.committed(added);
        // What cannot be read now is offered with the next commit.
        this.#witnessing.committed(yearLog).catch(() => undefined);
        if (announcedYear === undefined) return;
        this.#publish(announcedYear, state);
        this.#learn(added);
      },
    };
  }

  async #withYear<T>(year: number, work: (log: YearLog) => Promise<T>): Promise<T> {
    const log = await halting(year, this.#openYear(year));
    try {
      await this.#witnessing.entered(log);
      return await halting(year, work(log));
    } finally {
      this.#witnessing.left(log);
      await log.close();
    }
  }

  #openYear(year: number): Promise<YearLog> {
    const { config, clock } = this.#context;
    return openYearLog(yearLogOptions(config, this.#configuration.configuration, clock), year);
  }

  /** Reads back what the log on disk says of copies that may still be in a feed; gives its size. */
  async #learnHistory(log: YearLog): Promise<number> {
    const since = new Date(this.#context.clock.nowMs() - recordedForMs).toISOString();
    const store = await log.open();
    for await (const entry of entriesSince(store, log.year, since)) this.#learn([entry]);
    return store.state().size;
  }

  #learn(added: readonly CommittedEntry[]): void {
    const learnedMs = performance.now();
    for (const one of added) {
      this.#recorded.learn(one.year, one.sequence, one.entry, learnedMs);
      this.#upkeep.learn(one);
    }
  }

  #followFeeds(): void {
    const { rooms } = this.#configuration;
    this.#feeds.follow(rooms, this.#connections.core, this.#context.signal);
  }

  async #reconcileForever(): Promise<void> {
    const { clock, logger, config, signal } = this.#context;
    const reconciler = new Reconciler({
      connection: this.#connections.core,
      log: this.#log,
      signal,
      clock,
      logger,
      alarms: this.#alarms,
      macKey: this.#macKey,
      recorded: this.#recorded,
      feeds: () => this.#feeds.all,
      roomOf: (slot) => this.#configuration.rooms.find((room) => room.slot === slot)?.id,
      year: () => this.#year ?? this.#clockYear(),
      caughtUp: () => {
        const size = (year: number) => (this.#year === year ? (this.#state?.size ?? 0) : undefined);
        return caughtUp(this.#log, this.#year ?? 0, size, signal);
      },
      graceMs: config.release_grace_ms,
    });
    await this.announced();
    await this.#forever(
      "reconcile",
      async () => {
        await reconciler.pass();
      },
      config.reconcile_every_ms,
    );
  }

  #clockYear(): number {
    return new Date(this.#context.clock.nowMs()).getUTCFullYear();
  }
}
