import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder of its own for one test; the caller removes it. */
export function testFolder(): string {
  return mkdtempSync(join(tmpdir(), "raccordo-test-"));
}

/** Writes a configuration as `up` does: JSON, readable by its owner only. Returns its path. */
export function writeConfig(folder: string, content: unknown, mode = 0o600): string {
  const path = join(folder, "process.json");
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(path, text, { mode });
  return path;
}

/** The members that every process's configuration has. Its seed belongs to no server. */
export function sharedConfig(folder: string) {
  return {
    process: "test",
    data_dir: folder,
    nats: {
      url: "127.0.0.1:1",
      server_name: "none",
      seed: `SU${"A".repeat(56)}`,
      inbox_prefix: "_INBOX_test",
    },
    production: false,
  };
}
