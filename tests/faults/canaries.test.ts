import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkPack } from "#apps/cli/audit/page/packCheck";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { leaves } from "#libs/incident/catalogue";
import { capProblems } from "#libs/incident/problemsCap";
import { cardProblems } from "#libs/incident/problemsCard";
import { messageProblems } from "#libs/incident/problemsMessage";
import { toolsOf } from "#libs/logcheck/webTools";
import { askHttp } from "#tests/support/askHttp";
import { type PlantedCanary, token, variants } from "#tests/support/canaryMessages";
import { mayHave } from "#tests/support/canaryRights";
import { CanaryScanner, type Sighting } from "#tests/support/canaryScanner";
import {
  CanaryScenario,
  capMessages,
  incidentInCharge,
  incidentsForNobody,
  operationsAnswers,
  otherRefusals,
  publicAnswers,
  refusedExamples,
  roomIds,
} from "#tests/support/canaryScenario";
import {
  dataFiles,
  fileSinks,
  type Sink,
  streamNames,
  streamSinks,
} from "#tests/support/canarySinks";
import { type CoreView, viewCore, yearOf } from "#tests/support/coreView";
import { natsServerProblem } from "#tests/support/natsServer";
import { packSinks } from "#tests/support/packSinks";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

/** Codes that no message to the edge gets: it drops such members, its own limit comes first, nothing answers so. */
const notBroughtAbout = new Set([
  ...["member-unknown", "xml-too-large"],
  // Needs a thousand messages; tests/faults/coreProtocol.test.ts brings it about.
  "too-many-events",
]);

let system: RunningSystem;
let core: CoreView;
let scenario: CanaryScenario;
let scanner: CanaryScanner<PlantedCanary>;
let streams: readonly string[] = [];
/** Everything as it lay while the system ran, before anything was planted on purpose. */
let sinks: readonly Sink[] = [];
let filesAtTheEnd: readonly Sink[] = [];

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({
    logLevel: "trace",
    limits: { announce_every_ms: 200 },
    // The municipal room speaks every protocol: what it sends in CAP is released as well, and any may be refused.
    rooms: {
      pl_cremona: (text) =>
        text.replace("protocols: [native]", "protocols: [native, cap, scheda112]"),
    },
  });
  core = await viewCore(system);
  scenario = new CanaryScenario(system, core);
  await incidentInCharge(scenario, "C03", "questura_cremona");
  await incidentInCharge(scenario, "C12", "gdf_cremona");
  await incidentsForNobody(scenario);
  await capMessages(scenario);
  await refusedExamples(scenario);
  await otherRefusals(scenario);
  await scenario.collect();
  await publicAnswers(scenario);
  await operationsAnswers(scenario);
  streams = streamNames(roomIds, await yearOf(system));
  scanner = new CanaryScanner(scenario.planted);
  const handedOut = await packSinks(system.data, ["pl_cremona", "questura_cremona"]);
  sinks = [
    ...handedOut,
    ...scenario.answers.sinks(),
    ...(await streamSinks(core, streams)),
    ...fileSinks(system.data),
    { name: "output of up", bytes: Buffer.from(system.cli.output()) },
  ];
}, 180_000);

afterAll(async () => {
  if (problem !== undefined) return;
  await core.close();
  await system.remove();
});

const isCopies = ({ name }: Sink): boolean => name.startsWith("copies of ");
const inWords = (sink: string, { canary, writing }: Sighting<PlantedCanary>): string =>
  `${sink}: ${canary.name}, ${writing}`;
const leaksIn = (places: readonly Sink[]): readonly string[] =>
  places.flatMap(({ name, bytes }) => scanner.find(bytes).map((seen) => inWords(name, seen)));

describe("what is looked for", () => {
  systemTest("every leaf of text of the catalogue has held a canary in the two categories", () => {
    const free = leaves.filter(
      ({ type, shape, derived, textFormat }) =>
        type === "string" &&
        shape === "scalar" &&
        !derived &&
        textFormat !== "country" &&
        textFormat !== "istat",
    );
    expect(free.length).toBeGreaterThan(15);
    for (const category of ["C03", "C12"]) {
      const held = new Set(
        scenario.planted
          .filter(({ message }) => message === `${category}/1`)
          .map(({ leaf }) => leaf),
      );
      expect(free.map(({ path }) => path).filter((path) => !held.has(path))).toEqual([]);
    }
    expect(variants.length).toBeGreaterThan(12);
  });

  systemTest("every reason to refuse a message was answered to a message with a canary", () => {
    const codes = [messageProblems, capProblems, cardProblems].flatMap((table) =>
      Object.keys(table),
    );
    const missing = codes.filter(
      (code) => !scenario.refused.has(code) && !notBroughtAbout.has(code),
    );
    expect(missing).toEqual([]);
    expect(scenario.refused).toContain("message-id-reused");
  });
});

