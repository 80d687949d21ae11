import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verify } from "#apps/cli/audit/verify";
import { exitCodes } from "#apps/cli/exitCodes";
import { newPackLog, spokenTerminal } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

let log: TestLog;
beforeAll(async () => {
  log = await newPackLog([30]);
});
afterAll(() => log.remove());

async function checked(tree: boolean) {
  const { terminal, said } = spokenTerminal();
  const command = { place: log.folder, vkey: log.vkey, data: join(log.folder, "none"), tree };
  return { code: await verify(terminal, command), said: said() };
}

/** Changes the last byte but some of a file, and puts it back afterwards. */
async function withDamage(path: string, look: () => Promise<void>): Promise<void> {
  const file = join(log.folder, path);
  const bytes = await readFile(file);
  const at = bytes.length - 40;
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, damaged);
  await look();
  await writeFile(file, bytes);
}

describe("the quick check of a log", () => {
  test("says that it did not look at what the entries mean; the whole one looks at that, and at the parts", async () => {
    const quick = await checked(true);
    expect(quick).toMatchObject({ code: exitCodes.ok });
    expect(quick.said).toContain("log-structural");
    expect(quick.said).not.toContain("log-parts");
    const whole = await checked(false);
    expect(whole).toMatchObject({ code: exitCodes.ok });
    expect(whole.said).toContain("log-parts");
  });

  test("finds an entry that was changed, and leaves a changed part to the whole check", async () => {
    await withDamage("tile/entries/000.p/30", async () => {
      expect(await checked(true)).toMatchObject({ code: exitCodes["check-failed"] });
    });
    await withDamage("parts/000.p/30", async () => {
      expect(await checked(true)).toMatchObject({ code: exitCodes.ok });
      expect(await checked(false)).toMatchObject({ code: exitCodes["check-failed"] });
    });
  });
});
