import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  credentialDigest,
  credentialsText,
  parseCredentials,
  standingOf,
} from "#libs/runtime/credentials";
import { createOperations, openOperations, readyParts } from "#libs/runtime/operations";
import { syntheticId } from "#tests/support/auditFixture";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";
import { until } from "#tests/support/until";
import {
  installationSchema,
  revocationSchema,
  roomDetailSchema,
  roomListSchema,
  rotationSchema,
  storageSchema,
} from "./answers.ts";

/** Rooms of the synthetic log: the first two are of the comune, the last one of the questura. */
const [own, sister, foreign] = ["pl_cremona", "pl_crema", "questura"] as const;
const oldKey = "chiave-sintetica-della-sala";
const delivery = syntheticId("delivery");
/** What a copy says: nothing that an administrator may see. */
const content = "CONTENUTO-SINTETICO";

let served: ConsoleOnLog;
const closing: (() => unknown)[] = [];
const edgeAsked: string[] = [];

beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 });
  const edge = await listening(edgeOf());
  const watched = await Promise.all(
    ["exchange", `adapter-${own}`, `adapter-${foreign}`].map((name) => watchedProcess(name)),
  );
  const targets = [...watched, { name: "policy", port: 1 }].map(({ name, port }) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { instance: name },
  }));
  write("operations.json", JSON.stringify(targets));
  const adapters = { [own]: `adapter-${own}`, [foreign]: `adapter-${foreign}` };
  const ports = { [`adapter-${own}`]: edge, [`adapter-${foreign}`]: edge };
  write("ports.json", JSON.stringify({ ports, rooms: adapters }));
  write(`rooms/${own}/webhook`, "whsec_SINTETICO\n");
});
afterAll(async () => {
  await served.stop();
  for (const close of closing) close();
});
beforeEach(() => {
  served.recorder.isAway = "no";
  for (const room of [own, foreign]) {
    write(`rooms/${room}/key`, `${oldKey}\n`);
    write(`rooms/${room}/credentials.json`, firstCredentials());
  }
});

const path = (name: string): string => join(served.data, name);
function write(name: string, text: string): void {
  mkdirSync(join(path(name), ".."), { recursive: true });
  writeFileSync(path(name), text, { mode: 0o600 });
}
const credentialsOf = (room: string) =>
  parseCredentials(readFileSync(path(`rooms/${room}/credentials.json`), "utf8"))?.credentials ?? [];
const firstCredentials = () =>
  credentialsText({
    format: "raccordo-credentials/1",
    credentials: [
      {
        ...({ id: "key-1", kind: "bearer", sha256: credentialDigest(oldKey) } as const),
        from: "2026-01-01T00:00:00.000Z",
      },
    ],
  });

/** A process that is watched as every one of ours is. */
async function watchedProcess(name: string) {
  const operations = createOperations();
  const { metrics, health } = operations;
  health.watch("process", () => "ok");
  if (name === "exchange") {
    const labels = [
      ["room", [own, sister, foreign]],
      ["mode", ["actual", "exercise"]],
    ] as const;
    const spec = { name: "raccordo_copies_waiting", help: "Copies that wait.", labels };
    metrics.gauge(spec, () =>
      [own, foreign].flatMap((room) => [
        [room === own ? 4 : 99, room, "actual"] as const,
        [0, room, "exercise"] as const,
      ]),
    );
  } else if (name.endsWith(foreign)) health.watch("core", () => "unreachable");
  const server = await openOperations(0, operations, { error: () => undefined });
  closing.push(() => {
    operations.end();
    void server?.stop();
  });
  return { name, port: server?.port ?? 0 };
}

/** What an edge answers about a room's webhook (docs/webhook.md). */
function edgeOf(): Server {
  return createServer((request, response) => {
    edgeAsked.push(`${request.method} ${request.url}`);
    const isKey = request.headers.authorization === `Bearer ${oldKey}`;
    const letter = {
      ...{ delivery, mode: "actual", state: "dead", since: "2026-03-01T00:00:00.000Z" },
      ...{ code: "400", tries: 5 },
      // An edge of another version may say more than it should; the console passes none of it on.
      ...{ view: content, components: [{ fields: { "person.family_name": content } }] },
    };
    const answers: Readonly<Record<string, object>> = {
      webhook: { state: "retrying", it: content, en: "", retrying: 0, dead: 1, expired: 0 },
      "dead-letters": { dead_letters: [letter], copies: [content] },
      [`dead-letters/${delivery}/retry`]: { asked: true, view: content },
    };
    const found = answers[(request.url ?? "").replace(`/v1/rooms/${own}/`, "")];
    response.writeHead(isKey ? (found === undefined ? 404 : 200) : 401);
    response.end(JSON.stringify(isKey ? (found ?? {}) : {}));
  });
}

