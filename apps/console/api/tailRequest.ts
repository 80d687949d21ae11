import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { EventStream } from "#libs/runtime/eventStream";
import { type Answer, problem, securityHeaders } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import type { Coverage } from "#libs/search/reindex";
import type { ConsoleConfig } from "./console.config.ts";
import { askedIn, type LogRequests, type Reader } from "./logRequests.ts";
import { afterParameter, indexMax, wholeIn, wrong } from "./questions.ts";
import { tailFilterIn } from "./searchQuestions.ts";
import { seenBy } from "./visibility.ts";

/** Entries of one look at the log; the rest follow in the next ones. */
const lookEntries = 100;

export interface TailPorts {
  readonly requests: LogRequests;
  readonly times: ConsoleConfig["stream"];
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

interface Following {
  readonly reader: Reader;
  readonly filter: LogFilter;
  readonly reading: Parameters<LogRequests["covers"]>[1];
  place: EntryPlace | undefined;
}

/** Follows the log for viewers: entries show when their checkpoint is signed, each covered by a recorded reading. */
export class TailRequests {
  readonly #ports: TailPorts;
  readonly #open = new Map<string, number>();

  constructor(ports: TailPorts) {
    this.#ports = ports;
  }

  /** Answers with a refusal, or follows the log until the stream ends. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<Answer | "sent"> {
    const { requests } = this.#ports;
    const reader = requests.readerOf(request, "followLog");
    if ("kind" in reader) return reader;
    const found = tailFilterIn(askedIn(request), requests.questionPorts(reader.viewer));
    if (!found.ok) return found.refusal;
    const last = placeIn(request.headers["last-event-id"]);
    if (last === "malformed") return wrong("last-event-id");
    const after = placeIn(askedIn(request).query[afterParameter]);
    if (after === "malformed") return wrong(afterParameter);
    const { name } = reader.viewer;
    if (!this.#hasRoom(name)) return problem("console-busy");
    this.#count(name, 1);
    try {
      const scope = found.about.incident === undefined ? "search" : "incident";
      const reading = { ...found.about, scope } as const;
      return await this.#follow(request, reply, {
        ...{ reader, filter: found.filter, reading, place: last ?? after },
      });
    } finally {
      this.#count(name, -1);
    }
  }

  async #follow(
    request: FastifyRequest,
    reply: FastifyReply,
    following: Following,
  ): Promise<Answer | "sent"> {
    const { requests, times, logger, stopping } = this.#ports;
    // The first leaf is there before the stream is.
    const place = await requests.covers(following.reader, following.reading, { entries: 1 });
    if (place === undefined) return problem("reading-not-recorded");
    following.place ??= await this.#end();
    const { place: begin } = following;
    let isAdmitted = true;
    const stream = openStream(reply, times, stopping, () => isAdmitted);
    if (begin !== undefined) stream.mark(`${begin.year}/${begin.index}`);
    logger.info("stream-opened", { request: request.id });
    try {
      while (!stream.ended.aborted) {
        isAdmitted = await requests.ports.admission.isStillAdmitted(request);
        if (!isAdmitted) stream.end("credential-wrong");
        else await this.#look(stream, following);
        await sleep(times.look_ms, undefined, { signal: stream.ended }).catch(() => undefined);
      }
    } finally {
      stream.end("internal");
      const { count, endedBy: reason = "internal" } = stream;
      logger.info("stream-ended", { request: request.id, count, reason });
    }
    return "sent";
  }

  /** What came since the last look, once it is covered. */
  async #look(stream: EventStream, following: Following): Promise<void> {
    const { requests } = this.#ports;
    const { filter, reader, reading } = following;
    const found = await requests.ports.access.search(async (search) => ({
      entries: await search.after(following.place, filter, lookEntries),
      covered: search.covered,
    }));
    if (found === undefined || stream.ended.aborted) return;
    const { entries, covered } = found;
    if (entries.length > 0) {
      const place = await requests.covers(reader, reading, { entries: entries.length });
      if (place === undefined) return stream.end("not-recorded");
    }
    const { sight } = requests.questionPorts(reader.viewer);
    for (const entry of entries) {
      const id = `${entry.year}/${entry.index}`;
      const data = JSON.stringify(seenBy(entry, sight));
      if (!(await stream.send({ id, event: "entry", data }))) return;
    }
    const isAll = entries.length < lookEntries;
    following.place = (isAll ? lastOf(covered) : entries.at(-1)) ?? following.place;
  }

  async #end(): Promise<EntryPlace | undefined> {
    const { access } = this.#ports.requests.ports;
    return access.search((search) => Promise.resolve(lastOf(search.covered)));
  }

  #hasRoom(viewer: string): boolean {
    const { streams_max, streams_of_viewer_max } = this.#ports.requests.ports.limits;
    const all = [...this.#open.values()].reduce((sum, count) => sum + count, 0);
    return all < streams_max && (this.#open.get(viewer) ?? 0) < streams_of_viewer_max;
  }

  #count(viewer: string, by: number): void {
    const count = (this.#open.get(viewer) ?? 0) + by;
    if (count === 0) this.#open.delete(viewer);
    else this.#open.set(viewer, count);
  }
}

const lastOf = (covered: readonly Coverage[]): EntryPlace | undefined => {
  const last = covered.at(-1);
  return last && { year: last.year, index: last.size - 1 };
};

/** The entry after which somebody goes on. */
function placeIn(header: unknown): EntryPlace | undefined | "malformed" {
  if (header === undefined) return undefined;
  const [year, index, ...rest] = String(header).split("/");
  const place = { year: wholeIn(year, 2_199), index: wholeIn(index, indexMax) };
  if (place.year === undefined || place.index === undefined || rest.length > 0) return "malformed";
  return { year: place.year, index: place.index };
}

/** The framework lets go of the response: from here on it is written event by event. */
function openStream(
  reply: FastifyReply,
  times: ConsoleConfig["stream"],
  stopping: AbortSignal,
  isAdmitted: () => boolean,
): EventStream {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...securityHeaders,
    "content-type": "text/event-stream",
    // A proxy that collects events would hold them back.
    "x-accel-buffering": "no",
    connection: "close",
  });
  return new EventStream(reply.raw, times, stopping, isAdmitted);
}
