import { z } from "zod";
import { askEdge, edgeOf, edgePath, isBusy, problemCode } from "./edgeClient.ts";
import { CliError, exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export interface FeedOptions {
  readonly data: string;
  readonly room: string;
  readonly after?: string | undefined;
  /** Seconds. */
  readonly wait: number;
  readonly mode: string;
}

const copySchema = z.looseObject({
  delivery: z.string(),
  category: z.string().default(""),
  incident: z.unknown(),
  components: z.array(z.unknown()).default([]),
  withdrawn: z.array(z.unknown()).default([]),
});

/** What a poll answers; a copy is shown as it came. */
export const feedPageSchema = z.looseObject({
  copies: z.array(copySchema),
  cursor: z.string(),
});
export type FeedPage = z.infer<typeof feedPageSchema>;

/** The address of a poll. */
export function feedPath(options: Pick<FeedOptions, "room" | "after" | "wait" | "mode">): string {
  const query = new URLSearchParams({ mode: options.mode, wait: String(options.wait) });
  if (options.after !== undefined) query.set("after", options.after);
  return `${edgePath(options.room, "feed")}?${query.toString()}`;
}

/** Polls a room's feed once. */
export async function feed(terminal: Terminal, options: FeedOptions): Promise<number> {
  const edge = edgeOf(options.data, options.room);
  const { status, body } = await askEdge(edge, {
    path: feedPath(options),
    method: "GET",
    waitMs: options.wait * 1_000,
    language: terminal.language,
  });
  if (isBusy(status)) {
    throw new CliError("unreachable", "edge-busy", { address: edge.address, status });
  }
  const page = feedPageSchema.safeParse(body);
  if (status !== 200 || !page.success) {
    const values = { file: options.room, status, code: problemCode(body) };
    throw new CliError("refused", "edge-refused", values);
  }
  show(terminal, page.data, body);
  return exitCodes.ok;
}

function show(terminal: Terminal, page: FeedPage, body: unknown): void {
  if (terminal.json) {
    terminal.write(`${JSON.stringify(body)}\n`);
    return;
  }
  if (page.copies.length === 0) terminal.say("feed-empty");
  for (const { delivery, category, incident, components, withdrawn } of page.copies) {
    terminal.say("feed-copy", {
      delivery,
      category,
      incident: String(incident),
      components: components.length,
      withdrawn: withdrawn.length,
    });
  }
  terminal.say("feed-cursor", { cursor: page.cursor });
}
