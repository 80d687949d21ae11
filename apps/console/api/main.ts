import "reflect-metadata";
import { showConnections } from "#libs/eventlog/connectionWatch";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { sweepPacks } from "#libs/pack/privatePack";
import { type ProcessContext, type Running, runProcess, waitFor } from "#libs/runtime/process";
import { type ConsoleConfig, consoleConfig } from "./console.config.ts";
import { natsCoreQuestions } from "./coreQuestions.ts";
import { KeyViewers } from "./keyViewers.ts";
import { LogAccess } from "./logAccess.ts";
import { consoleMetrics } from "./metrics.ts";
import { natsRecorder } from "./recorder.ts";
import { openConsole } from "./server.ts";

const natsTimeoutMs = 5_000;

async function start(context: ProcessContext<ConsoleConfig>): Promise<Running> {
  const { config, logger, clock, signal, operations } = context;
  showConnections(operations);
  const client = clientOf(config, natsTimeoutMs);
  const connection = await waitFor(() => connectChecked(client), { signal, logger, part: "nats" });
  const opening = async () => LogAccess.open(config, logger);
  const access = await waitFor(opening, { signal, logger, part: "configuration" });
  // What a pack left behind when this process was killed is nobody's.
  await sweepPacks(config.work_dir);
  const server = await openConsole(config, {
    access,
    viewers: new KeyViewers(config.viewers_file, logger),
    recorder: natsRecorder(connection, logger),
    core: natsCoreQuestions(connection),
    clock,
    logger,
    metrics: consoleMetrics(operations.metrics),
  });
  return {
    ports: { http: server.port },
    async stop() {
      await server.stop();
      await access.close();
      await connection.close();
    },
  };
}

await runProcess(consoleConfig, start);
