import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { askEdge, type EdgeAccess, edgeOf, edgePath, isBusy, problemCode } from "./edgeClient.ts";
import { CliError, exitCodes } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export interface FeedOptions {
  readonly data: string;
  readonly room: string;
  readonly after?: string | undefined;
  /** Seconds. */
  readonly wait: number;
  readonly mode: string;
  readonly format?: string | undefined;
  /** Asks on and on, each time for what comes after. */
  readonly follow: boolean;
}

/** A copy in another protocol than native JSON: a document of its own. */
const documentSchema = z.looseObject({ content_type: z.string(), body: z.string() });

const copySchema = z.looseObject({
  delivery: z.string().default(""),
  category: z.string().default(""),
  incident: z.unknown(),
  components: z.array(z.unknown()).default([]),
  withdrawn: z.array(z.unknown()).default([]),
});

/** What a poll answers; a copy is shown as it came. */
const feedPageSchema = z.looseObject({
  copies: z.array(copySchema),
  cursor: z.string(),
});
type FeedPage = z.infer<typeof feedPageSchema>;

/** The address of a poll. */
function feedPath(options: Omit<FeedOptions, "data" | "follow">): string {
  const query = new URLSearchParams({ mode: options.mode, wait: String(options.wait) });
  if (options.after !== undefined) query.set("after", options.after);
  if (options.format !== undefined) query.set("format", options.format);
  return `${edgePath(options.room, "feed")}?${query.toString()}`;
}

/** Polls a room's feed once, or until the person stops it. */
export async function feed(terminal: Terminal, options: FeedOptions): Promise<number> {
  const edge = edgeOf(options.data, options.room);
  if (options.follow) return follow(terminal, edge, options);
  const { page, body } = await poll(terminal, edge, options);
  if (terminal.json) terminal.write(`${JSON.stringify(body)}\n`);
  else {
    show(terminal, page);
    terminal.say("feed-cursor", { cursor: page.cursor });
  }
  return exitCodes.ok;
}

async function poll(
  terminal: Terminal,
  edge: EdgeAccess,
  options: FeedOptions,
  signal?: AbortSignal,
): Promise<{ readonly page: FeedPage; readonly body: unknown }> {
  const { status, body } = await askEdge(edge, {
    path: feedPath(options),
    method: "GET",
    waitMs: options.wait * 1_000,
    language: terminal.language,
    ...(signal && { signal }),
  });
  if (isBusy(status)) {
    throw new CliError("unreachable", "edge-busy", { address: edge.address, status });
  }
  const page = feedPageSchema.safeParse(body);
  if (status !== 200 || !page.success) throw refusalOf(options, status, body);
  return { page: page.data, body };
}

function refusalOf({ room, format }: FeedOptions, status: number, body: unknown): CliError {
  const code = problemCode(body);
  if (format !== undefined && isAboutFormat(status, code)) {
    return new CliError("refused", "feed-format", { room, format });
  }
  return new CliError("refused", "edge-refused", { file: room, status, code });
}

/** A room has only its own protocols; an answer of another form is none that we can read either. */
const isAboutFormat = (status: number, code: string): boolean =>
  status === 200 || status === 406 || status === 415 || /format|protocol|media/.test(code);

/** Longest poll that the edge allows, and pauses after an answer that asks for one. */
const followWaitSeconds = 30;
const pauseMs = { first: 500, longest: 15_000 } as const;

/** Goes on until a signal: each answer is shown, then confirmed by asking for what comes after it. */
async function follow(terminal: Terminal, edge: EdgeAccess, options: FeedOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  if (!terminal.json) terminal.say("feed-following", { room: options.room });
  const after = await followUntil(terminal, edge, options, stop.signal);
  for (const signal of signals) process.off(signal, onSignal);
  if (after !== undefined) tellCursor(terminal, after);
  return exitCodes.ok;
}

/** The cursor after the last answer that was shown. */
async function followUntil(
  terminal: Terminal,
  edge: EdgeAccess,
  options: FeedOptions,
  stopping: AbortSignal,
): Promise<string | undefined> {
  const asked = { ...options, wait: options.wait || followWaitSeconds };
  let { after } = options;
  let pause: number = pauseMs.first;
  while (!stopping.aborted) {
    try {
      const { page } = await poll(terminal, edge, { ...asked, after }, stopping);
      showFollowed(terminal, page);
      after = page.cursor;
      pause = pauseMs.first;
    } catch (error) {
      if (!stopping.aborted) tellPause(terminal, error);
      await wait(pause, undefined, { signal: stopping }).catch(() => undefined);
      pause = Math.min(pause * 2, pauseMs.longest);
    }
  }
  return after;
}

/** Who does not answer now may later; every other fault is the command's end. */
function tellPause(terminal: Terminal, error: unknown): void {
  if (!(error instanceof CliError && error.exit === "unreachable")) throw error;
  terminal.warn(error.text, error.values);
}

function showFollowed(terminal: Terminal, page: FeedPage): void {
  if (terminal.json) for (const copy of page.copies) terminal.tell("copy", { copy });
  else if (page.copies.length > 0) show(terminal, page);
}

function tellCursor(terminal: Terminal, cursor: string): void {
  if (terminal.json) terminal.tell("feed-cursor", { cursor });
  else terminal.say("feed-cursor", { cursor });
}

function show(terminal: Terminal, page: FeedPage): void {
  if (page.copies.length === 0) terminal.say("feed-empty");
  for (const one of page.copies) {
    const document = documentSchema.safeParse(one);
    if (document.success) terminal.write(`${document.data.body.trimEnd()}\n`);
    else sayCopy(terminal, copySchema.parse(one));
  }
}

function sayCopy(terminal: Terminal, copy: z.infer<typeof copySchema>): void {
  const { delivery, category, incident, components, withdrawn } = copy;
  terminal.say("feed-copy", {
    ...{ delivery, category, incident: String(incident) },
    ...{ components: components.length, withdrawn: withdrawn.length },
  });
}
