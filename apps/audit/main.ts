import { showConnections } from "#libs/eventlog/connectionWatch";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { runProcess, waitFor } from "#libs/runtime/process";
import { auditConfig } from "./audit.config.ts";
import { type AuditHttp, openAuditHttp } from "./http.ts";
import { AuditService, timeoutMs } from "./service.ts";

const waiting = {
  halted: null,
  year: null,
  size: 0,
  root: null,
  checkpoint_at: null,
  announced_at: null,
  witnessed: null,
  alarms: [],
};

await runProcess(auditConfig, async (context) => {
  const { config, logger, signal } = context;
  showConnections(context.operations);
  let service: AuditService | undefined;
  const http: AuditHttp = await openAuditHttp(config.http, {
    logDir: config.log_dir,
    logger,
    status: () => service?.status() ?? waiting,
    announcement: () => service?.announcement(),
    live: () => (service?.status() ?? waiting).halted === null,
  });
  const connect = (user?: { readonly seed: string; readonly inbox_prefix: string }) =>
    waitFor(() => connectChecked(clientOf(config, timeoutMs, user)), {
      signal,
      logger,
      part: "nats",
    });
  const core = await connect();
  const system = config.system && (await connect(config.system));
  const started = await AuditService.start(context, { core, system });
  service = started;
  await started.announced();
  signal.throwIfAborted();
  return {
    ports: { http: http.port },
    stop: async () => {
      await started.stopped();
      await http.stop();
      await Promise.all([core.close(), system?.close()]);
    },
  };
});
