import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { isProblemCode, problems } from "#libs/incident/problems";
import { parseLeaf } from "#libs/seal/leaf";
import { openRefusals } from "#libs/seal/openParts";
import type { Answered, Ask } from "#tests/support/askHttp";
import { badExamples } from "#tests/support/badExamples";
import { capMessage } from "#tests/support/capMessage";
import { runCli } from "#tests/support/commandLine";
import { auditStatus, type CoreView, viewCore, yearOf } from "#tests/support/coreView";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { pidsOf, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

const json = "application/json";
const xml = "application/cap+xml";
const native = "pl_cremona";
/** Speaks CAP too, and cards of a 112 centre here. */
const both = "pl_limitrofo";

let system: RunningSystem;
let core: CoreView;
/** Refusals that were answered to messages, by room and code: what the log must count. */
const answered = new Map<string, number>();

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({
    limits: { announce_every_ms: 200 },
    rooms: { [both]: (text) => text.replace("[native, cap]", "[native, cap, scheda112]") },
  });
  core = await viewCore(system);
}, 120_000);

afterAll(async () => {
  if (problem !== undefined) return;
  await core.close();
  await system.remove();
});

/** Sends a message as `room`; a refusal is kept for the count. */
async function send(
  room: string,
  body: string | Uint8Array,
  contentType: string = json,
): Promise<Answered> {
  const answer = await system.send(room, body, contentType);
  if (answer.status !== 202) {
    const key = `${room} ${String(answer.body["code"])}`;
    answered.set(key, (answered.get(key) ?? 0) + 1);
  }
  return answer;
}

/** Refused with this code as the documentation has it: status, media type, no word of the message. */
function expectProblem(answer: Answered, code: string): void {
  expect(answer.body["code"]).toBe(code);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body["type"]).toBe(`urn:raccordo:problem:${code}`);
  expect(isProblemCode(code) && problems[code].status).toBe(answer.status);
  expect(documented.get(code)).toBe(answer.status);
  expect(answer.text).not.toMatch(/sintetic/i);
}

/** Codes and their status as docs/problems.md tells integrators. */
const documented: ReadonlyMap<string, number> = new Map(
  [
    ...readFileSync(join(projectRoot, "docs", "problems.md"), "utf8").matchAll(
      /^\| `([a-z0-9-]+)` +\| (\d{3}) +\|/gm,
    ),
  ].map(([, code = "", status]) => [code, Number(status)]),
);

let messages = 0;
/** A synthetic report that is accepted as it stands. */
function report(over: object = {}): Record<string, unknown> {
  messages += 1;
  return {
    message_id: `SINTETICO-${messages}`,
    sent: new Date().toISOString(),
    mode: "actual",
    kind: "report",
    incident: { id: `SINTETICO-I-${messages}` },
    category: "C01",
    territory: ["istat:019036"],
    upsert: [{ kind: "place", id: "p", sensitivity: "public", lat: 45.13, lon: 10.02 }],
    ...over,
  };
}
const text = (over: object = {}): string => JSON.stringify(report(over));
const placed = (place: object): string => text({ upsert: [{ kind: "place", id: "p", ...place }] });
const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === "number" ? Buffer.of(part) : Buffer.from(part))),
  );

const polygon = (vertices: number): string =>
  placed({
    polygon: Array.from({ length: vertices }, (_, i) => [45 + i / 100_000, 10 + i / 100_000]),
  });

type Bad = readonly [name: string, code: string, body: () => string | Buffer, type?: string];

const badMessages: readonly Bad[] = [
  ["larger than the limit", "too-large", () => `"${"SINTETICO".repeat(30_000)}"`],
  ["nested a hundred thousand deep", "too-deep", () => "[".repeat(100_000)],
  ["not UTF-8", "not-utf8", () => bytes('{"message_id":"', 0xe0, 0xc0, '"}')],
  ["UTF-16 without a word about it", "not-utf8", () => Buffer.from(`\ufeff${text()}`, "utf16le")],
  ["of a type that no room speaks", "content-type-unsupported", () => text(), "text/csv"],
  ["CAP to a room that does not speak it", "content-type-unsupported", () => capMessage(), xml],
  ["empty", "not-json", () => ""],
  ["cut off", "not-json", () => text().slice(0, -9)],
  ["with a time without zone", "time-without-zone", () => text({ sent: "2026-11-22T10:00:00" })],
  ["with no such day", "time-malformed", () => text({ sent: "2026-02-30T10:00:00Z" })],
  ["with swapped coordinates", "coordinates-swapped", () => placed({ lat: 10.02, lon: 45.13 })],
  ["at the null island", "coordinates-out-of-range", () => placed({ lat: 0, lon: 0 })],
  ["with a polygon of 10,000 vertices", "too-many-vertices", () => polygon(10_000)],
  ["with __proto__", "forbidden-key", () => text().replace("{", '{"__proto__":{"mode":"actual"},')],
  [
    "with an escaped __proto__ in a component",
    "forbidden-key",
    () => placed({}).replace('"kind":"place"', '"kind":"place","\\u005f_proto__":1'),
  ],
  ["with a key twice", "duplicate-key", () => text().replace("{", '{"mode":"exercise",')],
  [
    "with a number that no double holds",
    "value-out-of-range",
    () => text().replace("45.13", "1e999"),
  ],
  ["sent a month ago", "message-too-old", () => text({ sent: "2020-01-01T00:00:00Z" })],
  ["sent in the future", "sent-in-future", () => text({ sent: "2120-01-01T00:00:00Z" })],
  [
    "with a telephone number in the street",
    "text-not-releasable",
    () => placed({ street: "VIA SINTETICA +390000000000" }),
  ],
  [
    "with an answer to an incident that nobody knows",
    "incident-unknown",
    () =>
      text({
        kind: "charge_taken",
        incident: { alias: "0".repeat(32) },
        category: undefined,
        territory: undefined,
        upsert: undefined,
      }),
  ],
];

