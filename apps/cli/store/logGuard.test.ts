import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { testIf } from "#tests/support/skip";
import { SmallDisk, smallDiskProblem } from "#tests/support/smallDisk";
import { logAsker } from "./logGuard.ts";

const problem = smallDiskProblem();
const testOnDisk = testIf(problem === undefined, problem ?? "");

let code = "ok";
let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer((_request, response) => {
    const reports = [{ name: "log", ok: code === "ok", code }];
    response.writeHead(code === "ok" ? 200 : 503).end(JSON.stringify({ ready: false, reports }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was opened");
  url = `http://127.0.0.1:${address.port}/health/ready`;
});
afterAll(() => {
  server.close();
});

const refuses = (wasFull: boolean) => ({ kind: "refuses", streams: [], wasFull });

describe("a log that was halted because a write was not confirmed", () => {
  test("is a person's to look at where the disk had room; an audit that is away says nothing", async () => {
    const ask = logAsker({ url, folder: tmpdir(), nowMs: () => 0 });
    code = "log-lags";
    expect(await ask()).toEqual({ kind: "writes" });
    code = "log-sync-failed";
    expect(await ask()).toEqual(refuses(false));
    const away = logAsker({ url: undefined, folder: tmpdir(), nowMs: () => 0 });
    expect(await away()).toBeUndefined();
  });

  testOnDisk("is started again where the disk was full within the last ten minutes", async () => {
    const disk = SmallDisk.mount(1024 * 1024);
    try {
      let nowMs = 0;
      const ask = logAsker({ url, folder: disk.folder, nowMs: () => nowMs });
      code = "ok";
      disk.fill();
      expect(await ask()).toEqual({ kind: "writes" });
      disk.free();
      code = "log-sync-failed";
      expect(await ask()).toEqual(refuses(true));
      // It stays so while it is halted, however long the restart has to wait.
      nowMs = 3_600_000;
      expect(await ask()).toEqual(refuses(true));
      code = "ok";
      expect(await ask()).toEqual({ kind: "writes" });
      code = "log-sync-failed";
      expect(await ask()).toEqual(refuses(false));
    } finally {
      disk.unmount();
    }
  });
});
