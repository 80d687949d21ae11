import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makePack } from "#apps/cli/audit/exportPack";
import { checkPack, type PackTrust } from "#apps/cli/audit/page/packCheck";
import type { PackFile } from "#apps/cli/audit/page/packZip";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { statedPolicy } from "#libs/logcheck/policy";
import { toolsOf } from "#libs/logcheck/webTools";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import type { Cosigner } from "#libs/tlog/cosigner";
import { addSignature, parseNote } from "#libs/tlog/note";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import {
  cosignedAtSeconds,
  cosignedBy,
  keptNote,
  policyOf,
  syntheticWitness,
} from "#tests/support/cosigned";
import { comune, newPackLog, packDataFolder, temporaryPlace } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let data = "";
let files: ReadonlyMap<string, Uint8Array>;
const witnesses = [
  syntheticWitness("prefettura"),
  syntheticWitness("comune", "ml-dsa-44"),
  syntheticWitness("questura"),
];
const [prefettura, municipality] = witnesses as [Cosigner, Cosigner];
const twoOfThree = policyOf(witnesses, "2");
const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));
const unrecorded = {
  reading: () => Promise.resolve({ recorded: false } as const),
  leaving: () => Promise.resolve(),
};
const at = new Date(cosignedAtSeconds * 1_000).toISOString();

