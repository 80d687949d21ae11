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
    const said = typeof error === "object" && error !== null && "stdout" in error && error.stdout;
    return { ok: false, said: String(said).trim() };
  }
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
    "accept our signature, every leaf, and all our inclusion and consistency proofs",
    async () => {
      const verdict = await goVerify(log?.folder ?? "");
      expect(verdict).toEqual({
        ok: true,
        said: "ok size=1000 entries=1000 inclusion=100 consistency=8",
      });
    },
  );
  testGo("name the leaf of which one byte was changed", async () => {
    const folder = await flippedCopy("tile/entries/001", 10);
    const said = "leaf 256 does not have the hash in the signed tree";
    expect(await goVerify(folder)).toEqual({ ok: false, said });
  });
  testGo("refuse a changed byte in a tile and in the checkpoint", async () => {
    const tile = await goVerify(await flippedCopy("tile/0/002", 10));
    expect(tile).toMatchObject({ ok: false, said: expect.stringContaining("tiles: ") });
    const checkpoint = await goVerify(await flippedCopy("checkpoint", 40));
    expect(checkpoint).toMatchObject({ ok: false, said: expect.stringContaining("checkpoint: ") });
  });
});
