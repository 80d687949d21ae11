import type { Vault } from "#libs/eventlog/keyring";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import type { GateVerdict } from "#libs/policy/gate";
import type { RandomBytes } from "#libs/seal/buildLeaf";
import type { IncidentName } from "./context.ts";
import type { Record, RulesInForce } from "./decideEvent.ts";
import type { PolicySecrets } from "./secrets.ts";

/** Named places at which tests stop or kill the process: between each two durable steps. */
export type PolicySeam =
  | "decided"
  | "recorded"
  | "noticed"
  | "released"
  | "key-destroyed"
  | "message-held"
  | "epoch-acted";

/** Effects of policy; everything that it decides is in pure functions. */
export interface PolicyPorts {
  readonly log: EventLog;
  readonly vault: Vault;
  readonly secrets: PolicySecrets;
  /**
   * Every year of AUDIT whose stream is there, the writable one first; none while nothing can be written. What stands
   * (a legal hold, a demand, the chain of an incident under a hold) may have been recorded in any of them.
   */
  openYears(): readonly number[];
  /** What governs now: for copies that are to be released or decided again. */
  rulesInForce(): RulesInForce | undefined;
  /** What governs an event by its store time; undefined where the due rule set is not there: nothing is decided. */
  rulesAt(storedAt: string): RulesInForce | undefined;
  /** What decides an event whose decision under its own set no leaf can hold; undefined while there is none. */
  rulesInstead(storedAt: string): RulesInForce | undefined;
  /**
   * Resolves when every step in the life of rule sets is known that was recorded before the call, and what is due at
   * `storedAt` has been made ready where it can be.
   */
  confirmRules(storedAt: string): Promise<void>;
  /** RFC 3339 UTC. */
  nowIso(): string;
  gate(): GateVerdict;
  /** An own write to AUDIT was acknowledged: the gate waits for the log to cover it. */
  acknowledged(year: number, sequence: number): void;
  /** The writable year was found sealed: the next one is to be looked for. */
  yearSealed(year: number): void;
  readonly randomBytes: RandomBytes;
  seam(name: PolicySeam): Promise<void>;
  /** Events of an incident after a sequence, oldest first, where none before them can be missing; else none. */
  eventsInHand?(name: IncidentName, after: number): readonly StoredMessage[];
  /** The same of the reports under a subject of REPORTS. */
  reportsInHand?(subject: string, after: number): readonly StoredMessage[];
  /** A decision is durable; for whoever counts. */
  recorded?(record: Record): void;
}
