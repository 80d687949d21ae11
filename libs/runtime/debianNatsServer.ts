import { type ExecFileException, execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  indexTargetsFormat,
  mirrorFromIndexTargets,
  mirrorFromSources,
  parseOsRelease,
} from "./aptMirror.ts";

/** What ran, or why it did not. `output` is stdout; `problem` is one line for a person. */
type Ran = { readonly output: string } | { readonly problem: string };

/** Environment variables of the caller, passed on to apt (PATH, HOME, proxies). */
export type Environment = Readonly<Record<string, string | undefined>>;

type Step<T> = T | { readonly problem: string };

/** The Debian suite that carries a nats-server new enough; stable suites are behind. */
const suite = "forky";
const packageName = "nats-server";
const stepMsMax = 180_000;
const outputBytesMax = 16 * 1024 * 1024;
/** Keyrings of the Debian archive, newest name first; apt refuses what they did not sign. */
const keyrings = [
  "/usr/share/keyrings/debian-archive-keyring.pgp",
  "/usr/share/keyrings/debian-archive-keyring.gpg",
];

/**
 * Fetches Debian's own nats-server into a folder under `cacheDir` and returns the folder, not yet at
 * its final place: the caller runs the binary once and then calls {@link moveIntoCache}. Nothing is
 * installed: apt works on sources, lists and an archive cache of its own in that folder, its
 * signatures are checked, and it runs as any user. The mirror is the one this machine already uses.
 */
export async function downloadDebianNatsServer(
  cacheDir: string,
  environment: Environment,
): Promise<Step<{ readonly folder: string; readonly binary: string }>> {
  const mirror = await findMirror(environment);
  if ("problem" in mirror) return mirror;
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(join(cacheDir, ".download-"));
  const fetched = await fetchInto(folder, mirror.uri, environment);
  if ("problem" in fetched) {
    await discard({ folder });
    return fetched;
  }
  return { folder, binary: fetched.binary };
}

/**
 * Moves an unpacked server to `<cacheDir>/<name>` in one rename. When another process was first, its
 * copy is kept and ours thrown away: both hold the same signed package.
 */
export async function moveIntoCache(
  download: { readonly folder: string; readonly binary: string },
  target: string,
): Promise<string> {
  const ready = join(download.folder, "ready");
  await mkdir(ready);
  await rename(download.binary, join(ready, packageName));
  try {
    await rename(ready, target);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    await discard(download);
  }
  return join(target, packageName);
}

/** Removes what {@link downloadDebianNatsServer} fetched and nobody wants. */
export function discard(download: { readonly folder: string }): Promise<void> {
  return rm(download.folder, { recursive: true, force: true });
}

function isTaken(error: unknown): boolean {
  // Not by class: in the realm of a test runner Node's own errors are no instances of Error.
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  return code === "ENOTEMPTY" || code === "EEXIST";
}

async function findMirror(environment: Environment): Promise<Step<{ readonly uri: string }>> {
  const osRelease = parseOsRelease(await readOrEmpty("/etc/os-release"));
  const codename = osRelease.get("VERSION_CODENAME");
  if (osRelease.get("ID") !== "debian" || codename === undefined) {
    return { problem: "this is not a Debian system, so its nats-server package cannot be used" };
  }
  const targets = await run("apt-get", ["indextargets", "--format", indexTargetsFormat], {
    environment,
  });
  if ("problem" in targets) return targets;
  const uri =
    mirrorFromIndexTargets(targets.output, codename) ?? (await mirrorOfSourceFiles(codename));
  if (uri === undefined) return { problem: `apt has no source for the Debian suite ${codename}` };
  return { uri };
}

