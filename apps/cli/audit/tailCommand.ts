import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FoundEntry } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import { exitCodes } from "../exitCodes.ts";
import { warnIfUnrecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { entrySentences } from "./entryText.ts";
import {
  type Ground,
  groundsOf,
  levelIn,
  type RecordRead,
  requireProjection,
  type SearchPlaces,
  sayGrounds,
  searching,
} from "./projection.ts";
import { filterIn } from "./queryCommand.ts";
import { openYearLogs } from "./yearLogs.ts";

export interface TailCommand extends SearchPlaces {
  readonly filter: Readonly<Record<string, unknown>>;
  /** Entries that are shown before the new ones. */
  readonly lines: number;
  /** Ends after those. */
  readonly once: boolean;
  readonly recordRead: RecordRead;
}

/** How often the checkpoint is looked at: it is signed at most once a second. */
const lookMs = 1_000;
/** Entries that are shown of one look, at most; the rest follow in the next ones. */
const shownMax = 200;

/** Follows the log as sentences, until it is broken off: entries show when their checkpoint is signed. */
export async function auditTail(terminal: Terminal, command: TailCommand): Promise<number> {
  const filter = filterIn(command.filter);
  await requireProjection(command);
  const read = await command.recordRead({ scope: "search" });
  const tail = new Tail(terminal, command, filter);
  await tail.begin();
  warnIfUnrecorded(terminal, read);
  while (!command.once) {
    await sleep(lookMs);
    await tail.look();
  }
  return exitCodes.ok;
}

class Tail {
  readonly #terminal: Terminal;
  readonly #command: TailCommand;
  readonly #filter: LogFilter;
  #last: FoundEntry | { readonly year: number; readonly index: number } | undefined;
  #seen = "";

  constructor(terminal: Terminal, command: TailCommand, filter: LogFilter) {
    this.#terminal = terminal;
    this.#command = command;
    this.#filter = filter;
  }

  /** The last entries that there are, and on what they rest. */
  async begin(): Promise<void> {
    const logs = await openYearLogs(this.#command.data);
    this.#seen = this.#checkpoints(logs.map(({ year }) => year));
    await searching(this.#command, async (search) => {
      const newest = { filter: this.#filter, order: "newest" } as const;
      const page = await search.page({ ...newest, limit: Math.max(1, this.#command.lines) });
      const entries = "problem" in page ? [] : page.entries.toReversed();
      const last = search.covered.at(-1);
      this.#last = last && { year: last.year, index: last.size - 1 };
      const grounds = await groundsOf(this.#command.data, search.covered);
      this.#show(this.#command.lines === 0 ? [] : entries, grounds);
      sayGrounds(this.#terminal.warn, "search-rests-on", grounds);
    });
  }

  /** What came since. */
  async look(): Promise<void> {
    const logs = await openYearLogs(this.#command.data);
    const seen = this.#checkpoints(logs.map(({ year }) => year));
    if (seen === this.#seen) return;
    await searching(this.#command, async (search) => {
      const entries = await search.after(this.#last, this.#filter, shownMax);
      const last = search.covered.at(-1);
      const isAll = entries.length < shownMax;
      this.#last = isAll && last ? { year: last.year, index: last.size - 1 } : entries.at(-1);
      if (isAll) this.#seen = seen;
      this.#show(entries, await groundsOf(this.#command.data, search.covered));
    });
  }

  #checkpoints(years: readonly number[]): string {
    const path = (year: number) => join(this.#command.data, "audit", String(year), "checkpoint");
    return years.map((year) => readFileSync(path(year), "utf8")).join("\n");
  }

  #show(entries: readonly FoundEntry[], grounds: readonly Ground[]): void {
    const { json, language } = this.#terminal;
    const { receiver, outcome, reason } = this.#filter;
    const isAsked = [receiver, outcome, reason].some((member) => member !== undefined);
    for (const entry of entries) {
      if (json) this.#terminal.tell("log-entry", { entry, level: levelIn(grounds, entry) });
      else
        for (const line of entrySentences(language, entry, isAsked))
          this.#terminal.write(`${line}\n`);
    }
  }
}