function listening(server: Server): Promise<number> {
  closing.push(() => server.close());
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

const asks = (viewer: string, what: string, how = {}) =>
  served.ask(viewer, `/v1/admin/${what}`, how);
const rotation = (hours: unknown = 24) => ({
  body: JSON.stringify({ overlap_h: hours }),
  headers: { "content-type": "application/json" },
});
const everything = (room: string): readonly (readonly [string, object])[] => [
  ...([
    ["installation", {}],
    ["storage", {}],
    ["rooms", {}],
    [`rooms/${room}`, {}],
  ] as const),
  [`rooms/${room}/credentials`, rotation()],
  [`rooms/${room}/credentials/key-1`, { method: "DELETE" }],
  [`rooms/${room}/dead-letters/${delivery}/retry`, { method: "POST" }],
  [`rooms/${room}/webhook/enable`, { method: "POST" }],
];

describe("whoever is no administrator", () => {
  test("sees and changes nothing of the installation: not the privacy officer, not the authority", async () => {
    for (const viewer of ["rpd-comune", "garante"]) {
      for (const [what, how] of everything(own)) {
        const { status, body } = await asks(viewer, what, how);
        expect([viewer, what, status, body["code"]]).toEqual([
          ...[viewer, what, 403, "role-not-allowed"],
        ]);
      }
    }
    expect(served.recorder.changes).toHaveLength(0);
    expect(credentialsOf(own)).toHaveLength(1);
    const nobody = await asks("rpd-comune", "installation", { key: "none" });
    expect(nobody.body["code"]).toBe("viewer-key-missing");
  });
});

describe("an administrator", () => {
  test("sees the rooms of their own titolare alone: no other's credentials, copies, feeds or state", async () => {
    // A process that does not count in time is told as unknown, and asked again two seconds later.
    const rooms = await until(
      async () => {
        const told = roomListSchema.parse((await asks("sala-comune", "rooms")).body).rooms;
        return told.some(({ waiting }) => waiting !== null) && told;
      },
      "the exchange's figures",
      undefined,
      500,
    );
    expect(rooms.map(({ room }) => room)).not.toContain(foreign);
    expect(rooms.find(({ room }) => room === own)).toMatchObject({
      ...{ waiting: { actual: 4, exercise: 0 }, edge: "reachable", has_webhook: true },
      credentials: { counting: 1, last_ends: null },
    });
    for (const viewer of ["sala-comune", "sala-questura"] as const) {
      const other = viewer === "sala-comune" ? foreign : own;
      const before = readFileSync(path(`rooms/${other}/credentials.json`), "utf8");
      for (const [what, how] of everything(other).slice(3)) {
        const { status, body } = await asks(viewer, what, how);
        expect([what, status, body["code"]]).toEqual([what, 404, "room-unknown"]);
      }
      expect(readFileSync(path(`rooms/${other}/credentials.json`), "utf8")).toBe(before);
    }
    const unknown = await asks("sala-comune", "rooms/nessuna");
    expect(unknown.body["code"]).toBe("room-unknown");
    const whole = JSON.stringify([
      (await asks("sala-comune", "installation")).body,
      (await asks("sala-comune", "rooms")).body,
    ]);
    expect(whole).not.toMatch(/:99[,}]/);
    expect(whole).not.toContain(credentialDigest(oldKey));
  });

  test("of any titolare sees the installation as a whole, what is wrong first and in which part", async () => {
    for (const viewer of ["sala-comune", "sala-questura"]) {
      const { body } = await asks(viewer, "installation");
      const { faults, processes, log } = installationSchema.parse(body);
      expect(processes.map(({ name, state }) => [name, state])).toEqual([
        ["exchange", "up"],
        [`adapter-${own}`, "up"],
        [`adapter-${foreign}`, "not_ready"],
        ["policy", "away"],
      ]);
      expect(log).toBeNull();
      expect(faults).toContainEqual(
        expect.objectContaining({ code: "process_away", process: "policy", severity: "failing" }),
      );
      expect(faults).toContainEqual(
        expect.objectContaining({ code: "part_failing", detail: "core:unreachable" }),
      );
      const severities = faults.map(({ severity }) => severity);
      expect(severities).toEqual(severities.toSorted());
      expect(readyParts).toContain("core");
    }
  });

  test("reads no log here: no purpose is asked, and no reading is recorded", async () => {
    const before = served.recorder.reads.length;
    const { status } = await asks("sala-comune", "installation", { purpose: "" });
    expect(status).toBe(200);
    expect(served.recorder.reads).toHaveLength(before);
  });

  test("sees what is stored: of others' feeds never the size of one, and no forecast before a day has been watched", async () => {
    for (const feed of [own, foreign])
      write(`nats/store/jetstream/CORE/streams/FEED_${feed}/1.blk`, "x");
    write("nats/store/jetstream/CORE/streams/EVENTS/1.blk", "x".repeat(9_000));
    const answer = storageSchema.parse((await asks("sala-comune", "storage")).body);
    expect(answer.streams?.map(({ name }) => name).toSorted()).toEqual(["EVENTS", `FEED_${own}`]);
    expect(answer.feeds_of_others).toBeNull();
    expect(answer.forecast).toBeNull();
    const sizes = new Map(answer.kinds.map(({ kind, bytes }) => [kind, bytes]));
    expect(sizes.get("log_entries")).toBeGreaterThan(0);
    expect(sizes.get("streams")).toBeGreaterThan(9_000);
    expect(existsSync(join(served.workDir, "storage-history.json"))).toBe(true);
  });
});

