import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { makePack } from "#apps/cli/audit/exportPack";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { writePackZip } from "#libs/pack/packZip";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { addSignature, parseNote } from "#libs/tlog/note";
import { type Browser, chromiumProblem, startChromium } from "#tests/support/chromium";
import { cosignedBy, keptNote, policyOf, syntheticWitness } from "#tests/support/cosigned";
import { comune, newPackLog, packDataFolder, temporaryPlace } from "#tests/support/packLog";
import { testIf } from "#tests/support/skip";
import type { TestLog } from "#tests/support/testLog";
import { until } from "#tests/support/until";

const problem = chromiumProblem();
const browserTest = testIf(problem === undefined, problem ?? "");

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let pack = "";
let browser: Browser;
let url = "";
const witnesses = [syntheticWitness("prefettura"), syntheticWitness("comune", "ml-dsa-44")];

beforeAll(async () => {
  if (problem !== undefined) return;
  log = await newPackLog([10, 40]);
  place = await temporaryPlace();
  const data = await packDataFolder(place.path, log);
  await writeFile(
    join(data, "audit/2026/witnessed"),
    cosignedBy(await keptNote(log, 50), witnesses),
  );
  await writeFile(join(data, "signed/witnesses.policy"), policyOf(witnesses, "all"), {
    mode: 0o600,
  });
  pack = join(place.path, "pack.zip");
  const unrecorded = {
    reading: () => Promise.resolve({ recorded: false } as const),
    leaving: () => Promise.resolve(),
  };
  await makePack(
    { data, period: "2026-03-01/2026-03-02", titolare: comune, out: pack },
    unrecorded,
  );
  browser = await startChromium();
  // The page that is in the pack, not the one that it was copied from.
  const own = (await filesOf(pack)).get("verify.html") ?? new Uint8Array();
  const path = join(place.path, "verify.html");
  await writeFile(path, own);
  url = pathToFileURL(path).href;
});
afterAll(async () => {
  if (problem !== undefined) return;
  await browser.close();
  await place.remove();
  await log.remove();
});

async function filesOf(path: string): Promise<Map<string, Uint8Array>> {
  const found = await filesInZip(new Blob([new Uint8Array(await readFile(path))]));
  const read = (found ?? []).map(async (one) => [one.name, await one.bytes()] as const);
  return new Map(await Promise.all(read));
}

/** The pack with one file changed and all sums made right again, as a forger would. */
async function forged(name: string, change: (bytes: Buffer) => Uint8Array): Promise<string> {
  const files = await filesOf(pack);
  files.delete("SHA256SUMS");
  files.set(name, change(Buffer.from(files.get(name) ?? [])));
  const path = join(place.path, `forged ${Math.random()}.zip`);
  await writePackZip(
    [...files].map(([file, bytes]) => ({ name: file, content: () => [bytes] })),
    path,
  );
  return path;
}

/** What the page says to a person who chooses this pack. */
async function verdict(zip: string, kept: readonly string[] = []) {
  const page = await browser.open(url);
  if (kept.length > 0) await page.choose("#kept", kept);
  await page.choose("#zip", [zip]);
  return until(async () => {
    const [kind, text] = [
      await page.value(`document.querySelector("#verdict").className`),
      await page.value(`document.querySelector("#verdict").innerText`),
    ];
    const isOver = kind === "good" || kind === "bad";
    return isOver ? { page, kind, text: String(text) } : undefined;
  }, "the page's verdict");
}

describe("the page of a pack, opened in Chromium", () => {
  browserTest(
    "finds an intact pack intact, the quorum there, and names both witnesses",
    async () => {
      const { page, kind, text } = await verdict(pack);
      expect([kind, text]).toEqual(["good", expect.stringContaining("INTEGRO")]);
      expect(text).toContain("il quorum «testimoni» ha controfirmato fino a 50 voci");
      expect(text).toContain("w0: ha controfirmato (Ed25519)");
      expect(text).toContain("w1: ha controfirmato (ML-DSA-44)");
      const loaded = await page.value(`performance.getEntriesByType("resource").length`);
      expect(loaded).toBe(0);
    },
  );

  browserTest(
    "calls a forged cosignature, a changed entry and a changed opening by their names",
    async () => {
      const note = await keptNote(log, 50);
      const [line] =
        parseNote(cosignedBy(await keptNote(log, 10), witnesses.slice(1)))?.signatures.slice(-1) ??
        [];
      if (line === undefined) throw new Error("no signature");
      const replayed = await verdict(
        await forged("2026/checkpoint", () => addSignature(note, line)),
      );
      expect([replayed.kind, replayed.text]).toEqual([
        "bad",
        expect.stringContaining("NON VALIDO"),
      ]);
      expect(replayed.text).toContain(
        "w1: replayed, it is the word of comune.example on 10 entries",
      );
      const flipped = (at: number) => (bytes: Buffer) => {
        bytes[at] = bytes.readUInt8(at) ^ 1;
        return bytes;
      };
      const entry = await verdict(await forged("2026/tile/entries/000.p/50", flipped(900)));
      expect([entry.kind, entry.text]).toEqual(["bad", expect.stringContaining("voce cambiata")]);
      const opening = await verdict(await forged("openings.jsonl", flipped(200)));
      expect(opening.text).toContain("apertura che non corrisponde");
    },
  );

  browserTest("calls two histories under one key a fork", async () => {
    const root = Buffer.alloc(32, 9);
    const kept = join(place.path, "checkpoint di altri");
    await writeFile(kept, signCheckpoint({ origin: log.origin, size: 10, root }, [log.signer]));
    const { kind, text } = await verdict(pack, [kept]);
    expect([kind, text]).toEqual(["bad", expect.stringContaining("BIFORCAZIONE")]);
  });

  browserTest(
    "says of a pack below the quorum that it is intact and that nobody vouches for it",
    async () => {
      const note = cosignedBy(await keptNote(log, 50), witnesses.slice(0, 1));
      const { kind, text } = await verdict(await forged("2026/checkpoint", () => note));
      expect(kind).toBe("good");
      expect(text).toContain("il quorum «testimoni» NON c'è");
      expect(text).toContain("w1: la sua controfirma manca");
    },
  );
});
