import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CountsCheck } from "#apps/cli/audit/countsCheck";
import { keysIn } from "#apps/cli/audit/signatures";
import { logsAt, type VerifyCommand, verify, verifyOne } from "#apps/cli/audit/verify";
import { CliError } from "#apps/cli/exitCodes";
import { languages, textOf } from "#apps/cli/texts";
import { cosignerOf } from "#libs/tlog/cosigner";
import type { LogEntry } from "#libs/tlog/tail";
import { cosignedBy, keptNote, policyOf, syntheticWitness } from "#tests/support/cosigned";
import {
  configurationEntry,
  decisionEntry,
  familyKey,
  genesisEntry,
  heartbeatEntry,
  testFamily,
  vkeyOfYear,
  writeYear,
} from "#tests/support/familyLog";
import {
  newPackLog,
  spokenTerminal,
  temporaryPlace,
  writePackConfiguration,
} from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

/** 800 entries in files of 256: 0 to 255, 256 to 511, 512 to 767, 768 to 799. Ten incidents take turns. */
let log: TestLog;
let server: Server;
let address = "";
let copies = 0;
let place: Awaited<ReturnType<typeof temporaryPlace>>;

beforeAll(async () => {
  log = await newPackLog([300, 500]);
  place = await temporaryPlace();
  // Any folder of the place, as an address serves it: without parts.
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const file = path.includes("parts/") ? "none" : join(place.path, path);
    readFile(file).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await place.remove();
  await log.remove();
});

async function copied(): Promise<string> {
  copies += 1;
  const name = `copy-${copies}`;
  await cp(log.folder, join(place.path, name), { recursive: true });
  return name;
}

/** Changes one byte of the entry, part or hash with this number in its bundle or tile. */
async function changed(name: string, path: string, find: Buffer | number): Promise<void> {
  const file = join(place.path, name, path);
  const bytes = await readFile(file);
  const at = typeof find === "number" ? find : bytes.indexOf(find);
  bytes[at] = bytes.readUInt8(at) ^ 1;
  await writeFile(file, bytes);
}

/** The time of an entry as it stands in it: one for each. */
const timeIn = (index: number): Buffer =>
  Buffer.from(new Date(Date.parse("2026-03-01T00:00:00.000Z") + index * 3_600_000).toISOString());

interface Outcome {
  readonly code: number;
  readonly kinds: readonly string[];
  readonly notRead: unknown;
  readonly entries: number;
}

async function verified(where: string, more: Partial<VerifyCommand> = {}): Promise<Outcome> {
  const { terminal, said } = spokenTerminal(true);
  const code = await verify(terminal, {
    ...{ place: where, vkey: log.vkey, data: place.path },
    ...more,
  });
  const line = said().split("\n")[0] ?? "";
  const told = JSON.parse(line.slice(line.indexOf("{")));
  const kinds = told.findings.map((one: { kind: string; path: string }) => {
    return `${one.kind} ${one.path}`;
  });
  return { code, kinds, notRead: told.not_read, entries: told.checked.entries };
}

/** The same by the folder and by its address. */
async function bothWays(name: string, more: Partial<VerifyCommand>) {
  const folder = await verified(join(place.path, name), more);
  return { folder, address: await verified(`${address}/${name}/`, more) };
}

describe("a log that is verified from one entry on", () => {
  test("holds, and it is said which entries were not read and how many chains come from there; by folder and by address", async () => {
    const name = await copied();
    const { folder, address: away } = await bothWays(name, { from: 600 });
    expect(folder).toEqual({
      ...{ code: 0, kinds: [], entries: 201 },
      notRead: { from: 1, to: 599, chains: 10 },
    });
    expect(away).toEqual(folder);
    expect((await bothWays(name, { from: 600, tree: true })).folder).toMatchObject({
      ...{ code: 0, entries: 201, notRead: { from: 1, to: 599, chains: 0 } },
    });
    for (const from of [0, 1]) {
      const whole = { code: 0, kinds: [], entries: 800, notRead: undefined };
      expect(await verified(join(place.path, name), { from })).toEqual(whole);
    }
  });

  test("says so to people in Italian and English, with what was not looked at", async () => {
    const { terminal, said } = spokenTerminal();
    const choice = { place: log.folder, vkey: log.vkey, data: place.path, from: 600 };
    expect(await verify(terminal, choice)).toBe(0);
    expect(said()).toContain('verify-not-read {"from":1,"to":599}');
    expect(said()).toContain('verify-chains-from-there {"chains":10}');
    const texts = languages.map((one) => textOf(one, "verify-not-read", { from: 1, to: 599 }));
    expect(texts).toEqual([
      expect.stringContaining("NON lette: le voci da 1 a 599"),
      expect.stringContaining("NOT read: entries 1 to 599"),
    ]);
  });

  test("may be asked from its very end, when nothing was added; beyond it there is nothing to verify, and that is an error", async () => {
    expect(await verified(log.folder, { from: 800 })).toMatchObject({
      ...{ code: 0, entries: 1, notRead: { from: 1, to: 799, chains: 0 } },
    });
    const beyond = verified(log.folder, { from: 801 });
    await expect(beyond).rejects.toThrow(CliError);
    await expect(beyond).rejects.toThrow("verify-from-beyond");
  });
});

