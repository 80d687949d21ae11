import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Msg, NatsConnection } from "@nats-io/transport-node";
import { eventFromWire } from "#libs/contracts/eventCodec";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import type { IncidentEvent } from "#libs/incident/event";
import { canonicalBytes } from "#libs/seal/canonical";
import { type AccountsFixture, startAccounts } from "#tests/conformance/accountsFixture";
import { startChild } from "#tests/support/childProcess";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";
import { projectRoot } from "#tests/support/project";
import { syntheticView } from "#tests/support/syntheticView";
import type { CoreGateway } from "./gateway.ts";
import { connectCore } from "./natsGateway.ts";

const event: IncidentEvent = {
  message_id: "M-1",
  sent: "2026-11-22T09:02:00.000Z",
  mode: "exercise",
  kind: "report",
  incident: { id: "CR-1" },
  category: "C03",
  territory: ["istat:019036"],
  format: "raccordo-native/1",
  notes: [{ code: "member-unknown", pointer: "/upsert/0" }],
  upsert: [{ kind: "vehicle", id: "v", fields: { plate: "ZZ000ZZ", colour: "red" } }],
  remove: [{ kind: "place", id: "p" }],
};
const receipt = { body: canonicalBytes({ event: "00".repeat(16) }), signature: "c2ludGV0aWNv" };

let accounts: AccountsFixture;
let core: NatsConnection;
let gateway: CoreGateway;
/** What the core answers to the next requests, by service. */
let answers: Record<string, (message: Msg) => void> = {};
let asked: string[] = [];

beforeAll(async () => {
  accounts = await startAccounts(["pl_cremona", "questura"]);
  core = await accounts.as("exchange");
  for (const service of ["submit", "feed", "report"]) {
    core.subscribe(`room.*.${service}`, {
      callback: (_, message) => {
        asked.push(message.subject);
        answers[service]?.(message);
      },
    });
  }
  await core.flush();
  const rooms = ["pl_cremona", "questura"];
  gateway = await connectCore(
    rooms.map((room) => ({ room, client: accounts.roomClient(room) })),
    500,
  );
});

afterAll(async () => {
  await gateway.close();
  await accounts.close();
});

/** What the core of these tests says of its log. */
let releases_stopped = false;

describe("the edge's way to the core, over the accounts of two rooms", () => {
  test("an event arrives as it was, and who asks is in the subject that the account binds", async () => {
    let arrived: IncidentEvent | undefined;
    answers = {
      submit: (message) => {
        const wire = decodeWire("SubmitRequest", message.data)?.event;
        arrived = wire && eventFromWire(wire);
        message.respond(encodeWire("SubmitReply", { receipt, releases_stopped }));
      },
    };
    asked = [];
    const outcome = await gateway.submit("questura", event);
    expect(arrived).toEqual(event);
    expect(asked).toEqual(["room.questura.submit"]);
    expect(outcome).toEqual({
      kind: "answered",
      value: { body: Uint8Array.from(receipt.body), signature: receipt.signature },
    });
  });

  test("a refusal of the core comes through by code; what is no code or no place of the schema does not", async () => {
    const problem = {
      code: "message-id-reused",
      status: 409,
      retry_after_s: 99_999,
      errors: [
        { pointer: "/upsert/0/plate", code: "member-mistyped" },
        { pointer: "/upsert/SINTETICO Nome", code: "member-mistyped" },
        { pointer: "/sent", code: "SINTETICO" },
      ],
    };
    answers = {
      submit: (message) =>
        message.respond(encodeWire("SubmitReply", { problem, releases_stopped })),
    };
    expect(await gateway.submit("pl_cremona", event)).toEqual({
      kind: "problem",
      code: "message-id-reused",
      errors: [{ pointer: "/upsert/0/plate", code: "member-mistyped" }],
      retryAfterS: 3_600,
    });
  });

  test("an answer that is none is an internal error, never an acceptance", async () => {
    for (const bytes of [new Uint8Array(0), Uint8Array.of(255, 255, 255)]) {
      answers = { submit: (message) => message.respond(bytes) };
      const outcome = await gateway.submit("pl_cremona", event);
      expect(outcome).toMatchObject({ kind: "problem", code: "internal" });
    }
  });

  test("silence is neither yes nor no: unreachable, until the core answers again", async () => {
    answers = {};
    expect(await gateway.submit("pl_cremona", event)).toEqual({ kind: "unreachable" });
    expect(gateway.state()).toBe("degraded");
    expect(await gateway.submit("questura", event)).toEqual({ kind: "unreachable" });
    expect(gateway.state()).toBe("unreachable");
    answers = {
      submit: (message) =>
        message.respond(encodeWire("SubmitReply", { receipt, releases_stopped })),
    };
    await gateway.submit("pl_cremona", event);
    await gateway.submit("questura", event);
    expect(gateway.state()).toBe("ok");
  });

  test("a core whose log lags takes messages, and the status says that new copies wait", async () => {
    answers = {
      submit: (message) =>
        message.respond(encodeWire("SubmitReply", { receipt, releases_stopped })),
    };
    releases_stopped = true;
    expect(await gateway.submit("pl_cremona", event)).toMatchObject({ kind: "answered" });
    await gateway.submit("questura", event);
    expect(gateway.state()).toBe("stopped");
    releases_stopped = false;
    await gateway.submit("pl_cremona", event);
    expect(gateway.state()).toBe("ok");
  });

  test("a poll may wait longer than any other answer", async () => {
    const page = {
      copies: [{ delivery: "d", view: canonicalBytes({ a: 1 }), cursor: "c1" }],
      cursor: "c1",
    };
    answers = {
      feed: (message) => {
        const wait = decodeWire("FeedRequest", message.data)?.wait_ms ?? 0;
        setTimeout(
          () => message.respond(encodeWire("FeedReply", { ...page, releases_stopped })),
          wait,
        );
      },
    };
    const request = { mode: "actual", after: "", waitMs: 700, copiesMax: 3 } as const;
    expect(await gateway.feed("pl_cremona", request)).toEqual({
      kind: "answered",
      value: {
        copies: [{ view: Uint8Array.from(Buffer.from('{"a":1}')), cursor: "c1" }],
        cursor: "c1",
      },
    });
  });
});

