import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { freePort } from "#tests/support/freePort";
import { until } from "#tests/support/until";

/** A PostgreSQL that belongs to one test: on 127.0.0.1, in a temporary folder. */
export interface TestPostgres {
  /** `postgresql://…` of the database's owner. */
  readonly url: string;
  /** kill -9 of the server and all its workers; resolves when they are gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder, with other settings if wanted. */
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends it and removes every file. */
  stop(): Promise<void>;
}

/** Debian installs the server's programs outside the PATH, one folder per major version. */
const versionsFolder = "/usr/lib/postgresql";

function programs(): string | undefined {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder) : [];
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(versionsFolder, version, "bin"))
    .find((folder) => existsSync(join(folder, "initdb")));
}

/** Why no PostgreSQL can be started here, in one line for `testIf`; undefined when one can. */
export function postgresProblem(): string | undefined {
  if (programs() === undefined) return "needs Debian's postgresql";
  return process.getuid?.() !== 0 || userOf("postgres") !== undefined
    ? undefined
    : "PostgreSQL does not run as root, and there is no user postgres";
}

/** Makes a new cluster and starts it; it dies with this process's test. With `password` nobody comes in without it. */
export async function startPostgres(password?: string): Promise<TestPostgres> {
  const bin = programs();
  if (bin === undefined) throw new Error("no PostgreSQL here");
  const account = process.getuid?.() === 0 ? userOf("postgres") : undefined;
  const folder = mkdtempSync(join(tmpdir(), "raccordo-postgres-"));
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const url = `postgresql://raccordo@127.0.0.1:${port}/postgres`;
  const init = [
    "-D",
    data,
    "-U",
    "raccordo",
    ...authentication(folder, account, password),
    "-N",
    "--no-instructions",
    "-E",
    "UTF8",
  ];
  execFileSync(join(bin, "initdb"), init, { ...account, cwd: folder, stdio: "ignore" });
  let server: ChildProcess | undefined;
  const end = async (how: (running: ChildProcess) => void) => {
    if (server === undefined) return;
    const gone = once(server, "close");
    how(server);
    await gone;
    server = undefined;
  };
  const start = async (settings: Readonly<Record<string, string>> = {}) => {
    const given = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
    const flags = Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const args = ["-D", data, "-p", String(port), ...flags];
    server = spawn(join(bin, "postgres"), args, { ...account, cwd: folder, stdio: "ignore" });
    await until(() => answers(url, password), "PostgreSQL");
  };
  await start();
  return {
    url,
    start,
    kill: () => end(() => killTree(data)),
    stop: async () => {
      await end((running) => running.kill("SIGINT"));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The postmaster first, so that nothing is tidied up. */
function killTree(data: string): void {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8");
  for (const pid of [postmaster, ...children.trim().split(" ").map(Number)]) {
    process.kill(pid, "SIGKILL");
  }
}

function withPassword(url: string, password: string | undefined): string {
  const address = new URL(url);
  if (password !== undefined) address.password = encodeURIComponent(password);
  return address.href;
}

async function answers(url: string, password?: string): Promise<boolean> {
  const client = new Client({ connectionString: withPassword(url, password) });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** How the owner shows who it is: as `initdb` is told. */
function authentication(
  folder: string,
  account: { readonly uid: number; readonly gid: number } | undefined,
  password: string | undefined,
): readonly string[] {
  if (password === undefined) return ["-A", "trust"];
  const file = join(folder, "password");
  writeFileSync(file, password, { mode: 0o600 });
  if (account !== undefined) chownSync(file, account.uid, account.gid);
  return ["-A", "scram-sha-256", `--pwfile=${file}`];
}

function userOf(name: string): { readonly uid: number; readonly gid: number } | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
