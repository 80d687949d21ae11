import { chmodSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { configBytesMax, processConfig, readConfig } from "#libs/runtime/config";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";

const folder = testFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schema = processConfig({ room_max: z.number().int() });
const good = { ...sharedConfig(folder), room_max: 3 };
const read = (content: unknown) => readConfig(writeConfig(folder, content), schema);

describe("the configuration of a process", () => {
  test("is read with its defaults", () => {
    expect(read(good)).toMatchObject({
      kind: "config",
      config: { room_max: 3, log_level: "info", log_to: "stderr" },
    });
  });

  test("its path is required", () => {
    expect(readConfig(undefined, schema)).toMatchObject({ code: "config-path-missing" });
    expect(readConfig(join(folder, "absent.json"), schema)).toMatchObject({
      code: "config-unreadable",
    });
    expect(readConfig(folder, schema)).toMatchObject({ code: "config-unreadable" });
  });

  test.each([0o644, 0o640, 0o660, 0o700, 0o400])(
    "is refused when others may read it: mode %o",
    (mode) => {
      const path = writeConfig(folder, good);
      chmodSync(path, mode);
      expect(readConfig(path, schema)).toMatchObject({ code: "config-mode-not-0600" });
      chmodSync(path, 0o600);
    },
  );

  test("is not followed through a link, whose target somebody else may own", () => {
    const link = join(folder, "link.json");
    symlinkSync(writeConfig(folder, good), link);
    expect(readConfig(link, schema)).toMatchObject({ code: "config-unreadable" });
  });

  test("too large and not JSON have codes of their own, without a byte of the file", () => {
    expect(read(" ".repeat(configBytesMax + 1))).toMatchObject({ code: "config-too-large" });
    const outcome = read('{"seed": SUPLANTED');
    expect(outcome).toMatchObject({ code: "config-not-json" });
    expect(JSON.stringify(outcome)).not.toContain("SUPLANTED");
  });

  test("a fault is named by its path, and the value is not shown", () => {
    const outcome = read({ ...good, nats: { ...good.nats, seed: "PLANTED-SECRET" } });
    expect(outcome).toEqual({
      kind: "refused",
      code: "config-invalid",
      about: "nats.seed (invalid_format)",
    });
  });

  test("a member that nobody reads is refused: a typing error must not weaken anything", () => {
    expect(read({ ...good, prodution: true })).toMatchObject({
      code: "config-invalid",
      about: "(top) (unrecognized_keys: prodution)",
    });
  });

  test("test seams are refused in production", () => {
    const seams = { test: { dir: folder, seams: { decided: "kill" } } };
    expect(read({ ...good, ...seams })).toMatchObject({ kind: "config" });
    expect(read({ ...good, ...seams, production: true })).toMatchObject({
      code: "config-invalid",
      about: "test (not-in-production)",
    });
  });
});
