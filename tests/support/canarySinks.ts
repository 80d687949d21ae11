import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { buckets } from "#libs/eventlog/streams";
import type { Answered } from "#tests/support/askHttp";
import type { CoreView } from "#tests/support/coreView";

/** What one place holds at the moment: a stream, the files of one kind, the answers of one kind. */
export interface Sink {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Keeps every answer that came over HTTP, whole: head and body. */
export class AnswerBook {
  readonly #answers = new Map<string, string[]>();

  keep(sink: string, { status, headers, text }: Answered): void {
    const head = [...headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    const kept = this.#answers.get(sink) ?? [];
    kept.push(`${status}\n${head}\n\n${text}`);
    this.#answers.set(sink, kept);
  }

  sinks(): readonly Sink[] {
    return [...this.#answers].map(([name, texts]) => ({
      name,
      bytes: Buffer.from(texts.join("\n\n"), "utf8"),
    }));
  }
}

/** Names of every stream of an installation with these rooms. */
export const streamNames = (rooms: readonly string[], year: number): readonly string[] => [
  "EVENTS",
  `AUDIT_${year}`,
  "REPORTS",
  "QUARANTINE",
  "HELD",
  ...rooms.map((room) => `FEED_${room}`),
  ...buckets.map((bucket) => `KV_${bucket}`),
];

/** Every message of every stream as the server gives it: subject, headers (tombstones have only these), payload. */
export async function streamSinks(
  core: CoreView,
  streams: readonly string[],
): Promise<readonly Sink[]> {
  const sinks: Sink[] = [];
  for (const stream of streams) {
    const messages = await core.messages(stream);
    const parts = messages.flatMap(({ subject, header, data }) => [
      Buffer.from(`\n${subject}\n${header}\n`, "utf8"),
      data,
    ]);
    sinks.push({ name: `stream ${stream}`, bytes: Buffer.concat(parts) });
  }
  return sinks;
}

/** Kinds of files below DATA; the first that fits names the sink, and every file is in one. */
const fileKinds: readonly (readonly [RegExp, string])[] = [
  [/^nats\/store\/jetstream\/CORE\/streams\/([^/]+)\//, "server's store of"],
  [/^nats\/store\//, "server's store"],
  [/^nats\/nats\.log/, "server's log"],
  [/^nats\//, "server's configuration"],
  [/^audit\/[^/]+\/tile\/entries\//, "log: entries"],
  [/^audit\/[^/]+\/tile\//, "log: tiles"],
  [/^audit\/[^/]+\/parts\//, "log: parts"],
  [/^audit\/counts\//, "log: counts"],
  [/^audit\/[^/]+\/checkpoint/, "log: checkpoints"],
  [/^audit\//, "log: other files"],
  [/^search\//, "projection of the log"],
  [/^vault\//, "vault"],
  [/^log\/(.+)\.jsonl/, "log lines of"],
  [/^log\/(.+)\.stderr/, "stderr of"],
  [/^run\//, "configurations of processes"],
  [/^signed\//, "signed documents"],
  [/^rooms\//, "keys of rooms"],
  [/^secrets\//, "secrets"],
  [/^/, "other files"],
];

export interface DataFile {
  readonly sink: string;
  readonly path: string;
}

/** Every file of the data folder, and which sink it belongs to. */
export function dataFiles(data: string): readonly DataFile[] {
  const paths = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => ({ sink: sinkOf(relative(data, path)), path }));
}

function sinkOf(path: string): string {
  for (const [pattern, name] of fileKinds) {
    const found = pattern.exec(path);
    if (found !== null) return found[1] === undefined ? name : `${name} ${found[1]}`;
  }
  throw new Error("no kind of file fits");
}

/** The bytes of every file of the data folder, names included, by kind. */
export function fileSinks(data: string): readonly Sink[] {
  const byName = Map.groupBy(dataFiles(data), ({ sink }) => sink);
  return [...byName].map(([name, files]) => {
    const names = Buffer.from(files.map(({ path }) => relative(data, path)).join("\n"), "utf8");
    const contents = withoutPrefixes(files.map(({ path }) => readOrNothing(path)));
    const apart = Buffer.from("\n");
    return { name, bytes: Buffer.concat([names, ...contents.flatMap((bytes) => [apart, bytes])]) };
  });
}

/** A partial tile or bundle is the beginning of each wider one: what it holds is looked at there. */
function withoutPrefixes(contents: readonly Buffer[]): readonly Buffer[] {
  const kept: Buffer[] = [];
  for (const bytes of contents.toSorted((a, b) => b.length - a.length)) {
    if (!kept.some((wider) => wider.subarray(0, bytes.length).equals(bytes))) kept.push(bytes);
  }
  return kept;
}

/** A file that the server has just replaced is in its successor. */
export function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
