import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { consoleConfig } from "#apps/console/api/console.config";
import type { CoreQuestions } from "#apps/console/api/coreQuestions";
import { KeyViewers } from "#apps/console/api/keyViewers";
import { LogAccess } from "#apps/console/api/logAccess";
import { consoleMetrics } from "#apps/console/api/metrics";
import type { Recorder } from "#apps/console/api/recorder";
import { openConsole } from "#apps/console/api/server";
import type { CredentialRequest } from "#libs/policy/credentialMessages";
import type { ConfirmAnswer, DemandList } from "#libs/policy/demandMessages";
import type { EmergencyList, ReviewAnswer } from "#libs/policy/emergencyMessages";
import type { ExportRequest } from "#libs/policy/exportMessages";
import type { LifeAnswer } from "#libs/policy/lifeMessages";
import type { OpeningAnswer, OpeningRefusal, OpeningRequest } from "#libs/policy/openingMessages";
import type { ReadRequest } from "#libs/policy/readMessages";
import type { HoldAnswer, HoldRequest } from "#libs/policy/retentionMessages";
import { credentialDigest } from "#libs/runtime/credentials";
import type { Logger } from "#libs/runtime/logger";
import { Metrics } from "#libs/runtime/metrics";
import { granted, type KeyedViewer, noViewers, viewersText } from "#libs/runtime/viewerKeys";
import type { CanonicalValue } from "#libs/seal/canonical";
import { fieldOpening } from "#libs/seal/fieldOpening";
import { parseIncidentParts } from "#libs/seal/parts";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { type Answered, type Ask, askHttp } from "#tests/support/askHttp";
import { syntheticId } from "#tests/support/auditFixture";
import { newPackLog, packDataFolder, packField, temporaryPlace } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

/** What was recorded, in order; while it is away nothing can be. */
export class MemoryRecorder implements Recorder {
  readonly reads: ReadRequest[] = [];
  readonly exports: ExportRequest[] = [];
  readonly changes: CredentialRequest[] = [];
  isAway: "no" | "reads" | "exports" | "changes" = "no";

  read(request: ReadRequest) {
    if (this.isAway === "reads") return Promise.resolve(undefined);
    this.reads.push(request);
    return Promise.resolve({ year: 2026, index: 1_000 + this.reads.length });
  }

  leave(request: ExportRequest) {
    if (this.isAway === "exports") return Promise.resolve(undefined);
    this.exports.push(request);
    return Promise.resolve({ year: 2026, index: 2_000 + this.exports.length });
  }

  change(request: CredentialRequest) {
    if (this.isAway === "changes") return Promise.resolve(undefined);
    this.changes.push(request);
    return Promise.resolve({ year: 2026, index: 4_000 + this.changes.length });
  }
}

/** A field that can be opened, and the key that its commitment is made with. */
export interface StatedField {
  readonly path: string;
  readonly ref: string;
  readonly value: CanonicalValue;
  readonly partKey: Uint8Array;
  readonly event?: string;
}

/** Policy's answers on a synthetic log: what it would record stands in the recorder. */
export class MemoryCore implements CoreQuestions {
  readonly openings: OpeningRequest[] = [];
  demandList: DemandList = { demands: [], more: false };
  emergencyList: EmergencyList = { emergencies: [], more: false };
  refusal: OpeningRefusal | undefined;
  /** What every message of this log states, where it is not the one of a synthetic log. */
  field: StatedField = packField;
  /** What policy answers to orders; undefined: nobody does. */
  reviewAnswer: ReviewAnswer | undefined;
  confirmAnswer: ConfirmAnswer | undefined;
  holdAnswer: HoldAnswer | undefined;
  readonly orders: SignedDocument[] = [];
  readonly holds: HoldRequest[] = [];
  readonly #recorder: MemoryRecorder;
  readonly #part: (index: number) => Promise<Buffer>;

  constructor(recorder: MemoryRecorder, part: (index: number) => Promise<Buffer>) {
    this.#recorder = recorder;
    this.#part = part;
  }

