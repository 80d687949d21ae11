import type { Vault } from "#libs/eventlog/keyring";
import type { EventLog } from "#libs/eventlog/port";
import type { GateVerdict } from "#libs/policy/gate";
import type { RandomBytes } from "#libs/seal/buildLeaf";
import type { Record, RulesInForce } from "./decideEvent.ts";
import type { PolicySecrets } from "./secrets.ts";

/** Named places at which tests stop or kill the process: between each two durable steps. */
export type PolicySeam = "decided" | "recorded" | "noticed" | "released";

/** Effects of policy; everything that it decides is in pure functions. */
export interface PolicyPorts {
  readonly log: EventLog;
  readonly vault: Vault;
  readonly secrets: PolicySecrets;
  /** Years of AUDIT in which the chain of a living incident can be; the writable one first. */
  openYears(): readonly number[];
  rulesInForce(): RulesInForce | undefined;
  gate(): GateVerdict;
  /** An own write to AUDIT was acknowledged: the gate waits for the log to cover it. */
  acknowledged(year: number, sequence: number): void;
  /** The writable year was found sealed: the next one is to be looked for. */
  yearSealed(year: number): void;
  readonly randomBytes: RandomBytes;
  seam(name: PolicySeam): Promise<void>;
  /** A decision is durable; for whoever counts. */
  recorded?(record: Record): void;
}
