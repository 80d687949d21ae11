import { statSync } from "node:fs";
import { answerRequests } from "#libs/runtime/workerAnswers";
import { LogSearch } from "#libs/search/logSearch";
import { reindex } from "#libs/search/reindex";
import { openSignedLogs } from "#libs/search/signedLogs";
import { saysDamaged, sqlitePlace } from "#libs/search/sqlite";
import { type IndexQuestions, questionsOf } from "./indexQuestions.ts";
import {
  indexDamaged,
  seenOf,
  type ThreadAnswer,
  type ThreadPlaces,
  type ThreadRequest,
} from "./threadMessages.ts";

interface Opened {
  readonly search: LogSearch;
  readonly questions: Omit<IndexQuestions, "covered">;
  /** Of the file: an index that was made anew is another one under the same name. */
  readonly inode: number;
}

/** The index as one thread has it open. It is asked one thing after the other: see {@link IndexThreads}. */
class OwnIndex {
  readonly #places: ThreadPlaces;
  #opened: Opened | undefined;

  constructor(places: ThreadPlaces) {
    this.#places = places;
  }

  async answer(request: ThreadRequest): Promise<unknown> {
    switch (request.kind) {
      case "update":
        return this.#update(request.anew);
      case "hold":
        return this.#hold();
      case "ask":
        return this.#ask(request);
      case "release":
        return this.#opened?.search.release();
    }
  }

  /** Brings the index up to what is signed now, which may be more than whoever asks has seen. */
  async #update(anew: boolean): Promise<string> {
    const { logDir, family, searchFile } = this.#places;
    const logs = await openSignedLogs(logDir, family);
    await reindex(sqlitePlace(searchFile), logs, { anew });
    return seenOf(logs);
  }

  async #hold() {
    const inode = statSync(this.#places.searchFile, { throwIfNoEntry: false })?.ino;
    if (inode === undefined) return undefined;
    if (this.#opened?.inode !== inode) {
      await this.#opened?.search.close();
      this.#opened = undefined;
      const search = await LogSearch.open(sqlitePlace(this.#places.searchFile));
      if (search === undefined) return undefined;
      this.#opened = { search, questions: questionsOf(search), inode };
    }
    const { search } = this.#opened;
    return (await search.hold()) ? search.covered : undefined;
  }

  #ask({ method, given }: Extract<ThreadRequest, { kind: "ask" }>): Promise<unknown> {
    if (this.#opened === undefined) throw new Error("nothing is open");
    const { questions } = this.#opened;
    // The asker's types have put method and what is given together: IndexThreads.
    const asked = questions[method] as (...some: readonly unknown[]) => Promise<unknown>;
    return asked(...given);
  }
}

answerRequests((places: ThreadPlaces) => {
  const own = new OwnIndex(places);
  return async (request: ThreadRequest): Promise<ThreadAnswer> => {
    try {
      return { kind: "done", value: await own.answer(request) };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: "" };
      return { kind: "fault", name: saysDamaged(error) ? indexDamaged : name, message };
    }
  };
});
