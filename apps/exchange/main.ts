import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import { showConnections } from "#libs/eventlog/connectionWatch";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { Keyring } from "#libs/eventlog/keyring";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { NatsRequestServer } from "#libs/eventlog/nestNats";
import { watchStoreOf } from "#libs/eventlog/storeWatch";
import { vaultClient } from "#libs/eventlog/vaultClient";
import { nestLogger } from "#libs/runtime/nestLogger";
import { type ProcessContext, type Running, runProcess, waitFor } from "#libs/runtime/process";
import { pooledRandomBytes } from "#libs/runtime/randomness";
import { type ExchangeConfig, exchangeConfig } from "./exchange.config.ts";
import { ExchangeController } from "./exchange.controller.ts";
import { exchangeMetrics } from "./metrics.ts";
import type { RoomKeys, RoomSecrets } from "./secrets.ts";
import { ExchangeService } from "./service.ts";

const timeoutMs = 5_000;
const graceMs = 3_000;

async function start(context: ProcessContext<ExchangeConfig>): Promise<Running> {
  const { config, logger, signal, clock, operations } = context;
  showConnections(operations);
  const metrics = exchangeMetrics(
    operations.metrics,
    config.rooms.map(({ id }) => id),
  );
  const client = clientOf(config, timeoutMs);
  const connection = await waitFor(() => connectChecked(client), { signal, logger, part: "nats" });
  const store = watchStoreOf(connection, operations.health, () => performance.now());
  const bucket = (name: "RULES" | "ROOMS") =>
    waitFor(() => openCacheBucket(connection, name), { signal, logger, part: "buckets" });
  const service = await ExchangeService.start({
    connection,
    log: await openJetStreamLog(connection, { timeoutMs, store }),
    vault: new Keyring(vaultClient(connection, timeoutMs), () => clock.nowMs()),
    rules: await bucket("RULES"),
    roomsBucket: await bucket("ROOMS"),
    rooms: config.rooms.map(roomSecrets),
    receiptSeed: bytes(config.receipt_seed),
    signers: config.signers,
    clock,
    logger,
    signal,
    production: config.production,
    metrics,
    health: operations.health,
    randomBytes: pooledRandomBytes(),
    seam: context.seam,
  });
  const inWorkMax = config.requests_in_work_max;
  const app = await NestFactory.createMicroservice(moduleOf(service), {
    strategy: new NatsRequestServer({ client, inWorkMax, graceMs, queue: "exchange" }),
    logger: nestLogger(logger),
    abortOnError: false,
  });
  await app.listen();
  return {
    async stop() {
      await app.close();
      await connection.close();
    },
  };
}

/** Wiring only: the service is made before Nest, which then finds it by its class. */
class ExchangeModule {}

function moduleOf(service: ExchangeService) {
  return {
    module: ExchangeModule,
    controllers: [ExchangeController],
    providers: [{ provide: ExchangeService, useValue: service }],
  };
}

const bytes = (text: string) => Buffer.from(text, "base64url");

function roomSecrets(room: ExchangeConfig["rooms"][number]): RoomSecrets {
  const keys = (of: ExchangeConfig["rooms"][number]["actual"]): RoomKeys => ({
    naming: bytes(of.naming),
    alias: bytes(of.alias),
    operator: bytes(of.operator),
    cursor: bytes(of.cursor),
  });
  const { id, actual, exercise, officer } = room;
  return {
    id,
    keys: { actual: keys(actual), exercise: keys(exercise) },
    officer: bytes(officer),
  };
}

// Last, when everything above is there: this call starts at once.
await runProcess(exchangeConfig, start);
