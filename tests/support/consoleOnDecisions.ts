import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyedViewer } from "#libs/runtime/viewerKeys";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { type ConsoleOnLog, consoleOver } from "#tests/support/consoleOnLog";
import { type LogContent, logYear, writeDecisionLog } from "#tests/support/decisionLog";
import { room } from "#tests/support/patto";

/** Viewers of three of the shipped rooms' titolari. */
export const decisionViewers: readonly Omit<KeyedViewer, "keys">[] = [
  { name: "rpd", role: "privacy_officer", titolare: room("pl_cremona").titolare },
  { name: "sala", role: "operations", titolare: room("pl_cremona").titolare },
  { name: "rpd-questura", role: "privacy_officer", titolare: room("questura_cremona").titolare },
  { name: "rpd-gdf", role: "privacy_officer", titolare: room("gdf_cremona").titolare },
  { name: "garante", role: "authority" },
];

/** The console in this process on a log of incidents that the product's own code has decided, under shipped rules. */
export async function consoleOnDecisions(
  content: LogContent,
  more: object = {},
): Promise<Omit<ConsoleOnLog, "log">> {
  const folder = mkdtempSync(join(tmpdir(), "raccordo-decisions-"));
  const data = join(folder, "data");
  await writeDecisionLog(data, content);
  const log = fileSource(join(data, "audit", String(logYear)));
  const part = (index: number) => new LogReader(log, index + 1).part(index);
  const served = await consoleOver({ data, viewers: decisionViewers, more, part });
  return {
    ...served,
    stop: async () => {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
