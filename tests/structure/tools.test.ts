import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { projectRoot } from "#tests/support/project";

interface Finished {
  readonly code: number;
  readonly out: string;
}

/** Runs a tool of the project; its findings are its output. */
function run(tool: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 };
    const entry = join(projectRoot, "node_modules", tool);
    execFile(process.execPath, [entry, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, out: `${stdout}${code === 0 ? "" : stderr}` });
    });
  });
}

const cruiser = "dependency-cruiser/bin/dependency-cruise.mjs";
const cruiseSchema = z.object({
  modules: z.array(
    z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) }),
  ),
});

describe("what depends on what", () => {
  test("is as the configuration says: no cycle, no app in an app, pure libraries touch nothing", async () => {
    const { out, code } = await run(cruiser, [
      "--config",
      ".dependency-cruiser.json",
      "apps",
      "libs",
    ]);
    expect({ code, out: code === 0 ? "" : out }).toEqual({ code: 0, out: "" });
  }, 180_000);

  test("is really followed through the aliases of the packages", async () => {
    const args = ["--config", ".dependency-cruiser.json", "--output-type", "json", "apps/policy"];
    const { modules } = cruiseSchema.parse(JSON.parse((await run(cruiser, args)).out));
    const worker = modules.find(({ source }) => source === "apps/policy/worker.ts");
    expect(worker?.dependencies.map(({ resolved }) => resolved)).toContain("libs/seal/ids.ts");
  }, 180_000);
});

describe("what nobody uses", () => {
  test("is not there: no file, export, type or package", async () => {
    const { out, code } = await run("knip/bin/knip.js", ["--no-progress"]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
  }, 180_000);
});
