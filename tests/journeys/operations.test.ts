import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { z } from "zod";
import { readPorts } from "#apps/cli/ports";
import { demonstrationWitnesses, witnessProcess } from "#apps/cli/witness/demonstrationWitnesses";
import { problems } from "#libs/incident/problems";
import { byText } from "#libs/policy/order";
import {
  documentedMetrics,
  documentedParts,
  documentedWords,
  type Exposition,
  readExposition,
  type Sample,
} from "#tests/support/metricsPage";
import { natsServerProblem } from "#tests/support/natsServer";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");

interface Target {
  readonly targets: readonly [string];
  readonly labels: { readonly instance: string };
}

const report = () => ({
  message_id: "M-1",
  sent: new Date().toISOString(),
  mode: "actual",
  kind: "report",
  incident: { id: "SINTETICO-1" },
  category: "C01",
  territory: ["istat:019036"],
  upsert: [{ kind: "place", id: "p", sensitivity: "public", street: "Via Sintetica" }],
  remove: [],
});

const readySchema = z.strictObject({
  ready: z.boolean(),
  reports: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), code: z.string() })),
});

let system: RunningSystem;
let targets: readonly Target[] = [];

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({ limits: { announce_every_ms: 200, release_stop_after_ms: 4_000 } });
  targets = JSON.parse(readFileSync(join(system.data, "operations.json"), "utf8"));
  await system.send("pl_cremona", JSON.stringify(report()));
  await system.send("pl_cremona", "{");
  await system.ask("questura_cremona", "/v1/rooms/questura_cremona/feed?wait=20");
  await system.ask("pl_cremona", "/v1/rooms/pl_cremona/feed", { key: "none" });
  await fetch(`http://127.0.0.1:${system.port("console")}/v1/log/entries`);
}, 120_000);

afterAll(async () => {
  if (problem !== undefined) return;
  await system.remove();
});

/** The process of a target as docs/metrics.md names it: all adapters are one. */
const kindOf = (instance: string): string =>
  instance.startsWith("adapter-") ? "adapter" : instance;

const fetchFrom = ({ targets: [address] }: Target, path: string) =>
  fetch(`http://${address}${path}`);

async function metricsOf(instance: string): Promise<Exposition> {
  const target = targets.find(({ labels }) => labels.instance === instance);
  if (target === undefined) throw new Error(`${instance} is not watched`);
  return readExposition(await (await fetchFrom(target, "/metrics")).text());
}

async function metricValue(
  instance: string,
  metric: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const { samples } = await metricsOf(instance);
  return samples.find(
    (sample) =>
      sample.metric === metric &&
      Object.entries(labels).every(([name, word]) => sample.labels[name] === word),
  )?.value;
}

interface FoundMetric {
  readonly type: string;
  readonly labels: Set<string>;
  readonly processes: Set<string>;
  readonly help: string;
}

const foundMetric = (type: string, help = ""): FoundMetric => {
  return { type, labels: new Set(), processes: new Set(), help };
};

const labelsOf = (samples: readonly Sample[], metric: string): readonly string[] =>
  samples
    .filter((sample) => sample.metric === metric)
    .flatMap(({ labels }) => Object.keys(labels))
    .filter((label) => label !== "le");

/** True for a word of the page, of the problems, or of this installation's rooms and processes. */
function isKnown(label: string, word: string): boolean {
  const own: Readonly<Record<string, readonly string[]>> = {
    room: Object.keys(readPorts(system.data)?.rooms ?? {}),
    process: [
      ...targets.map(({ labels }) => labels.instance),
      ...["nats", ...demonstrationWitnesses.map(witnessProcess)],
    ],
    code: Object.keys(problems),
    outcome: Object.keys(problems),
  };
  if (label === "le") return /^(?:\d+(?:\.\d+)?|\+Inf)$/.test(word);
  return documentedWords.get(label)?.has(word) === true || own[label]?.includes(word) === true;
}

