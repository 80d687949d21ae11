import type { Logger } from "#libs/runtime/logger";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { parseCheckpoint } from "#libs/tlog/checkpoint";
import { openNote } from "#libs/tlog/note";
import { parsePolicy, quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import type { Alarms } from "./alarms.ts";
import type { AuditConfig } from "./audit.config.ts";
import type { WitnessesStatus } from "./http.ts";
import { KeptHistory } from "./keptHistory.ts";
import { type AskWitness, witnessClient } from "./witnessClient.ts";
import { Witnesses } from "./witnesses.ts";
import type { YearLog } from "./yearLog.ts";

export interface WitnessingPorts {
  /** Undefined: nobody cosigns this log, and it never reaches L2. */
  readonly config: AuditConfig["witnesses"];
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly alarms: Alarms;
  /** Opens the log of a year that is not being written any more. */
  openYear(year: number): Promise<YearLog>;
  /** A quorum covers this size of this year's log. */
  witnessed(year: number, size: number): void;
  /** Writes the notice `witness_missing`; `covered`: the size that the quorum has cosigned. */
  noteMissing(covered: number): Promise<void>;
}

/** Cosignatures for the logs of all years, and what is told when they do not come. */
export class Witnessing {
  readonly #ports: WitnessingPorts;
  readonly #policy: WitnessPolicy | undefined;
  readonly #ask: AskWitness | undefined;
  readonly #years = new Map<number, Witnesses>();
  readonly #open = new Map<number, YearLog>();
  readonly #kept = new Map<number, KeptHistory>();
  /** Sizes about which a notice was written by this process. */
  readonly #noted = new Set<string>();

  constructor(ports: WitnessingPorts) {
    this.#ports = ports;
    const { config, signal } = ports;
    const parsed = config && parsePolicy(Buffer.from(config.policy, "utf8"));
    this.#policy = parsed?.ok === true ? parsed.policy : undefined;
    this.#ask = config && witnessClient(config.timeout_ms, signal);
  }

  /** The log of a year is being written from here on. */
  async entered(log: YearLog): Promise<void> {
    const policy = this.#policy;
    if (policy === undefined) return;
    this.#open.set(log.year, log);
    if (!this.#years.has(log.year)) {
      const covered = await coveredSize(log, policy);
      this.#years.set(log.year, this.#witnessesOf(log, policy, covered));
      if (covered > 0) this.#ports.witnessed(log.year, covered);
    }
    await this.committed(log);
  }

  /** The log of a year is closed; what still waits for cosignatures goes on waiting. */
  left(log: YearLog): void {
    if (this.#open.get(log.year) === log) this.#open.delete(log.year);
  }

  /** Something was committed, by us or by another writer. */
  async committed({ year, checkpoints }: YearLog): Promise<void> {
    const witnesses = this.#years.get(year);
    const current = witnesses && (await checkpoints.current());
    if (current !== undefined) witnesses?.offer(current);
  }

  /** What /status tells; null where nobody was asked to cosign. */
  status(year: number | undefined): WitnessesStatus | null {
    const policy = this.#policy;
    const witnesses = year === undefined ? undefined : this.#years.get(year);
    if (policy === undefined) return null;
    return {
      quorum: policy.quorum,
      size: witnesses?.witnessedSize ?? 0,
      owed_s: Math.floor((witnesses?.owedMs(performance.now()) ?? 0) / 1_000),
      witnesses: witnesses?.states ?? [],
    };
  }

  /** Raises and ends the alarms; writes the notice once for each size that the quorum stopped at. */
  async check(): Promise<void> {
    const { alarms, config } = this.#ports;
    const all = [...this.#years.values()];
    const late = all.filter(
      (one) => one.owedMs(performance.now()) > (config?.missing_after_ms ?? 0),
    );
    const states = all.flatMap((one) => one.states);
    const absent = states.filter(({ state }) => state === "unreachable" || state === "refused");
    const about = [...new Set(absent.map(({ name }) => name))].join(", ") || "quorum";
    const fix = {
      it: "riavvia il testimone, o chiedi a chi lo gestisce; intanto il registro va avanti al livello L1",
      en: "start the witness again, or ask who runs it; the log goes on at level L1 meanwhile",
    };
    alarms.replace(
      "witness-missing",
      late.length === 0 ? [] : [{ alarm: { code: "witness-missing", about, fix }, fields: {} }],
    );
    this.#tellContradictions(states);
    for (const [year, one] of this.#years) {
      const key = `${year}/${one.witnessedSize}`;
      if (!late.includes(one) || this.#noted.has(key)) continue;
      await this.#ports.noteMissing(one.witnessedSize);
      this.#noted.add(key);
    }
    this.#forgetOldYears();
  }

  #tellContradictions(states: Witnesses["states"]): void {
    const contradicting = states.filter(({ state }) => state === "differs" || state === "ahead");
    const fix = {
      it: "un testimone ha firmato un'altra storia di questo registro: ferma la consegna, conserva ogni file, confronta i checkpoint",
      en: "a witness has cosigned another history of this log: stop the hand-out, keep every file, compare the checkpoints",
    };
    this.#ports.alarms.replace(
      "witness-differs",
      contradicting.map(({ name }) => ({
        alarm: { code: "witness-differs", about: name, fix },
        fields: {},
      })),
    );
  }

  #forgetOldYears(): void {
    const newest = Math.max(...this.#years.keys());
    for (const [year, one] of this.#years) {
      if (year === newest || !one.isDone || this.#open.has(year)) continue;
      this.#years.delete(year);
      this.#kept.delete(year);
    }
  }

  #witnessesOf({ year, folder }: YearLog, policy: WitnessPolicy, covered: number): Witnesses {
    const { signal, logger } = this.#ports;
    const ask: AskWitness = this.#ask ?? (async () => ({ kind: "unreachable" }));
    const ports = {
      policy,
      ask,
      proof: (from: number, to: number) => new LogReader(fileSource(folder), to).consistency(from),
      publish: (note: Buffer, size: number) => this.#publish(year, note, size),
      witnessed: (size: number) => this.#ports.witnessed(year, size),
      failed: (error: unknown) => logger.warn("task-failed", { part: "witnesses" }, error),
    };
    return new Witnesses(ports, covered, signal);
  }

  async #publish(year: number, note: Buffer, size: number): Promise<void> {
    const kept = this.#kept.get(year) ?? new KeptHistory();
    this.#kept.set(year, kept);
    const keep = kept.keeps(size, performance.now());
    const writer = this.#open.get(year)?.writer();
    if (writer !== undefined) {
      await writer.publishCosigned(note, keep);
      return;
    }
    const log = await this.#ports.openYear(year);
    try {
      await (await log.open()).publishCosigned(note, true);
    } finally {
      await log.close();
    }
  }
}

/** The size of the published checkpoint that a quorum of this policy has cosigned; 0 when there is none. */
async function coveredSize(log: YearLog, policy: WitnessPolicy): Promise<number> {
  const note = await fileSource(log.folder).read("witnessed");
  const verifiers = [...log.key.verifiers, ...policy.witnesses.map(({ verifier }) => verifier)];
  const opened = note === undefined ? undefined : openNote(note, verifiers);
  const checkpoint = opened?.ok === true ? parseCheckpoint(opened.text) : undefined;
  if (opened?.ok !== true || checkpoint?.origin !== log.key.origin) return 0;
  const names = policy.witnesses.filter(({ verifier }) =>
    opened.verified.some(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId),
  );
  return quorumMet(policy, new Set(names.map(({ name }) => name))) ? checkpoint.size : 0;
}