async function mirrorOfSourceFiles(codename: string): Promise<string | undefined> {
  const folder = "/etc/apt/sources.list.d";
  const names = await readdir(folder).catch(() => []);
  const files = ["/etc/apt/sources.list", ...names.map((name) => join(folder, name))];
  for (const file of files) {
    const uri = mirrorFromSources(await readOrEmpty(file), codename);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

async function fetchInto(
  folder: string,
  uri: string,
  callerEnvironment: Environment,
): Promise<Step<{ readonly binary: string }>> {
  const configuration = await writeAptConfiguration(folder, uri, callerEnvironment);
  if ("problem" in configuration) return configuration;
  const environment = { ...callerEnvironment, APT_CONFIG: configuration.path, LC_ALL: "C" };
  const steps: readonly (readonly [string, ...string[]])[] = [
    ["apt-get", "-qq", "update"],
    ["apt-get", "-qq", "download", packageName],
  ];
  for (const [command, ...args] of steps) {
    const ran = await run(command, args, { cwd: folder, environment });
    if ("problem" in ran) return ran;
  }
  const archive = (await readdir(folder)).find((name) => name.endsWith(".deb"));
  if (archive === undefined) return { problem: `apt-get brought no ${packageName} package` };
  const unpacked = await run("dpkg-deb", ["-x", archive, "root"], { cwd: folder, environment });
  if ("problem" in unpacked) return unpacked;
  return { binary: join(folder, "root/usr/sbin", packageName) };
}

/**
 * An apt configuration that shares nothing with the system's except how it reaches its archive
 * (`Acquire::`, where proxies are). APT_CONFIG is read first, so it can switch off the system's files
 * and with them any hook; the sandbox user could not enter a home folder, hence root or oneself.
 */
async function writeAptConfiguration(
  folder: string,
  uri: string,
  environment: Environment,
): Promise<Step<{ readonly path: string }>> {
  const [dump, architecture] = await Promise.all([
    run("apt-config", ["dump"], { environment }),
    run("dpkg", ["--print-architecture"], { environment }),
  ]);
  if ("problem" in dump) return dump;
  if ("problem" in architecture) return architecture;
  const keyring = await firstExisting(keyrings);
  const options = [
    `arch=${architecture.output.trim()}`,
    ...(keyring === undefined ? [] : [`signed-by=${keyring}`]),
  ];
  await mkdir(join(folder, "lists/partial"), { recursive: true });
  await mkdir(join(folder, "cache/archives/partial"), { recursive: true });
  await writeFile(
    join(folder, "sources.list"),
    `deb [${options.join(" ")}] ${uri} ${suite} main\n`,
  );
  const path = join(folder, "apt.conf");
  await writeFile(path, `${inherited(dump.output)}\n${isolation(folder)}`);
  return { path };
}

function inherited(dump: string): string {
  return dump
    .split("\n")
    .filter((line) => /^Acquire::(?!IndexTargets|Languages)/.test(line))
    .join("\n");
}

function isolation(folder: string): string {
  const settings = {
    "Dir::Etc::main": "/dev/null",
    "Dir::Etc::parts": "/dev/null",
    "Dir::Etc::sourcelist": join(folder, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::Etc::preferences": "/dev/null",
    "Dir::Etc::preferencesparts": "/dev/null",
    "Dir::State::lists": join(folder, "lists"),
    "Dir::Cache": join(folder, "cache"),
    "Dir::Log": folder,
    "APT::Sandbox::User": "root",
    "APT::Get::AllowUnauthenticated": "false",
    "Acquire::AllowInsecureRepositories": "false",
    "Acquire::AllowDowngradeToInsecureRepositories": "false",
    "Acquire::AllowWeakRepositories": "false",
    "Acquire::Languages": "none",
    "Acquire::Retries": "2",
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key} "${value}";\n`)
    .join("");
}

async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) return path;
  }
  return undefined;
}

function readOrEmpty(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly environment: Environment },
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: options.environment,
        timeout: stepMsMax,
        maxBuffer: outputBytesMax,
      },
      (error, stdout, stderr) => {
        resolve(error ? { problem: describe(command, args, error, stderr) } : { output: stdout });
      },
    );
  });
}

function describe(
  command: string,
  args: readonly string[],
  error: ExecFileException,
  stderr: string,
): string {
  if (error.code === "ENOENT") return `${command} is not on this machine`;
  const reason = error.killed
    ? `did not end in ${stepMsMax / 1000} seconds`
    : (stderr.trim().split("\n")[0] ?? "") || error.message;
  return `${command} ${args[0] === "-qq" ? (args[1] ?? "") : (args[0] ?? "")}: ${reason}`;
}
