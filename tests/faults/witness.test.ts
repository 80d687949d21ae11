import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { exitCodes } from "#apps/cli/exitCodes";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import { formatAddCheckpoint } from "#libs/tlog/witnessProtocol";
import { type StartedChild, seamFired, startChild } from "#tests/support/childProcess";
import { runCli, startCli } from "#tests/support/commandLine";
import { testFolder } from "#tests/support/privateFile";
import { newTestLog, type TestLog } from "#tests/support/testLog";
import { newWitness, type TestWitness } from "#tests/support/testWitness";

let folder: string;
let log: TestLog;
let witness: TestWitness;
const children: StartedChild[] = [];

beforeEach(async () => {
  folder = testFolder();
  mkdirSync(join(folder, "seams"));
  log = await newTestLog();
  witness = newWitness(folder, "prefettura", [log.vkey]);
});
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  await log.remove();
  rmSync(folder, { recursive: true, force: true });
});

function start(seams: Readonly<Record<string, "kill">> = {}): StartedChild {
  const path = join(folder, `witness-${children.length}.json`);
  const test = { dir: join(folder, "seams"), seams };
  writeFileSync(path, JSON.stringify({ ...witness.config, test }), { mode: 0o600 });
  const child = startChild("apps/witness/main.js", path);
  children.push(child);
  return child;
}

async function offer(child: StartedChild, size: number, fill: number): Promise<string> {
  const note = signCheckpoint({ origin: log.origin, size, root: Buffer.alloc(32, fill) }, [
    log.signer,
  ]);
  const { http = 0 } = await child.ready;
  const oldSize = children.length === 1 ? 0 : size;
  const body = formatAddCheckpoint({ oldSize, proof: [], note }).toString("utf8");
  const address = `http://127.0.0.1:${http}/add-checkpoint`;
  const answer = await fetch(address, { method: "POST", body }).catch(() => undefined);
  return answer === undefined ? "no answer" : `${answer.status}`;
}

test("a witness that is killed between storing and answering cosigns the same afterwards, and nothing else for that size", async () => {
  const dying = start({ "witness-stored": "kill" });
  expect(await offer(dying, 7, 1)).toBe("no answer");
  expect((await dying.ended).signal).toBe("SIGKILL");
  expect(seamFired(join(folder, "seams"), "witness-stored", dying.pid)).toBe(true);
  const living = start();
  expect(await offer(living, 7, 2)).toBe("409");
  expect(await offer(living, 7, 1)).toBe("200");
  expect(await offer(living, 7, 2)).toBe("409");
});

test("a witness runs with nothing but the command: it prints its line for policies, cosigns, and stops in order", async () => {
  const place = join(folder, "alone");
  const args = ["witness", place, "--log", log.vkey, "--port", "0", "--json", "--lang", "it"];
  const cli = startCli([...args, "--name", "testimone.example"]);
  const { address } = await cli.event("witness-ready");
  const { line } = await cli.event("witness-policy-line");
  expect(parsePolicy(Buffer.from(`${line}\nquorum testimone.example\n`))).toMatchObject({
    ok: true,
  });
  const note = signCheckpoint({ origin: log.origin, size: 1, root: Buffer.alloc(32, 1) }, [
    log.signer,
  ]);
  const body = formatAddCheckpoint({ oldSize: 0, proof: [], note }).toString("utf8");
  expect((await fetch(`${address}/add-checkpoint`, { method: "POST", body })).status).toBe(200);
  cli.child.kill("SIGTERM");
  expect(await cli.exit).toBe(exitCodes.ok);
  const other = await runCli([...args, "--name", "altro.example"]);
  expect(other.code).toBe(exitCodes.refused);
});

test("a witness whose file is not as it must be says so and does not start", async () => {
  const path = join(folder, "bad.json");
  writeFileSync(path, JSON.stringify({ ...witness.config, port: "7" }), { mode: 0o600 });
  const child = startChild("apps/witness/main.js", path);
  expect((await child.ended).code).toBe(78);
  expect(child.log()).toContain("config-invalid");
});
