import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const modelPath = "proto/raccordo/v1/incident.proto";

function check(folder: string) {
  const script = join(folder, "scripts/generate.mjs");
  return spawnSync(process.execPath, [script, "--check"], { cwd: folder, encoding: "utf8" });
}

describe("generated code", () => {
  let copy = "";
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "raccordo-conformance-"));
    for (const part of [
      "package.json",
      "proto",
      "scripts",
      "libs/contracts/generated",
      "libs/incident/generated",
      "libs/seal",
    ]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  function withNote(field: string) {
    const model = readFileSync(join(root, modelPath), "utf8");
    const changed = model.replace("message Note {", `message Note {\n  ${field}`);
    expect(changed).not.toBe(model);
    writeFileSync(join(copy, modelPath), changed);
    return check(copy);
  }

  test("what is committed is what proto/ generates", () => {
    const result = check(root);
    expect(result.stderr).toBe("");
    expect(result.status).toBe(0);
  });

  test("a field that nobody gave a data class to stops the build, and is named", () => {
    const result = withNote("optional string forgotten = 90;");
    expect(result.status).not.toBe(0);
    expect(result.stderr).toContain("Note.forgotten has no data class");
  });

  test("a field that was not generated yet is noticed", () => {
    const result = withNote("optional string fresh = 90 [(data_class) = DATA_CLASS_NOTE];");
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("generated code is out of date");
  });

  test("a published schema of leaves that is not the one of the code is noticed", () => {
    const published = join(copy, "libs/seal/leaf.schema.json");
    const looser = readFileSync(published, "utf8").replace('"additionalProperties": false', "");
    writeFileSync(published, looser);
    const result = check(copy);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("libs/seal/leaf.schema.json");
  });
});
