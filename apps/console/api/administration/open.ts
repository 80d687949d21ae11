import { join } from "node:path";
import type { ConsoleConfig } from "../console.config.ts";
import { type AdministrationPorts, AdministrationRequests } from "./administrationRequests.ts";
import { Edges } from "./edges.ts";
import { Processes } from "./processes.ts";
import { RoomCredentials } from "./roomCredentials.ts";
import { Storage } from "./storage.ts";

type Shared = Pick<
  AdministrationPorts,
  "admission" | "access" | "recorder" | "clock" | "logger"
> & {
  readonly stopping: AbortSignal;
};

/** The administration of the installation in `data_dir`; it measures what is stored every hour until it stops. */
export function openAdministration(
  config: Pick<ConsoleConfig, "data_dir" | "audit_url" | "work_dir" | "version">,
  { stopping, ...shared }: Shared,
): AdministrationRequests {
  const { data_dir: data, audit_url: auditUrl, work_dir: workDir, version } = config;
  const nowMs = () => shared.clock.nowMs();
  const historyFile = join(workDir, "storage-history.json");
  const storage = new Storage({ data, historyFile, nowMs });
  storage.watch(stopping, (error) => shared.logger.error("storage-not-measured", {}, error));
  return new AdministrationRequests({
    ...shared,
    processes: new Processes({ data, auditUrl, nowMs }),
    credentials: new RoomCredentials(data, shared.clock),
    edges: new Edges(data),
    ...{ storage, version },
  });
}
