import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import {
  discard,
  downloadDebianNatsServer,
  type Environment,
  moveIntoCache,
} from "./debianNatsServer.ts";
import {
  compareNatsServerVersions,
  formatNatsServerVersion,
  isSupportedNatsServer,
  type NatsServerVersion,
  oldestNatsServer,
  parseNatsServerVersion,
} from "./natsServerVersion.ts";

/** A server binary that ran and said its version. */
export type NatsServerFound = {
  /** Absolute path of the binary. */
  readonly path: string;
  /** `major.minor.patch`. */
  readonly version: string;
  /** Where it was found, in words for a progress line. */
  readonly source: "RACCORDO_NATS_SERVER" | "PATH" | "cache" | "Debian package";
};

/** No usable server: what is wrong, and each way out as a sentence for the person who started us. */
export type NatsServerMissing = { readonly problem: string; readonly waysOut: readonly string[] };

/** Path of a nats-server binary to use; set but unusable is a problem, never passed over. */
export const natsServerVariable = "RACCORDO_NATS_SERVER";

/**
 * URL of a running server to use instead of starting one. The finder does not read it: a caller that
 * finds it set does not call {@link findNatsServer} at all.
 */
export const natsUrlVariable = "RACCORDO_NATS_URL";

type Candidate = { readonly path: string; readonly version: NatsServerVersion };

const versionMsMax = 10_000;

/**
 * Finds a nats-server of at least 2.12: the path in RACCORDO_NATS_SERVER, on PATH, in our cache, and
 * else Debian's own package, fetched with apt into the cache without installing anything. Safe for
 * two callers at once and for a user without privileges. `log` is told before a download begins.
 */
export async function findNatsServer(
  environment: Environment = process.env,
  log: (line: string) => void = () => undefined,
): Promise<NatsServerFound | NatsServerMissing> {
  const local = await findLocalNatsServer(environment);
  if ("path" in local || environment[natsServerVariable]) return local;
  const cacheDir = cacheFolder(environment);
  if (cacheDir === undefined) {
    return missing("there is no home folder to keep a nats-server in (HOME is not set)");
  }
  log("Fetching nats-server from Debian into the cache (about 10 MB, once) …");
  return fetchFromDebian(cacheDir, environment);
}

/** {@link findNatsServer} without fetching anything: what is on this machine already. */
export async function findLocalNatsServer(
  environment: Environment,
): Promise<NatsServerFound | NatsServerMissing> {
  const named = environment[natsServerVariable];
  if (named) return useNamed(named);
  const onPath = await best(pathCandidates(environment));
  if (onPath) return found(onPath, "PATH");
  const cacheDir = cacheFolder(environment);
  const cached = cacheDir === undefined ? undefined : await best(await cacheCandidates(cacheDir));
  return cached ? found(cached, "cache") : missing("no nats-server was found on this machine");
}

/** `${XDG_CACHE_HOME:-$HOME/.cache}/raccordo`; undefined when neither variable is set. */
export function cacheFolder(environment: Environment): string | undefined {
  const base = environment["XDG_CACHE_HOME"];
  if (base) return join(base, "raccordo");
  const home = environment["HOME"];
  return home ? join(home, ".cache", "raccordo") : undefined;
}

async function useNamed(path: string): Promise<NatsServerFound | NatsServerMissing> {
  const version = await versionOf(path);
  if (version === undefined) {
    return missing(`${natsServerVariable}=${path} is not a nats-server that can be run`);
  }
  if (!isSupportedNatsServer(version)) {
    return missing(
      `${natsServerVariable}=${path} is version ${formatNatsServerVersion(version)}, too old`,
    );
  }
  return found({ path, version }, "RACCORDO_NATS_SERVER");
}

async function fetchFromDebian(
  cacheDir: string,
  environment: Environment,
): Promise<NatsServerFound | NatsServerMissing> {
  try {
    const download = await downloadDebianNatsServer(cacheDir, environment);
    if ("problem" in download) return missing(`no nats-server was found; ${download.problem}`);
    const version = await versionOf(download.binary);
    if (version === undefined || !isSupportedNatsServer(version)) {
      await discard(download);
      const name = version ? formatNatsServerVersion(version) : "not one that runs here";
      return missing(`no nats-server was found, and Debian's is ${name}`);
    }
    const target = join(cacheDir, `nats-server-${formatNatsServerVersion(version)}`);
    return found({ path: await moveIntoCache(download, target), version }, "Debian package");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return missing(`no nats-server was found, and fetching Debian's failed: ${reason}`);
  }
}

function found(candidate: Candidate, source: NatsServerFound["source"]): NatsServerFound {
  return { path: candidate.path, version: formatNatsServerVersion(candidate.version), source };
}

function missing(problem: string): NatsServerMissing {
  const oldest = `${oldestNatsServer.major}.${oldestNatsServer.minor}`;
  return {
    problem,
    waysOut: [
      `Install nats-server ${oldest} or newer so that "nats-server --version" answers.`,
      `Or set ${natsServerVariable} to the path of such a binary.`,
      `Or set ${natsUrlVariable} to the URL of a running server (for "npm start" only).`,
    ],
  };
}

function pathCandidates(environment: Environment): readonly string[] {
  return (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "nats-server"));
}

async function cacheCandidates(cacheDir: string): Promise<readonly string[]> {
  const names = await readdir(cacheDir).catch(() => []);
  return names
    .filter((name) => name.startsWith("nats-server-"))
    .map((name) => join(cacheDir, name, "nats-server"));
}

/** The newest usable one of `paths`; of equal ones the first, so that PATH keeps its order. */
async function best(paths: readonly string[]): Promise<Candidate | undefined> {
  let chosen: Candidate | undefined;
  for (const path of paths) {
    const version = await versionOf(path);
    const better =
      version !== undefined &&
      isSupportedNatsServer(version) &&
      (chosen === undefined || compareNatsServerVersions(version, chosen.version) > 0);
    if (better) chosen = { path, version };
  }
  return chosen;
}

function versionOf(path: string): Promise<NatsServerVersion | undefined> {
  return new Promise((resolve) => {
    execFile(path, ["--version"], { timeout: versionMsMax }, (error, stdout) => {
      resolve(error ? undefined : parseNatsServerVersion(stdout));
    });
  });
}
