import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { freePort, listenable } from "./freePort.ts";

const host = "127.0.0.1";

async function listeningAt(port: number) {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  return server;
}

describe("a port for a process that will listen later", () => {
  test("is none that the system may give to a connection in the meantime", async () => {
    const range = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8");
    const port = (await freePort(host)) ?? 0;
    expect(port).toBeGreaterThanOrEqual(10_240);
    expect(port).toBeLessThan(Number(range.split("\t")[0]));
    expect(await listenable(port, host)).toBe(port);
  });

  test("is the next one that is neither taken by somebody nor promised to another process", async () => {
    const first = (await freePort(host)) ?? 0;
    const used = (await freePort(host, new Set(), first)) ?? 0;
    const server = await listeningAt(used);
    const promised = (await freePort(host, new Set(), first)) ?? 0;
    expect(promised).not.toBe(used);
    const next = (await freePort(host, new Set([promised]), first)) ?? 0;
    expect(new Set([used, promised, next]).size).toBe(3);
    expect(await listenable(used, host)).toBeUndefined();
    server.close();
  });

  test("lies in the range that the people of the installation have opened for it, and nowhere where that is full", async () => {
    const first = (await freePort(host)) ?? 0;
    const range = `${first}-${first}`;
    expect(await freePort(host, new Set(), undefined, range)).toBe(first);
    expect(await freePort(host, new Set([first]), first, range)).toBeUndefined();
  });

  test.each(["", "20000", "9-1", "0-70000", "a-b", "20000-20010,30000"])(
    "is chosen as ever where the range is none: %p",
    async (said) => {
      expect(await freePort(host, new Set(), undefined, said)).toBeGreaterThanOrEqual(10_240);
    },
  );
});
