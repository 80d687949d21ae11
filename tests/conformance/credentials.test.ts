import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { followCredentials } from "#apps/adapter/credentialFile";
import {
  keepCredentials,
  plannedRevocation,
  plannedRotation,
  plannedTrust,
  type RoomPlace,
} from "#apps/cli/roomCredentials";
import { issueForRoom, openTlsFiles, type TlsFiles } from "#apps/cli/tlsFiles";
import { credentialDigest } from "#libs/runtime/credentials";
import { loggerTo } from "#libs/runtime/logger";
import { type EdgeUnderTest, keys, startEdge } from "#tests/support/edge";
import { until } from "#tests/support/until";

const hourMs = 3_600_000;
const state: { data: string; edge?: EdgeUnderTest; tls?: TlsFiles } = { data: "" };
const place = (room: string): RoomPlace => ({ data: state.data, room });

beforeAll(async () => {
  state.data = await mkdtemp(join(tmpdir(), "raccordo-credentials-"));
  state.tls = await openTlsFiles(state.data, Date.now());
  const credentials: Record<string, string> = {};
  for (const [room, key] of Object.entries(keys)) {
    mkdirSync(join(state.data, "rooms", room), { recursive: true, mode: 0o700 });
    credentials[room] = keepCredentials(place(room), credentialDigest(key), Date.now() - hourMs);
  }
  const { key_file, cert_file } = state.tls;
  state.edge = await startEdge({}, { tls: { key_file, cert_file }, credentials });
});
afterAll(async () => {
  await state.edge?.edge.stop();
  await rm(state.data, { recursive: true, force: true });
});

interface Shown {
  readonly room?: string;
  readonly key?: string | undefined;
  readonly client?: { readonly key: string; readonly cert: string };
}

/** One poll over TLS on a connection of its own; the code of the problem, or the status. */
function polled({ room = "pl_cremona", key, client }: Shown): Promise<string> {
  const agent = new Agent({ ca: readFileSync(join(state.data, "tls", "ca.crt")), ...client });
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        host: "127.0.0.1",
        port: state.edge?.edge.port,
        path: `/v1/rooms/${room}/feed`,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString("utf8");
        });
        response.on("end", () => {
          agent.destroy();
          const { code }: { readonly code?: string } = JSON.parse(text);
          resolve(code ?? String(response.statusCode));
        });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

/** The edge looks at its files twice a second. */
const becomes = (shown: Shown, wanted: string) =>
  until(async () => (await polled(shown)) === wanted, `${wanted} for what was shown`);

async function certificateFor(room: string, days = 30) {
  const made = await issueForRoom(state.data, room, Date.now(), days);
  const path = join(state.data, `${room}-${days}.crt`);
  writeFileSync(path, made.certificatePem);
  return { path, client: { key: made.keyPem, cert: made.certificatePem } };
}

describe("a room at an edge with TLS", () => {
  test("comes in with its key, and with nothing else it does not", async () => {
    expect(await polled({ key: keys.pl_cremona })).toBe("200");
    expect(await polled({})).toBe("credential-missing");
    expect(await polled({ key: "SINTETICO" })).toBe("credential-wrong");
    expect(await polled({ key: keys.questura })).toBe("room-unknown");
  });

  test("comes in with a certificate that is pinned, and with no other of the same authority", async () => {
    const { path, client } = await certificateFor("pl_cremona");
    expect(await polled({ client })).toBe("credential-wrong");
    plannedTrust(place("pl_cremona"), path, Date.now()).carryOut();
    await becomes({ client }, "200");
    expect(await polled({ client, room: "questura" })).toBe("room-unknown");
    const other = await certificateFor("pl_cremona", 31);
    expect(await polled({ client: other.client })).toBe("credential-wrong");
  });

  test("does not come in with one room's certificate and another room's key", async () => {
    const { path, client } = await certificateFor("questura");
    plannedTrust(place("questura"), path, Date.now()).carryOut();
    await becomes({ client, room: "questura" }, "200");
    expect(await polled({ client, key: keys.pl_cremona })).toBe("credential-wrong");
    expect(await polled({ client, key: keys.questura, room: "questura" })).toBe("200");
  });

  test("changes its key without a restart: both count, then the old one is told that it ended", async () => {
    const { credentials } = plannedRotation(place("pl_cremona"), Date.now(), hourMs).carryOut();
    const key = readFileSync(join(state.data, "rooms", "pl_cremona", "key"), "utf8").trim();
    await becomes({ key }, "200");
    expect(await polled({ key: keys.pl_cremona })).toBe("200");
    plannedRevocation(place("pl_cremona"), credentials[0]?.id ?? "", Date.now()).carryOut();
    await becomes({ key: keys.pl_cremona }, "credential-expired");
    expect(await polled({ key })).toBe("200");
  });

  test("is not locked out by a credentials file that is damaged meanwhile", async () => {
    const path = join(state.data, "rooms", "questura", "credentials.json");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.slice(0, 40));
    const told = () => state.edge?.log.some((line) => line.includes("credentials-unreadable"));
    await until(() => told() === true, "the fault to be told");
    expect(await polled({ key: keys.questura, room: "questura" })).toBe("200");
    writeFileSync(path, before);
  });

  test("gets a renewed certificate of the edge without a restart", async () => {
    const files = state.tls;
    if (files === undefined) throw new Error("no certificate");
    const seen = () => state.edge?.log.filter((line) => line.includes("certificate-read")).length;
    const inAYear = Date.now() + 340 * 24 * hourMs;
    await openTlsFiles(state.data, inAYear); // ends in less than 30 days then: made anew
    await until(() => (seen() ?? 0) > 0, "the new certificate");
  });
});

test("an edge whose credentials cannot be read at the start does not open", () => {
  const logger = loggerTo(
    { write: () => undefined },
    { process: "adapter-test", log_level: "info" },
  );
  expect(() => followCredentials(join(state.data, "none.json"), "questura", logger)).toThrow();
});
