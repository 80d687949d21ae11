import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { z } from "zod";
import { adapterConfig } from "#apps/adapter/config";
import { auditConfig } from "#apps/audit/audit.config";
import { readDeployment } from "#apps/cli/deployment";
import { openDataFolder } from "#apps/cli/installation";
import { type ConfigInput, listenerNames, processPlans } from "#apps/cli/processConfigs";
import { openSecrets } from "#apps/cli/secrets";
import { openWebhookSecrets } from "#apps/cli/webhookSecrets";
import {
  demonstrationWitnesses,
  openDemonstrationWitnesses,
  readWitnesses,
  witnessProcess,
} from "#apps/cli/witness/demonstrationWitnesses";
import { consoleConfig } from "#apps/console/api/console.config";
import { exchangeConfig } from "#apps/exchange/exchange.config";
import { policyConfig } from "#apps/policy/policy.config";
import { vaultConfig } from "#apps/vault/vaultConfig";
import { witnessConfigOf } from "#apps/witness/witnessConfig";
import { proposals } from "#libs/eventlog/permissions";
import { documentKeys } from "#libs/policy/documents";
import { rawPublicKey } from "#libs/seal/signedDocument";
import { projectRoot } from "#tests/support/project";

const folder = mkdtempSync(join(tmpdir(), "raccordo-configs-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schemas: Readonly<Record<string, z.ZodType>> = {
  vault: vaultConfig,
  audit: auditConfig,
  policy: policyConfig,
  exchange: exchangeConfig,
  adapter: adapterConfig,
  "console/api": consoleConfig,
};

openDataFolder(data);
const deployment = readDeployment(join(projectRoot, "deploy"));
const ids = deployment.rooms.map(({ id }) => id);
const secrets = openSecrets(data, { rooms: ids, made: undefined, production: false });

function input(change: Partial<ConfigInput> = {}): ConfigInput {
  const { rooms } = change.rooms === undefined ? deployment : { rooms: change.rooms };
  const ports = Object.fromEntries(listenerNames(rooms).map((name, i) => [name, 4_100 + i]));
  return {
    data,
    rooms,
    secrets,
    signers: secrets.signers.map(({ role, key }) => ({ role, key: rawPublicKey(key) })),
    natsUrl: "127.0.0.1:4100",
    serverName: "raccordo-test",
    ports,
    production: false,
    commits: { kind: "sqlite" },
    test: {},
    ...change,
  };
}

/** What a process would refuse of its file; empty when it takes it. */
function issues(plans: ReturnType<typeof processPlans>): readonly string[] {
  return plans.flatMap(({ name, app, config }) => {
    const result = schemas[app]?.safeParse(JSON.parse(JSON.stringify(config)));
    if (result?.success === true) return [];
    return [`${name}: ${result?.error.message ?? "no such app"}`];
  });
}

const witnesses = openDemonstrationWitnesses(data, {
  origin: "raccordo-test.invalid/2026",
  secrets,
  ports: input().ports,
  made: [],
});

describe("the configuration files that `raccordo up` writes", () => {
  test("give the two witnesses of the demonstration their folder and the log's keys, and nothing secret", () => {
    const timestamps = "https://marca.example/tsa";
    const plans = processPlans(input({ witnesses, timestamps }));
    const files = plans.filter(({ app }) => app === "witness").map(({ config }) => config);
    expect(files.map((file) => witnessConfigOf(file))).toEqual(files);
    const { ports } = input();
    const named = demonstrationWitnesses.map((name) => ports[witnessProcess(name)]);
    expect(files.map(({ port }) => port)).toEqual(named);
    expect(JSON.stringify(files)).not.toContain(secrets.core.checkpoint.toString("base64url"));
    expect(issues(plans.filter(({ app }) => app !== "witness"))).toEqual([]);
  });

  test("name the witnesses of the demonstration the same at every start, and refuse one whose key is gone", () => {
    const again = { origin: "raccordo-test.invalid/2026", secrets, ports: input().ports };
    const made = [...demonstrationWitnesses];
    expect(openDemonstrationWitnesses(data, { ...again, made })).toEqual(witnesses);
    expect(readWitnesses(data)?.policy).toBe(witnesses.policy);
    rmSync(join(data, "witnesses", "comune", "key"));
    expect(() => openDemonstrationWitnesses(data, { ...again, made })).toThrow("secret-missing");
  });

  test("are what every process's own schema takes", () => {
    expect(issues(processPlans(input()))).toEqual([]);
  });

  test("are taken too when one titolare has several rooms: one process, each room with its own user", () => {
    const rooms = deployment.rooms.map((room) => ({ ...room, titolare: "Comune sintetico" }));
    const plans = processPlans(input({ rooms }));
    expect(plans.filter(({ app }) => app === "adapter")).toHaveLength(1);
    expect(issues(plans)).toEqual([]);
  });

  test("let the edge enforce what a room's file limits, unless the bench says otherwise", () => {
    const [first, ...others] = deployment.rooms;
    if (first === undefined) throw new Error("no rooms");
    const limits = { ...first.limits, submit_per_minute_max: 7, submit_bytes_max: 1_000 };
    const rooms = [{ ...first, limits }, ...others];
    const limitsOf = (change: Partial<ConfigInput>) => {
      const plan = processPlans(input({ rooms, ...change })).find(({ app }) => app === "adapter");
      return adapterConfig.parse(JSON.parse(JSON.stringify(plan?.config))).rooms[0]?.limits;
    };
    expect(limitsOf({})).toMatchObject({ submit_per_minute_max: 7, submit_bytes_max: 1_000 });
    const edgeLimits = { submit_per_minute_max: 9_000, polls_max: 5 };
    expect(limitsOf({ edgeLimits })).toMatchObject({ ...edgeLimits, submit_bytes_max: 1_000 });
  });

  test("with seams for a test are refused in operation, whoever wrote them", () => {
    const test = { vault: { dir: folder, seams: { "vault-created": "kill" } } };
    expect(issues(processPlans(input({ test })))).toEqual([]);
    expect(issues(processPlans(input({ test, production: true })))).not.toEqual([]);
  });

  test("give each process its own secrets and nobody else's (clarification 21)", () => {
    const texts = new Map(
      processPlans(input()).map(({ name, config }) => [name, JSON.stringify(config)]),
    );
    const holders = (secret: string) =>
      [...texts].filter(([, text]) => text.includes(secret)).map(([name]) => name);
    const { core, users } = secrets;
    expect(holders(core.checkpoint.toString("base64url"))).toEqual(["audit"]);
    expect(holders(core.receipts.toString("base64url"))).toEqual(["exchange"]);
    expect(holders(core.log_pseudonym.toString("base64url"))).toEqual(["policy"]);
    expect(holders(core.mac_policy.toString("base64url"))).toEqual(["audit", "policy"]);
    expect(holders(users.system.seed)).toEqual(["audit"]);
    expect(holders(users.bootstrap.seed)).toEqual([]);
    for (const [id, room] of secrets.rooms) {
      expect(holders(room.nats.seed)).toEqual([`adapter-${id}`]);
      expect(holders(room.root.toString("base64url"))).toEqual([]);
    }
    for (const { key } of secrets.signers) {
      const { d } = key.export({ format: "jwk" });
      expect(holders(String(d))).toEqual([]);
    }
  });

  test("give the two modes different keys", () => {
    for (const { config } of processPlans(input())) {
      const keys = JSON.stringify(config).match(/"[A-Za-z0-9_-]{43}"/g) ?? [];
      const derived = JSON.stringify(config["rooms"] ?? []).match(/"[A-Za-z0-9_-]{43}"/g) ?? [];
      expect(new Set(derived).size).toBe(derived.length);
      expect(keys.length).toBeGreaterThanOrEqual(derived.length);
    }
  });

  describe("of a room with a webhook", () => {
    const webhook = {
      url: "https://sala.example/copie",
      timeout_s: 10,
      ttl_s: 86_400,
      modes: ["actual" as const],
      format: "native" as const,
    };
    const rooms = (url: string) =>
      deployment.rooms.map((room) =>
        room.id === "questura_cremona" ? { ...room, webhook: { ...webhook, url } } : room,
      );
    const webhookSecrets = openWebhookSecrets(data, ["questura_cremona"], []);
    const [secret = ""] = webhookSecrets.get("questura_cremona") ?? [];

    test("are taken by its adapter, which alone is given the secret", () => {
      const plans = processPlans(input({ rooms: rooms(webhook.url), webhookSecrets }));
      expect(issues(plans)).toEqual([]);
      const holders = plans.filter(({ config }) => JSON.stringify(config).includes(secret));
      expect(holders.map(({ name }) => name)).toEqual(["adapter-questura_cremona"]);
    });

    test("are refused in operation when copies would go out in clear, even on this machine", () => {
      const plans = (url: string, production: boolean) =>
        processPlans(input({ rooms: rooms(url), webhookSecrets, production }));
      expect(issues(plans("http://127.0.0.1:1/", false))).toEqual([]);
      expect(issues(plans("http://127.0.0.1:1/", true))).toHaveLength(1);
      expect(issues(plans(webhook.url, true))).toEqual([]);
      expect(issues(plans("https://canarino:segreto@sala.example/", false))).toHaveLength(1);
    });
  });

  test("and the documents that `up` may propose are those that policy reads", () => {
    expect(proposals).toEqual([
      ["ROOMS", documentKeys.configuration],
      ["RULES", documentKeys.proposed],
    ]);
  });
});
