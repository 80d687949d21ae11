import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readConfiguration } from "#apps/cli/documents";
import type { Sink } from "#tests/support/canarySinks";
import { startCli } from "#tests/support/commandLine";
import type { TestPostgres } from "#tests/support/postgres";

export interface PackOptions {
  /** A server on which the projection is made as well. */
  readonly postgres?: Pick<TestPostgres, "database" | "dump"> | undefined;
  /** Looks at a file that may be larger than the memory, in place of having it among the sinks. */
  readonly inPieces?: (name: string, path: string) => void;
}

/**
 * What is handed out of a running installation: a pack and openings for each room's titolare, what the commands about
 * the log and a monitor print, what that one remembers, and backups of the projection.
 */
export async function packSinks(
  data: string,
  rooms: readonly string[],
  { postgres, inPieces }: PackOptions = {},
): Promise<readonly Sink[]> {
  const folder = mkdtempSync(join(tmpdir(), "raccordo-packs-"));
  const sinks: Sink[] = [];
  const look = (name: string, path: string) => {
    if (inPieces === undefined) sinks.push({ name, bytes: readFileSync(path) });
    else inPieces(name, path);
  };
  const raccordo = async (name: string, ...args: readonly string[]) => {
    const cli = startCli([...args, "--data", data, "--json"]);
    const code = await cli.exit;
    sinks.push({ name: `output of ${name}`, bytes: Buffer.from(cli.output()) });
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${cli.output()}`);
  };
  const run = (name: string, ...args: readonly string[]) =>
    raccordo(`audit ${name}`, "audit", ...args);
  try {
    for (const room of rooms) {
      const own = readConfiguration(data)?.rooms.find(({ id }) => id === room);
      const out = join(folder, `${room}.zip`);
      const about = ["--titolare", own?.titolare ?? "", "--period", "2020-01-01/2099-12-30"];
      await run(`export for ${room}`, "export", ...about, "--out", out);
      // Files are stored in it as they are: what is looked for is found without unpacking.
      look(`pack for ${room}`, out);
    }
    // Its files lie in the data folder and are looked through with the others there.
    await run("reindex", "reindex");
    await run("query", "query");
    await run("prove", "prove", join(data, "audit"), "--entry", "1");
    await run("consistency", "consistency", join(data, "audit"), "--from", "1");
    await run("fsck", "fsck", join(data, "audit"));
    await openSlots(data, rooms.at(-1) ?? "", folder, run);
    look("openings", join(folder, "openings.json"));
    const memory = join(folder, "monitor");
    await raccordo("monitor", "monitor", join(data, "audit"), "--memory", memory, "--once");
    sinks.push({ name: "memory of a monitor", bytes: filesIn(memory) });
    const backup = join(folder, "backup.sqlite");
    backUp(join(data, "search", "search.sqlite"), backup);
    look("backup of the projection", backup);
    if (postgres !== undefined) {
      const database = await postgres.database();
      await run("reindex on PostgreSQL", "reindex", "--database", database);
      look("dump of the projection on PostgreSQL", postgres.dump(database));
    }
    return sinks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the titolare of a room is given to open its own slots, and what it finds with that. */
async function openSlots(
  data: string,
  room: string,
  folder: string,
  run: (name: string, ...args: readonly string[]) => Promise<void>,
): Promise<void> {
  const openings = join(folder, "openings.json");
  const titolare = readConfiguration(data)?.rooms.find(({ id }) => id === room)?.titolare ?? "";
  await run("openings", "openings", "--titolare", titolare, "--out", openings);
  const log = ["--log", join(data, "audit")];
  await run("slots", "slots", "--room", room, ...log, "--openings", openings);
}

/** As an operator backs it up: a copy that is whole in itself. */
function backUp(database: string, target: string): void {
  const projection = new DatabaseSync(database, { readOnly: true });
  projection.prepare("VACUUM INTO ?").run(target);
  projection.close();
}

function filesIn(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile());
  return Buffer.concat(paths.map((file) => readFileSync(join(file.parentPath, file.name))));
}
