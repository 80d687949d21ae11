import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "#apps/cli/documents";
import type { Sink } from "#tests/support/canarySinks";
import { startCli } from "#tests/support/commandLine";

/** What `audit` commands hand out of a running installation: a pack for each room's titolare, and what they print. */
export async function packSinks(data: string, rooms: readonly string[]): Promise<readonly Sink[]> {
  const folder = mkdtempSync(join(tmpdir(), "raccordo-packs-"));
  const sinks: Sink[] = [];
  const run = async (name: string, ...args: readonly string[]) => {
    const cli = startCli(["audit", ...args, "--data", data, "--json"]);
    const code = await cli.exit;
    sinks.push({ name: `output of audit ${name}`, bytes: Buffer.from(cli.output()) });
    if (code !== 0) throw new Error(`audit ${name} ended with ${code}: ${cli.output()}`);
  };
  try {
    for (const room of rooms) {
      const own = readConfiguration(data)?.rooms.find(({ id }) => id === room);
      const out = join(folder, `${room}.zip`);
      const about = ["--titolare", own?.titolare ?? "", "--period", "2020-01-01/2099-12-30"];
      await run(`export for ${room}`, "export", ...about, "--out", out);
      // Files are stored in it as they are: what is looked for is found without unpacking.
      sinks.push({ name: `pack for ${room}`, bytes: readFileSync(out) });
    }
    // Its files lie in the data folder and are looked through with the others there.
    await run("reindex", "reindex");
    await run("query", "query");
    await run("prove", "prove", join(data, "audit"), "--entry", "1");
    await run("consistency", "consistency", join(data, "audit"), "--from", "1");
    await run("fsck", "fsck", join(data, "audit"));
    return sinks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
