import type { NatsConnection } from "@nats-io/transport-node";
import type { CacheBucket } from "#libs/eventlog/cacheBucket";
import type { EpochAdministration } from "#libs/eventlog/epochAdministration";
import type { KeyAdministration } from "#libs/eventlog/keyAdministration";
import type { Keyring } from "#libs/eventlog/keyring";
import type { EventLog } from "#libs/eventlog/port";
import type { Clock } from "#libs/runtime/clock";
import type { Health } from "#libs/runtime/health";
import type { Logger } from "#libs/runtime/logger";
import type { SeamName } from "#libs/runtime/seam";
import type { RandomBytes } from "#libs/seal/buildLeaf";
import type { Signer } from "#libs/seal/signedDocument";
import type { PolicyMetrics } from "./metrics.ts";
import type { PolicySecrets } from "./secrets.ts";

/** What the service stands on: connections and ports that `main.ts` opens. */
export interface ServiceParts {
  readonly connection: NatsConnection;
  readonly log: EventLog;
  readonly vault: Keyring;
  readonly keys: KeyAdministration;
  readonly epochs: EpochAdministration;
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
