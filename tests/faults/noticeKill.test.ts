import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { ReleasedView } from "#libs/incident/view";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const dir = mkdtempSync(join(tmpdir(), "raccordo-notice-"));
/** While it is there, policy passes the place between the notice and the release. */
const go = join(dir, "go.noticed");
const force = "questura_cremona";

let system: RunningSystem;
let sent = 0;
beforeAll(async () => {
  if (problem !== undefined) return;
  writeFileSync(go, "");
  const example = join(projectRoot, "docs", "examples", "emergency.yaml");
  system = await startSystem({
    limits: { announce_every_ms: 200 },
    only: innerAnd("pl_cremona", force),
    files: { "agreements/emergency.yaml": readFileSync(example, "utf8") },
    processes: { policy: { dir, seams: { noticed: "hold" } } },
  });
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
  rmSync(dir, { recursive: true, force: true });
});

const send = (room: string, over: object) => {
  sent += 1;
  const head = { message_id: `K-${sent}`, sent: new Date().toISOString(), mode: "actual" };
  return system.send(room, JSON.stringify({ ...head, ...over }));
};

async function copies(after: string): Promise<{ views: readonly ReleasedView[]; cursor: string }> {
  const query = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
  const { body } = await system.ask(force, `/v1/rooms/${force}/feed${query}`);
  return { views: body["copies"] as readonly ReleasedView[], cursor: String(body["cursor"]) };
}

const nextCopy = (after: string) =>
  until(async () => {
    const found = await copies(after);
    return found.views.length > 0 ? found : undefined;
  }, "a copy");

const policyPid = (): number => {
  const told = system.cli
    .events()
    .filter(({ event }) => event === "process-started" || event === "process-restarted")
    .findLast(({ process: name }) => name === "policy");
  return Number(told?.["pid"]);
};

describe("policy, killed between the notice of a broken glass and its release", () => {
  systemTest(
    "has released nothing, and the next one releases what was decided, under the same one notice",
    async () => {
      await send("pl_cremona", {
        kind: "report",
        incident: { id: "SINTETICO-K1" },
        category: "C01",
        territory: ["istat:019036"],
        upsert: [
          {
            ...{ kind: "person", id: "a", roles: ["injured"], minor: false },
            family_name: "SINTETICO",
          },
        ],
      });
      const first = await nextCopy("");
      const alias = String(first.views[0]?.incident);
      await send(force, { kind: "charge_taken", incident: { alias } });
      const { cursor } = await nextCopy(first.cursor);
      const marks = readdirSync(dir).filter((name) => name.startsWith("fired.noticed."));
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) rmSync(join(dir, mark));
      rmSync(go);
      const before = policyPid();
      const incident = { alias };
      await send(force, { kind: "break_glass", incident, emergency: "life_at_risk" });
      await until(
        () => readdirSync(dir).includes(`fired.noticed.${before}`) || undefined,
        "the place between notice and release",
      );
      expect((await copies(cursor)).views).toEqual([]);
      process.kill(before, "SIGKILL");
      writeFileSync(go, "");
      await until(() => policyPid() !== before || undefined, "policy to be back", 150_000);
      const opened = await nextCopy(cursor);
      expect(JSON.stringify(opened.views)).toContain("SINTETICO");
      expect(opened.views).toHaveLength(1);
      const log = await until(async () => {
        const read = await readSystemLog(system.data);
        return read.leaves.some(({ kind }) => kind === "break_glass") ? read : undefined;
      }, "the published notice");
      expect(log.findings).toEqual([]);
      expect(log.leaves.filter(({ kind }) => kind === "break_glass")).toHaveLength(1);
    },
    180_000,
  );
});
