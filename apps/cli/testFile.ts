import { readFileSync } from "node:fs";
import { z } from "zod";
import { logLevels } from "#libs/runtime/logger";
import { CliError } from "./exitCodes.ts";
import { parseFile } from "./installation.ts";

const schema = z.strictObject({
  /** `test` of a process's configuration, by process name: seams and clock. */
  processes: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Limits of the signed configuration that a test shortens. */
  limits: z
    .strictObject({
      release_stop_after_ms: z.int().min(1).exactOptional(),
      announce_every_ms: z.int().min(1).exactOptional(),
      receipt_max_delay_ms: z.int().min(1).exactOptional(),
    })
    .default({}),
  /** Of every process; what is logged must be harmless at any level. */
  log_level: z.enum(logLevels).exactOptional(),
  /** Processes to start, by name; absent: all. */
  only: z.array(z.string()).exactOptional(),
  /** Limits of every room at its edge, for the bench: it sends more than a room may. */
  edge_limits: z.record(z.string(), z.number().positive()).exactOptional(),
  /** Folder in which each process leaves a CPU profile of its whole life, for the bench. */
  cpu_profiles: z.string().min(1).exactOptional(),
});

/** What tests change (clarification 24); `--production` refuses it. */
export type TestFile = z.infer<typeof schema>;

export function readTestFile(path: string | undefined): TestFile {
  if (path === undefined) return { processes: {}, limits: {} };
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new CliError("usage", "file-unreadable", { file: path });
  }
  return parseFile(path, text, schema);
}
