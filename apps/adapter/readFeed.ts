import { z } from "zod";
import { copySchema } from "#libs/adapters/native/copy";
import { enumSchema } from "#libs/adapters/native/schema";
import type { Mode } from "#libs/incident/event";
import type { ProblemCode } from "#libs/incident/problems";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { coreFailure } from "./answer.ts";
import { type CopyFormat, type CopyWriter, copyFormats, copyWriterFor } from "./copyFormat.ts";
import type { CoreGateway, FeedPage, FeedRequest } from "./gateway.ts";
import type { EdgeRoom } from "./rooms.ts";
import { unlessAborted } from "./unlessAborted.ts";
import { readView } from "./view.ts";

/** Longest wait of a poll, in seconds. */
export const waitSecondsMax = 30;

/** Parameters of the feed in its address; admission has refused any other. */
export const feedQuerySchema = z.object({
  after: z
    .string()
    .max(512)
    .default("")
    .meta({ description: "Cursor of the last answer. It confirms what came before it" }),
  wait: z
    .string()
    .regex(/^\d{1,2}$/)
    .default("0")
    .transform(Number)
    .pipe(z.int().max(waitSecondsMax))
    .meta({ description: `Seconds to wait for a copy, 0 to ${waitSecondsMax}` }),
  mode: enumSchema("Mode").default("actual"),
  format: z
    .literal(Object.keys(copyFormats) as CopyFormat[])
    .default("native")
    .meta({
      description:
        "Format of the copies, one of the room's protocols; native JSON always is. Any other stands in the page as a text",
    }),
});

/** A copy in a format that is not native JSON: a document of its own inside the page. */
export const formattedCopySchema = z.object({
  delivery: z.string().meta({ description: "Id to be named in receipts" }),
  content_type: z.string().meta({ description: "Media type of body" }),
  body: z.string().meta({ description: "The whole document, as text" }),
});

/** Answer of the feed. */
export const feedSchema = z.object({
  copies: z.array(z.union([copySchema, formattedCopySchema])),
  cursor: z.string().meta({ description: "Opaque; bound to room and mode" }),
});

const codeOfParameter: Readonly<Record<string, ProblemCode>> = {
  after: "cursor-malformed",
  wait: "wait-out-of-range",
  mode: "mode-unknown",
  format: "format-unknown",
};

export interface FeedQuery {
  readonly after: string;
  readonly waitMs: number;
  readonly mode: Mode;
  readonly format: CopyFormat;
}

/** What the parameters of an address ask for, or the code of the first that is wrong. */
export function readFeedQuery(query: unknown): FeedQuery | ProblemCode {
  const parsed = feedQuerySchema.safeParse(query);
  if (!parsed.success) {
    return codeOfParameter[String(parsed.error.issues[0]?.path[0])] ?? "request-malformed";
  }
  const { after, wait, mode, format } = parsed.data;
  return { after, waitMs: wait * 1_000, mode, format };
}

export interface FeedPorts {
  readonly core: CoreGateway;
  readonly logger: Logger;
  /** Aborted when the process shall stop: polls are answered at once, with their own cursor. */
  readonly stopping: AbortSignal;
}

/** Copies that wait for a room. A poll that must end early confirms and loses nothing. */
export async function readFeed(ports: FeedPorts, room: EdgeRoom, query: unknown): Promise<Answer> {
  const wanted = readFeedQuery(query);
  if (typeof wanted === "string") return problem(wanted);
  const { format, ...poll } = wanted;
  // Before the core is asked: a poll that cannot be answered must confirm nothing.
  const write = copyWriterFor(room, format);
  if (write === undefined) return problem("format-unknown");
  const request: FeedRequest = { ...poll, copiesMax: room.limits.copies_max };
  const outcome = await unlessAborted(ports.core.feed(room.id, request), ports.stopping);
  if (outcome === undefined) return pageAnswer([], wanted.after);
  if (outcome.kind !== "answered") return coreFailure(outcome);
  return rendered(outcome.value, write, ports.logger);
}

function rendered(page: FeedPage, write: CopyWriter, logger: Logger): Answer {
  const copies: string[] = [];
  for (const { view } of page.copies) {
    const copy = renderedCopy(view, write);
    // Without this copy the next cursor would confirm it: nothing is answered.
    if (copy === undefined) {
      logger.error("copy-unreadable");
      return problem("internal");
    }
    copies.push(copy);
  }
  return pageAnswer(copies, page.cursor);
}

/** A copy of the core as `write` words it; undefined when it cannot be read. */
export function renderedCopy(bytes: Uint8Array, write: CopyWriter): string | undefined {
  const view = readView(bytes);
  return view && write(view);
}

/** Copies stand in the answer byte for byte as they were rendered. */
const pageAnswer = (copies: readonly string[], cursor: string): Answer =>
  json(200, `{"copies":[${copies.join(",")}],"cursor":${JSON.stringify(cursor)}}`);
