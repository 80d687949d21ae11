import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cacheFolder, findNatsServer } from "#libs/runtime/natsServerFinder";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "raccordo-finder-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that answers like a nats-server of that version and does nothing else. */
async function program(place: string, version: string): Promise<string> {
  const path = join(folder, place);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho "nats-server: v${version}"\n`);
  await chmod(path, 0o755);
  return path;
}

/** Our folder first; nothing else on PATH, so that the machine's own server and apt are not seen. */
function environment(pathFolder: string, more: Record<string, string> = {}) {
  return { PATH: join(folder, pathFolder), XDG_CACHE_HOME: join(folder, "cache"), ...more };
}

describe("which nats-server is used", () => {
  test("the one in RACCORDO_NATS_SERVER comes before the one on PATH", async () => {
    const named = await program("named/nats-server", "2.12.3");
    await program("path-a/nats-server", "2.15.1");
    expect(await findNatsServer(environment("path-a", { RACCORDO_NATS_SERVER: named }))).toEqual({
      path: named,
      version: "2.12.3",
      source: "RACCORDO_NATS_SERVER",
    });
  });

  test("a named one that cannot be used is a problem, not passed over in silence", async () => {
    await program("path-b/nats-server", "2.15.1");
    const old = await program("old/nats-server", "2.11.9");
    for (const named of [old, join(folder, "is-not-there")]) {
      const answer = await findNatsServer(environment("path-b", { RACCORDO_NATS_SERVER: named }));
      expect(answer).toHaveProperty("problem", expect.stringContaining(named));
    }
  });

  test("one on PATH that is too old gives way to the newest one in the cache", async () => {
    await program("path-c/nats-server", "2.10.7");
    const cache = "cache-c/raccordo/nats-server";
    await program(`${cache}-2.12.1/nats-server`, "2.12.1");
    const newest = await program(`${cache}-2.15.1/nats-server`, "2.15.1");
    const answer = await findNatsServer({
      ...environment("path-c"),
      XDG_CACHE_HOME: join(folder, "cache-c"),
    });
    expect(answer).toEqual({ path: newest, version: "2.15.1", source: "cache" });
  });

  test("without any, the answer is a problem and the ways out of it", async () => {
    const answer = await findNatsServer(environment("empty"));
    expect(answer).toMatchObject({ problem: expect.stringContaining("no nats-server was found") });
    expect("waysOut" in answer ? answer.waysOut.join(" ") : "").toMatch(
      /RACCORDO_NATS_SERVER.*RACCORDO_NATS_URL/,
    );
  });

  test("on this machine a server is found, or the message is one clear line", async () => {
    const answer = await findNatsServer();
    if ("path" in answer) expect(answer.version).toMatch(/^2\.(1[2-9]|[2-9]\d)\.\d+$/);
    else expect(answer.problem).toMatch(/^[^\n]{10,300}$/);
  });
});

test("the cache follows XDG_CACHE_HOME, else HOME, else there is none", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: "/x", HOME: "/h" })).toBe("/x/raccordo");
  expect(cacheFolder({ HOME: "/h" })).toBe("/h/.cache/raccordo");
  expect(cacheFolder({})).toBeUndefined();
});
