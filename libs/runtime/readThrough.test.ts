import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readThrough } from "#libs/runtime/readThrough";

describe("a file that is read so that the machine has it in memory", () => {
  let folder = "";
  const file = () => join(folder, "index");
  const size = 2_500_000;
  const stopping = new AbortController().signal;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "raccordo-through-"));
    await writeFile(file(), Buffer.alloc(size, 7));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("is read to its end, and not at all where it is larger than what is free", async () => {
    expect(await readThrough(file(), { bytesMax: size, stopping })).toBe(size);
    expect(await readThrough(file(), { bytesMax: size - 1, stopping })).toBe(0);
  });

  test("is no fault where it is not there, or where the process is about to stop", async () => {
    const missing = join(folder, "none");
    expect(await readThrough(missing, { bytesMax: size, stopping })).toBe(0);
    const ended = AbortSignal.abort();
    expect(await readThrough(file(), { bytesMax: size, stopping: ended })).toBe(0);
  });
});
