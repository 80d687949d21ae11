import { exitCodes } from "../exitCodes.ts";
import { Bar } from "../play/progress.ts";
import type { Terminal } from "../terminal.ts";
import { bringUpToDate, groundsOf, placeOf, type SearchPlaces, sayGrounds } from "./projection.ts";

export interface ReindexCommand extends SearchPlaces {
  readonly anew: boolean;
}

/** Makes the projection of the log, or goes on with it; a run that is broken off leaves the one before as it was. */
export async function auditReindex(terminal: Terminal, command: ReindexCommand): Promise<number> {
  const from = performance.now();
  let bar: Bar | undefined;
  const onProgress = (done: number, total: number) => {
    bar ??= new Bar(terminal, total);
    bar.at(done);
    terminal.tell("search-progress", { done, total });
  };
  const report = await bringUpToDate(command, { anew: command.anew, onProgress });
  bar?.end();
  const seconds = (performance.now() - from) / 1_000;
  const covered = await groundsOf(command.data, report.covered);
  const path = placeOf(command).name;
  if (terminal.json) {
    const { anew, read } = report;
    terminal.tell("search-indexed", {
      path,
      anew,
      read,
      seconds: Number(seconds.toFixed(3)),
      covered,
    });
    return exitCodes.ok;
  }
  const values = { path, read: report.read, seconds: seconds.toFixed(1) };
  terminal.say(report.anew ? "search-made" : "search-continued", values);
  sayGrounds(terminal.say, "search-covers", covered);
  terminal.say("search-no-evidence");
  return exitCodes.ok;
}
