import type { ClientBase } from "pg";
import { TileStoreError } from "./failure.ts";

/**
 * What a commit needs to survive a power cut (postgresql.org/docs/current/runtime-config-wal.html), and a server
 * that may be written to. A replica that was promoted without waiting for it may lack the last commits: then
 * opening the log says `went-back`.
 */
const settingsSql = `SELECT current_setting('fsync') AS fsync,
  current_setting('full_page_writes') AS full_page_writes,
  current_setting('synchronous_commit') AS synchronous_commit,
  current_setting('data_sync_retry') AS data_sync_retry,
  pg_is_in_recovery()::text AS in_recovery`;
const wanted: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply"],
  data_sync_retry: ["off"],
  in_recovery: ["false"],
};

/** Makes this session wait for its commits. Rejects with `refused` naming the setting with which one could be lost. */
export async function assertDurable(client: ClientBase): Promise<void> {
  await client.query("SET synchronous_commit = on");
  const { rows } = await client.query<Record<string, string>>(settingsSql);
  for (const [name, values] of Object.entries(wanted)) {
    const found = rows[0]?.[name] ?? "";
    if (values.includes(found)) continue;
    const detail = `${name} is ${found}, must be ${values.join(" or ")}`;
    throw new TileStoreError("refused", "checkpoint store", detail);
  }
}
