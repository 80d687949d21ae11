import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openReader } from "#libs/tilestore/logReader";
import { fileSource, httpSource, type TileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { leafHash } from "#libs/tlog/hash";
import { noteVerifier } from "#libs/tlog/note";
import { verifyConsistency, verifyInclusion } from "#libs/tlog/proof";
import {
  growLog,
  loadFiles,
  memorySource,
  newTestLog,
  syntheticEntries,
  type TestLog,
} from "#tests/support/testLog";

const size = 300;
const entries = syntheticEntries(0, size);
let log: TestLog;
let server: Server;
const sources = new Map<string, TileSource>();

function serve(source: TileSource): Promise<Server> {
  const listening = createServer((request, response) => {
    const path = (request.url ?? "").replace(/^\/log\//, "");
    if (path === "broken") {
      response.writeHead(500).end();
      return;
    }
    source.read(path).then(
      (bytes) => response.writeHead(bytes === undefined ? 404 : 200).end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  // On a busy machine more than Node's five seconds go by between two questions: whoever asks then is cut off.
  listening.keepAliveTimeout = 120_000;
  return new Promise((resolve) => {
    listening.listen(0, "127.0.0.1", () => resolve(listening));
  });
}

function portOf(listening: Server): number {
  const address: string | AddressInfo | null = listening.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

beforeAll(async () => {
  log = await newTestLog();
  await growLog(log, await log.open(), [5, 250, size - 255]);
  const files = fileSource(log.folder);
  server = await serve(files);
  sources.set("folder", files);
  sources.set("HTTP address", httpSource(`http://127.0.0.1:${portOf(server)}/log`));
  sources.set("memory", memorySource(await loadFiles(files)));
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await log.remove();
});

describe.each(["folder", "HTTP address", "memory"])("a log read from a %s", (name) => {
  const source = (): TileSource => {
    const found = sources.get(name);
    if (found === undefined) throw new Error("no such source");
    return found;
  };
  const trusted = () => {
    const verifier = noteVerifier(log.vkey);
    return { origin: log.origin, verifiers: verifier === undefined ? [] : [verifier] };
  };

  test("gives the checkpoint, and nothing for a file that is not there", async () => {
    expect((await source().read("checkpoint"))?.toString()).toContain(`\n${size}\n`);
    expect(await source().read("tile/0/999")).toBeUndefined();
    expect(await source().read("checkpoint/000")).toBeUndefined();
  });
  test("gives every entry and every part that was appended", async () => {
    const { reader } = await openReader(source(), trusted());
    for (const [index, { leaf, part }] of entries.entries()) {
      expect(await reader.entry(index)).toEqual(leaf);
      expect(await reader.part(index)).toEqual(part);
    }
    await expect(reader.entry(size)).rejects.toThrow(RangeError);
  });
  test("proves every entry and every earlier size to its signed root", async () => {
    const { reader, checkpoint } = await openReader(source(), trusted());
    for (const [index, { leaf }] of entries.entries()) {
      const proof = await reader.inclusion(index);
      const claim = { index, size, leafHash: leafHash(leaf), root: checkpoint.root, proof };
      expect(verifyInclusion(claim)).toEqual({ ok: true });
      const fromRoot = await reader.rootAt(index + 1);
      const growth = { from: index + 1, to: size, fromRoot, toRoot: checkpoint.root };
      const consistency = await reader.consistency(index + 1);
      expect(verifyConsistency({ ...growth, proof: consistency })).toEqual({ ok: true });
    }
  });
  test("an earlier, partial tile that was replaced is read from the full one", async () => {
    expect(await source().read("tile/0/000.p/5")).toBeUndefined();
    const { LogReader } = await import("#libs/tilestore/logReader");
    const earlier = new LogReader(source(), 5);
    expect(await earlier.entry(4)).toEqual(entries[4]?.leaf);
    expect(await earlier.part(4)).toEqual(entries[4]?.part);
  });
  test("verifies without a finding", async () => {
    const report = await verifyLog(source(), log.vkey);
    expect(report).toMatchObject({ size, entries: size, findings: [], findingsOmitted: 0 });
    expect(report).toMatchObject({ tilesChecked: 3, bundlesChecked: 2, partsChecked: 2 });
  });
});

describe("an HTTP address", () => {
  test("that answers with an error or not at all is unreachable, not empty", async () => {
    const broken = httpSource(`http://127.0.0.1:${portOf(server)}/log`);
    await expect(broken.read("broken")).rejects.toMatchObject({ kind: "unreachable" });
    const report = await verifyLog(httpSource("http://127.0.0.1:1/"), log.vkey);
    expect(report.findings).toMatchObject([{ kind: "unreachable", path: "checkpoint" }]);
  });
});