describe("whoever tampers with a log that is verified from entry 600 on", () => {
  test.each([
    ["an entry above", "tile/entries/002", 700, "leaf-mismatch tile/entries/002"],
    ["the last entry", "tile/entries/003.p/32", 799, "leaf-mismatch tile/entries/003.p/32"],
    ["an entry below, in a file that is read", "tile/entries/002", 520, "leaf-mismatch"],
    ["the first entry", "tile/entries/000", 0, "leaf-mismatch tile/entries/000"],
  ])("and changes %s is found", async (_what, path, index, kind) => {
    const name = await copied();
    await changed(name, path, index === 0 ? 20 : timeIn(index));
    const { folder, address: away } = await bothWays(name, { from: 600 });
    for (const outcome of [folder, away]) {
      expect(outcome.code).toBe(1);
      expect(outcome.kinds).toContainEqual(expect.stringContaining(kind));
    }
  });

  test("and changes a hash of an entry that is not read is found, with --tree too: the root is that of all entries", async () => {
    const name = await copied();
    await changed(name, "tile/0/001", 40);
    for (const tree of [false, true]) {
      const { folder, address: away } = await bothWays(name, { from: 600, tree });
      expect(folder).toMatchObject({ code: 1, kinds: ["tile-mismatch tile/0/001"] });
      expect(away).toEqual(folder);
    }
  });

  test("and changes the part of an entry above is found in the folder", async () => {
    const name = await copied();
    const bytes = await readFile(join(place.path, name, "parts/002"));
    await changed(name, "parts/002", bytes.length - 40);
    const outcome = await verified(join(place.path, name), { from: 600 });
    expect(outcome).toMatchObject({ code: 1, kinds: [expect.stringContaining("part-mismatch")] });
  });

  test("and changes an entry that nobody asked for is not found, as is said; the whole check finds it", async () => {
    const name = await copied();
    await changed(name, "tile/entries/001", timeIn(400));
    const { folder, address: away } = await bothWays(name, { from: 600 });
    expect(folder).toMatchObject({ code: 0, notRead: { from: 1, to: 599 } });
    expect(away).toEqual(folder);
    expect(await verified(join(place.path, name))).toMatchObject({ code: 1 });
  });

  test("and changes an entry below that a chain goes on from is found, though its file was not asked for", async () => {
    // From 770 on the file 512 to 767 is not read; each chain's last entry in it is looked up.
    const name = await copied();
    await changed(name, "tile/entries/002", timeIn(765));
    const { folder, address: away } = await bothWays(name, { from: 770 });
    const kinds = ["leaf-mismatch tile/entries/002"];
    expect(folder).toMatchObject({ code: 1, kinds, notRead: { chains: 10 } });
    expect(away).toEqual(folder);
    const other = await copied();
    await changed(other, "tile/entries/002", timeIn(700));
    expect(await verified(join(place.path, other), { from: 770 })).toMatchObject({ code: 0 });
  });

  test("and rolls it back, or shows another history, is found by a checkpoint that was kept", async () => {
    const name = await copied();
    await cp(join(log.folder, "checkpoints/300"), join(place.path, name, "checkpoint"));
    const seen = [join(log.folder, "checkpoints/800")];
    const back = await bothWays(name, { from: 280, seen });
    expect(back.folder.code).toBe(1);
    expect(back.address.kinds).toEqual([`rolled-back ${seen[0]}`]);
    const held = await bothWays(await copied(), { from: 600, seen });
    expect([held.folder.code, held.address.code]).toEqual([0, 0]);
  });

  test("and takes the second signature away is found in doubt: an entry that is not read may have promised it", async () => {
    const [found] = logsAt(log.folder);
    if (found === undefined) throw new Error("no log");
    const second = cosignerOf(log.origin, "ml-dsa-44", Buffer.alloc(32, 5)).vkey;
    const kinds = async (from: number) => {
      const trust = {
        keys: { vkey: log.vkey, second, secondAsked: false },
        policy: undefined,
        from,
      };
      const checked = await verifyOne(found, trust, undefined, new CountsCheck());
      return checked.signatureFindings.map(({ kind }) => kind);
    };
    expect(await kinds(0)).toEqual([]);
    expect(await kinds(600)).toEqual(["signature-missing"]);
  });

  test("and takes the witnesses' cosignatures away is found; with them it holds", async () => {
    const witnesses = [syntheticWitness("prefettura"), syntheticWitness("questura")];
    const policy = join(place.path, "witnesses.policy");
    await writeFile(policy, policyOf(witnesses, "2"));
    const name = await copied();
    const choice = { from: 600, witnesses: policy };
    expect((await bothWays(name, choice)).folder.code).toBe(1);
    const note = cosignedBy(await keptNote(log, 800), witnesses);
    await writeFile(join(place.path, name, "witnessed"), note);
    const { folder, address: away } = await bothWays(name, choice);
    expect([folder.code, away.code]).toEqual([0, 0]);
  });
});