describe("a room's key", () => {
  test("is replaced by one that is shown once and kept nowhere; the old one counts for the overlap; the log knew before", async () => {
    const changes = served.recorder.changes.length;
    const { status, body, headers } = await asks(
      "sala-comune",
      `rooms/${own}/credentials`,
      rotation(2),
    );
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    const { id, key, others_until, recorded } = rotationSchema.parse(body);
    expect([id, recorded.year]).toEqual(["key-2", 2026]);
    const kept = credentialsOf(own);
    const standing = (shown: string, atMs: number) =>
      standingOf(kept, "bearer", credentialDigest(shown), atMs);
    const now = Date.now();
    expect([standing(key, now), standing(oldKey, now)]).toEqual(["good", "good"]);
    expect(standing(oldKey, now + 2 * 3_600_000)).toBe("expired");
    expect(Date.parse(others_until ?? "") - now).toBeLessThanOrEqual(2 * 3_600_000);
    expect(served.recorder.changes.slice(changes)).toEqual([
      expect.objectContaining({
        ...{ by: "sala-comune", role: "operations", change: "credential_rotated" },
        slot: served.access.rooms.find((room) => room.id === own)?.slot,
      }),
    ]);
    expect(JSON.stringify(served.recorder.changes)).not.toContain(key);
    expect(readFileSync(path(`rooms/${own}/credentials.json`), "utf8")).not.toContain(key);
    const again = roomDetailSchema.parse((await asks("sala-comune", `rooms/${own}`)).body);
    expect(JSON.stringify(again)).not.toContain(key);
    expect(again.credentials?.map((one) => [one.id, one.state])).toEqual([
      ["key-1", "counts"],
      ["key-2", "counts"],
    ]);
  });

  test("that two people replace at once is replaced once, and who comes second is told to look", async () => {
    const counting = roomDetailSchema
      .parse((await asks("sala-comune", `rooms/${own}`)).body)
      .credentials?.flatMap(({ id, state }) => (state === "counts" ? [id] : []));
    const recorded = served.recorder.changes.length;
    const order = { ...rotation(2), body: JSON.stringify({ overlap_h: 2, seen: counting }) };
    const both = await Promise.all(
      [order, order].map((one) => asks("sala-comune", `rooms/${own}/credentials`, one)),
    );
    expect(both.map(({ body }) => body["code"] ?? "made").toSorted()).toEqual([
      "credentials-changed",
      "made",
    ]);
    expect(served.recorder.changes).toHaveLength(recorded + 1);
  });

  test("that two people revoke at once is revoked once, in the log too", async () => {
    const recorded = served.recorder.changes.length;
    const revoke = { method: "DELETE" };
    const both = await Promise.all(
      [revoke, revoke].map((one) => asks("sala-comune", `rooms/${own}/credentials/key-1`, one)),
    );
    expect(both.map(({ body }) => body["code"] ?? "revoked").toSorted()).toEqual([
      "credential-ended",
      "revoked",
    ]);
    expect(served.recorder.changes).toHaveLength(recorded + 1);
  });

  test("that is revoked counts no more, also the last one: then that nobody comes in is the first thing told", async () => {
    const { body } = await asks("sala-comune", `rooms/${own}/credentials/key-1`, {
      method: "DELETE",
    });
    expect(revocationSchema.parse(body).counting).toBe(0);
    expect(standingOf(credentialsOf(own), "bearer", credentialDigest(oldKey), Date.now())).toBe(
      "expired",
    );
    const { faults } = installationSchema.parse((await asks("sala-comune", "installation")).body);
    expect(faults).toContainEqual(
      expect.objectContaining({ code: "nobody_comes_in", room: own, severity: "failing" }),
    );
    const others = installationSchema.parse((await asks("sala-questura", "installation")).body);
    expect(others.faults.filter(({ room }) => room !== null && room !== foreign)).toEqual([]);
  });

  test("stays as it is while nobody can record the change, and for an order that is none", async () => {
    const before = readFileSync(path(`rooms/${own}/credentials.json`), "utf8");
    served.recorder.isAway = "changes";
    for (const [what, how] of [
      [`rooms/${own}/credentials`, rotation()],
      [`rooms/${own}/credentials/key-1`, { method: "DELETE" }],
    ] as const) {
      const { status, body } = await asks("sala-comune", what, how);
      expect([status, body["code"]]).toEqual([503, "change-not-recorded"]);
    }
    served.recorder.isAway = "no";
    const recorded = served.recorder.changes.length;
    for (const hours of [-1, 169, 1.5, "24", null]) {
      const { body } = await asks("sala-comune", `rooms/${own}/credentials`, rotation(hours));
      expect([hours, body["code"]]).toEqual([hours, "query-malformed"]);
    }
    const unknown = { method: "DELETE" };
    const { body } = await asks("sala-comune", `rooms/${own}/credentials/key-9`, unknown);
    expect(body["code"]).toBe("credential-unknown");
    const damaged = await asks("sala-comune", `rooms/${sister}/credentials`, rotation());
    expect(["credentials-not-here", "room-unknown"]).toContain(damaged.body["code"]);
    expect(served.recorder.changes).toHaveLength(recorded);
    expect(readFileSync(path(`rooms/${own}/credentials.json`), "utf8")).toBe(before);
  });
});

