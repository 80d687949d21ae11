import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makePack, type ReadyPack } from "#apps/cli/audit/exportPack";
import { checkPack } from "#apps/cli/audit/page/packCheck";
import type { PackFile } from "#apps/cli/audit/page/packZip";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { CliError } from "#apps/cli/exitCodes";
import { toolsOf } from "#libs/logcheck/webTools";
import { historyMax, thinned } from "#libs/pack/packLogs";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { startCli } from "#tests/support/commandLine";
import {
  comune,
  newPackLog,
  packDataFolder,
  questura,
  temporaryPlace,
} from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let data = "";
let zip = "";
let written: Awaited<ReturnType<typeof makePack>>;

/** Entries 19 to 282 of 300: neither the beginning nor the end. */
const period = "2026-03-01T19:00:00.000Z/2026-03-12T19:00:00.000Z";
const unrecorded = {
  reading: () => Promise.resolve({ recorded: false } as const),
  leaving: () => Promise.resolve(),
};
const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));

beforeAll(async () => {
  log = await newPackLog([10, 40, 206, 44]);
  place = await temporaryPlace();
  data = await packDataFolder(place.path, log);
  zip = join(place.path, "pack.zip");
  written = await makePack({ data, period, titolare: comune, out: zip }, unrecorded);
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

async function filesOf(path: string): Promise<Map<string, Uint8Array>> {
  const bytes = await readFile(path);
  const found = await filesInZip(new Blob([new Uint8Array(bytes)]));
  const files = new Map<string, Uint8Array>();
  for (const file of found ?? []) files.set(file.name, await file.bytes());
  return files;
}

const asPack = (files: ReadonlyMap<string, Uint8Array>): readonly PackFile[] =>
  [...files].map(([name, bytes]) => ({ name, bytes: () => Promise.resolve(bytes) }));
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  Buffer.from(files.get(name) ?? []).toString("utf8");
const linesOf = (files: ReadonlyMap<string, Uint8Array>, name: string): readonly string[] =>
  textOf(files, name)
    .split("\n")
    .filter((line) => line !== "");

describe("a pack for one titolare and one period", () => {
  test("is the same, byte for byte, made twice, in another time zone, and after the log went on", async () => {
    const again = join(place.path, "again.zip");
    // A process of its own: the zone is what it was when a process began to write packs.
    const asked = ["--period", period, "--titolare", comune];
    const args = ["audit", "export", ...asked, "--out", again, "--data", data, "--unrecorded"];
    const elsewhere = startCli(args, { TZ: "Pacific/Kiritimati" });
    expect([await elsewhere.exit, elsewhere.output()]).toEqual([0, expect.any(String)]);
    const longer = await newPackLog([10, 40, 206, 44, 300]);
    const later = await packDataFolder(join(place.path, "later"), longer);
    const third = join(place.path, "third.zip");
    await makePack({ data: later, period, titolare: comune, out: third }, unrecorded);
    await longer.remove();
    const [first, second, last] = await Promise.all(
      [zip, again, third].map((path) => readFile(path)),
    );
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    expect(first?.equals(last ?? Buffer.alloc(0))).toBe(true);
    expect(written.written.sha256).toBe(
      createHash("sha256")
        .update(first ?? "")
        .digest("hex"),
    );
  });

  test("holds what the page says, in order of names, and its sums at the end", async () => {
    const names = [...(await filesOf(zip)).keys()];
    expect(names.at(-1)).toBe("SHA256SUMS");
    expect(names.slice(0, -1)).toEqual(names.slice(0, -1).toSorted((a, b) => (a < b ? -1 : 1)));
    expect(names).toEqual(
      expect.arrayContaining([
        ...["2026/checkpoint", "2026/checkpoints/10", "2026/checkpoints/256", "2026/tile/0/000"],
        ...[
          "2026/tile/0/001.p/44",
          "2026/tile/entries/000",
          "README.it.md",
          "verify.html",
          "vkeys",
        ],
      ]),
    );
  });

  test("opens the titolare's own slots and the facts of what its rooms sent, and nothing of another room", async () => {
    for (const [titolare, own, senders] of [
      [comune, [0, 2], ["pl_cremona"]],
      [questura, [1], ["questura"]],
    ] as const) {
      const out = join(place.path, `${own.join("")}.zip`);
      await makePack({ data, period, titolare, out }, unrecorded);
      const openings = linesOf(await filesOf(out), "openings.jsonl").map((line) =>
        JSON.parse(line),
      );
      const slots = new Set(openings.flatMap(({ slot }) => (slot ? [slot.slot] : [])));
      const from = new Set(openings.flatMap(({ facts }) => (facts ? [facts.value.sender] : [])));
      expect([[...slots].toSorted((a, b) => a - b), [...from]]).toEqual([own, senders]);
    }
  });

  test("lists the entries of the period and no other, and the keys that were destroyed in it", async () => {
    const files = await filesOf(zip);
    const entries = linesOf(files, "entries.jsonl").map((line) => JSON.parse(line));
    expect(entries.map(({ index }) => index)).toEqual(
      Array.from({ length: 264 }, (_, i) => i + 19),
    );
    expect(linesOf(files, "shreds.jsonl").map((line) => JSON.parse(line).index)).toEqual([20]);
    const policy = linesOf(files, "policy.jsonl").map((line) => JSON.parse(line).kind);
    expect(policy).toEqual(["configuration", "activation"]);
  });

  test("is not made of a damaged part, for a stranger's titolare, for an empty period, or over another file", async () => {
    const asked = (more: object) =>
      makePack(
        { data, period, titolare: comune, out: join(place.path, "no.zip"), ...more },
        unrecorded,
      );
    await expect(asked({ titolare: "Nessuno" })).rejects.toMatchObject({
      text: "pack-no-titolare",
    });
    await expect(asked({ period: "2025-01-01/2025-02-01" })).rejects.toMatchObject({
      text: "pack-empty",
    });
    await expect(asked({ period: "2026" })).rejects.toThrow(CliError);
    await expect(asked({ out: zip })).rejects.toMatchObject({ text: "pack-exists" });
    const nowhere = join(place.path, "none", "no.zip");
    await expect(asked({ out: nowhere })).rejects.toMatchObject({ text: "pack-folder" });
    const damaged = join(place.path, "damaged");
    await cp(data, damaged, { recursive: true });
    const parts = join(damaged, "audit/2026/parts/000");
    const bytes = await readFile(parts);
    const at = bytes.indexOf('"sender":"questura"', 60_000) + 12;
    bytes[at] = bytes.readUInt8(at) ^ 1;
    await writeFile(parts, bytes);
    await expect(asked({ data: damaged })).rejects.toMatchObject({ text: "pack-part-damaged" });
    expect((await readdir(place.path)).filter((name) => /partial|^no/.test(name))).toEqual([]);
  });

  test("is recorded before any part is opened: where that fails there is no pack", async () => {
    const out = join(place.path, "unrecorded.zip");
    const refuse = () => Promise.reject(new CliError("refused", "read-no-system"));
    const unread = { ...unrecorded, reading: refuse };
    await expect(makePack({ data, period, titolare: comune, out }, unread)).rejects.toThrow(
      CliError,
    );
    expect(existsSync(out)).toBe(false);
  });

  test("does not leave before its digest is recorded: until then it lies in a private folder, and where that fails nothing is left", async () => {
    const folder = join(place.path, "leaving");
    await mkdir(folder);
    const out = join(folder, "pack.zip");
    const seen: unknown[] = [];
    const looking = {
      ...unrecorded,
      leaving: async (pack: ReadyPack) => {
        const [name = ""] = await readdir(folder);
        seen.push(existsSync(out), (await stat(join(folder, name))).mode & 0o777, pack.slots);
        const zipped = await readFile(join(folder, name, "pack.zip"));
        seen.push(createHash("sha256").update(zipped).digest("hex") === pack.sha256);
      },
    };
    const order = { data, period, titolare: comune, out };
    await makePack(order, looking);
    expect(seen).toEqual([false, 0o700, [0, 2], true]);
    expect(await readdir(folder)).toEqual(["pack.zip"]);
    const other = { ...order, out: join(folder, "other.zip") };
    const refuse = () => Promise.reject(new CliError("unreachable", "administration-away"));
    await expect(makePack(other, { ...unrecorded, leaving: refuse })).rejects.toThrow(CliError);
    expect(await readdir(folder)).toEqual(["pack.zip"]);
  });

  test("of a maker that was killed is removed by the next one, and the one of a living maker stays", async () => {
    const folder = join(place.path, "killed");
    const { pid: gone = 0 } = spawnSync("true");
    for (const pid of [gone, process.pid]) {
      await mkdir(join(folder, `.raccordo-pack-${pid}-Ab`), { recursive: true });
      await writeFile(join(folder, `.raccordo-pack-${pid}-Ab`, "pack.zip"), "SINTETICO");
    }
    await makePack({ data, period, titolare: comune, out: join(folder, "a.zip") }, unrecorded);
    expect((await readdir(folder)).toSorted()).toEqual([
      `.raccordo-pack-${process.pid}-Ab`,
      "a.zip",
    ]);
  });

  test("takes older checkpoints at even distances where there are very many, the first and the last always", () => {
    const sizes = Array.from({ length: 50_000 }, (_, index) => 7 + index * 3);
    const kept = thinned(sizes);
    expect(kept.length).toBeLessThanOrEqual(historyMax);
    expect([kept[0], kept.at(-1)]).toEqual([sizes[0], sizes.at(-1)]);
    expect(thinned(sizes.slice(0, 100))).toHaveLength(100);
  });
});

describe("the check that the page runs", () => {
  test("finds a sound pack sound, and says what it has looked at", async () => {
    const report = await checkPack(asPack(await filesOf(zip)), tools);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ holds: true, documents: 2 });
    expect(report.openings).toBeGreaterThan(500);
    expect(report.years).toMatchObject([
      { size: 300, checkpoints: 3, entries: 300, vkey: log.vkey },
    ]);
  });

  /** The pack with one file changed, and its sums made right again as a forger would. */
  async function forged(name: string, change: (bytes: Buffer) => Uint8Array | undefined) {
    const files = await filesOf(zip);
    const changed = change(Buffer.from(files.get(name) ?? []));
    if (changed === undefined) files.delete(name);
    else files.set(name, changed);
    const sums = [...files]
      .filter(([one]) => one !== "SHA256SUMS")
      .map(([one, bytes]) => {
        return `${createHash("sha256").update(bytes).digest("hex")}  ${one}\n`;
      });
    files.set("SHA256SUMS", Buffer.from(sums.join("")));
    return checkPack(asPack(files), tools);
  }
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = bytes.readUInt8(at) ^ 1;
    return bytes;
  };
  const replaced = (from: string, to: string) => (bytes: Buffer) =>
    Buffer.from(bytes.toString("utf8").replace(from, to));

  const forgeries = [
    ["an entry", "2026/tile/entries/000", flip(900), "entry"],
    ["a hash of a leaf", "2026/tile/0/001.p/44", flip(640), "entry", "2026/tile/entries/001.p/44"],
    ["a tile above", "2026/tile/1/000.p/1", flip(3), "tree"],
    ["the checkpoint", "2026/checkpoint", flip(30), "signature"],
    ["an older checkpoint", "2026/checkpoints/50", flip(30), "signature"],
    ["an opened slot", "openings.jsonl", replaced("NO_AGREEMENT", "NO_RULE"), "opening"],
    ["opened facts", "openings.jsonl", replaced('"category":"C03"', '"category":"C01"'), "opening"],
    [
      "a line for people",
      "entries.jsonl",
      replaced('"kind":"exchange"', '"kind":"recall"'),
      "line",
    ],
    ["a tile that is gone", "2026/tile/0/000", () => undefined, "tree"],
    ["the key", "vkeys", replaced("+A", "+B"), "malformed"],
  ] as const;
  test.each<readonly [string, string, (bytes: Buffer) => Uint8Array | undefined, string, string?]>(
    forgeries,
  )("names %s that was forged, sums and all", async (_, name, change, kind, file = name) => {
    const { holds, findings } = await forged(name, change);
    expect(holds).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ kind, file }));
  });

  test("names a document that was put in, and a file that the sums do not name", async () => {
    const document = `documents/${"0".repeat(64)}.json`;
    const { findings } = await forged(document, () => Buffer.from("{}"));
    expect(findings).toMatchObject([{ kind: "document", file: document }]);
    const files = await filesOf(zip);
    files.set("aggiunto.txt", Buffer.from("SINTETICO"));
    const report = await checkPack(asPack(files), tools);
    expect(report.findings).toMatchObject([{ kind: "sum", file: "aggiunto.txt" }]);
  });

  test("calls two histories under one key a fork, in the pack or in a checkpoint had from others", async () => {
    const root = Buffer.alloc(32, 9);
    const other = signCheckpoint({ origin: log.origin, size: 50, root }, [log.signer]);
    const { findings } = await forged("2026/checkpoints/50", () => other);
    expect(findings).toMatchObject([{ kind: "fork", file: "2026/checkpoints/50" }]);
    const files = asPack(await filesOf(zip));
    const kept = (bytes: Uint8Array) => [{ name: "kept", bytes: () => Promise.resolve(bytes) }];
    const forkedReport = await checkPack(files, tools, { kept: kept(other) });
    expect(forkedReport.findings).toMatchObject([{ kind: "fork", file: "kept" }]);
    const same = await readFile(join(log.folder, "checkpoints/10"));
    expect(await checkPack(files, tools, { kept: kept(same) })).toMatchObject({
      holds: true,
      kept: 1,
    });
  });
});
