import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { credentialDigest } from "#libs/runtime/credentials";
import {
  granted,
  isOfTitolare,
  type KeyedViewer,
  noViewers,
  parseViewers,
  type ViewerKeys,
  viewerName,
  viewersText,
  withdrawn,
} from "#libs/runtime/viewerKeys";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { privateFolder, readPrivate, writePrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";

/** Digests and references only; the console reads it at each request. */
export const viewersFile = (data: string): string => join(data, "console", "viewers.json");

const dayMs = 86_400_000;
const keyBytes = 32;

export interface GrantCommand {
  readonly data: string;
  readonly viewer: string;
  readonly role: KeyedViewer["role"];
  readonly titolare?: string | undefined;
  /** How long the key counts. */
  readonly days: number;
}

/** Throws where the key could not be given. */
export function assertGrantable(command: GrantCommand): void {
  plannedGrant(command);
}

/** Gives a viewer a key, which is printed once and kept nowhere; its digest is kept. */
export function grantViewer(terminal: Terminal, command: GrantCommand): number {
  const { data, viewer, role, titolare } = command;
  const { after, key, until } = plannedGrant(command);
  writeViewers(data, after);
  if (terminal.json) terminal.tell("viewer-key", { viewer, role, titolare, key, until });
  else {
    terminal.say("viewer-granted", { viewer, role, titolare: titolare ?? "–", until });
    terminal.write(`${key}\n`);
  }
  return exitCodes.ok;
}

function plannedGrant(command: GrantCommand) {
  const { data, viewer, role, titolare, days } = command;
  if (!viewerName.safeParse(viewer).success) throw new CliError("usage", "viewer-name", { viewer });
  assertTitolare(command);
  const key = randomBytes(keyBytes).toString("base64url");
  const [fromMs, sha256] = [Date.now(), credentialDigest(key)];
  const untilMs = fromMs + days * dayMs;
  const about = { name: viewer, role, ...(titolare !== undefined && { titolare }) };
  const after = granted(readViewers(data), about, { sha256, fromMs, untilMs });
  if (after === undefined) throw new CliError("refused", "viewer-other", { viewer });
  return { after, key, until: new Date(untilMs).toISOString() };
}

export interface RevokeCommand {
  readonly data: string;
  readonly viewer: string;
  readonly key?: string | undefined;
}

/** Throws where there is no such key. */
export function assertRevocable(command: RevokeCommand): void {
  plannedRevocation(command);
}

/** Ends one key of a viewer now, or all of them. */
export function revokeViewer(terminal: Terminal, command: RevokeCommand): number {
  const { data } = command;
  writeViewers(data, plannedRevocation(command));
  return listViewers(terminal, { data });
}

function plannedRevocation({ data, viewer, key }: RevokeCommand): ViewerKeys {
  const after = withdrawn(readViewers(data), viewer, key, Date.now());
  if (after !== undefined) return after;
  throw key === undefined
    ? new CliError("usage", "viewer-none-of", { viewer })
    : new CliError("usage", "viewer-unknown", { viewer, key });
}

/** Who may read the log at the console, and until when. */
export function listViewers(terminal: Terminal, { data }: { readonly data: string }): number {
  const { viewers } = readViewers(data);
  if (terminal.json) terminal.tell("viewers", { viewers });
  else if (viewers.length === 0) terminal.say("viewers-none", { path: viewersFile(data) });
  else {
    for (const { name: viewer, role, titolare = "–", keys } of viewers) {
      for (const { id: key, until = "–" } of keys) {
        terminal.say("viewer-line", { viewer, role, titolare, key, until });
      }
    }
  }
  return exitCodes.ok;
}

/** An authority and the cabina di regia see into no room, everybody else into those of a titolare that the configuration names. */
function assertTitolare({ data, role, titolare }: GrantCommand): void {
  if (!isOfTitolare(role)) {
    if (titolare !== undefined) throw new CliError("usage", "viewer-authority");
    return;
  }
  const rooms = readConfiguration(data)?.rooms;
  if (rooms === undefined) throw new CliError("refused", "vkey-none", { path: data });
  if (rooms.some((room) => room.titolare === titolare)) return;
  const known = [...new Set(rooms.map((room) => room.titolare))].join(" · ");
  throw titolare === undefined
    ? new CliError("usage", "viewer-titolare", { role, known })
    : new CliError("usage", "titolare-unknown", { titolare, known });
}

function readViewers(data: string): ViewerKeys {
  const path = viewersFile(data);
  const text = readPrivate(path);
  const viewers = text === undefined ? noViewers : parseViewers(text);
  if (viewers === undefined) throw new CliError("refused", "file-damaged", { path });
  return viewers;
}

function writeViewers(data: string, viewers: ViewerKeys): void {
  privateFolder(join(data, "console"));
  writePrivate(viewersFile(data), viewersText(viewers));
}
