import { join, resolve } from "node:path";
import { type CommitsPlace, nameOfPlace, openCommits } from "#libs/tilestore/commitsPlace";
import { TileStoreError } from "#libs/tilestore/failure";
import type { LogTrust } from "#libs/tilestore/logReader";
import { type CommitsMove, carryOut, planMove } from "#libs/tilestore/moveCommits";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { yearsIn } from "../audit/verify.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { lockFolder } from "../lock.ts";
import { packageRoot } from "../packageRoot.ts";
import type { Terminal } from "../terminal.ts";
import { assertPasswordReadable, logFolder, readPlace, writePlace } from "./place.ts";
import { readCommits } from "./setting.ts";

export interface MoveCommand {
  readonly data: string;
  /** Folder of the deployment that says where the commits are wanted. */
  readonly deploy?: string | undefined;
}

/**
 * Moves the commits of the logs of all years to where the deployment wants them, while nothing of the installation
 * runs. All are looked at before the first is touched; broken off anywhere, it is given again and goes on.
 */
export async function moveCommits(terminal: Terminal, command: MoveCommand): Promise<number> {
  const data = resolve(command.data);
  const wanted = readCommits(resolve(command.deploy ?? join(packageRoot, "deploy")));
  if (readConfiguration(data) === undefined) {
    throw new CliError("refused", "commits-no-log", { path: data });
  }
  const unlock = lockFolder(data);
  try {
    return await move(terminal, data, wanted);
  } finally {
    unlock();
  }
}

async function move(terminal: Terminal, data: string, wanted: CommitsPlace): Promise<number> {
  assertPasswordReadable(wanted);
  const present = readPlace(data) ?? ({ kind: "sqlite" } as const);
  const [before, place] = [nameOfPlace(present), nameOfPlace(wanted)];
  const logs = await open(data, present, wanted);
  try {
    for (const log of logs) await look(log, before);
    if (before === place) {
      terminal.say("commits-already", { place });
      return exitCodes.ok;
    }
    for (const log of logs) {
      const commit = await look(log, before);
      if (commit === undefined) continue;
      const { origin } = log.trust;
      if (!(await told(origin, carryOut(log, commit)))) {
        throw new CliError("refused", "commits-changed", { origin });
      }
      terminal.say("commits-moved-log", { origin, size: commit.size });
    }
    writePlace(data, wanted);
    terminal.say("commits-moved", { place, before });
    return exitCodes.ok;
  } finally {
    for (const { source, target } of logs) await Promise.all([source.close(), target.close()]);
  }
}

/** The last commit, if it may be moved; undefined where a year has none yet. */
async function look(log: CommitsMove, now: string) {
  const { origin } = log.trust;
  const plan = await told(origin, planMove(log));
  if (plan.ok) return plan.commit;
  if (plan.why === "source-moved") {
    throw new CliError("refused", "commits-source-moved", { origin, now, place: plan.place });
  }
  const values = { origin, place: log.to, size: plan.size };
  throw new CliError("check-failed", "commits-target-other", values);
}

async function open(
  data: string,
  present: CommitsPlace,
  wanted: CommitsPlace,
): Promise<readonly CommitsMove[]> {
  const moves: CommitsMove[] = [];
  const to = nameOfPlace(wanted);
  for (const folder of yearsIn(logFolder(data))) {
    const trust = trustOf(data, folder);
    const stores = [present, wanted].map((place) =>
      openCommits(place, logFolder(data), trust.origin),
    );
    const [source, target] = await told(trust.origin, Promise.all(stores));
    if (source === undefined || target === undefined) throw new Error("two stores were opened");
    moves.push({ trust, folder, source, target, to });
  }
  return moves;
}

/** As the signed configuration names the log of that year and its key. */
function trustOf(data: string, folder: string): LogTrust {
  const configuration = readConfiguration(data);
  if (configuration === undefined) throw new CliError("refused", "commits-no-log", { path: data });
  const { log_family: family, keys } = configuration;
  const origin = `${family}/${folder.slice(-4)}`;
  const vkey = encodeVerifierKey(origin, publicKeyObject(Buffer.from(keys.log, "base64url")));
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new Error("the log's key is none");
  return { origin, verifiers: [verifier] };
}

/** What a person can do something about, in words. */
async function told<T>(origin: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    const reason = error.message;
    const options = { cause: error };
    if (error.kind === "unreachable") {
      throw new CliError("unreachable", "commits-away", { reason }, options);
    }
    if (error.kind === "refused") {
      throw new CliError("refused", "commits-refused", { reason }, options);
    }
    throw new CliError("check-failed", "commits-log-wrong", { origin, reason }, options);
  }
}