describe("every process of a running installation", () => {
  systemTest("is watched at a port of its own, which is no port of a room", () => {
    const { ports = {} } = readPorts(system.data) ?? {};
    const watched = Object.keys(ports).filter((name) => name.startsWith("operations-"));
    const instances = targets.map(({ labels }) => labels.instance);
    const names = watched.map((name) => name.replace("operations-", ""));
    expect(names.toSorted(byText)).toEqual(instances.toSorted(byText));
    expect(new Set(instances.map(kindOf))).toEqual(
      new Set(["up", "vault", "audit", "policy", "exchange", "adapter", "console"]),
    );
    expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
    for (const {
      labels,
      targets: [address],
    } of targets) {
      expect(address).toBe(`127.0.0.1:${ports[`operations-${labels.instance}`]}`);
    }
  });

  systemTest("lives, and is ready with the parts that the page says", async () => {
    for (const target of targets) {
      const kind = kindOf(target.labels.instance);
      expect((await fetchFrom(target, "/health/live")).status).toBe(200);
      const answer = await fetchFrom(target, "/health/ready");
      const { reports } = readySchema.parse(await answer.json());
      const parts = reports.map(({ name }) => name);
      const documented = [...documentedParts].filter(
        ([, processes]) => processes.length === 0 || processes.includes(kind),
      );
      expect([kind, new Set(parts)]).toEqual([kind, new Set(documented.map(([part]) => part))]);
      expect([kind, answer.status]).toEqual([kind, 200]);
    }
  });

  systemTest(
    "has exactly the metrics that the page says, with their type, labels and meaning",
    async () => {
      const found = new Map<string, FoundMetric>();
      for (const { labels } of targets) {
        const { types, helps, samples } = await metricsOf(labels.instance);
        for (const [name, type] of types) {
          const one = found.get(name) ?? foundMetric(type, helps.get(name));
          found.set(name, one);
          one.processes.add(kindOf(labels.instance));
          for (const label of labelsOf(samples, name)) one.labels.add(label);
        }
      }
      const documented = documentedMetrics.map(({ name, type, labels, processes, help }) => {
        return [
          name,
          { type, labels: new Set(labels), processes: new Set(processes), help },
        ] as const;
      });
      expect(found).toEqual(new Map(documented));
    },
  );

  systemTest(
    "says under its labels only words of the closed sets: no person, event, incident or address",
    async () => {
      const strange = new Set<string>();
      for (const { labels } of targets) {
        const { samples } = await metricsOf(labels.instance);
        const pairs = samples.flatMap((sample) => Object.entries(sample.labels));
        for (const [name, word] of pairs)
          if (!isKnown(name, word)) strange.add(`${name}="${word}"`);
      }
      expect([...strange]).toEqual([]);
    },
  );
});

describe("what happened is counted", () => {
  systemTest("a message, its decision, its leaf, its copy and its refusals", async () => {
    const room = { room: "pl_cremona" };
    const accepted = { ...room, mode: "actual", outcome: "accepted" };
    expect(await metricValue("exchange", "raccordo_submissions_total", accepted)).toBe(1);
    expect(
      await metricValue("policy", "raccordo_leaves_recorded_total", { kind: "exchange" }),
    ).toBe(1);
    const released = { mode: "actual", outcome: "released", code: "RELEASED" };
    const copies = (await metricValue("policy", "raccordo_decisions_total", released)) ?? 0;
    expect(copies).toBeGreaterThan(0);
    const handed = { room: "questura_cremona", mode: "actual" };
    expect(await metricValue("exchange", "raccordo_copies_handed_out_total", handed)).toBe(1);
    const refused = { ...room, code: "not-json" };
    expect(await metricValue("adapter-pl_cremona", "raccordo_edge_refusals_total", refused)).toBe(
      1,
    );
    const unknown = { room: "none", code: "credential-missing" };
    expect(await metricValue("adapter-pl_cremona", "raccordo_edge_refusals_total", unknown)).toBe(
      1,
    );
    const { samples } = await metricsOf("exchange");
    const waiting = samples.filter(({ metric }) => metric === "raccordo_copies_waiting");
    expect(waiting.reduce((sum, { value }) => sum + value, 0)).toBe(copies);
  });
});