const retried = (id: string) =>
  asks("sala-comune", `rooms/${own}/dead-letters/${encodeURIComponent(id)}/retry`, {
    method: "POST",
  });

describe("copies that a webhook did not take", () => {
  test("are listed without content and tried again, as the room itself would have it", async () => {
    const seen = roomDetailSchema.parse((await asks("sala-comune", `rooms/${own}`)).body);
    expect(seen).toMatchObject({
      ...{ asked_edge: "answered", webhook: { state: "retrying", dead: 1 } },
      dead_letters: [{ delivery, state: "dead", code: "400", tries: 5 }],
    });
    const changes = served.recorder.changes.length;
    const tried = await retried(delivery);
    expect(tried.body).toEqual({
      asked: true,
      recorded: { year: 2026, index: expect.any(Number) },
    });
    expect(JSON.stringify([seen, tried.body])).not.toContain(content);
    expect((await retried(syntheticId("another delivery"))).body["code"]).toBe("delivery-unknown");
    expect((await retried("../../feed")).body["code"]).not.toBe(undefined);
    expect(served.recorder.changes.slice(changes)).toEqual([
      expect.objectContaining({
        ...{ by: "sala-comune", role: "operations", change: "delivery_retried", delivery },
        slot: served.access.rooms.find((room) => room.id === own)?.slot,
      }),
    ]);
    const asked = new Set(edgeAsked.map((line) => line.split("/").slice(4, 5).join()));
    expect(asked).toEqual(new Set(["dead-letters", "webhook"]));
  });

  test("are not tried again, nor anything enabled, while nobody can record who asks", async () => {
    const posts = () => edgeAsked.filter((line) => line.startsWith("POST")).length;
    const [before, changes] = [posts(), served.recorder.changes.length];
    served.recorder.isAway = "changes";
    const enable = () => asks("sala-comune", `rooms/${own}/webhook/enable`, { method: "POST" });
    for (const answer of [await retried(delivery), await enable()]) {
      expect([answer.status, answer.body["code"]]).toEqual([503, "change-not-recorded"]);
    }
    expect(posts()).toBe(before);
    served.recorder.isAway = "no";
    await enable();
    expect(served.recorder.changes.slice(changes)).toMatchObject([
      { by: "sala-comune", change: "webhook_enabled" },
    ]);
    expect(posts()).toBe(before + 1);
  });

  test("are the room's own business once its key is kept nowhere here, and that is said", async () => {
    write(`rooms/${own}/key`, "un-altra-chiave-sintetica\n");
    const seen = roomDetailSchema.parse((await asks("sala-comune", `rooms/${own}`)).body);
    expect(seen).toMatchObject({ asked_edge: "key_not_kept", webhook: null, dead_letters: null });
    const { status, body } = await asks("sala-comune", `rooms/${own}/webhook/enable`, {
      method: "POST",
    });
    expect([status, body["code"]]).toEqual([409, "room-key-not-kept"]);
  });
});
