import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type CredentialRequest,
  credentialAnswerIn,
  credentialMessageOf,
  type RoomChange,
  type ViewerChange,
} from "#libs/policy/credentialMessages";
import { askCore } from "../administration.ts";
import { readConfiguration } from "../documents.ts";
import { CliError } from "../exitCodes.ts";
import type { RoomPlace } from "../roomCredentials.ts";

/** Who asks, on this machine. */
const asker = (by = userInfo().username) => ({
  ...{ id: randomBytes(16).toString("hex"), by },
  role: "operations" as const,
});

/**
 * Has policy record that whoever administers this machine is about to change something of a room. Throws CliError where
 * that cannot be done: then nothing may be changed, and there is no way around it. `by`: reference of the person; the
 * account on this machine unless said. Only a pseudonym of it is recorded.
 */
export async function announceChange(
  { data, room }: RoomPlace,
  change: RoomChange,
  by?: string,
): Promise<void> {
  const slot = readConfiguration(data)?.rooms.find(({ id }) => id === room)?.slot;
  if (slot === undefined) throw new CliError("usage", "room-unknown", { room, path: data });
  await announced(data, { ...asker(by), change, slot });
}

/** The same of a key by which `viewer` reads the log at the console. */
export function announceViewer(
  { data, viewer }: { readonly data: string; readonly viewer: string },
  change: ViewerChange,
  by?: string,
): Promise<void> {
  return announced(data, { ...asker(by), change, viewer });
}

async function announced(data: string, request: CredentialRequest): Promise<void> {
  const answer = credentialAnswerIn(await recorded(data, credentialMessageOf(request)));
  if (answer?.outcome !== "recorded") throw notRecorded("unreachable", data);
}

async function recorded(data: string, request: Uint8Array): Promise<Uint8Array> {
  try {
    return await askCore(data, coreSubjects.credentialAnnounce, request);
  } catch (cause) {
    if (!(cause instanceof CliError)) throw cause;
    throw notRecorded(cause.exit, data, cause);
  }
}

const notRecorded = (exit: CliError["exit"], path: string, cause?: unknown) =>
  new CliError(exit, "room-change-not-recorded", { path }, { cause });
