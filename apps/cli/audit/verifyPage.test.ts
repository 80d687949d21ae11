import { createHash, generateKeyPairSync, randomBytes, sign, webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyAsync } from "@noble/ed25519";
import { makePack } from "#apps/cli/audit/exportPack";
import type { checkPack } from "#apps/cli/audit/page/packCheck";
import type { filesInZip, PackFile } from "#apps/cli/audit/page/packZip";
import { toolsOf } from "#libs/logcheck/webTools";
import { rawPublicKey } from "#libs/seal/signedDocument";
import { comune, newPackLog, packDataFolder, temporaryPlace } from "#tests/support/packLog";
import { projectRoot } from "#tests/support/project";
import type { TestLog } from "#tests/support/testLog";

interface Raccordo {
  readonly checkPack: typeof checkPack;
  readonly filesInZip: typeof filesInZip;
  readonly second: Parameters<typeof toolsOf>[0];
  packTools(): Parameters<typeof checkPack>[1];
}

const pagePath = join(projectRoot, "apps/cli/audit/page/verify.html");
let page = "";
let script = "";
let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let zip: Blob;

beforeAll(async () => {
  page = await readFile(pagePath, "utf8");
  script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? "";
  log = await newPackLog([10, 246, 44]);
  place = await temporaryPlace();
  const data = await packDataFolder(place.path, log);
  const out = join(place.path, "pack.zip");
  const unrecorded = {
    reading: () => Promise.resolve({ recorded: false } as const),
    leaving: () => Promise.resolve(),
  };
  await makePack({ data, period: "2026-03-02/2026-03-12", titolare: comune, out }, unrecorded);
  zip = new Blob([new Uint8Array(await readFile(out))]);
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

/** Runs the page's script as a browser would, with what a browser has and nothing of Node. */
function inPage(subtle: object = webcrypto.subtle): Raccordo {
  const texts = { TextEncoder, TextDecoder, atob, btoa, URL };
  const given = { ...texts, Blob, Response, DecompressionStream };
  const context = vm.createContext({ ...given, crypto: { subtle } });
  vm.runInContext(script, context);
  return vm.runInContext("raccordo", context);
}

/** WebCrypto as browsers had it before Ed25519. */
const withoutEd25519 = {
  digest: webcrypto.subtle.digest.bind(webcrypto.subtle),
  importKey: () => Promise.reject(new Error("NotSupportedError")),
};

describe("the page that checks a pack", () => {
  test("is the one that its script builds from the modules tested here", async () => {
    const module: unknown = await import(join(projectRoot, "scripts/verify-page.mjs"));
    const built = module as { readonly verifyPage: () => string };
    expect(page === built.verifyPage()).toBe(true);
  });

  test("may load nothing: its policy names its own script and style by their hashes and nothing else", () => {
    const [style = ""] = /(?<=<style>)[\s\S]*(?=<\/style>)/.exec(page) ?? [];
    const named = (text: string) =>
      `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const own = `script-src ${named(script)}; style-src ${named(style)}`;
    expect(policy).toBe(`default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`);
    expect(page.replace(script, "")).not.toMatch(/\b(?:src|href|action)=|url\(|@import|\son\w+=/);
    expect(script).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\(|innerHTML/);
    expect(script).toContain("MIT License (c) 2019 Paul Miller");
  });

  test("has headings in order, a label for each field, and says its verdict aloud", () => {
    const body = page.replace(script, "");
    expect([...body.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(["1", "2", "2"]);
    for (const [, id] of body.matchAll(/<input[^>]* id="(\w+)"/g)) {
      expect(body).toContain(`<label for="${id}"`);
    }
    expect(body).toMatch(/id="verdict"[^>]*role="status"[^>]*aria-live="polite"/);
    expect(body).toContain('<html lang="it">');
  });

  test.each([
    ["with the browser's Ed25519", webcrypto.subtle],
    ["with its own where the browser has none", withoutEd25519],
  ])("finds a sound pack sound and a changed one not, %s", async (_, subtle) => {
    const { checkPack: check, filesInZip: unzip, packTools } = inPage(subtle);
    const files = (await unzip(zip)) ?? [];
    const report = await check(files, packTools());
    expect(report).toMatchObject({ holds: true });
    expect(report.years).toMatchObject([{ vkey: log.vkey, size: 300, checkpoints: 2 }]);
    for (const name of ["2026/checkpoint", "2026/tile/entries/000", "openings.jsonl"]) {
      const changed = files.map((file): PackFile => {
        const bytes = async () => {
          const [copy, at] = [new Uint8Array(await file.bytes()), 40];
          copy[at] = (copy[at] ?? 0) ^ 1;
          return copy;
        };
        return file.name === name ? { name, bytes } : file;
      });
      const { holds, findings } = await check(changed, packTools());
      expect([holds, findings.some(({ file }) => file === name)]).toEqual([false, true]);
    }
  });

  test("judges Ed25519 signatures alike with the platform, with its own copy, and as the package it was copied from does", async () => {
    const { second } = inPage();
    const native = toolsOf(second);
    for (let round = 0; round < 10; round += 1) {
      const { publicKey, privateKey } = generateKeyPairSync("ed25519");
      const key = Buffer.from(rawPublicKey(publicKey), "base64url");
      const message = randomBytes(round * 7);
      const signature = sign(null, message, privateKey);
      const forged = Buffer.from(signature);
      forged[round] = forged.readUInt8(round) ^ 1;
      for (const [one, good] of [
        [signature, true],
        [forged, false],
      ] as const) {
        expect(await native.ed25519(key, message, one)).toBe(good);
        const plain = (bytes: Uint8Array) => new Uint8Array(bytes);
        expect(await second(plain(one), plain(message), plain(key))).toBe(good);
        expect(await verifyAsync(one, message, key, { zip215: false })).toBe(good);
      }
    }
  });

  test("says of what is no zip that it cannot be read", async () => {
    const { filesInZip: unzip } = inPage();
    expect(await unzip(new Blob([randomBytes(500)]))).toBeUndefined();
    expect(await unzip(new Blob([]))).toBeUndefined();
    const short = zip.slice(0, zip.size - 40);
    expect(await unzip(short)).toBeUndefined();
  });
});
