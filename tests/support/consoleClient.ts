import { join } from "node:path";
import { grantViewer, revokeViewer } from "#apps/cli/console/viewers";
import { readConfiguration } from "#apps/cli/documents";
import { type Leaf, parseLeaf } from "#libs/seal/leaf";
import { openReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { type Answered, type Ask, askHttp } from "#tests/support/askHttp";
import { heldTerminal } from "#tests/support/heldTerminal";
import type { RunningSystem } from "#tests/support/runningSystem";
import { until } from "#tests/support/until";

type Role = Parameters<typeof grantViewer>[1]["role"];

/** Somebody who reads the log of a running system at its console. */
export interface ConsoleClient {
  readonly key: string;
  /** Asks with a purpose unless the options say otherwise. */
  ask(path: string, options?: Ask & { readonly purpose?: string }): Promise<Answered>;
  revoke(): void;
}

export const titolareOf = (system: RunningSystem, room: string): string => {
  const found = readConfiguration(system.data)?.rooms.find(({ id }) => id === room);
  if (found === undefined) throw new Error(`no room ${room}`);
  return found.titolare;
};

/** Gives a viewer a key as `raccordo console grant` does. */
export function grantedClient(
  system: RunningSystem,
  viewer: string,
  role: Role,
  room?: string,
): ConsoleClient {
  const { data } = system;
  const { terminal, told } = heldTerminal();
  const titolare = room === undefined ? undefined : titolareOf(system, room);
  grantViewer(terminal, { data, viewer, role, titolare, days: 1 });
  const key = String(told().at(-1)?.["key"]);
  const address = `http://127.0.0.1:${system.port("console")}`;
  return {
    key,
    ask: (path, { purpose = "supervision", headers = {}, ...more } = {}) =>
      askHttp(`${address}${path}`, {
        key,
        ...more,
        headers: { ...(purpose === "" ? {} : { "raccordo-purpose": purpose }), ...headers },
      }),
    revoke: () => void revokeViewer(heldTerminal().terminal, { data, viewer }),
  };
}

/** The log of this year as it is signed now. */
export async function signedLog(system: RunningSystem) {
  const year = new Date().getUTCFullYear();
  const configuration = readConfiguration(system.data);
  if (configuration === undefined) throw new Error("no configuration");
  const origin = `${configuration.log_family}/${year}`;
  const key = publicKeyObject(Buffer.from(configuration.keys.log, "base64url"));
  const verifier = noteVerifier(encodeVerifierKey(origin, key));
  if (verifier === undefined) throw new Error("no key");
  const trust = { origin, verifiers: [verifier] };
  const source = fileSource(join(system.data, "audit", String(year)));
  return { year, trust, ...(await openReader(source, trust)) };
}

/** The leaf at an index, once it is signed. */
export async function leafAt(system: RunningSystem, index: number): Promise<Leaf> {
  const bytes = await until(async () => {
    const { reader } = await signedLog(system);
    return index < reader.size ? reader.entry(index) : undefined;
  }, `entry ${index} to be signed`);
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf) throw new Error(leaf.problem);
  return leaf;
}

/** All leaves that are signed now. */
export async function leavesOf(system: RunningSystem): Promise<readonly Leaf[]> {
  const { reader } = await signedLog(system);
  const leaves: Leaf[] = [];
  for (let index = 0; index < reader.size; index += 1) {
    const leaf = parseLeaf(await reader.entry(index));
    if (!("problem" in leaf)) leaves.push(leaf);
  }
  return leaves;
}