beforeAll(async () => {
  log = await newPackLog([10, 40, 14]);
  place = await temporaryPlace();
  data = await packDataFolder(place.path, log);
  const note = await keptNote(log, 64);
  files = await packed("all", cosignedBy(note, [prefettura, municipality]));
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

/** The files of a pack made when witnesses had seen this note, and their policy lay beside it. */
async function packed(name: string, witnessed: Buffer | undefined, policy = twoOfThree) {
  const seen = join(data, "audit/2026/witnessed");
  await (witnessed === undefined ? rm(seen, { force: true }) : writeFile(seen, witnessed));
  await writeFile(join(data, "signed/witnesses.policy"), policy, { mode: 0o600 });
  const out = join(place.path, `${name}.zip`);
  const period = "2026-03-02/2026-03-03";
  await makePack({ data, period, titolare: comune, out }, unrecorded);
  const zip = new Blob([new Uint8Array(await readFile(out))]);
  const found = (await filesInZip(zip)) ?? [];
  return new Map(
    await Promise.all(found.map(async (one) => [one.name, await one.bytes()] as const)),
  );
}

const asFile = (name: string, bytes: Uint8Array): PackFile => ({
  name,
  bytes: () => Promise.resolve(bytes),
});

/** The pack with these files in place of its own, and its sums made right again as a forger would. */
async function checked(changes: Readonly<Record<string, Uint8Array>> = {}, trust: PackTrust = {}) {
  const all = new Map([...files, ...Object.entries(changes)]);
  all.delete("SHA256SUMS");
  const sums = [...all].map(
    ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`,
  );
  all.set("SHA256SUMS", Buffer.from(sums.join("")));
  const report = await checkPack(
    [...all].map(([name, bytes]) => asFile(name, bytes)),
    tools,
    trust,
  );
  return { ...report, year: report.years[0] };
}

describe("the cosignatures in a pack", () => {
  test("of the quorum hold, by keys of both kinds: each witness is named, and so is the one that is missing", async () => {
    const { holds, findings, year } = await checked();
    expect(findings).toEqual([]);
    expect(holds).toBe(true);
    expect(year).toMatchObject({ others: [], second: "none" });
    const by = { at, key: "prefettura.example", algorithm: "Ed25519", witness: "w0" };
    const other = { at, key: "comune.example", algorithm: "ML-DSA-44", witness: "w1" };
    expect(year?.witnesses).toMatchObject({
      ...{ quorum: "testimoni", covered: 64, absent: ["w2"], cosigned: [by, other] },
    });
    expect(year?.witnesses?.keys).toEqual(witnesses.map(({ vkey }, index) => `w${index}: ${vkey}`));
  });

  test("below the quorum cover nothing: the pack is intact, and says so", async () => {
    const note = cosignedBy(await keptNote(log, 64), [municipality]);
    const { holds, year } = await checked({ "2026/checkpoint": note });
    expect(holds).toBe(true);
    expect(year?.witnesses).toMatchObject({ covered: 0, absent: ["w0", "w2"] });
    const bare = await checked({ "2026/checkpoint": await keptNote(log, 64) });
    expect(bare.year?.witnesses).toMatchObject({ covered: 0, cosigned: [] });
  });

  test("that are forged under a witness's name and key are named, of either kind of key", async () => {
    for (const [witness, name] of [
      [prefettura, "w0"],
      [municipality, "w1"],
    ] as const) {
      const note = await keptNote(log, 64);
      const [line] = parseNote(cosignedBy(note, [witness]))?.signatures.slice(-1) ?? [];
      if (line === undefined) throw new Error("no signature");
      const signature = Buffer.from(line.signature);
      signature[40] = signature.readUInt8(40) ^ 1;
      const forged = addSignature(note, { ...line, signature });
      const { holds, findings, year } = await checked({ "2026/checkpoint": forged });
      expect(holds).toBe(false);
      expect(findings).toEqual([
        {
          ...{ kind: "cosignature", file: "2026/checkpoint" },
          detail: expect.stringContaining(`${name}: forged`),
        },
      ]);
      expect(year?.witnesses?.covered).toBe(0);
    }
  });

  test("that were taken from an older checkpoint, or given another time, are named replayed or forged", async () => {
    const note = await keptNote(log, 64);
    const older = cosignedBy(await keptNote(log, 50), [prefettura, municipality]);
    const lines = parseNote(older)?.signatures.slice(-2) ?? [];
    const replayed = lines.reduce<Buffer>((sum, line) => addSignature(sum, line), note);
    const { findings } = await checked({ "2026/checkpoint": replayed });
    expect(findings.map(({ detail }) => detail)).toEqual([
      "w0: replayed, it is the word of prefettura.example on 50 entries",
      "w1: replayed, it is the word of comune.example on 50 entries",
    ]);
    const [line] = parseNote(cosignedBy(note, [prefettura]))?.signatures.slice(-1) ?? [];
    if (line === undefined) throw new Error("no signature");
    const later = Buffer.from(line.signature);
    later.writeBigUInt64BE(BigInt(cosignedAtSeconds + 86_400));
    const moved = await checked({
      "2026/checkpoint": addSignature(note, { ...line, signature: later }),
    });
    expect(moved.findings).toMatchObject([{ kind: "cosignature" }]);
  });

  test("of a stranger, or under a witness's name with another key, are named and count for nothing", async () => {
    const stranger = syntheticWitness("nessuno");
    const namesake = { ...stranger, name: prefettura.name };
    const text = parseNote(await keptNote(log, 64))?.text ?? "";
    const line = { ...stranger.cosign(text, cosignedAtSeconds), name: namesake.name };
    const note = addSignature(cosignedBy(await keptNote(log, 64), [stranger]), line);
    const { year } = await checked({ "2026/checkpoint": note });
    expect(year?.others).toEqual([
      "nessuno.example",
      "prefettura.example (another key than the policy has)",
    ]);
    expect(year?.witnesses).toMatchObject({ covered: 0, cosigned: [] });
  });

  test("over another root than the pack's tree has are a fork, and no quorum", async () => {
    const root = Buffer.alloc(32, 9);
    const other = signCheckpoint({ origin: log.origin, size: 50, root }, [log.signer]);
    const note = await keptNote(log, 64);
    const { findings, year } = await checked({
      "2026/checkpoint": note,
      "2026/witnessed": cosignedBy(other, witnesses),
    });
    expect(findings).toMatchObject([{ kind: "fork", file: "2026/witnessed" }]);
    expect(year?.witnesses?.covered).toBe(0);
  });

  test("of an older checkpoint than the pack's go along and cover what they cover", async () => {
    const older = await packed("older", cosignedBy(await keptNote(log, 50), witnesses));
    expect(older.has("2026/witnessed")).toBe(true);
    const report = await checkPack(
      [...older].map(([name, bytes]) => asFile(name, bytes)),
      tools,
    );
    expect(report.findings).toEqual([]);
    expect(report.years[0]?.witnesses).toMatchObject({ covered: 50, absent: [] });
  });

  test("are judged by the policy that somebody brings along, not by the one that whoever made the pack put in", async () => {
    const none = Buffer.from("quorum none\n");
    const lax = { "witnesses.policy": none, "2026/checkpoint": await keptNote(log, 64) };
    expect((await checked(lax)).year?.witnesses).toMatchObject({ quorum: "none", cosigned: [] });
    const own = asFile("mia.policy", Buffer.from(twoOfThree));
    const { year } = await checked(lax, { policy: own });
    expect(year?.witnesses).toMatchObject({ covered: 0, absent: ["w0", "w1", "w2"] });
    const broken = await checked({ "witnesses.policy": Buffer.from("quorum a\n") });
    expect(broken.findings).toMatchObject([{ kind: "malformed", file: "witnesses.policy" }]);
    expect(broken.year?.witnesses).toBeUndefined();
  });
});

describe("a policy of witnesses", () => {
  test("is read by the page as the log's own code reads it, with the same line where it is wrong", async () => {
    const [one, two] = [prefettura.vkey, municipality.vkey];
    for (const text of [
      ...[twoOfThree, "quorum none\n", `# città\nwitness a ${one} https://a.example/x\nquorum a\n`],
      ...[`witness a ${one}\ngroup g any a\ngroup h all g\nquorum h\n`, "quorum a\n", ""],
      ...[`witness a ${one}\nwitnes b ${two}\nquorum a\n`, "quorum none\r\n", "quorum none"],
      ...[`witness a ${one}\nwitness a ${two}\nquorum a\n`, `log ${log.vkey}\nquorum none\n`],
      ...[`witness a ${one}\nwitness b ${one}\nquorum a\n`, `log ${one}\nquorum none\n`],
      ...[`witness a ${one.slice(0, -2)}\nquorum a\n`, `witness a ${log.vkey}\nquorum a\n`],
      ...[`witness a ${one} ftp://a.example\nquorum a\n`, `witness none ${one}\nquorum none\n`],
      ...[`witness a ${one} http://u:p@a.example\nquorum a\n`, `log ${two}\nquorum none\n`],
      ...[`group g any a\nwitness a ${one}\nquorum g\n`, `witness a ${one} http://[\nquorum a\n`],
      ...[`witness a ${one}\ngroup g any none\nquorum g\n`, `witness a ${one} x y\nquorum a\n`],
      ...[`witness a ${one}\ngroup g 2 a\nquorum g\n`, `witness a ${one}\ngroup g 0 a\nquorum g\n`],
      ...[`witness a ${one}\n`, `witness a ${one}\nquorum a\nquorum none\n`, "group g any\n"],
      ...[`witness a ${one}\ngroup g 1 a a\nquorum g\n`, `witness a ${one}\ngroup g any a\nx\n`],
    ]) {
      const parsed = parsePolicy(Buffer.from(text));
      const here = await statedPolicy(Buffer.from(text), tools);
      const said = typeof here === "number" ? here : "ok";
      expect([text, said]).toEqual([text, parsed.ok ? "ok" : parsed.line]);
    }
  });
});
