import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyMerkleInclusion } from "@sigstore/verify/dist/tlog/merkle.js";
import { makePack } from "#apps/cli/audit/exportPack";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import type { Cosigner } from "#libs/tlog/cosigner";
import { addSignature, parseNote } from "#libs/tlog/note";
import { cosignedBy, keptNote, policyOf, syntheticWitness } from "#tests/support/cosigned";
import { comune, newPackLog, packDataFolder, temporaryPlace } from "#tests/support/packLog";
import { testIf } from "#tests/support/skip";
import type { TestLog } from "#tests/support/testLog";

const run = promisify(execFile);
const has = (tool: string, ...args: readonly string[]): boolean =>
  spawnSync(tool, args).error === undefined;
// Debian: golang-go and golang-golang-x-mod-dev, which installs sources below this folder.
const goSources = "/usr/share/gocode";
const hasGo =
  has("go", "version") && existsSync(join(goSources, "src/golang.org/x/mod/sumdb/tlog"));
const opensslTest = testIf(
  has("openssl", "version") && has("bash", "-c", "exit"),
  "openssl is not installed",
);
const sumsTest = testIf(has("sha256sum", "--version"), "coreutils are not installed");
const unzipTest = testIf(has("unzip", "-v"), "unzip is not installed");
const goTest = testIf(hasGo, "needs Debian's golang-go and golang-golang-x-mod-dev");

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let zip = "";
/** The pack as a person has unpacked it. */
let folder = "";
let copies = 0;
const witnesses = [
  ...[syntheticWitness("prefettura"), syntheticWitness("comune")],
  ...[syntheticWitness("provincia", "ml-dsa-44"), syntheticWitness("questura")],
] as [Cosigner, Cosigner, Cosigner, Cosigner];

