import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CanaryScenario, operationsAnswers, publicAnswers } from "#tests/support/canaryScenario";
import { dataFiles } from "#tests/support/canarySinks";
import { type CoreView, viewCore } from "#tests/support/coreView";
import { type ManySent, sendMany } from "#tests/support/manyMessages";
import { MarkedCanaries, pieceBytes, pieces, piecesOf } from "#tests/support/markedCanaries";
import { natsServerProblem } from "#tests/support/natsServer";
import { packSinks } from "#tests/support/packSinks";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgres";
import { testFolder } from "#tests/support/privateFile";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

/** As many as `npm run prove` asks for; a few otherwise, since tests/faults/canaries looks for every single value. */
const messages = Number(process.env["RACCORDO_CANARIES"] ?? "48");
/** Of what is held in memory; a whole pack of many messages would be looked through twice. */
const exampleBytesMax = 1_048_576;
const patienceMs = 180_000 + messages * 500;
/** Only with many: audit looks once a minute whether a month is to be counted. */
const isCounted = messages >= 1_000;

const marks = new MarkedCanaries();
const scanner = marks.scanner();
const isMarked = (bytes: Uint8Array) => scanner.find(bytes).length > 0;

const folder = testFolder();
let system: RunningSystem | undefined;
let core: CoreView | undefined;
let postgres: TestPostgres | undefined;
let sent: ManySent;
const leaks: string[] = [];
const looked = new Map<string, number>();

/** One example of what each place held, for the look that must find something. */
const examples = new Map<string, Example>();
type Example = { readonly path: string } | { readonly bytes: Buffer };

/** Looks through what one place holds, a piece at a time. */
function look(sink: string, content: Iterable<Uint8Array>): void {
  let [bytes, isLeaking] = [0, false];
  for (const piece of content) {
    bytes += piece.length;
    isLeaking ||= isMarked(piece);
  }
  looked.set(sink, (looked.get(sink) ?? 0) + bytes);
  if (isLeaking) leaks.push(sink);
}

beforeAll(async () => {
  if (problem !== undefined) return;
  const [clock, dir] = [join(folder, "clock"), join(folder, "marks")];
  writeFileSync(clock, "0");
  mkdirSync(dir);
  const started = await startSystem({
    logLevel: "trace",
    limits: { announce_every_ms: 200 },
    processes: { audit: { dir, seams: {}, clock } },
  });
  system = started;
  const view = await viewCore(started);
  core = view;
  sent = await sendMany(started, view, marks, messages);
  if (postgresProblem() === undefined) postgres = await startPostgres();
  const scenario = new CanaryScenario(started, view);
  await publicAnswers(scenario);
  await operationsAnswers(scenario);
  const inPieces = (sink: string, path: string) => {
    look(sink, piecesOf(path));
    examples.set(sink, { bytes: endOf(path) });
  };
  const handedOut = await packSinks(started.data, ["pl_cremona", "questura_cremona"], {
    ...{ postgres, inPieces },
  });
  for (const { name, bytes } of [...handedOut, ...scenario.answers.sinks()]) {
    look(name, pieces(bytes));
    examples.set(name, { bytes: bytes.subarray(-exampleBytesMax) });
  }
  if (isCounted) await endTheMonth(clock, started.data);
  await view.close();
  core = undefined;
  await started.stop();
  look("output of up", [Buffer.from(started.cli.output())]);
  for (const { sink, path } of dataFiles(started.data)) {
    look(sink, piecesOf(path));
    examples.set(sink, { path });
  }
  tell();
}, patienceMs);

afterAll(async () => {
  await core?.close();
  await postgres?.stop();
  await system?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What a campaign is judged by: how much was hidden, and how much was looked through. */
function tell(): void {
  const bytes = [...looked.values()].reduce((sum, one) => sum + one, 0);
  process.stdout.write(
    `canaries: ${sent.accepted} messages, ${marks.given} marked values, ${sent.copies} copies; ${looked.size} places, ${bytes} bytes looked through, ${leaks.length} leaks\n`,
  );
}

/** The last bytes of a file that will not be there any more. */
const endOf = (path: string): Buffer => {
  let end: Buffer = Buffer.alloc(0);
  for (const piece of piecesOf(path)) end = piece;
  return end;
};

/** For audit the month is over: it counts what was recorded, for each titolare. */
async function endTheMonth(clock: string, data: string): Promise<void> {
  const now = new Date();
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 1);
  writeFileSync(clock, String(next - now.getTime()));
  const counts = join(data, "audit", "counts");
  const isThere = () =>
    existsSync(counts) &&
    readdirSync(counts, { recursive: true }).some((name) => String(name).endsWith(".json"));
  await until(isThere, "the counts of the month", 120_000);
}

describe(`after ${messages} messages with a value of its own in every free field`, () => {
  systemTest("the rooms were handed out what the agreements give them", () => {
    expect(sent.accepted).toBe(messages);
    expect(sent.copies).toBeGreaterThan(messages / 2);
    expect(sent.tokensHandedOut).toBeGreaterThan(messages / 2);
    expect(marks.given).toBeGreaterThan(messages * 40);
  });

  systemTest("no other place holds one of them, in any writing", () => {
    expect(leaks).toEqual([]);
    expect(looked.size).toBeGreaterThan(45);
    for (const sink of ["log: entries", "log: parts", "backup of the projection", "openings"]) {
      expect(looked.get(sink)).toBeGreaterThan(1_000);
    }
    if (postgres !== undefined) {
      expect(looked.get("dump of the projection on PostgreSQL")).toBeGreaterThan(1_000);
    }
    if (isCounted) expect(looked.get("log: counts")).toBeGreaterThan(1_000);
  });
});

describe("the same look finds a marked value that was put on purpose", () => {
  const written: readonly (readonly [string, (value: string) => Buffer])[] = [
    ["as it is", (value) => Buffer.from(value)],
    ["in base64", (value) => Buffer.from(Buffer.from(`ab${value}`).toString("base64"))],
    ["in hex", (value) => Buffer.from(Buffer.from(value).toString("hex"))],
  ];
  test.each(written)("across two pieces of a file, %s", (_, form) => {
    const file = join(folder, "file");
    for (const value of [marks.token(16), marks.phone()]) {
      const [canary, before] = [form(value), Buffer.alloc(pieceBytes - 9)];
      writeFileSync(file, Buffer.concat([before, canary, Buffer.alloc(99)]));
      expect([...piecesOf(file)].some(isMarked)).toBe(true);
      expect([...pieces(Buffer.concat([before, canary]))].some(isMarked)).toBe(true);
    }
  });

  systemTest("at the end of an example of each place", () => {
    const missed = [...examples].filter(([, example], index) => {
      const [, form] = written[index % written.length] ?? written[0] ?? [];
      const canary = form?.(index % 2 === 0 ? marks.token(16) : marks.phone()) ?? Buffer.alloc(0);
      if ("bytes" in example) return !isMarked(Buffer.concat([example.bytes, canary]));
      appendFileSync(example.path, canary);
      return ![...piecesOf(example.path)].some(isMarked);
    });
    expect(missed.map(([place]) => place)).toEqual([]);
    expect(examples.size).toBe(looked.size - 1);
  });

  test("and no value of another run", () => {
    const others = new MarkedCanaries();
    expect(isMarked(Buffer.from(`${others.token()} ${others.phone()}`))).toBe(false);
  });
});