describe("the process of the edge", () => {
  test("takes a message over HTTP to the core and a copy back, and stops in order", async () => {
    const folder = testFolder();
    const { seed } = credentialOf("pl_cremona");
    const config = {
      ...sharedConfig(folder),
      nats: {
        url: accounts.server.url,
        server_name: accounts.server.serverName,
        seed,
        inbox_prefix: "_INBOX_pl_cremona",
      },
      rooms: [
        {
          id: "pl_cremona",
          key_sha256: createHash("sha256").update("chiave-sintetica").digest("hex"),
          protocols: ["raccordo-native/1", "cap/1.2"],
          municipalities: ["istat:019036"],
        },
      ],
      http: { port: 0 },
    };
    answers = {
      submit: (message) =>
        message.respond(encodeWire("SubmitReply", { receipt, releases_stopped })),
      feed: (message) => {
        const view = canonicalBytes(JSON.parse(JSON.stringify(syntheticView)));
        const copies = [{ delivery: syntheticView.delivery, view, cursor: "c1" }];
        message.respond(encodeWire("FeedReply", { copies, cursor: "c1", releases_stopped }));
      },
    };
    const process = startChild("apps/adapter/main.js", writeConfig(folder, config));
    try {
      const { http } = await process.ready;
      const room = `http://127.0.0.1:${http}/v1/rooms/pl_cremona`;
      const authorization = "Bearer chiave-sintetica";
      const sent = await fetch(`${room}/messages`, {
        method: "POST",
        body: readFileSync(join(projectRoot, "libs/adapters/native/examples/accepted-report.json")),
        headers: { authorization, "content-type": "application/json" },
      });
      expect([sent.status, await sent.json()]).toMatchObject([202, { event: "00".repeat(16) }]);
      const got = await fetch(`${room}/feed`, { headers: { authorization } });
      expect(await got.json()).toMatchObject({ copies: [{ from: "pl_cremona" }], cursor: "c1" });
      process.child.kill("SIGTERM");
      expect(await process.ended).toEqual({ code: 0, signal: null });
      expect(process.log()).not.toMatch(/SINTETICO|M-17|CR-2026/);
    } finally {
      process.child.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    }
  });
});

function credentialOf(room: string): { readonly seed: string } {
  const { credential } = accounts.roomClient(room);
  if (credential === "none") throw new Error("a room has a credential");
  return { seed: credential.nkeySeed };
}
