import { z } from "zod";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { clientOf, connectChecked } from "#libs/eventlog/natsClient";
import { readInOrder } from "#libs/eventlog/orderedReader";
import { EventLogError } from "#libs/eventlog/port";
import type { RestoreReport } from "#libs/eventlog/restoreReport";
import { type Clock, clockFor } from "#libs/runtime/clock";
import { type ConfigOutcome, readConfig } from "#libs/runtime/config";
import { exitCodes } from "#libs/runtime/process";
import { type Seam, seamsFor } from "#libs/runtime/seam";
import { TileStoreError } from "#libs/tilestore/failure";
import { type AuditConfig, auditConfig } from "./audit.config.ts";
import { readConfiguration, trustOf } from "./configuration.ts";
import { macKeysOf } from "./entry.ts";
import { RestoreRefused } from "./restore.ts";
import { type RestoreInstallation, restoreStreams } from "./restoreStreams.ts";
import { openYearLog, yearLogOptions } from "./yearLog.ts";

/**
 * Writes the tail of AUDIT streams again from the tiles, while nothing else of the installation runs. Arguments: the
 * file of audit, the file of policy (both of their users write), and `compare` or `restore`. Tells what it does in
 * messages (libs/eventlog/restoreReport) to the process that started it, and ends.
 */
const writerFile = z.looseObject({
  process: z.string(),
  nats: z.looseObject({
    url: z.string(),
    server_name: z.string(),
    seed: z.string(),
    inbox_prefix: z.string(),
  }),
});

const timeoutMs = 5_000;

process.umask(0o077);
const orphaned = () => process.exit(exitCodes.fatal);
process.once("disconnect", orphaned);
const [, , auditFile, policyFile, task] = process.argv;
const audit = contentOf(readConfig(auditFile, auditConfig));
const policy = contentOf(readConfig(policyFile, writerFile));
if (audit === undefined || policy === undefined || (task !== "compare" && task !== "restore")) {
  process.exit(exitCodes.configuration);
}
const tell = (report: RestoreReport): void => void process.send?.(report);
try {
  await run(audit, policy, task);
} catch (error) {
  const report = refusalOf(error);
  if (report === undefined) throw error;
  tell(report);
}
process.off("disconnect", orphaned);
process.disconnect?.();

async function run(
  config: AuditConfig,
  policyUser: z.infer<typeof writerFile>,
  wanted: "compare" | "restore",
): Promise<void> {
  const own = await connectChecked(clientOf(config, timeoutMs));
  const other = await connectChecked(clientOf(policyUser, timeoutMs));
  try {
    await restoreStreams(await installation(config, { own, other }), wanted);
  } finally {
    await Promise.all([own.close(), other.close()]);
  }
}

type Connection = Awaited<ReturnType<typeof connectChecked>>;

async function installation(
  config: AuditConfig,
  { own, other }: { readonly own: Connection; readonly other: Connection },
): Promise<RestoreInstallation> {
  const opened = await readConfiguration(own, trustOf(config));
  if (opened === undefined) throw new RestoreRefused("unsigned", "ROOMS");
  const clock: Clock = clockFor(config.test);
  const seam: Seam = seamsFor(config.test);
  const [auditLog, policyLog] = await Promise.all(
    [own, other].map((connection) => openJetStreamLog(connection, { timeoutMs })),
  );
  if (auditLog === undefined || policyLog === undefined) throw new Error("two logs were opened");
  return {
    logs: { audit: auditLog, policy: policyLog },
    admin: await openJetStreamAdmin(own, { timeoutMs }),
    limits: config.stream_limits,
    macs: macKeysOf(config.macs),
    signal: new AbortController().signal,
    read: (stream, from, signal) => readInOrder(own, { stream, from, timeoutMs, signal }),
    roomOf: (slot) => opened.rooms.find((room) => room.slot === slot)?.id,
    tell,
    written: () => seam("entry-restored"),
    clock,
    dataDir: config.data_dir,
    logDir: config.log_dir,
    openYear: (year) => openYearLog(yearLogOptions(config, opened.configuration, clock), year),
  };
}

/** What a person must decide about; undefined for what another try may mend. */
function refusalOf(error: unknown): RestoreReport | undefined {
  if (error instanceof RestoreRefused) {
    const { why, about, sequence } = error;
    return { event: "refused", why, about, ...(sequence !== undefined && { sequence }) };
  }
  if (error instanceof TileStoreError && error.kind !== "busy" && error.kind !== "unreachable") {
    return { event: "refused", why: "log-damaged", about: error.path };
  }
  if (error instanceof EventLogError && error.code === "gap") {
    return { event: "refused", why: "trimmed", about: error.message };
  }
  return undefined;
}

function contentOf<T>(outcome: ConfigOutcome<T>): T | undefined {
  if (outcome.kind === "config") return outcome.config;
  process.stderr.write(`${JSON.stringify({ level: "fatal", ...outcome })}\n`);
  return undefined;
}
