import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#tests/support/freePort";

/** A PostgreSQL server that belongs to one test. */
export interface TestPostgres {
  /** A new, empty database of its own. */
  database(): Promise<string>;
  /** Path of what `pg_dump` backs up of a database: plain SQL; gone with the server. */
  dump(database: string): string;
  stop(): Promise<void>;
}

const versionsFolder = "/usr/lib/postgresql";

/** Where Debian installs the server's programs; the newest version. */
function programs(): string | undefined {
  if (!existsSync(versionsFolder)) return undefined;
  const versions = readdirSync(versionsFolder).toSorted((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(versionsFolder, version, "bin"))
    .find((bin) => existsSync(join(bin, "postgres")) && existsSync(join(bin, "initdb")));
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then as the user whom its package has made. */
function owner(): Owner | undefined {
  if (userInfo().uid !== 0) return { uid: userInfo().uid, gid: userInfo().gid };
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** Why no PostgreSQL can be started here, in one line for `testIf`; undefined when one can. */
export function postgresProblem(): string | undefined {
  if (programs() === undefined) return "PostgreSQL is not installed";
  return owner() === undefined ? "no user to run PostgreSQL as" : undefined;
}

/** Starts a server on a free port of 127.0.0.1, its data in a temporary folder; resolves when it answers. */
export async function startPostgres(): Promise<TestPostgres> {
  const [bin, as] = [programs(), owner()];
  if (bin === undefined || as === undefined) throw new Error(postgresProblem());
  const folder = mkdtempSync(join(tmpdir(), "raccordo-postgres-"));
  chownSync(folder, as.uid, as.gid);
  const [data, port] = [join(folder, "data"), await freePort()];
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, {
      ...as,
      cwd: folder,
      stdio: "pipe",
    });
  run("initdb", ["-D", data, "-U", "prova", "--auth=trust", "--no-sync", "--encoding=UTF8"]);
  const settings = ["fsync=off", "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...options], {
    ...as,
    cwd: folder,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const isReady = () => {
    try {
      run("pg_isready", ["-h", "127.0.0.1", "-p", String(port), "-q"]);
      return true;
    } catch {
      return false;
    }
  };
  while (!isReady()) {
    if (server.exitCode !== null) throw new Error("PostgreSQL did not start");
    await sleep(50);
  }
  let databases = 0;
  return {
    database: async () => {
      databases += 1;
      const name = `prova${databases}`;
      run("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "prova", name]);
      return `postgresql://prova@127.0.0.1:${port}/${name}`;
    },
    dump: (database) => {
      const file = join(folder, `dump${databases}.sql`);
      run("pg_dump", ["--inserts", "--file", file, database]);
      return file;
    },
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