beforeAll(async () => {
  log = await newPackLog([10, 246, 44], true);
  place = await temporaryPlace();
  zip = join(place.path, "pack.zip");
  folder = join(place.path, "pack");
  const period = "2026-03-02/2026-03-12";
  const data = await packDataFolder(place.path, log);
  const note = cosignedBy(await keptNote(log, 300), [witnesses[0], witnesses[2], witnesses[3]]);
  await writeFile(join(data, "audit/2026/witnessed"), note);
  await writeFile(join(data, "signed/witnesses.policy"), policyOf(witnesses, "2"), { mode: 0o600 });
  const unrecorded = {
    reading: () => Promise.resolve({ recorded: false } as const),
    leaving: () => Promise.resolve(),
  };
  await makePack({ data, period, titolare: comune, out: zip }, unrecorded);
  const bytes = new Uint8Array(await readFile(zip));
  for (const file of (await filesInZip(new Blob([bytes]))) ?? []) {
    await mkdir(join(folder, file.name, ".."), { recursive: true });
    await writeFile(join(folder, file.name), await file.bytes());
  }
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

/** The unpacked pack with one bit of one file changed. */
async function changed(path: string, at: number): Promise<string> {
  copies += 1;
  const copy = join(place.path, `changed ${copies}`);
  await cp(folder, copy, { recursive: true });
  const bytes = await readFile(join(copy, path));
  bytes[at] = bytes.readUInt8(at) ^ 1;
  await writeFile(join(copy, path), bytes);
  return copy;
}

/** The checkpoint with a bit of its last cosignature changed: in the signature, since a changed text may be no base64. */
async function withFalseCosignature(size: number): Promise<Buffer> {
  const kept = await keptNote(log, size);
  const [last] = parseNote(cosignedBy(kept, [witnesses[3]]))?.signatures.slice(-1) ?? [];
  if (last === undefined) throw new Error("no signature");
  const signature = Buffer.from(last.signature);
  signature[20] = signature.readUInt8(20) ^ 1;
  return addSignature(cosignedBy(kept, [witnesses[0], witnesses[2]]), { ...last, signature });
}

/** The commands that README.it.md tells people for openssl, run as they stand there. */
async function opensslOfReadme(cwd: string) {
  const readme = await readFile(join(cwd, "README.it.md"), "utf8");
  const block = /\*\*Con openssl\*\*[^\n]*\n\n((?: {4}[^\n]*\n)+)/.exec(readme)?.[1] ?? "exit 9";
  return spawnSync("bash", ["-ec", block.replaceAll("ANNO", "2026")], { cwd, encoding: "utf8" });
}

describe("tools that share no code with this project, on a pack as it is handed over", () => {
  opensslTest(
    "openssl verifies the checkpoint's Ed25519 signature, and refuses a changed one",
    async () => {
      const sound = await opensslOfReadme(await changed("README.it.md", 0));
      expect(sound).toMatchObject({ status: 0, stderr: "" });
      expect(sound.stdout).toContain("Signature Verified Successfully");
      const signed = await readFile(join(folder, "2026/checkpoint"));
      const size = signed.indexOf("\n") + 1;
      const forged = await opensslOfReadme(await changed("2026/checkpoint", size));
      expect(forged.status).not.toBe(0);
      expect(forged.stdout).toContain("Signature Verification Failure");
    },
  );

  sumsTest(
    "sha256sum finds every file as SHA256SUMS names it, and the one that was changed",
    async () => {
      const args = ["-c", "--strict", "--quiet", "SHA256SUMS"];
      expect(spawnSync("sha256sum", args, { cwd: folder, encoding: "utf8" })).toMatchObject({
        status: 0,
        stdout: "",
      });
      const cwd = await changed("openings.jsonl", 40);
      const said = spawnSync("sha256sum", args, { cwd, encoding: "utf8", env: { LC_ALL: "C" } });
      expect(said.status).toBe(1);
      expect(said.stdout).toBe("openings.jsonl: FAILED\n");
    },
  );

  unzipTest("unzip tests the zip whole, and finds a changed byte in it", async () => {
    expect(spawnSync("unzip", ["-t", zip]).status).toBe(0);
    const bytes = await readFile(zip);
    bytes[20_000] = bytes.readUInt8(20_000) ^ 1;
    const damaged = join(place.path, "damaged.zip");
    await writeFile(damaged, bytes);
    expect(spawnSync("unzip", ["-t", damaged]).status).not.toBe(0);
  });

  test("@sigstore/verify accepts our proofs of inclusion, and no proof for another entry", async () => {
    const reader = new LogReader(fileSource(log.folder), 300);
    const logHash = await reader.rootAt(300);
    const checkpoint = { origin: log.origin, logSize: 300n, logHash, rest: [] };
    const inclusion = async (index: number, of: number) => {
      const hashes = await reader.inclusion(index);
      const proof = { logIndex: `${index}`, treeSize: "300", hashes, rootHash: logHash };
      const none = {
        logId: { keyId: Buffer.alloc(0) },
        kindVersion: { kind: "", version: "" },
        inclusionPromise: undefined,
      };
      const entry = {
        ...{ ...none, logIndex: `${index}`, integratedTime: "0" },
        ...{ inclusionProof: { ...proof, checkpoint: { envelope: "" } } },
        canonicalizedBody: await reader.entry(of),
      };
      return () => verifyMerkleInclusion(entry, checkpoint);
    };
    for (let index = 0; index < 300; index += 13) {
      expect(await inclusion(index, index)).not.toThrow();
      expect(await inclusion(index, (index + 1) % 300)).toThrow("root hash");
    }
  });

  goTest(
    "the pack's own Go program checks signature, tree, entries and history, and names what was changed",
    async () => {
      const cache = join(place.path, "go-cache");
      const program = join(place.path, "verifica");
      const env = {
        ...{ PATH: process.env["PATH"], HOME: place.path, GOCACHE: cache },
        ...{ GO111MODULE: "off", GOFLAGS: "" },
        GOPATH: `${join(place.path, "go")}${delimiter}${goSources}`,
      };
      await run("go", ["build", "-o", program, join(folder, "verifica.go")], { env });
      const said = (where: string) => spawnSync(program, [where], { encoding: "utf8" }).stdout;
      expect(said(folder)).toBe(
        [
          "ok 2026 size=300 entries=300 checkpoints=2",
          "testimoni 2026: quorum testimoni fino a 300",
          ...["testimone 2026 w0: ha controfirmato", "testimone 2026 w1: manca"],
          "testimone 2026 w2: ML-DSA-44, qui non controllata: usare verify.html",
          ...["testimone 2026 w3: ha controfirmato", ""],
        ].join("\n"),
      );
      expect(said(await changed("2026/tile/entries/000", 900))).toContain(
        "not the one that was signed",
      );
      expect(said(await changed("2026/tile/0/000", 40))).toContain("not those that were signed");
      expect(said(await changed("2026/checkpoints/10", 30))).toContain("checkpoints/10");
      const opening = await readFile(join(folder, "openings.jsonl"), "utf8");
      const outcome = await changed("openings.jsonl", opening.indexOf("NO_AGREEMENT"));
      expect(said(outcome)).toMatch(/openings\.jsonl: riga \d+: non apre la voce/);
      const report = await readFile(join(folder, "reports.jsonl"), "utf8");
      const code = await changed("reports.jsonl", report.indexOf("canary-code-0"));
      expect(said(code)).toContain("reports.jsonl: riga 2: non apre la voce 25");
      const forged = await changed("README.it.md", 0);
      await writeFile(join(forged, "2026/checkpoint"), await withFalseCosignature(300));
      expect(said(forged)).toContain("CONTROFIRMA FALSA");
      const under = await changed("README.it.md", 0);
      const note = cosignedBy(await keptNote(log, 300), [witnesses[2], witnesses[3]]);
      await writeFile(join(under, "2026/checkpoint"), note);
      expect(said(under)).toContain("quorum testimoni NON RAGGIUNTO");
      const replayed = parseNote(cosignedBy(await keptNote(log, 10), [witnesses[0]]));
      const [line] = replayed?.signatures.slice(-1) ?? [];
      if (line === undefined) throw new Error("no signature");
      await writeFile(join(under, "2026/checkpoint"), addSignature(await keptNote(log, 300), line));
      expect(said(under)).toContain("CONTROFIRMA FALSA o di un altro checkpoint");
      const root = Buffer.alloc(32, 9);
      const other = signCheckpoint({ origin: log.origin, size: 50, root }, [log.signer]);
      await writeFile(join(under, "2026/checkpoint"), note);
      await writeFile(join(under, "2026/witnessed"), cosignedBy(other, witnesses));
      expect(said(under)).toContain("FORK");
    },
    300_000,
  );
});
