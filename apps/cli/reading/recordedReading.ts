import type { Period } from "#libs/pack/period";
import { Bar } from "../play/progress.ts";
import type { Terminal } from "../terminal.ts";
import {
  announceRead,
  type ReadAbout,
  type ReaderOptions,
  type ReadRecord,
} from "./announceRead.ts";
import { type LogJob, type LogResult, LogWork, type Surveyed } from "./logWork.ts";

/** A reading that took place, and where the log says so. */
export interface RecordedReading {
  readonly survey: Surveyed;
  readonly record: ReadRecord;
  readonly result: LogResult;
}

/**
 * Reads the log of a data folder: first its leaves, which hold nothing of anybody; then has the reading recorded; and
 * only then opens parts. `about` says what is read, or throws where there is nothing.
 */
export async function readRecorded(
  terminal: Terminal,
  job: LogJob,
  who: ReaderOptions,
  about: (survey: Surveyed) => ReadAbout,
): Promise<RecordedReading> {
  const work = LogWork.start(job);
  try {
    const survey = await work.survey();
    const record = await announceRead(job.data, who, about(survey));
    const bar = new Bar(terminal, survey.decisions);
    const result = await work.result((done) => bar.at(done));
    bar.end();
    return { survey, record, result };
  } finally {
    await work.stop();
  }
}

const [firstTime, lastTime] = ["2000-01-01T00:00:00.000Z", "2099-12-31T23:59:59.999Z"];

/** A period as a leaf can say it: within this century. */
export function statedPeriod({ from, to }: Period): Period {
  return { from: from > firstTime ? from : firstTime, to: to < lastTime ? to : lastTime };
}

/** From the first entry to right after the last. */
export function periodOfEntries(first: string, last: string): Period {
  return { from: first, to: new Date(Date.parse(last) + 1).toISOString() };
}