describe("a room", () => {
  systemTest(
    "sees neither metrics nor health of any process at its address, key or not",
    async () => {
      for (const key of [undefined, "none"]) {
        for (const path of ["/metrics", "/health/live", "/health/ready"]) {
          const answer = await system.ask("pl_cremona", path, key === undefined ? {} : { key });
          expect([path, answer.status]).toEqual([path, 404]);
          expect(answer.text).not.toContain("raccordo_");
        }
      }
    },
  );
});

const feed = "/v1/rooms/questura_cremona/feed";

const pageSchema = z.looseObject({
  copies: z.array(z.looseObject({ delivery: z.string() })),
  cursor: z.string(),
});

/** Copies of the Questura that come after `cursor`, and where they end. */
async function copiesAfter(cursor: string, waitS: number) {
  const after = `after=${encodeURIComponent(cursor)}&wait=${waitS}`;
  const { body } = await system.ask("questura_cremona", `${feed}?${after}`);
  return pageSchema.parse(body);
}

const isStopped = (metric: string) => async () =>
  (await metricValue("policy", metric, { code: "no-announcement" })) === 1;

async function leavesRecorded(): Promise<number> {
  const { samples } = await metricsOf("policy");
  const recorded = samples.filter(({ metric }) => metric === "raccordo_leaves_recorded_total");
  return recorded.reduce((sum, { value }) => sum + value, 0);
}

describe("when the log stands still", () => {
  systemTest(
    "a message is still taken, but nobody decides it and no room gets it, until the log goes on",
    async () => {
      const audit = system.pids.get("audit") ?? 0;
      const first = pageSchema.parse((await system.ask("questura_cremona", feed)).body);
      const { cursor } = await copiesAfter(first.cursor, 0);
      process.kill(audit, "SIGSTOP");
      try {
        await until(isStopped("raccordo_releases_stopped"), "releases to stop");
        const before = await leavesRecorded();
        const other = { ...report(), message_id: "M-2", incident: { id: "SINTETICO-2" } };
        expect((await system.send("pl_cremona", JSON.stringify(other))).status).toBe(202);
        await until(isStopped("raccordo_decisions_waiting"), "the decision to wait for the log");
        expect((await copiesAfter(cursor, 1)).copies).toEqual([]);
        expect(await leavesRecorded()).toBe(before);
      } finally {
        process.kill(audit, "SIGCONT");
      }
      const given = await until(async () => {
        const { copies } = await copiesAfter(cursor, 1);
        return copies.length > 0 && copies;
      }, "the copy");
      expect(given).toHaveLength(1);
    },
    120_000,
  );
});

describe("when the message server is killed", () => {
  systemTest(
    "it is counted as a restart, every process tells that it lost it, and all are ready again",
    async () => {
      const pid = system.pids.get("nats");
      if (pid === undefined) throw new Error("no server of ours");
      process.kill(pid, "SIGKILL");
      const restarts = () =>
        metricValue("up", "raccordo_process_restarts_total", { process: "nats" });
      await until(
        async () => ((await restarts()) ?? 0) >= 1 || undefined,
        "a restart of the server",
      );
      for (const target of targets) {
        const { instance } = target.labels;
        await until(
          async () => (await fetchFrom(target, "/health/ready")).ok || undefined,
          `${instance} to be ready again`,
          60_000,
        );
        if (instance === "up") continue;
        expect(await metricValue(instance, "raccordo_nats_reconnects_total")).toBeGreaterThan(0);
        const away = { outcome: "away" };
        expect(await metricValue(instance, "raccordo_nats_connections", away)).toBe(0);
      }
    },
    120_000,
  );
});
