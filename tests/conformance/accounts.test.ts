import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import { createUser } from "@nats-io/nkeys";
import { connect, type Msg, type NatsConnection, nkeyAuthenticator } from "@nats-io/transport-node";
import { serverConfiguration } from "#libs/eventlog/accounts";
import { openCacheBucket } from "#libs/eventlog/cacheBucket";
import { openJetStreamAdmin } from "#libs/eventlog/jetStreamAdmin";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { type JetStreamContext, JetStreamStrategy } from "#libs/eventlog/jetStreamStrategy";
import { followHeaders, readInOrder } from "#libs/eventlog/orderedReader";
import { proposals } from "#libs/eventlog/permissions";
import { EventLogError } from "#libs/eventlog/port";
import { readServerSettings } from "#libs/eventlog/serverSettings";
import {
  auditPlace,
  eventPlace,
  feedPlace,
  partitionFilter,
  partitionOf,
} from "#libs/eventlog/subjects";
import { type AccountsFixture, startAccounts } from "#tests/conformance/accountsFixture";
import { attempt } from "#tests/conformance/publishAttempt";
import { defaultNatsConfig, startNatsServer } from "#tests/support/natsServer";
import { until } from "#tests/support/until";

const id = (n: number) => n.toString(16).padStart(32, "0");
const bytes = (text: string) => new TextEncoder().encode(text);
const rooms = ["pl-uno", "pl-due"];

let fixture: AccountsFixture;
let exchange: NatsConnection;
const seen: { subject: string; text: string }[] = [];

beforeAll(async () => {
  fixture = await startAccounts(rooms);
  exchange = await fixture.as("exchange");
  answerRooms(exchange);
});
afterAll(() => fixture.close());

/** The exchange's side of the three services: notes the concrete subject and answers with it. */
function answerRooms(connection: NatsConnection): void {
  const callback = (error: Error | null, message: Msg) => {
    if (error !== null) throw error;
    seen.push({ subject: message.subject, text: message.string() });
    message.respond(`answer to ${message.subject}`);
  };
  for (const service of ["submit", "feed", "report"]) {
    connection.subscribe(`room.*.${service}`, { callback });
  }
}

async function messagesOf(stream: string): Promise<number> {
  const log = await openJetStreamLog(await fixture.as("policy"), { timeoutMs: 2_000 });
  return (await log.info(stream))?.messages ?? Number.NaN;
}

describe("reply subjects", () => {
  test("inside one account, a reply subject writes into the log and as another room: the reason for the accounts", async () => {
    const server = await startNatsServer();
    const attacker = await connect({ servers: [server.url] });
    expect(attacker.info?.server_name).toBe(server.serverName);
    const manager = await jetstreamManager(attacker);
    await manager.streams.add({ name: "EVENTS", subjects: ["event.>"] });
    await manager.streams.add({ name: "AUDIT_2026", subjects: ["audit.>"] });
    await manager.consumers.add("EVENTS", { durable_name: "own", ack_policy: "explicit" });
    await jetstream(attacker).publish("event.test.0.pl-uno.a.b", bytes("attack"));

    attacker.publish("$JS.API.CONSUMER.MSG.NEXT.EVENTS.own", bytes("1"), { reply: "audit.forged" });
    await untilMessages(manager, "AUDIT_2026", 1);
    const leaf = await manager.streams.getMessage("AUDIT_2026", { seq: 1 });
    expect(leaf?.string()).toBe("attack");

    attacker.publish("audit.x", bytes("y"), { reply: "event.test.0.pl-due.a.b" });
    await untilMessages(manager, "EVENTS", 2);
    await attacker.close();
    await server.stop();
  });

  test("a room cannot ask for a message with a reply into the log", async () => {
    const room = await fixture.asRoom("pl-uno");
    const before = await messagesOf("AUDIT_2026");
    const reply = auditPlace({ year: 2026, mode: "test", pseudonym: id(1), event: id(2) }).subject;
    const refused = await attempt(room, "$JS.API.CONSUMER.MSG.NEXT.EVENTS.policy", reply);
    expect(refused).toMatch(/permissions violation/i);
    expect(await messagesOf("AUDIT_2026")).toBe(before);
  });

  test("a room's submission with a reply into the log or into another room's events writes nothing there", async () => {
    const room = await fixture.asRoom("pl-uno");
    const before = [await messagesOf("AUDIT_2026"), await messagesOf("EVENTS")];
    const handled = seen.length;
    const event = { mode: "test", room: "pl-due", incident: id(3), event: id(4) } as const;
    const replies = [
      auditPlace({ year: 2026, mode: "test", pseudonym: id(1), event: id(2) }).subject,
      eventPlace(event).subject,
    ];
    for (const reply of replies) await attempt(room, "submit", reply);
    // The exchange did handle and answer them: the answers stay inside the room's own account.
    await until(() => seen.length === handled + 2, "both requests");
    await exchange.flush();
    expect([await messagesOf("AUDIT_2026"), await messagesOf("EVENTS")]).toEqual(before);
  });
});

