import "reflect-metadata";
import type { DynamicModule, Type } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import { showConnections } from "#libs/eventlog/connectionWatch";
import { epochAdministration } from "#libs/eventlog/epochAdministration";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { incidentKey, JetStreamStrategy } from "#libs/eventlog/jetStreamStrategy";
import { keyAdministration } from "#libs/eventlog/keyAdministration";
import { Keyring } from "#libs/eventlog/keyring";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { NatsRequestServer } from "#libs/eventlog/nestNats";
import { watchStoreOf } from "#libs/eventlog/storeWatch";
import { vaultClient } from "#libs/eventlog/vaultClient";
import { nestLogger } from "#libs/runtime/nestLogger";
import { type ProcessContext, type Running, runProcess, waitFor } from "#libs/runtime/process";
import { pooledRandomBytes } from "#libs/runtime/randomness";
import { policyMetrics } from "./metrics.ts";
import { type PolicyConfig, policyConfig } from "./policy.config.ts";
import {
  consumerNames,
  OversightController,
  RequestController,
  RetentionController,
  RuleController,
  StreamController,
} from "./policy.controllers.ts";
import type { PolicySecrets, RoomReleaseKeys } from "./secrets.ts";
import { PolicyService } from "./service.ts";

const timeoutMs = 5_000;
/** A token that makes a key takes longer than a file; whoever asks us waits a little longer still. */
const epochAnswerMsMax = 50_000;
const graceMs = 3_000;
/** What a start waits for the vault to give out keys. */
const admissionMsMax = 10_000;

async function start(context: ProcessContext<PolicyConfig>): Promise<Running> {
  const { config, logger, signal, operations } = context;
  showConnections(operations);
  const client = clientOf(config, timeoutMs);
  const connection = await waitFor(() => connectChecked(client), { signal, logger, part: "nats" });
  const store = watchStoreOf(connection, operations.health, () => performance.now());
  const log = await openJetStreamLog(connection, { timeoutMs, store });
  const bucket = (name: "RULES" | "ROOMS") =>
    waitFor(() => openCacheBucket(connection, name), { signal, logger, part: "buckets" });
  const service = await PolicyService.start({
    connection,
    log,
    vault: new Keyring(vaultClient(connection, timeoutMs), () => context.clock.nowMs()),
    keys: keyAdministration(connection, timeoutMs),
    epochs: epochAdministration(connection, epochAnswerMsMax),
    rules: await bucket("RULES"),
    rooms: await bucket("ROOMS"),
    secrets: secretsOf(config),
    signers: config.signers,
    clock: context.clock,
    randomBytes: pooledRandomBytes(),
    logger,
    signal,
    production: config.production,
    metrics: policyMetrics(operations.metrics),
    health: operations.health,
    seam: context.seam,
  });
  const strategies = [
    {
      controllers: [StreamController],
      strategy: new JetStreamStrategy({
        connection,
        timeoutMs,
        graceMs,
        consumers: consumers(config, service),
      }),
    },
    {
      controllers: [RequestController, RuleController, OversightController, RetentionController],
      strategy: new NatsRequestServer({ client, inWorkMax: 256, graceMs, queue: "policy" }),
    },
  ];
  const apps = await Promise.all(
    strategies.map(({ controllers, strategy }) =>
      NestFactory.createMicroservice(moduleOf(controllers, service), {
        strategy,
        logger: nestLogger(logger),
        abortOnError: false,
      }),
    ),
  );
  await Promise.all(apps.map((app) => app.listen()));
  await service.retention.admitted(admissionMsMax);
  return {
    async stop() {
      await Promise.all(apps.map((app) => app.close()));
      await connection.close();
    },
  };
}

/** Wiring only: the service is made before Nest, which then finds it by its class. */
class PolicyModule {}

function moduleOf(controllers: Type[], service: PolicyService): DynamicModule {
  return {
    module: PolicyModule,
    controllers,
    providers: [{ provide: PolicyService, useValue: service }],
  };
}

function consumers(config: PolicyConfig, service: PolicyService) {
  const common = { durable: true, ackWaitMs: 30_000, retryMs: 500 } as const;
  return {
    [consumerNames.events]: {
      ...common,
      stream: "EVENTS",
      name: consumerNames.events,
      inWorkMax: config.incidents_in_work_max,
      orderingKey: incidentKey,
      came: service.eventCame.bind(service),
    },
    [consumerNames.reports]: {
      ...common,
      stream: "REPORTS",
      name: consumerNames.reports,
      inWorkMax: config.incidents_in_work_max,
      // Ranges of one room are recorded one after the other.
      orderingKey: (subject: string) => subject,
      came: service.reportCame.bind(service),
    },
  };
}

function secretsOf(config: PolicyConfig): PolicySecrets {
  const bytes = (text: string) => Buffer.from(text, "base64url");
  const keys = ({ alias, feed, pseudonym }: Readonly<Record<keyof RoomReleaseKeys, string>>) => ({
    alias: bytes(alias),
    feed: bytes(feed),
    pseudonym: bytes(pseudonym),
  });
  const rooms = config.rooms.map(({ id, actual, exercise }) => {
    return [id, { actual: keys(actual), exercise: keys(exercise) }] as const;
  });
  const { core_naming: naming, macs } = config;
  return {
    rooms: new Map(rooms),
    coreNaming: { actual: bytes(naming.actual), exercise: bytes(naming.exercise) },
    logPseudonym: bytes(config.log_pseudonym),
    macs: new Map(Object.entries(macs).map(([writer, key]) => [writer, bytes(key)])),
  };
}

// Last, when everything above is there: this call starts at once.
await runProcess(policyConfig, start);
