import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect } from "@jest/globals";
import { readConfiguration } from "#apps/cli/documents";
import { parseLeaf } from "#libs/seal/leaf";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { encodeVerifierKey, publicKeyObject } from "#libs/tlog/note";
import { type RunningCli, runCli, startCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;

const folder = mkdtempSync(join(tmpdir(), "raccordo-restore-"));
const data = join(folder, "data");
const year = new Date().getUTCFullYear();
const testFile = join(folder, "test.json");
const args = ["--json", "--test-file", testFile] as const;
let started: RunningCli | undefined;

// Those who write the log by themselves; nobody sends anything.
writeFileSync(testFile, JSON.stringify({ only: ["vault", "audit", "policy"] }));
afterAll(async () => {
  started?.child.kill("SIGKILL");
  await started?.exit;
  rmSync(folder, { recursive: true, force: true });
});

/** Starts what writes the log, waits until it works, and ends it in order. */
async function upOnce(): Promise<void> {
  started = startCli(["up", "--once", "--data", data, ...args]);
  expect(await started.exit).toBe(0);
}

/** How many leaves of each kind the log has, once all of it was verified. */
async function kinds(): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  const configuration = readConfiguration(data);
  const key = Buffer.from(configuration?.keys.log ?? "", "base64url");
  const vkey = encodeVerifierKey(`${configuration?.log_family}/${year}`, publicKeyObject(key));
  const report = await verifyLog(fileSource(join(data, "audit", String(year))), vkey, {
    onEntry: (_index, bytes) => {
      const leaf = parseLeaf(bytes);
      const kind = "problem" in leaf ? "none" : leaf.kind;
      found[kind] = (found[kind] ?? 0) + 1;
      return [];
    },
  });
  expect(report.findings).toEqual([]);
  return found;
}

function loseStream(): void {
  const store = join(data, "nats", "store");
  const streams = readdirSync(store, { recursive: true, encoding: "utf8" });
  const path = streams.find((name) => name.endsWith(`streams/AUDIT_${year}`));
  rmSync(join(store, path ?? "not there"), { recursive: true });
}

describe("an installation whose NATS lost the log", () => {
  testWithServer(
    "is not started, is restored by one command that asks first, and goes on: nothing that was recorded once is recorded again",
    async () => {
      await upOnce();
      const before = await kinds();
      expect(before["genesis"]).toBe(1);
      loseStream();

      const refused = await runCli(["up", "--once", "--data", data, ...args]);
      expect(refused.code).toBe(3);
      expect(refused.cli.output()).toContain("stream-lost");
      const unconfirmed = await runCli(["audit", "restore-stream", data, ...args]);
      expect(unconfirmed.code).toBe(3);
      expect(unconfirmed.cli.output()).toContain("restore-unconfirmed");

      const confirm = ["--confirm", `AUDIT_${year}`];
      const restored = await runCli(["audit", "restore-stream", data, ...args, ...confirm]);
      expect([restored.code, restored.cli.output()]).toEqual([
        0,
        expect.stringContaining("restore-done"),
      ]);
      await upOnce();
      const { notice, rule_set: steps = 0, heartbeat, ...after } = await kinds();
      const { rule_set: stepsBefore = 0, heartbeat: _beat, ...kept } = before;
      expect(after).toEqual(kept);
      expect(notice).toBe(1);
      // Each start is one more instance, which says that it has acknowledged the rules.
      expect(steps - stepsBefore).toBeLessThanOrEqual(1);
    },
    slowMs,
  );
});