describe("a room reaches only its own", () => {
  test("its three services answer, and the exchange sees the room that the account says", async () => {
    const room = await fixture.asRoom("pl-uno");
    for (const service of ["submit", "feed", "report"]) {
      const answer = await room.request(service, bytes("room.pl-due"), { timeout: 20_000 });
      expect(answer.string()).toBe(`answer to room.pl-uno.${service}`);
    }
  });

  test.each([
    "room.pl-due.submit",
    "room.pl-due.feed",
    "room.pl-uno.submit",
    "feed.test.pl-due.x.y",
    "event.test.0.pl-due.x.y",
    "audit.2026.test.i.x.y",
    "key.get",
    "$JS.API.INFO",
    "$JS.API.STREAM.NAMES",
    "$JS.API.STREAM.MSG.GET.FEED_pl-due",
    "$JS.API.STREAM.DELETE.EVENTS",
    "$SYS.REQ.SERVER.PING.VARZ",
    "_INBOX_pl-due.x",
    "_INBOX_exchange.x",
    "_R_.x",
  ])("it cannot publish on %s", async (subject) => {
    const handled = seen.length;
    const room = await fixture.asRoom("pl-uno");
    expect(await attempt(room, subject)).toMatch(/permissions violation/i);
    expect(seen).toHaveLength(handled);
    await room.close();
  });

  test.each([
    ">",
    "*",
    "_INBOX_pl-due.>",
    "_INBOX_exchange.>",
    "_R_.>",
    "room.>",
    "room.pl-due.submit",
    "feed.>",
    "submit",
    "$JS.>",
    "$SYS.>",
  ])("it cannot subscribe to %s", async (subject) => {
    const room = await fixture.asRoom("pl-uno");
    const subscription = room.subscribe(subject);
    await expect(subscription.closed).resolves.toMatchObject({ name: "PermissionViolationError" });
    await room.close();
  });

  test("more connections than the limit are refused", async () => {
    const opened = await Promise.allSettled(
      Array.from({ length: 6 }, () => fixture.asRoom("pl-due")),
    );
    expect(opened.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
    expect(opened.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(4);
    for (const one of opened) if (one.status === "fulfilled") await one.value.close();
  });
});

describe("who has no credential", () => {
  test("does not get in, and a key that is not in the configuration does not either", async () => {
    const servers = [fixture.server.url];
    await expect(connect({ servers, reconnect: false })).rejects.toThrow(/authorization/i);
    const authenticator = nkeyAuthenticator(createUser().getSeed());
    await expect(connect({ servers, reconnect: false, authenticator })).rejects.toThrow(
      /authorization/i,
    );
  });
});

describe("core users keep to their lists", () => {
  test.each([
    ["exchange", "audit.2026.system.k.x.y"],
    ["exchange", "event.test.0._core.x.y"],
    ["exchange", "key.shred"],
    ["exchange", "key.list"],
    ["exchange", "key.admit"],
    ["exchange", "checkpoint.announce"],
    ["exchange", "$JS.API.STREAM.MSG.GET.AUDIT_2026"],
    ["exchange", "$KV.RULES.x"],
    ["policy", "event.test.0.pl-uno.x.y"],
    ["policy", "report.test.pl-uno.delivered"],
    ["policy", "checkpoint.announce"],
    ["policy", "key.create"],
    ["audit", "audit.2026.test.i.x.y"],
    ["audit", "event.test.0._core.x.y"],
    ["audit", "feed.test.pl-uno.x.y"],
    ["audit", "key.get"],
    ["audit", "$JS.API.STREAM.MSG.GET.EVENTS"],
    ["audit", "$JS.API.STREAM.MSG.GET.REPORTS"],
    ["bootstrap", "event.test.0.pl-uno.x.y"],
    ["bootstrap", "audit.2026.system.k.x.y"],
    ["console", "audit.2026.system.k.read.x"],
    ["console", "event.test.0._core.x.y"],
    ["console", "$JS.API.STREAM.MSG.GET.AUDIT_2026"],
    ["console", "$JS.API.STREAM.MSG.GET.EVENTS"],
    ["console", "key.get"],
    ["console", "rules.present"],
    ["console", "demands.make"],
    ["console", "retention.erase"],
    ["console", "retention.retire"],
    ["console", "subjects.search"],
    ["vault", "event.test.0.pl-uno.x.y"],
    ["policy", "$JS.API.STREAM.MSG.GET.QUARANTINE"],
    ["exchange", "$JS.API.STREAM.PURGE.HELD"],
    ["bootstrap", "$JS.API.STREAM.UPDATE.HELD"],
    ["system", "$SYS.REQ.SERVER.PING.SHUTDOWN"],
  ] as const)("%s cannot publish on %s", async (role, subject) => {
    const connection = await fixture.as(role);
    expect(await attempt(connection, subject)).toMatch(/permissions violation/i);
    await connection.close();
  });

  test("nobody at run time can delete, purge, restore or update EVENTS and the log, nor take one leaf out", async () => {
    const verbs = ["DELETE", "PURGE", "RESTORE", "SNAPSHOT", "MSG.DELETE", "UPDATE", "CREATE"];
    for (const role of ["exchange", "policy", "audit", "console", "bootstrap", "vault"] as const) {
      const connection = await fixture.as(role);
      for (const verb of verbs) {
        for (const stream of ["EVENTS", "AUDIT_2026"]) {
          const allowed =
            (role === "bootstrap" && verb === "CREATE") ||
            (role === "audit" && stream === "AUDIT_2026" && ["UPDATE", "CREATE"].includes(verb));
          if (allowed) continue;
          const refused = await attempt(connection, `$JS.API.STREAM.${verb}.${stream}`);
          expect({ role, verb, stream, refused: /permissions violation/i.test(refused) }).toEqual({
            role,
            verb,
            stream,
            refused: true,
          });
        }
      }
      await connection.close();
    }
  });

  test("nobody listens to another process's inbox", async () => {
    for (const role of ["exchange", "policy", "audit", "console", "bootstrap", "vault"] as const) {
      const other = role === "policy" ? "audit" : "policy";
      const connection = await fixture.as(role);
      const { closed } = connection.subscribe(`_INBOX_${other}.>`);
      await expect(closed).resolves.toMatchObject({ name: "PermissionViolationError" });
      await connection.close();
    }
  });
});

describe("core users do their work", () => {
  test("each process can do its work: write, read at the leader, announce, ask the vault, seal the year", async () => {
    const timeoutMs = 2_000;
    const policyConnection = await fixture.as("policy");
    const policy = await openJetStreamLog(policyConnection, { timeoutMs });
    const exchangeLog = await openJetStreamLog(exchange, { timeoutMs });
    const auditConnection = await fixture.as("audit");
    const audit = await openJetStreamLog(auditConnection, { timeoutMs });
    const vault = await fixture.as("vault");
    vault.subscribe("key.get", { callback: answerKey });
    await vault.flush();

    const event = eventPlace({ mode: "test", room: "pl-uno", incident: id(10), event: id(11) });
    const leaf = auditPlace({ year: 2026, mode: "test", pseudonym: id(12), event: id(11) });
    const copy = feedPlace({ mode: "test", room: "pl-due", alias: id(13), delivery: id(14) });
    const expect0 = (place: { chain: string }) => ({
      expect: { sequence: 0, filter: place.chain },
    });
    const appended = { kind: "appended" };
    expect(await exchangeLog.append(event.subject, bytes("e"), expect0(event))).toMatchObject(
      appended,
    );
    expect((await policy.firstFrom("EVENTS", event.subject, 1))?.data).toEqual(bytes("e"));
    expect(await policy.append(leaf.subject, bytes("l"), expect0(leaf))).toMatchObject(appended);
    expect(await policy.append(copy.subject, bytes("c"), expect0(copy))).toMatchObject(appended);
    expect(await exchangeLog.overwrite(copy.subject, new Map())).toMatchObject(appended);
    expect((await audit.last("AUDIT_2026", leaf.chain))?.data).toEqual(bytes("l"));
    for (const asking of [exchange, policyConnection]) {
      expect((await asking.request("key.get", "", { timeout: timeoutMs })).string()).toBe("key");
    }
    const announced = new Promise((resolve) => {
      policyConnection.subscribe("checkpoint.announce", {
        callback: (_e, m) => resolve(m.string()),
      });
    });
    await policyConnection.flush();
    auditConnection.publish("checkpoint.announce", "size 1");
    expect(await announced).toBe("size 1");
    const rollOver = await openJetStreamAdmin(auditConnection, { timeoutMs });
    expect((await rollOver.seal("AUDIT_2026")).sealed).toBe(true);
  });
});

describe("core users follow their streams", () => {
  async function firstOf<T>(source: AsyncGenerator<T, void, undefined>): Promise<T | undefined> {
    const { value } = await source.next();
    return value ?? undefined;
  }

  test("policy takes events by a durable consumer, audit reads the log, exchange and audit follow a feed", async () => {
    const own = await startAccounts(["pl-uno"]);
    const timeoutMs = 2_000;
    const [asExchange, asPolicy, asAudit] = await Promise.all([
      own.as("exchange"),
      own.as("policy"),
      own.as("audit"),
    ]);
    const event = eventPlace({ mode: "test", room: "pl-uno", incident: id(1), event: id(2) });
    const leaf = auditPlace({ year: 2026, mode: "test", pseudonym: id(3), event: id(2) });
    const copy = feedPlace({ mode: "test", room: "pl-uno", alias: id(4), delivery: id(5) });
    const exchangeLog = await openJetStreamLog(asExchange, { timeoutMs });
    const policyLog = await openJetStreamLog(asPolicy, { timeoutMs });
    const expect0 = (place: { chain: string }) => ({
      expect: { sequence: 0, filter: place.chain },
    });
    await exchangeLog.append(event.subject, bytes("e"), expect0(event));
    await policyLog.append(leaf.subject, bytes("l"), expect0(leaf));
    await policyLog.append(copy.subject, bytes("c"), expect0(copy));

    const handled = Promise.withResolvers<boolean>();
    const strategy = new JetStreamStrategy({
      connection: asPolicy,
      consumers: {
        decide: {
          stream: "EVENTS",
          name: "decide",
          durable: true,
          filter: partitionFilter(partitionOf(id(1))),
          inWorkMax: 4,
          ackWaitMs: 5_000,
          retryMs: 100,
        },
      },
      timeoutMs,
      graceMs: 1_000,
    });
    strategy.addHandler(
      "decide",
      async (_data: Uint8Array, context: JetStreamContext) => {
        context.ack();
        handled.resolve(context.settled);
      },
      true,
    );
    strategy.listen(() => {});
    expect(await handled.promise).toBe(true);
    const manager = await jetstreamManager(asPolicy, { checkAPI: false });
    await until(async () => {
      const { num_ack_pending, num_pending } = await manager.consumers.info("EVENTS", "decide");
      return num_ack_pending + num_pending === 0;
    }, "the acknowledgement");
    await strategy.close();

    const stop = new AbortController();
    const options = { from: 1, timeoutMs, signal: stop.signal };
    const read = await firstOf(readInOrder(asAudit, { ...options, stream: "AUDIT_2026" }));
    expect(read?.subject).toBe(leaf.subject);
    for (const follower of [asExchange, asAudit]) {
      const seenCopy = await firstOf(
        followHeaders(follower, { ...options, stream: "FEED_pl-uno" }),
      );
      expect(seenCopy?.subject).toBe(copy.subject);
    }
    stop.abort();
    await own.close();
  });

  test("policy writes the rule cache, exchange reads and watches it and cannot write it", async () => {
    const own = await startAccounts(["pl-uno"]);
    const written = await new Kvm(await own.as("policy")).open("RULES");
    const read = await new Kvm(await own.as("exchange")).open("RULES");
    await written.put("active", bytes("1"));
    expect((await read.get("active"))?.string()).toBe("1");
    const watch = await read.watch();
    const first = await watch[Symbol.asyncIterator]().next();
    expect(first.done === true ? undefined : first.value.string()).toBe("1");
    await expect(read.put("active", bytes("2"))).rejects.toThrow();
    expect((await written.get("active"))?.string()).toBe("1");
    watch.stop();
    await own.close();
  });
});

describe("the starter", () => {
  test("proposes the two signed documents, reads them back, and can write no other key", async () => {
    const own = await startAccounts(["pl-uno"]);
    const connection = await own.as("bootstrap");
    for (const [bucket, key] of proposals) {
      const cache = await openCacheBucket(connection, bucket);
      expect(await cache.get(key)).toBeUndefined();
      await cache.put(key, bytes("signed"));
      expect(await cache.get(key)).toEqual(bytes("signed"));
      await expect(cache.put("active", bytes("forged"))).rejects.toThrow();
      await expect(cache.get("active")).rejects.toThrow();
    }
    const rules = await openCacheBucket(await own.as("policy"), "RULES");
    expect(await rules.get("active")).toBeUndefined();
    await own.close();
  });
});

describe("configuration", () => {
  test("importing another room's subject fails when the configuration loads", async () => {
    const forged = (text: string) => text.replace('"room.pl-uno.feed"', '"room.pl-due.feed"');
    const valid = fixture.configWith(rooms);
    expect(forged(valid)).not.toBe(valid);
    const start = startNatsServer(forged(valid));
    await expect(start).rejects.toThrow(/nats-server did not start/);
  });

  test.each([
    ["a room with a forged name", { rooms: [{ id: 'x" : { } CORE', keys: [] }] }],
    ["a room named like the core", { rooms: [{ id: "CORE", keys: [] }] }],
    ["a seed where a public key is meant", { rooms: [{ id: "pl-uno", keys: ["SUAAAA"] }] }],
    ["a folder with a quote", { storeDir: '/x" , y: "' }],
    ["no year", { auditYears: [] }],
  ])("%s is refused before any text is made", (_what, change) => {
    const input = {
      serverName: "s",
      host: "127.0.0.1",
      port: 1,
      storeDir: "/x",
      storeBytesMax: 1,
      memoryBytesMax: 1,
      payloadBytesMax: 1,
      keys: {
        bootstrap: [],
        exchange: [],
        policy: [],
        audit: [],
        console: [],
        vault: [],
        system: [],
      },
      rooms: [],
      auditYears: [2026],
      roomLimits: { connectionsMax: 1, subscriptionsMax: 1, payloadBytesMax: 1 },
    };
    expect(serverConfiguration(input)).toContain("sync_interval: always");
    expect(() => serverConfiguration({ ...input, ...change })).toThrow(RangeError);
  });

  test("the system user reads back that every write is synced", async () => {
    const { serverName } = fixture.server;
    const settings = await readServerSettings(await fixture.as("system"), [serverName], 2_000);
    expect(settings).toMatchObject([{ serverName, syncAlways: true, version: "2.15.1" }]);
  });

  test("a server that does not sync every write is noticed, a silent one is an error", async () => {
    const lax = (text: string) => text.replace("sync_interval: always", "sync_interval: 2m");
    const server = await startNatsServer(
      `${lax(defaultNatsConfig)}\naccounts {\n SYS: { users: [ { user: s, password: s } ] }\n}\nsystem_account: SYS\n`,
    );
    const system = await connect({ servers: [server.url], user: "s", pass: "s" });
    expect(system.info?.server_name).toBe(server.serverName);
    const settings = await readServerSettings(system, [server.serverName], 2_000);
    expect(settings).toMatchObject([{ syncAlways: false }]);
    await expect(readServerSettings(system, ["absent"], 300)).rejects.toBeInstanceOf(EventLogError);
    await system.close();
    await server.stop();
  });
});

function answerKey(_error: Error | null, message: Msg): void {
  message.respond("key");
}

async function untilMessages(
  manager: Awaited<ReturnType<typeof jetstreamManager>>,
  stream: string,
  messages: number,
): Promise<void> {
  const isThere = async () => (await manager.streams.info(stream)).state.messages >= messages;
  await until(isThere, `${messages} messages in ${stream}`);
}