const badXml: readonly Bad[] = [
  ["with a DOCTYPE", "xml-doctype-refused", () => capMessage().replace("?>", "?><!DOCTYPE alert>")],
  [
    "with an entity of the network",
    "xml-doctype-refused",
    () => capMessage().replace("?>", '?><!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>'),
  ],
  [
    "that is an Atom feed",
    "cap-not-an-alert",
    () => `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:sintetico</id></feed>`,
  ],
  ["that is garbage", "xml-malformed", () => "<<<>>> SINTETICO &&&"],
  [
    "that is binary garbage",
    "xml-malformed",
    () => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 89) % 256)),
  ],
  [
    "nested ten thousand deep",
    "xml-too-deep",
    () => `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`,
  ],
];

describe("a bad message is refused by its own code", () => {
  test("the documentation names the status of every code", () => {
    expect(new Set(documented.keys())).toEqual(new Set(Object.keys(problems)));
  });

  for (const [name, code, body, type] of badMessages) {
    systemTest(`${name}: ${code}`, async () => {
      expectProblem(await send(native, body(), type), code);
    });
  }
  for (const [name, code, body] of badXml) {
    systemTest(`XML ${name}: ${code}`, async () => {
      expectProblem(await send(both, body(), xml), code);
    });
  }

  systemTest("every refused example of every protocol, over the whole system", async () => {
    for (const { file, code, contentType, bytes: body } of badExamples) {
      const answer = await send(both, body, contentType);
      expect([file, answer.body["code"]]).toEqual([file, code]);
      expectProblem(answer, code);
    }
    expect(badExamples.length).toBeGreaterThan(90);
  });

  systemTest("coordinates are called swapped only if that brings them to Italy", async () => {
    const places: readonly (readonly [number, number, number])[] = [
      [10.02, 45.13, 422], // off Ethiopia; swapped: Cremona
      [45.13, 10.02, 202], // Cremona
      [36.9, 36.9, 202], // swapped it is the same place
      [40.7, -74, 202], // neither is in Italy: nobody can say that it is wrong
      [6.5, 48, 202], // swapped: just north of Italy's frame
      [35.5, 12.6, 202], // Lampedusa
    ];
    for (const [lat, lon, status] of places) {
      const answer = await send(native, placed({ lat, lon }));
      expect([lat, lon, answer.status]).toEqual([lat, lon, status]);
    }
  });

  systemTest(
    "an id that is used again for another content: 409; for the same: 202 again",
    async () => {
      const first = report();
      const accepted = await send(native, JSON.stringify(first));
      expect(accepted.status).toBe(202);
      const again = await send(native, JSON.stringify(first));
      expect([again.status, again.body["receipt"]]).toEqual([202, accepted.body["receipt"]]);
      const other = { ...first, incident: { id: "SINTETICO-OTHER" } };
      expectProblem(await send(native, JSON.stringify(other)), "message-id-reused");
      expectProblem(
        await send(native, JSON.stringify({ ...first, category: "C17" })),
        "message-id-reused",
      );
    },
  );
});

describe("a name of the incident in a text is refused to its sender, whichever message says it", () => {
  const about = (upsert: readonly object[], over: object = {}): string =>
    text({ incident: { id: "SINTETICO-NAMES" }, upsert, ...over });
  const person = { kind: "person", id: "a", roles: ["victim"], family_name: "SINTETICO" };
  const place = (street: string) => ({ kind: "place", id: "p", sensitivity: "public", street });

  systemTest(
    "typed in the street of a later update: the place is told, never the name",
    async () => {
      expect((await send(native, about([person, place("Via Roma 1")]))).status).toBe(202);
      const update = about([place("Via Roma 1 presso sintètico")], { kind: "update" });
      const answer = await send(native, update);
      expectProblem(answer, "text-repeats-incident");
      expect(answer.body["errors"]).toMatchObject([{ pointer: "/upsert/0/street" }]);
      expect((await send(native, about([place("Via Roma 3")], { kind: "update" }))).status).toBe(
        202,
      );
    },
  );

  systemTest(
    "typed in a street before the person was named: corrected in one message",
    async () => {
      const incident = { id: "SINTETICO-NAMES-2" };
      const before = about([place("presso Sintetico")], { incident });
      expect((await send(native, before)).status).toBe(202);
      const named = about([person], { incident, kind: "update" });
      expectProblem(await send(native, named), "earlier-text-repeats");
      const corrected = about([person, place("Via Roma 1")], { incident, kind: "update" });
      expect((await send(native, corrected)).status).toBe(202);
      expect((await send(native, before)).status).toBe(202); // the same message, again
    },
  );
});