const year = 2026;
const vkey = vkeyOfYear(year);

/** Entries of one incident, at these places; heartbeats elsewhere. `named`: what an entry names instead of the one before. */
function chained(
  places: readonly number[],
  named: Readonly<Record<number, number>> = {},
  count = 560,
): readonly LogEntry[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return genesisEntry(year);
    if (index === 1) return configurationEntry();
    const at = places.indexOf(index);
    if (at < 0) return heartbeatEntry("2026-11-22T10:00:00.000Z", index);
    const before = named[index] ?? places[at - 1];
    const head = before === undefined ? undefined : { year, seq: before + 1 };
    return decisionEntry("incident", head);
  });
}

async function written(entries: readonly LogEntry[]): Promise<string> {
  copies += 1;
  const base = join(place.path, `forged ${copies}`);
  await mkdir(base);
  await writeYear(base, year, entries);
  return base;
}

async function findingsFrom(base: string, from: number, threads = 1) {
  const [found] = logsAt(join(base, String(year)));
  if (found === undefined) throw new Error("no log");
  const trust = { policy: undefined, keys: keysIn(vkey), from, threads: () => threads };
  const checked = await verifyOne(found, trust, undefined, new CountsCheck());
  return [...checked.tree.findings, ...checked.signatureFindings, ...checked.found].map(
    ({ kind }) => kind,
  );
}

describe("whoever holds the log's key and signs a chain anew that comes from below", () => {
  test.each([
    ["goes on from an entry that is none of its chain", chained([100, 540], { 540: 200 })],
    ["goes on from the configuration", chained([100, 540], { 540: 1 })],
  ])("and %s is found", async (_what, entries) => {
    expect(await findingsFrom(await written(entries), 520)).toEqual(["chain-broken"]);
  });

  test("and goes on twice from one entry is found", async () => {
    const base = await written(chained([100, 540, 545], { 545: 100 }));
    expect(await findingsFrom(base, 520)).toEqual(["chain-forked"]);
    expect(await findingsFrom(base, 0)).toEqual(["chain-forked"]);
  });

  test("and begins with another leaf than the first of a year is found, since that one is always read", async () => {
    const entries = chained([100, 540]).with(0, genesisEntry(2025));
    expect(await findingsFrom(await written(entries), 520)).toContain("genesis-link");
  });
});

describe("an honest log", () => {
  test("gives no alarm from whichever entry it is verified, with one thread and with three", async () => {
    const places = [5, 90, 255, 256, 300, 511, 512, 530, 559];
    const base = await written(chained(places));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 560 }), async (from) => {
        expect(await findingsFrom(base, from)).toEqual([]);
      }),
      { numRuns: 30, examples: [[0], [1], [2], [255], [256], [257], [512], [559], [560]] },
    );
    expect(await findingsFrom(base, 530, 3)).toEqual([]);
  });

  test("of several years is read whole but for the newest, from which the entries are asked", async () => {
    const data = join(place.path, "years");
    const base = join(data, "audit");
    await mkdir(base, { recursive: true });
    const first = [genesisEntry(2025), configurationEntry(), decisionEntry("incident")];
    const { size, root } = await writeYear(base, 2025, first);
    const linked = genesisEntry(2026, { year: 2025, last_sequence: size, root });
    const beats = Array.from({ length: 300 }, (_, i) =>
      heartbeatEntry("2026-11-22T10:00:00.000Z", i + 1),
    );
    const next = decisionEntry("incident", { year: 2025, seq: 3 });
    await writeYear(base, 2026, [linked, configurationEntry(), ...beats, next]);
    const key = Buffer.from(familyKey).toString("base64url");
    writePackConfiguration(data, `${testFamily}/2026`, key);
    const choice = { place: base, data, from: 290 };
    const { terminal, said } = spokenTerminal();
    expect(await verify(terminal, choice)).toBe(0);
    expect(said().match(/verify-not-read.*/g)).toEqual(['verify-not-read {"from":1,"to":289}']);
    const file = join(base, "2025/tile/entries/000.p/3");
    const bytes = await readFile(file);
    bytes[60] = bytes.readUInt8(60) ^ 1;
    await writeFile(file, bytes);
    expect(await verify(spokenTerminal().terminal, choice)).toBe(1);
  });
});
