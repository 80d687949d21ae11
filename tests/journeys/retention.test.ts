import { copyFileSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { KeyShreddedLeaf } from "#libs/seal/leaf";
import { commandHere } from "#tests/support/commandHere";
import { readExposition } from "#tests/support/metricsPage";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, pidsOf, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const owner = "pl_cremona";

/** The shipped terms, but seconds after an incident's closing or a copy's storage. */
const secondsAfterClose = () => {
  let text = readFileSync(join(projectRoot, "deploy", "retention.yaml"), "utf8");
  for (const [name, seconds] of [
    ["ordinary", 4],
    ["sensitive", 1],
    // Nobody fetches the copies here.
    ["undelivered", 2],
    ["plate_alert", 2],
    ["quarantine", 3],
  ] as const) {
    const term = new RegExp(`(  ${name}:\n)    value: \\d+\n    unit: \\w+\n`);
    text = text.replace(term, `$1    value: ${seconds}\n    unit: seconds\n`);
  }
  return text;
};

let system: RunningSystem;
let sent = 0;

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({
    limits: { announce_every_ms: 200 },
    only: innerAnd(owner),
    files: { "retention.yaml": secondsAfterClose() },
  });
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
});

/** One message about an incident of the owner; its status. Each moves the clock of the streams on. */
async function message(
  id: string,
  kind: string,
  over: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  sent += 1;
  const head = { message_id: `T-${sent}`, sent: new Date().toISOString(), mode: "actual", kind };
  const place = { kind: "place", id: "p", sensitivity: "sensitive", street: "Via Sintetica" };
  const person = { kind: "person", id: "a", roles: ["victim"], minor: false };
  const answer = await system.send(
    owner,
    JSON.stringify({
      ...{ ...head, incident: { id }, category: "C03", territory: ["istat:019036"] },
      ...(kind === "report" && { upsert: [place, { ...person, family_name: "SINTETICO" }] }),
      ...over,
    }),
  );
  return answer.status;
}

const logOf = async () => readSystemLog(system.data);

/** What the log says was destroyed, while another incident's messages let the streams' clock go on. */
async function destroyed(count: number): Promise<readonly KeyShreddedLeaf[]> {
  return until(
    async () => {
      await message("altro", "report");
      const { leaves } = await logOf();
      const found = leaves.filter((leaf) => leaf.kind === "key_shredded");
      return found.length >= count ? found : undefined;
    },
    `${count} destructions in the log`,
    60_000,
  );
}

async function report(): Promise<{ readonly code: unknown; readonly counts: object }> {
  const { code, events } = await commandHere(["retention", "report", "--data", system.data]);
  return { code, counts: events.find(({ event }) => event === "retention-report") ?? {} };
}

/** An alert that nobody renews: it ends by itself, and what was quarantined meanwhile too. */
async function shortTerms(): Promise<void> {
  const before = (await destroyed(4)).length;
  const named = { message_id: "T-alert", sent: new Date().toISOString(), category: "C14" };
  const vehicle = (plate: string) => ({ upsert: [{ kind: "vehicle", id: "v", plate }] });
  expect(await message("targa", "report", { ...named, ...vehicle("SINTETICO") })).toBe(202);
  expect(await message("targa", "report", { ...named, ...vehicle("SINTETICA") })).toBe(409);
  await destroyed(before + 2);
  expect(await message("targa", "update", { category: "C14", ...vehicle("SINTETICO") })).toBe(410);
  const ended = await until(async () => {
    const { leaves } = await logOf();
    return leaves.find((leaf) => leaf.kind === "notice" && leaf.code === "quarantine_ended");
  }, "the end of what was quarantined in the log");
  expect(ended).toMatchObject({ range: { from: 1, to: 1 } });
  const { code, events } = await commandHere(["retention", "report", "--data", system.data]);
  expect(code).toBe(0);
  const quarantine = events.find(({ event }) => event === "retention-quarantine");
  expect(quarantine).toMatchObject({ messages: 0, state: "not_due" });
  expect(await report()).toMatchObject({ counts: { in_backups: expect.any(Number) } });
}

async function metric(name: string): Promise<number> {
  const url = `http://127.0.0.1:${system.port("operations-policy")}/metrics`;
  const { samples } = readExposition(await (await fetch(url)).text());
  return samples.find((one) => one.metric === name)?.value ?? -1;
}