describe("a request of nobody is refused before its body is read, and stands in the edge's log", () => {
  const path = `/v1/rooms/${native}/messages`;
  const requests: readonly (readonly [string, string, string, Ask])[] = [
    ["without a credential", "credential-missing", path, { key: "none", body: "{}" }],
    ["with a wrong credential", "credential-wrong", path, { key: "SINTETICO", body: "{}" }],
    [
      "to a room that does not exist",
      "room-unknown",
      "/v1/rooms/sintetica/messages",
      { body: "{}" },
    ],
    ["to another room", "room-unknown", `/v1/rooms/${both}/feed`, {}],
  ];
  for (const [name, code, to, how] of requests) {
    systemTest(`${name}: ${code}`, async () => {
      const before = refusalsInLog(code);
      expectProblem(await system.ask(native, to, how), code);
      expect(refusalsInLog(code)).toBe(before + 1);
    });
  }
});

/** Lines of the edge's log that tell of a refused request with this code. */
function refusalsInLog(code: string): number {
  return readFileSync(join(system.data, "log", `adapter-${native}.jsonl`), "utf8")
    .split("\n")
    .filter((line) => line.includes('"request-refused"') && line.includes(`"reason":"${code}"`))
    .length;
}

/** Refusals that the log has counted, by room and code, each checked against its leaf. */
async function recorded(): Promise<ReadonlyMap<string, number>> {
  const slots = new Map(slotsOfRooms());
  const counts = new Map<string, number>();
  for (const { data } of await core.messages(`AUDIT_${await yearOf(system)}`)) {
    const content = decodeAuditMessage(data);
    const leaf = parseLeaf(content?.leaf ?? new Uint8Array());
    if ("problem" in leaf || leaf.kind !== "refusals") continue;
    const opened = openRefusals(leaf, content?.parts ?? new Uint8Array());
    if ("problem" in opened) throw new Error(`a part that is ${opened.problem}`);
    for (const { code, count } of opened.value) {
      const key = `${slots.get(leaf.slot) ?? ""} ${code}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return counts;
}

function slotsOfRooms(): readonly (readonly [number, string])[] {
  return [native, both].map((room) => {
    const file = readFileSync(join(projectRoot, "deploy", "rooms", `${room}.yaml`), "utf8");
    return [Number(/^slot: (\d+)$/m.exec(file)?.[1]), room];
  });
}

describe("afterwards", () => {
  systemTest(
    "every refusal of a message is counted in the log under its code, none more",
    async () => {
      await core.settled();
      const byKey = ([a]: [string, number], [b]: [string, number]) => (a < b ? -1 : 1);
      expect([...(await recorded())].sort(byKey)).toEqual([...answered].sort(byKey));
      expect([...answered.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(120);
    },
  );

  systemTest("what was refused for its id lies in quarantine, sealed", async () => {
    const kept = await core.messages("QUARANTINE");
    expect(kept.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => `quarantine.actual.${native}.message-id-reused`),
    );
    expect(kept.some(({ data }) => Buffer.from(data).includes("SINTETICO"))).toBe(false);
  });

  systemTest("no process has ended, and each still serves", async () => {
    expect(pidsOf(system.cli)).toEqual(system.pids);
    expect(system.cli.events().filter(({ event }) => event === "process-ended")).toEqual([]);
    for (const pid of system.pids.values()) expect(() => process.kill(pid, 0)).not.toThrow();
    for (const room of [native, both, "questura_cremona", "cc_cremona", "gdf_cremona"]) {
      const told = await system.ask(room, `/v1/rooms/${room}/feed`);
      expect(told.status).toBe(200);
    }
    expect((await send(native, text())).status).toBe(202);
    const sent = new Date().toISOString().replace(/\.\d+Z$/, "-00:00");
    const cap = capMessage().replace(/<sent>[^<]*/, `<sent>${sent}`);
    expect((await send(both, cap, xml)).status).toBe(202);
    expect(await auditStatus(system)).toMatchObject({ halted: null, alarms: [] });
  });

  systemTest("the log verifies", async () => {
    await core.settled();
    const place = join(system.data, "audit");
    const policy = join(system.data, "signed", "witnesses.policy");
    const args = ["audit", "verify", place, "--data", system.data, "--witnesses", policy];
    const { code, cli } = await runCli([...args, "--json"]);
    expect([code, cli.output()]).toEqual([0, expect.any(String)]);
    expect(cli.events().find(({ event }) => event === "log-verified")).toMatchObject({
      holds: true,
      signed_twice: true,
      witnesses: { quorum: "testimoni", absent: [] },
    });
  });
});
