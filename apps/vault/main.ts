import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { NestFactory } from "@nestjs/core";
import { showConnections } from "#libs/eventlog/connectionWatch";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { NatsRequestServer } from "#libs/eventlog/nestNats";
import { nestLogger } from "#libs/runtime/nestLogger";
import { type ProcessContext, type Running, runProcess, waitFor } from "#libs/runtime/process";
import { EpochRequests } from "./epochs/epochRequests.ts";
import { declaredLost, openEpochKeys } from "./epochs/openEpochKeys.ts";
import { Rewrapping } from "./epochs/rewrapping.ts";
import { KeyRequests } from "./keyRequests.ts";
import type { KeyStore } from "./keyStore.ts";
import { vaultMetrics } from "./metrics.ts";
import { openSqliteKeyStore } from "./sqliteKeyStore.ts";
import { VaultModule } from "./vault.module.ts";
import { type VaultConfig, vaultConfig } from "./vaultConfig.ts";

const flushEveryMs = 1_000;
const inWorkMax = 1_000;
const graceMs = 5_000;
const natsTimeoutMs = 5_000;

await runProcess(vaultConfig, start);

async function start(context: ProcessContext<VaultConfig>): Promise<Running> {
  const { config, logger, clock, seam, signal, operations } = context;
  showConnections(operations);
  const store = await openSqliteKeyStore({
    file: join(config.data_dir, "vault", "keys.sqlite"),
    epochKeys: await openEpochKeys(config.epochs, { signal, logger }),
    lostEpochs: declaredLost(config.epochs.folder),
    random: randomBytes,
    clock,
  });
  const client = clientOf(config, natsTimeoutMs);
  // The server may come later than we do; Nest itself would give up.
  await waitFor(() => connectChecked(client).then((first) => first.close().then(() => true)), {
    signal,
    logger,
    part: "nats",
  });
  const admission = {
    instance: randomBytes(16).toString("hex"),
    isOpen: !config.serve_after_replay,
  };
  const rewrapping = new Rewrapping({ store, logger, seam, signal });
  const { backend } = config.epochs;
  const metrics = vaultMetrics(operations.metrics, () => store.epochs());
  const app = await NestFactory.createMicroservice(
    VaultModule.with(
      new KeyRequests(store, seam, logger, metrics, admission),
      new EpochRequests({ store, rewrapping, backend, logger }),
    ),
    {
      strategy: new NatsRequestServer({ client, inWorkMax, graceMs }),
      logger: nestLogger(logger),
      abortOnError: false,
    },
  );
  await app.listen();
  const rewrapped = rewrapping.run();
  const stopFlushing = flushEach(store, (error) => logger.error("uses-not-counted", {}, error));
  return {
    async stop() {
      stopFlushing();
      await app.close();
      await rewrapped;
      await store.close();
    },
  };
}

/** Counts uses each second: a count is evidence of volume, not worth a sync for every use. */
function flushEach(store: KeyStore, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void store.flushUses().catch(onError), flushEveryMs);
  return () => clearInterval(timer);
}