  async openField(request: OpeningRequest): Promise<OpeningAnswer | undefined> {
    if (this.#recorder.isAway === "reads") return undefined;
    this.openings.push(request);
    if (this.refusal !== undefined) return { outcome: "refused", code: this.refusal };
    const { partKey, value, ref, path, event = syntheticId(`event ${request.index}`) } = this.field;
    const parts = parseIncidentParts(await this.#part(request.index));
    const name = { event, ref, path };
    const opening = parts && fieldOpening(partKey, name, value, parts.commitments);
    if (opening === undefined) return { outcome: "refused", code: "field-not-stated" };
    return { outcome: "opened", read: { year: 2026, seq: 3_000 }, opening };
  }

  /** What policy was handed about rules, and what it says to it. */
  readonly ruleRequests: { readonly step: string; readonly request: object }[] = [];
  lifeAnswer: LifeAnswer | undefined = { outcome: "done" };

  stageRules(request: object) {
    return this.#step("stage", request);
  }

  activateRules(request: object) {
    return this.#step("activate", request);
  }

  revokeRules(request: object) {
    return this.#step("revoke", request);
  }

  #step(step: string, request: object): Promise<LifeAnswer | undefined> {
    this.ruleRequests.push({ step, request });
    return Promise.resolve(this.lifeAnswer);
  }

  demands(): Promise<DemandList | undefined> {
    return Promise.resolve(this.demandList);
  }

  emergencies(): Promise<EmergencyList | undefined> {
    return Promise.resolve(this.emergencyList);
  }

  review(order: SignedDocument): Promise<ReviewAnswer | undefined> {
    this.orders.push(order);
    return Promise.resolve(this.reviewAnswer);
  }

  confirm(order: SignedDocument): Promise<ConfirmAnswer | undefined> {
    this.orders.push(order);
    return Promise.resolve(this.confirmAnswer);
  }

  hold(request: HoldRequest | SignedDocument): Promise<HoldAnswer | undefined> {
    if ("body" in request) this.orders.push(request);
    else this.holds.push(request);
    return Promise.resolve(this.holdAnswer);
  }

  release(order: SignedDocument): Promise<HoldAnswer | undefined> {
    this.orders.push(order);
    return Promise.resolve(this.holdAnswer);
  }
}

/** Viewers of the log of two titolari (packLog), each with a key. */
export const logViewers: readonly Omit<KeyedViewer, "keys">[] = [
  { name: "rpd-comune", role: "privacy_officer", titolare: "Comune SINTETICO" },
  { name: "sala-comune", role: "operations", titolare: "Comune SINTETICO" },
  { name: "rpd-questura", role: "privacy_officer", titolare: "Questura SINTETICA" },
  { name: "sala-questura", role: "operations", titolare: "Questura SINTETICA" },
  { name: "garante", role: "authority" },
  { name: "cabina", role: "steering" },
  { name: "operatore", role: "operator", titolare: "Comune SINTETICO" },
];

export const keyOf = (viewer: string): string => `chiave-sintetica-di-${viewer}`;

export interface ConsoleOnLog {
  readonly recorder: MemoryRecorder;
  readonly core: MemoryCore;
  readonly access: LogAccess;
  readonly address: string;
  readonly workDir: string;
  readonly data: string;
  readonly log: TestLog;
  /** Milliseconds that the console's clock is ahead. */
  ahead(ms: number): void;
  ask(viewer: string, path: string, how?: Ask & { purpose?: string }): Promise<Answered>;
  /** The console ends and is started again at its address, as by the supervisor: of sessions it knows nothing more. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The console in this process on a synthetic log of 300 entries; its recorder is this process's memory. */
export async function consoleOnLog(
  limits: object = {},
  withReports = false,
  more: object = {},
): Promise<ConsoleOnLog> {
  const log = await newPackLog([10, 40, 206, 44], withReports);
  const place = await temporaryPlace();
  const data = await packDataFolder(place.path, log);
  const reader = new LogReader(fileSource(log.folder), 300);
  const part = (index: number) => reader.part(index);
  const served = await consoleOver({ data, viewers: logViewers, limits, part, more });
  return {
    ...served,
    log,
    stop: async () => {
      await served.stop();
      await log.remove();
      await place.remove();
    },
  };
}

interface ConsoleOver {
  /** A data folder with a signed configuration and a signed log. */
  readonly data: string;
  readonly viewers: readonly Omit<KeyedViewer, "keys">[];
  readonly limits?: object;
  /** Members of the configuration besides. */
  readonly more?: object;
  part?(index: number): Promise<Buffer>;
}

/** The console in this process on a data folder that somebody else keeps; its recorder is this process's memory. */
export async function consoleOver({
  data,
  viewers,
  limits = {},
  more = {},
  part = () => Promise.reject(new Error("no part")),
}: ConsoleOver): Promise<Omit<ConsoleOnLog, "log">> {
  const workDir = join(data, "console");
  mkdirSync(workDir);
  const configurationFile = join(data, "signed", "configuration.json");
  const viewersFile = join(workDir, "viewers.json");
  writeViewers(viewersFile, viewers);
  const config = consoleConfig.parse({
    ...{ process: "console", data_dir: data, production: false },
    nats: {
      ...{ url: "127.0.0.1:1", server_name: "none", inbox_prefix: "_INBOX_console" },
      seed: `SU${"A".repeat(56)}`,
    },
    signers: signersIn(configurationFile),
    ...{ log_dir: join(data, "audit"), configuration_file: configurationFile },
    witness_policy_file: join(data, "signed", "witnesses.policy"),
    ...{ viewers_file: viewersFile, search_file: join(workDir, "search.sqlite") },
    ...{ work_dir: workDir, audit_url: "http://127.0.0.1:9", limits },
    http: { host: "127.0.0.1", port: 0 },
    stream: { look_ms: 50 },
    ...more,
  });
  const silent = () => undefined;
  const logger: Logger = {
    ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
  };
  const access = LogAccess.open(config, logger);
  if (access === undefined) throw new Error("no configuration");
  const recorder = new MemoryRecorder();
  const core = new MemoryCore(recorder, part);
  let aheadMs = 0;
  const opened = (port: number) =>
    openConsole(
      { ...config, http: { ...config.http, port } },
      {
        ...{ access, recorder, core, metrics: consoleMetrics(new Metrics()) },
        viewers: new KeyViewers(viewersFile, logger),
        clock: { nowMs: () => Date.now() + aheadMs },
        logger,
      },
    );
  let server = await opened(0);
  const address = `http://127.0.0.1:${server.port}`;
  return {
    ...{ recorder, core, access, address, workDir, data },
    ahead: (ms) => {
      aheadMs = ms;
    },
    ask: (viewer, path, { purpose = "supervision", headers = {}, ...more } = {}) =>
      askHttp(`${address}${path}`, {
        key: keyOf(viewer),
        ...more,
        headers: { ...(purpose === "" ? {} : { "raccordo-purpose": purpose }), ...headers },
      }),
    restart: async () => {
      await server.stop();
      server = await opened(server.port);
    },
    stop: async () => {
      await server.stop();
      await access.close();
    },
  };
}

function writeViewers(path: string, known: ConsoleOver["viewers"]): void {
  const [fromMs, untilMs] = [Date.now() - 1_000, Date.now() + 3_600_000];
  let viewers = noViewers;
  for (const viewer of known) {
    const sha256 = credentialDigest(keyOf(viewer.name));
    viewers = granted(viewers, viewer, { sha256, fromMs, untilMs }) ?? viewers;
  }
  writeFileSync(path, viewersText(viewers), { mode: 0o600 });
}

function signersIn(path: string): readonly { readonly role: string; readonly key: string }[] {
  const { signatures } = JSON.parse(readFileSync(path, "utf8")) as {
    signatures: readonly { role: string; key: string }[];
  };
  return signatures.map(({ role, key }) => ({ role, key }));
}