describe("data of a closed incident", () => {
  systemTest(
    "go by their terms, the log stays whole, a restored backup brings nothing back, and orders need two people",
    async () => {
      const store = join(system.data, "vault", "keys.sqlite");
      expect(await message("chiuso", "report")).toBe(202);
      const backup = join(system.data, "backup.sqlite");
      copyFileSync(store, backup);
      expect(await message("chiuso", "close")).toBe(202);

      const [sensitive, both] = await destroyed(2);
      expect(sensitive).toMatchObject({ part: "sensitive", cause: "retention", of: "actual" });
      expect(both).toMatchObject({ part: "both", incident: sensitive?.incident });
      expect(await message("chiuso", "update")).toBe(410);
      const whole = await logOf();
      expect(whole.findings).toEqual([]);
      expect(await report()).toMatchObject({ code: 0, counts: { done: 2, overdue: 0, held: 0 } });

      // The file of before is put back, and the vault starts on it.
      renameSync(backup, store);
      process.kill(pidsOf(system.cli).get("vault") ?? 0, "SIGKILL");
      const again = (await destroyed(3)).at(-1);
      expect(again).toMatchObject({ cause: "restored_backup", incident: both?.incident });
      expect(await message("chiuso", "update")).toBe(410);
      expect(await metric("raccordo_restored_keys_destroyed")).toBe(1);

      // An open incident goes only by an order that two people signed.
      expect(await message("aperto", "report")).toBe(202);
      const open = await until(async () => {
        const { incidents } = await logOf();
        const known = incidents.filter(({ leaf }) => leaf.incident !== both?.incident);
        return known.length > 1 ? known.at(-1)?.leaf.incident : undefined;
      }, "the open incident in the log");
      await orders(open);
      const last = (await destroyed(4)).at(-1);
      expect(last).toMatchObject({ cause: "erasure_order", incident: open });
      const holds = (await logOf()).leaves.filter((leaf) => leaf.kind === "legal_hold");
      expect(holds).toMatchObject([
        { state: "placed", incident: open, reason: "judicial_request" },
        { state: "released", incident: open },
      ]);
      await shortTerms();
      expect((await logOf()).findings).toEqual([]);
      expect(await metric("raccordo_retention_overdue")).toBe(0);
      expect(await metric("raccordo_quarantine_overdue_seconds")).toBe(0);
    },
    180_000,
  );
});

/** A hold stops the order; one signature is none; two of different roles carry it out. */
async function orders(incident: string): Promise<void> {
  const { data } = system;
  const keys = join(data, "secrets", "signers");
  const [first, second] = ["dpo", "operations"] as const;
  const order = join(data, "order.json");
  const audit = async (...words: readonly string[]) =>
    (await commandHere(["audit", ...words])).code;
  const reason = ["--reason", "judicial_request", "--by", "SINTETICO", "--data", data];
  const made = ["--ground", "authority", "--key", join(keys, first), "--out", order];
  expect(await audit("shred", incident, ...made)).toBe(0);
  const carry = (key: string) => audit("shred", "--order", order, "--key", key, "--data", data);
  expect(await carry(join(keys, first))).not.toBe(0);
  // A digit wrong, or the other mode: it would keep nothing, and must not say that it does.
  const wrong = `${incident.slice(0, -1)}${incident.endsWith("0") ? "1" : "0"}`;
  expect(await audit("hold", wrong, ...reason)).toBe(3);
  expect(await audit("hold", incident, "--mode", "exercise", ...reason)).toBe(3);
  expect(await audit("hold", incident, ...reason)).toBe(0);
  // The list is of the signed log: the hold is recorded now, and signed a moment later. What is kept is policy's word,
  // and a list without it where policy is too busy to answer.
  const standing = await until(async () => {
    const { events } = await commandHere(["retention", "holds", "--data", data]);
    return events.find((told) => told.event === "retention-hold" && told["kept"] !== undefined);
  }, "the hold to be in the signed log, and policy's word on it");
  expect(standing).toMatchObject({ incident, reason: "judicial_request", gone: 0 });
  expect(standing["kept"]).toBeGreaterThan(0);
  expect(await carry(join(keys, second))).not.toBe(0);
  const officer = (room: string) => ["--key", join(data, "rooms", room, "privacy_officer")];
  expect(await audit("release", incident, ...officer("questura"), "--data", data)).toBe(3);
  expect(await audit("release", incident, ...officer(owner), "--data", data)).toBe(0);
  expect(await carry(join(keys, second))).toBe(0);
}
