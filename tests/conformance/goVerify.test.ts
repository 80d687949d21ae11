import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { projectRoot } from "#tests/support/sharedFolder";
import { testIf } from "#tests/support/skip";
import { growLog, newTestLog, type TestLog } from "#tests/support/testLog";

const run = promisify(execFile);
// Debian: golang-go and golang-golang-x-mod-dev, which installs sources below this folder.
const goSources = "/usr/share/gocode";
const go = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "go"))
  .find((file) => existsSync(file));
const sumdb = existsSync(join(goSources, "src/golang.org/x/mod/sumdb/tlog"));
const testGo = testIf(
  go !== undefined && sumdb,
  "needs Debian's golang-go and golang-golang-x-mod-dev",
);
const batches = [1, 254, 1, 1, 700, 43];

let log: TestLog | undefined;
let verifier = "";

function base64(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString("base64"));
}

/** Our proofs: every tenth entry at the last size, and every batch's size grown to the last one. */
async function writeProofs(made: TestLog): Promise<void> {
  const size = batches.reduce((sum, count) => sum + count, 0);
  const reader = new LogReader(fileSource(made.folder), size);
  const root = (await reader.rootAt(size)).toString("base64");
  const inclusion: unknown[] = [];
  for (let index = 0; index < size; index += 10) {
    inclusion.push({ index, size, root, proof: base64(await reader.inclusion(index)) });
  }
  const consistency: unknown[] = [];
  for (const from of [1, 2, 255, 256, 257, 512, 957, size]) {
    const fromRoot = (await reader.rootAt(from)).toString("base64");
    const proof = base64(await reader.consistency(from));
    consistency.push({ from, to: size, fromRoot, toRoot: root, proof });
  }
  await writeFile(join(made.base, "proofs.json"), JSON.stringify({ inclusion, consistency }));
}

async function goVerify(folder: string): Promise<{ ok: boolean; said: string }> {
  if (log === undefined) throw new Error("no log was made");
  const args = [folder, log.vkey, join(log.base, "proofs.json")];
  try {
    const { stdout } = await run(verifier, args);
    return { ok: true, said: stdout.trim() };
  } catch (error) {
    return { ok: false, said: stdoutOf(error).trim() };
  }
}

/** What a command that failed had printed. */
function stdoutOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("stdout" in error)) return String(error);
  return String(error.stdout);
}

async function flippedCopy(path: string, at: number): Promise<string> {
  if (log === undefined) throw new Error("no log was made");
  const copy = await mkdtemp(join(log.base, "flipped-"));
  await cp(log.folder, copy, { recursive: true });
  const bytes = await readFile(join(copy, path));
  bytes[at] = bytes.readUInt8(at) ^ 1;
  await writeFile(join(copy, path), bytes);
  return copy;
}

beforeAll(async () => {
  if (go === undefined || !sumdb) return;
  log = await newTestLog();
  await growLog(log, await log.open(), batches);
  await writeProofs(log);
  verifier = join(log.base, "verify");
  await run(go, ["build", "-o", verifier, join(projectRoot(), "tests/conformance/go/verify.go")], {
    env: {
      PATH: process.env["PATH"],
      HOME: log.base,
      GOCACHE: join(log.base, "go-cache"),
      GO111MODULE: "off",
      GOFLAGS: "",
      GOPATH: `${join(log.base, "go")}${delimiter}${goSources}`,
    },
  });
}, 300_000);

afterAll(async () => {
  if (log === undefined) return;
  await rm(join(log.base, "go-cache"), { recursive: true, force: true });
  await log.remove();
});

describe("Go's sumdb packages, which share no code with this project", () => {
  testGo(
    "accept our signature, every leaf and tile, and all our inclusion and consistency proofs",
    async () => {
      const verdict = await goVerify(log?.folder ?? "");
      expect(verdict).toEqual({
        ok: true,
        said: "ok size=1000 entries=1000 inclusion=100 consistency=8",
      });
    },
  );
  testGo(
    "find one changed byte in an entry, in a tile of either level and in the checkpoint",
    async () => {
      const verdicts = [
        await goVerify(await flippedCopy("tile/entries/001", 10)),
        await goVerify(await flippedCopy("tile/0/002", 10)),
        await goVerify(await flippedCopy("tile/1/000.p/3", 95)),
        await goVerify(await flippedCopy("checkpoint", 40)),
      ];
      expect(verdicts.map(({ ok, said }) => [ok, said.split(":")[0]])).toEqual([
        [false, "tile/0/001"],
        [false, "tile/0/002"],
        [false, "tile/1/000.p/3"],
        [false, "checkpoint"],
      ]);
    },
  );
  testGo(
    "refuse proofs of which one bit was changed, so that their silence means something",
    async () => {
      const file = join(log?.base ?? "", "proofs.json");
      const sound = await readFile(file, "utf8");
      const proofs = JSON.parse(sound);
      proofs.inclusion[3].proof[0] = Buffer.alloc(32, 1).toString("base64");
      await writeFile(file, JSON.stringify(proofs));
      expect((await goVerify(log?.folder ?? "")).said).toContain("inclusion of 30 in 1000");
      const again = JSON.parse(sound);
      again.consistency[0].proof[0] = Buffer.alloc(32, 1).toString("base64");
      await writeFile(file, JSON.stringify(again));
      expect((await goVerify(log?.folder ?? "")).said).toContain("consistency of 1 with 1000");
      await writeFile(file, sound);
    },
  );
});
