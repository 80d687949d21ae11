import { readFileSync } from "node:fs";
import {
  type Configuration,
  openConfiguration,
  signedDocumentSchema,
} from "#libs/policy/documents";
import { type TermsMs, termsOf } from "#libs/policy/retentionSchema";
import type { Logger } from "#libs/runtime/logger";
import { readThrough } from "#libs/runtime/readThrough";
import { type LogFamily, openSignedLogs, type SignedLog } from "#libs/search/signedLogs";
import { type CosignedLog, cosignedLog } from "#libs/tilestore/cosignedLog";
import { signatureType, verifierKeyText } from "#libs/tlog/note";
import { parsePolicy, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import type { ConsoleConfig } from "./console.config.ts";
import type { IndexQuestions } from "./index/indexQuestions.ts";
import { IndexFault, IndexThreads, searchInterrupted } from "./index/indexThreads.ts";
import { indexDamaged, seenOf } from "./index/threadMessages.ts";

type Places = Pick<
  ConsoleConfig,
  "log_dir" | "configuration_file" | "witness_policy_file" | "search_file" | "signers" | "limits"
>;

/** Of the memory that is free, as much as the index may take. */
const warmShareMax = 0.5;

/** A room as the signed configuration names it. */
export type KnownRoom = Configuration["rooms"][number];

/** The logs as they are signed now, and the index of them. Every answer rests on the checkpoints that were open then. */
export class LogAccess {
  readonly #places: Places;
  readonly #configuration: Configuration;
  readonly #threads: IndexThreads;
  readonly #closing = new AbortController();
  readonly #logger: Pick<Logger, "warn">;
  /** The checkpoints that the index covers. */
  #seen: string | undefined;
  /** How often it was made anew because it was gone or damaged. */
  #made = 0;
  #turn: Promise<void> = Promise.resolve();
  #warming: Promise<number> | undefined;

  private constructor(places: Places, configuration: Configuration, logger: Logger) {
    this.#logger = logger;
    this.#places = places;
    this.#configuration = configuration;
    const { log_dir: logDir, search_file: searchFile, limits } = places;
    const searched = { logDir, searchFile, family: this.family };
    this.#threads = new IndexThreads(searched, {
      threadsMax: limits.index_threads_max,
      questionMsMax: limits.index_question_ms_max,
    });
  }

  /** Undefined where no configuration is there yet, or none that the signers have signed. */
  static open(places: Places, logger: Logger): LogAccess | undefined {
    const text = textAt(places.configuration_file);
    if (text === undefined) return undefined;
    const document = signedDocumentSchema.safeParse(JSON.parse(text));
    if (!document.success) return undefined;
    const opened = openConfiguration(document.data, places.signers);
    return opened.kind === "refused"
      ? undefined
      : new LogAccess(places, opened.configuration, logger);
  }

  /** The signed terms, or those of the law where none are. */
  get terms(): TermsMs {
    return termsOf(this.#configuration.retention);
  }

  /** Version of the signed configuration. */
  get version(): number {
    return this.#configuration.version;
  }

  /** The signed configuration. */
  get configuration(): Configuration {
    return this.#configuration;
  }

  get rooms(): readonly KnownRoom[] {
    return this.#configuration.rooms;
  }

  /** Under which name and key the logs are signed. */
  get family(): LogFamily {
    const { log_family, keys } = this.#configuration;
    return { log_family, key: keys.log };
  }

  /** Each year's log at its signed checkpoint; none before the first. Throws LogNotTrusted. */
  logs(): Promise<readonly SignedLog[]> {
    return openSignedLogs(this.#places.log_dir, this.family);
  }

  /** Verifier key of a log's second signature, as the signed configuration has it; undefined where it has none. */
  secondKeyOf(origin: string): string | undefined {
    const { log_ml_dsa: key } = this.#configuration.keys;
    if (key === undefined) return undefined;
    return verifierKeyText(origin, signatureType.mlDsaCosignature, Buffer.from(key, "base64url"));
  }

  /** The policy of witnesses as people have put it there. */
  witnessPolicyText(): Buffer | undefined {
    const text = textAt(this.#places.witness_policy_file);
    return text === undefined ? undefined : Buffer.from(text, "utf8");
  }

  /** Whose cosignatures count; undefined where there is no policy, or none that can be read. */
  witnessPolicy(): WitnessPolicy | undefined {
    const text = this.witnessPolicyText();
    const parsed = text === undefined ? undefined : parsePolicy(text);
    return parsed?.ok === true ? parsed.policy : undefined;
  }

  /** How far the quorum of witnesses has cosigned a log, as this process has checked it, and who has. */
  cosigned(log: SignedLog): Promise<CosignedLog> {
    return cosignedLog(log, this.witnessPolicy());
  }

  /**
   * Asks the index, brought up to what is signed now; all answers to `work` are of one state of it. Undefined while there
   * is no log.
   */
  async search<T>(work: (search: IndexQuestions) => Promise<T>): Promise<T | undefined> {
    const logs = await this.logs();
    if (logs.length === 0) return undefined;
    const made = this.#made;
    try {
      await this.#upTo(seenOf(logs));
      const found = await this.#threads.search(async (search) => ({ told: await work(search) }));
      if (found !== undefined) return found.told;
    } catch (error) {
      if (saysInterrupted(error)) this.#logger.warn("index-thread-replaced");
      if (!saysIndexDamaged(error)) throw error;
    }
    // The file was deleted, or is no whole database any more. Nothing is lost with it: the log is elsewhere.
    await this.#anewAfter(made);
    return this.#threads.search(work);
  }

  /**
   * Reads the index through, so that the first questions wait for no disk: at the start, and when somebody signs in, since
   * a backup or the night may have pushed it out of memory. What is there already costs a tenth of a second.
   * Answers with the bytes read.
   */
  warm(): Promise<number> {
    this.#warming ??= readThrough(this.#places.search_file, {
      bytesMax: process.availableMemory() * warmShareMax,
      stopping: this.#closing.signal,
    }).finally(() => {
      this.#warming = undefined;
    });
    return this.#warming;
  }

  close(): Promise<void> {
    this.#closing.abort();
    return this.#threads.close();
  }

  /** Once, however many found it gone or damaged. */
  #anewAfter(made: number): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#made !== made) return;
      this.#logger.warn("index-made-anew");
      this.#seen = await this.#threads.update(true);
      this.#made += 1;
    });
  }

  /** One update after the other; whoever comes while one is made finds it done. */
  #upTo(seen: string): Promise<void> {
    if (this.#seen === seen) return Promise.resolve();
    return this.#inTurn(async () => {
      if (this.#seen !== seen) this.#seen = await this.#threads.update();
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.catch(() => undefined).then(work);
    this.#turn = turn;
    return turn;
  }
}

const saysIndexDamaged = (error: unknown): boolean =>
  error instanceof IndexFault && error.name === indexDamaged;

const saysInterrupted = (error: unknown): boolean =>
  error instanceof IndexFault && error.name === searchInterrupted;

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
