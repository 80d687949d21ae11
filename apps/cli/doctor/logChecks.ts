import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { defaultLimits, readConfiguration } from "../documents.ts";
import { attention, type Finding, ok, problem } from "./finding.ts";

/** What the audit service says of itself. */
const statusSchema = z.looseObject({
  halted: z.string().nullable(),
  size: z.number(),
  checkpoint_at: z.string().nullable(),
  announced_at: z.string().nullable(),
  alarms: z.array(
    z.looseObject({
      code: z.string(),
      fix: z.looseObject({ it: z.string(), en: z.string() }),
    }),
  ),
});

/** The log as the audit service tells it; without its answer, as it lies in the data folder. */
export async function logChecks(data: string, body: unknown): Promise<readonly Finding[]> {
  const parsed = statusSchema.safeParse(body);
  return parsed.success ? liveChecks(data, parsed.data) : [stillCheck(data)];
}

function liveChecks(data: string, status: z.infer<typeof statusSchema>): readonly Finding[] {
  const log = join(data, "log", "audit.jsonl");
  const alarms = status.alarms.map(({ code, fix: { it, en } }) =>
    problem("doctor-log-alarm", { code, it, en }, "doctor-log-alarm-do"),
  );
  if (status.halted !== null) {
    return [problem("doctor-log-halted", { code: status.halted, log }, "doctor-log-do"), ...alarms];
  }
  const limits = readConfiguration(data)?.limits ?? defaultLimits;
  const limitMs = limits.release_stop_after_ms;
  const silentMs = ageMs(status.announced_at);
  const values = { seconds: Math.round(silentMs / 1_000), limit: limitMs / 1_000, log };
  if (silentMs >= limitMs) {
    return [problem("doctor-log-late", values, "doctor-log-do"), ...alarms];
  }
  if (silentMs >= limitMs / 2) {
    return [attention("doctor-log-late", values, "doctor-log-do"), ...alarms];
  }
  const seconds = Math.round(ageMs(status.checkpoint_at) / 1_000);
  return [ok("doctor-log", { size: status.size, seconds }), ...alarms];
}

const ageMs = (time: string | null): number =>
  time === null ? Number.POSITIVE_INFINITY : Math.max(0, Date.now() - Date.parse(time));

/** The last checkpoint in the folder; `audit verify` says whether it holds. */
function stillCheck(data: string): Finding {
  const year = yearsIn(join(data, "audit")).at(-1);
  if (year === undefined) return ok("doctor-log-empty");
  const path = join(data, "audit", year, "checkpoint");
  try {
    const size = Number(readFileSync(path, "utf8").split("\n")[1]);
    const at = statSync(path).mtime.toISOString();
    return ok("doctor-log-still", { size, at });
  } catch {
    return ok("doctor-log-empty");
  }
}

function yearsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^20\d{2}$/.test(name))
      .toSorted();
  } catch {
    return [];
  }
}
