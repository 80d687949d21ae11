import { cp, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CliError } from "#apps/cli/exitCodes";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { leafHash } from "#libs/tlog/hash";
import { noteVerifier } from "#libs/tlog/note";
import { parseProof, verifyProof } from "#libs/tlog/proofText";
import { syntheticId } from "#tests/support/auditFixture";
import { newPackLog, spokenTerminal, temporaryPlace } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";
import { consistency } from "./consistency.ts";
import { fsck } from "./fsck.ts";
import { prove } from "./prove.ts";
import { verify } from "./verify.ts";

let log: TestLog;
let server: Server;
let address = "";
let copies = 0;
let place: Awaited<ReturnType<typeof temporaryPlace>>;

beforeAll(async () => {
  log = await newPackLog([40, 216, 44]);
  place = await temporaryPlace();
  // Only what an address serves: no parts.
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const file = path.startsWith("parts/") ? "none" : join(log.folder, path);
    readFile(file).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}/`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await place.remove();
  await log.remove();
});

const choice = () => ({ data: place.path, vkey: log.vkey });

/** A copy of the log's folder that a test may damage. */
async function copied(): Promise<string> {
  copies += 1;
  const folder = join(place.path, `copy ${copies}`);
  await cp(log.folder, folder, { recursive: true });
  return folder;
}

describe("a proof that an entry is in the log", () => {
  test("is the same from the folder and over HTTP, and holds for whoever has the key and the entry", async () => {
    const printed = [];
    for (const where of [log.folder, address]) {
      const { terminal, said } = spokenTerminal();
      expect(await prove(terminal, { ...choice(), place: where, entry: 257 })).toBe(0);
      printed.push(said());
    }
    expect(printed[0]).toBe(printed[1]);
    const text = Buffer.from(printed[0] ?? "");
    const leaf = await new LogReader(fileSource(log.folder), 300).entry(257);
    const verifier = noteVerifier(log.vkey);
    const trust = { origin: log.origin, verifiers: verifier === undefined ? [] : [verifier] };
    expect(verifyProof(text, leafHash(leaf), trust)).toEqual({ ok: true, index: 257, size: 300 });
    expect(verifyProof(text, leafHash(Buffer.from("{}")), trust).ok).toBe(false);
  });

  test("is found by the event's id as well; an event that is not there and an entry beyond the log are said so", async () => {
    const { terminal, said } = spokenTerminal();
    const event = syntheticId("event 33");
    expect(await prove(terminal, { ...choice(), place: log.folder, event })).toBe(0);
    expect(parseProof(Buffer.from(said()))?.index).toBe(33);
    const beyond = { ...choice(), place: log.folder, entry: 300 };
    await expect(prove(terminal, beyond)).rejects.toMatchObject({ text: "proof-beyond" });
    const unknown = { ...choice(), place: log.folder, event: syntheticId("no event") };
    await expect(prove(terminal, unknown)).rejects.toMatchObject({ text: "proof-no-event" });
  });

  test("is not printed for an entry that was changed, nor from tiles that were", async () => {
    for (const path of ["tile/entries/000", "tile/0/000"]) {
      const folder = await copied();
      const bytes = await readFile(join(folder, path));
      bytes[40] = bytes.readUInt8(40) ^ 1;
      await writeFile(join(folder, path), bytes);
      const { terminal, said } = spokenTerminal();
      expect(await prove(terminal, { ...choice(), place: folder, entry: 0 })).toBe(1);
      expect(said()).toContain("proof-wrong");
    }
  });
});

describe("an address at which somebody answers, but no log is", () => {
  test("is told from one at which nobody does", async () => {
    const { terminal } = spokenTerminal();
    const above = { data: place.path, place: `${address}none/` };
    for (const asked of [verify(terminal, above), prove(terminal, { ...above, entry: 1 })]) {
      await expect(asked).rejects.toMatchObject({ text: "log-not-here" });
    }
    const nobody = verify(terminal, { ...above, place: "http://127.0.0.1:1/2026" });
    await expect(nobody).rejects.toMatchObject({ text: "edge-unreachable" });
  });
});

describe("a proof that an older log is the beginning of today's", () => {
  test("is given for any two sizes, from the folder and over HTTP", async () => {
    for (const where of [log.folder, address]) {
      for (const [from, to] of [
        [1, 300],
        [40, 256],
        [256, 257],
        [300, 300],
      ]) {
        const { terminal, said } = spokenTerminal(true);
        expect(await consistency(terminal, { ...choice(), place: where, from, to })).toBe(0);
        expect(said()).toContain(`"from":${from},"to":${to}`);
      }
    }
  });

  test("is refused to a checkpoint of another history under the same key: both roots are named", async () => {
    const root = Buffer.alloc(32, 7);
    const file = join(place.path, "kept");
    await writeFile(file, signCheckpoint({ origin: log.origin, size: 100, root }, [log.signer]));
    const { terminal, said } = spokenTerminal();
    expect(await consistency(terminal, { ...choice(), place: log.folder, kept: file })).toBe(1);
    expect(said()).toContain("log-forked");
    expect(said()).toContain(root.toString("base64"));
    await writeFile(file, await readFile(join(log.folder, "checkpoints/40")));
    expect(await consistency(terminal, { ...choice(), place: log.folder, kept: file })).toBe(0);
  });

  test("wants sizes that the log has, the smaller one first", async () => {
    const { terminal } = spokenTerminal();
    const asked = (from: number, to: number) =>
      consistency(terminal, { ...choice(), place: log.folder, from, to });
    await expect(asked(0, 10)).rejects.toThrow(CliError);
    await expect(asked(10, 301)).rejects.toThrow(CliError);
    await expect(asked(20, 10)).rejects.toMatchObject({ text: "consistency-order" });
  });
});

describe("the check of a log's files", () => {
  async function damagedIn(folder: string): Promise<readonly unknown[]> {
    const { terminal, said } = spokenTerminal(true);
    const code = await fsck(terminal, { folder, ...choice() });
    const { damaged } = JSON.parse(said().slice(said().indexOf("{")));
    expect(code).toBe(damaged.length === 0 ? 0 : 1);
    return damaged;
  }

  test("finds nothing in a sound log, and says how much it has read", async () => {
    expect(await damagedIn(log.folder)).toEqual([]);
    const { terminal, said } = spokenTerminal();
    expect(await fsck(terminal, { folder: log.folder, ...choice() })).toBe(0);
    expect(said()).toContain('"bundles":2,"parts":2');
    expect(said()).toContain("fsck-sound");
  });

  const flips = [
    ["tile/entries/000", 50, "fsck-restore"],
    ["tile/0/001.p/44", 50, "fsck-restore"],
    ["parts/000", 3_000, "fsck-parts"],
    ["checkpoints/40", 3, "fsck-history"],
    ["checkpoint", 3, "fsck-checkpoint"],
  ] as const;
  test.each(flips)(
    "names %s when one bit of it is changed, once, with what to do",
    async (path, at, advice) => {
      const folder = await copied();
      const bytes = await readFile(join(folder, path));
      bytes[at] = bytes.readUInt8(at) ^ 1;
      await writeFile(join(folder, path), bytes);
      expect(await damagedIn(folder)).toEqual([expect.objectContaining({ path, advice })]);
    },
  );

  test("names what is missing and what does not belong, and a fork as what it is", async () => {
    const folder = await copied();
    await unlink(join(folder, "parts/001.p/44"));
    await writeFile(join(folder, "tile/0/note.txt"), "SINTETICO");
    const root = Buffer.alloc(32, 7);
    const forked = signCheckpoint({ origin: log.origin, size: 40, root }, [log.signer]);
    await writeFile(join(folder, "checkpoints/40"), forked);
    expect(await damagedIn(folder)).toMatchObject([
      { path: "checkpoints/40", advice: "fsck-fork" },
      { path: "parts/001.p/44", advice: "fsck-parts" },
      { path: "tile/0/note.txt", advice: "fsck-foreign" },
    ]);
    await rm(folder, { recursive: true });
  });

  test("is not for an address", async () => {
    const { terminal } = spokenTerminal();
    await expect(fsck(terminal, { folder: address, ...choice() })).rejects.toMatchObject({
      text: "fsck-address",
    });
  });
});

describe("a checkpoint that somebody kept, beside a log that is verified", () => {
  const verified = async (seen: readonly string[], where = log.folder) => {
    const { terminal, said } = spokenTerminal();
    const code = await verify(terminal, { ...choice(), place: where, seen });
    return { code, said: said() };
  };
  const kept = async (size: number, root: Buffer, origin = log.origin): Promise<string> => {
    const file = join(place.path, `kept-${size}-${root.toString("hex").slice(0, 8)}`);
    await writeFile(file, signCheckpoint({ origin, size, root }, [log.signer]));
    return file;
  };
  const other = Buffer.alloc(32, 9);

  test("of the same history: the log goes on from it, from a folder and over HTTP", async () => {
    const file = join(log.folder, "checkpoints/40");
    for (const where of [log.folder, address]) {
      expect(await verified([file], where)).toMatchObject({
        code: 0,
        said: expect.stringContaining("log-goes-on"),
      });
    }
  });

  test("of a fork: it is told as one, with both roots and the file's name, though the log verifies by itself", async () => {
    const file = await kept(40, other);
    const { code, said } = await verified([join(log.folder, "checkpoints/256"), file]);
    const here = await new LogReader(fileSource(log.folder), 300).rootAt(40);
    expect(code).toBe(1);
    for (const part of ["forked", file, here.toString("base64"), other.toString("base64")]) {
      expect(said).toContain(part);
    }
  });

  test("of a longer log: rolled back; of another log, or of nobody's key: never taken for compared", async () => {
    const longer = await verified([await kept(301, other)]);
    expect([longer.code, longer.said]).toEqual([1, expect.stringContaining("rolled-back")]);
    const foreign = await kept(41, other, "audit.altro.example/2026");
    await expect(verified([foreign])).rejects.toMatchObject({ text: "kept-of-none" });
    await expect(verified([join(log.folder, "tile/0/000")])).rejects.toMatchObject({
      text: "kept-is-none",
    });
    const unsigned = join(place.path, "unsigned");
    await writeFile(unsigned, `${log.origin}\n40\n${other.toString("base64")}\n\n`);
    const nobody = await verified([unsigned]);
    expect([nobody.code, nobody.said]).toEqual([1, expect.stringContaining("checkpoint-invalid")]);
  });
});