describe("the system under test", () => {
  systemTest("logs at trace in every process", () => {
    const folder = join(system.data, "run");
    // A witness keeps no log: what it cosigns is all that it knows.
    const files = readdirSync(folder).filter((file) => !file.startsWith("witness-"));
    const levels = files.map(
      (file): unknown => JSON.parse(readFileSync(join(folder, file), "utf8")).log_level,
    );
    // Four of the core, the console, and one adapter for each room: every room of the demonstration has its own titolare.
    expect(levels).toEqual(Array.from({ length: 5 + roomIds.length }, () => "trace"));
  });
});

describe("the operator's view", () => {
  systemTest("was read of every process, with figures in it", () => {
    const shown = sinks.filter(({ name }) => name.startsWith("answers: operations-"));
    // The supervisor, four of the core, the console, and one adapter for each room.
    expect(shown).toHaveLength(6 + roomIds.length);
    expect(shown.every(({ bytes }) => bytes.includes("raccordo_cpu_seconds_total"))).toBe(true);
  });
});

describe("after messages full of canaries, at the most talkative log level", () => {
  systemTest("no canary is in any stream, file, log line, answer or status, in any writing", () => {
    expect(sinks.filter(({ bytes }) => bytes.length > 0).length).toBeGreaterThan(30);
    expect(leaksIn(sinks.filter((sink) => !isCopies(sink)))).toEqual([]);
  });

  systemTest(
    "the packs that were looked at verify, hold openings of their room alone, and were recorded",
    async () => {
      for (const room of ["pl_cremona", "questura_cremona"]) {
        const pack = sinks.find(({ name }) => name === `pack for ${room}`)?.bytes;
        expect(pack?.includes('{"index":1,"leaf":')).toBe(true);
        const files = await filesInZip(new Blob([new Uint8Array(pack ?? [])]));
        const none = () => Promise.reject(new Error("WebCrypto has Ed25519 here"));
        const { findings } = await checkPack(files ?? [], toolsOf(none));
        expect(findings).toEqual([]);
        const lines = (pack?.toString("latin1") ?? "").split("\n");
        const senders = lines.flatMap(
          (line) => /^\{"facts":.*"sender":"(\w+)"/.exec(line)?.[1] ?? [],
        );
        const slots = lines.flatMap(
          (line) => /^\{"index":.*"slot":\{"salt":"[^"]*","slot":(\d+)/.exec(line)?.[1] ?? [],
        );
        // A room's own slot of every decision, and facts only of what it has sent itself.
        expect([senders.filter((one) => one !== room), new Set(slots).size]).toEqual([[], 1]);
        if (room === "pl_cremona") expect(senders.length).toBeGreaterThan(0);
        const said = sinks.find(({ name }) => name === `output of audit export for ${room}`)?.bytes;
        expect(said?.includes('"event":"read-not-recorded"')).toBe(false);
      }
      const projection = sinks.find(({ name }) => name === "projection of the log");
      expect(projection?.bytes.length).toBeGreaterThan(10_000);
    },
  );

  const rooms = roomIds.map((room) => ({ room }));
  for (const { room } of rooms) {
    systemTest(`${room} finds in its copies exactly what the agreement gives it`, () => {
      const copies = sinks.find(({ name }) => name === `copies of ${room}`);
      const seen = scanner.find(copies?.bytes ?? Buffer.alloc(0)).map(({ canary }) => canary.name);
      const due = scenario.planted.filter((canary) => mayHave(room, canary));
      expect(new Set(seen)).toEqual(new Set(due.map(({ name }) => name)));
      expect(due.length).toBeGreaterThan(0);
    });
  }
});

describe("the same scanner finds a canary that was put on purpose", () => {
  const planted: PlantedCanary = {
    ...{ name: "planted", value: token(32), leaf: "planted", variant: "", message: "planted" },
  };
  const plantScanner = new CanaryScanner([planted]);
  const finds = (bytes: Uint8Array) => plantScanner.find(bytes).length > 0;
  const writings: readonly (readonly [string, (value: string) => string | Buffer])[] = [
    ["as it is", (value) => value],
    ["in upper case", (value) => value.toUpperCase()],
    ["in base64 behind one byte", (value) => Buffer.from(`a${value}`).toString("base64")],
    ["in base64 behind two bytes", (value) => Buffer.from(`ab${value}`).toString("base64")],
    ["in base64url", (value) => Buffer.from(`\u00ff${value}\u00ff`).toString("base64url")],
    ["in hex", (value) => Buffer.from(value).toString("hex")],
    ["in upper case hex", (value) => Buffer.from(value).toString("hex").toUpperCase()],
    [
      "percent-encoded",
      (value) => value.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    ],
    [
      "in JSON escapes",
      (value) =>
        value.replaceAll(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ],
    ["in UTF-16, little-endian", (value) => Buffer.from(value, "utf16le")],
    ["in UTF-16, big-endian", (value) => Buffer.from(value, "utf16le").swap16()],
    ["in base64 of UTF-16", (value) => Buffer.from(value, "utf16le").toString("base64")],
    ["reversed", (value) => [...value].reverse().join("")],
    ["compressed", (value) => gzipSync(`{"x":"${value}"}`)],
    ["compressed, in base64", (value) => gzipSync(`{"x":"${value}"}`).toString("base64")],
    [
      "in base64 of base64",
      (value) => Buffer.from(Buffer.from(value).toString("base64")).toString("base64"),
    ],
    ["in hex of something compressed", (value) => gzipSync(value).toString("hex")],
  ];
  test.each(writings)("%s", (_, written) => {
    const noise = Buffer.from("x".repeat(99));
    expect(finds(Buffer.concat([noise, Buffer.from(written(planted.value)), noise]))).toBe(true);
    expect(finds(Buffer.concat([noise, Buffer.from(written(token(32))), noise]))).toBe(false);
  });

  test("a number where it stands by itself, and not the same digits in an id or a measured time", () => {
    const numbers = new CanaryScanner([{ ...planted, value: "451234567" }]);
    const count = (text: string) => numbers.find(Buffer.from(text)).length;
    for (const text of ['{"lat":451234567}', "765432154", btoa("451234567")]) {
      expect([text, count(text)]).toEqual([text, 1]);
    }
    for (const text of ["7d451234567", "451234567e", "0.451234567", "4512345670"]) {
      expect([text, count(text)]).toEqual([text, 0]);
    }
  });

  systemTest("in each stream, published as the process that writes there could", async () => {
    const id = "0".repeat(32);
    const year = await yearOf(system);
    const subjects = (stream: string): readonly ["policy" | "exchange", string] => {
      const room = stream.replace("FEED_", "");
      if (stream === "EVENTS") return ["exchange", `event.actual.0.pl_cremona.${id}.${id}`];
      if (stream === "REPORTS") return ["exchange", "report.actual.pl_cremona.refusals"];
      if (stream === "QUARANTINE") return ["exchange", "quarantine.actual.pl_cremona.test"];
      if (stream === "HELD") return ["policy", `held.actual.pl_cremona.${id}.${id}`];
      if (stream.startsWith("AUDIT")) return ["policy", `audit.${year}.actual.i.${id}.${id}`];
      if (stream.startsWith("FEED")) return ["policy", `feed.actual.${room}.${id}.${id}`];
      return ["policy", `$KV.${stream.replace("KV_", "")}.test`];
    };
    for (const [index, stream] of streams.entries()) {
      const [user, subject] = subjects(stream);
      const written = writings[index % writings.length]?.[1](planted.value) ?? "";
      await core.as(user).request(subject, Buffer.from(written), { timeout: 30_000 });
    }
    const missed = (await streamSinks(core, streams)).filter(({ bytes }) => !finds(bytes));
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  systemTest("in each kind of answer", async () => {
    const server = createServer((request, response) => {
      response.setHeader("x-echo", request.url === "/head" ? planted.value : "");
      response.end(request.url === "/head" ? "" : Buffer.from(planted.value).toString("base64"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const { port } = server.address() as AddressInfo;
    const kinds = scenario.answers.sinks().map(({ name }) => name);
    for (const [index, kind] of kinds.entries()) {
      const path = index % 2 === 0 ? "/head" : "/body";
      scenario.answers.keep(kind, await askHttp(`http://127.0.0.1:${port}${path}`, {}));
    }
    await new Promise((resolve) => server.close(resolve));
    const missed = scenario.answers.sinks().filter(({ bytes }) => !finds(bytes));
    expect(kinds.length).toBeGreaterThan(7);
    expect(missed).toEqual([]);
  });

  systemTest(
    "in each kind of file, and nothing came to them while the system stopped",
    async () => {
      await core.close();
      await system.stop();
      filesAtTheEnd = fileSinks(system.data);
      expect(leaksIn(filesAtTheEnd)).toEqual([]);
      expect(leaksIn([{ name: "output of up", bytes: Buffer.from(system.cli.output()) }])).toEqual(
        [],
      );
      const own = { ...planted, value: token(32) };
      const ownScanner = new CanaryScanner([own]);
      const one = new Map(dataFiles(system.data).map(({ sink, path }) => [sink, path]));
      for (const [index, path] of [...one.values()].entries()) {
        appendFileSync(path, writings[index % writings.length]?.[1](own.value) ?? "");
      }
      const missed = fileSinks(system.data).filter(
        ({ bytes }) => ownScanner.find(bytes).length === 0,
      );
      expect(missed.map(({ name }) => name)).toEqual([]);
      expect(one.size).toBeGreaterThan(25);
    },
  );
});
