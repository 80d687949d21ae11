import { join } from "node:path";
import type { Credentials } from "#libs/runtime/credentials";
import { credentialsFile, type RoomPlace } from "./roomCredentials.ts";
import type { Terminal } from "./terminal.ts";

/** Who may come in as the room: names and digests, never a key. */
export function printCredentials(
  terminal: Terminal,
  place: RoomPlace,
  { credentials }: Credentials,
): void {
  if (terminal.json) {
    terminal.tell("credentials", { room: place.room, credentials });
    return;
  }
  const file = join(place.data, "rooms", place.room, "key");
  terminal.say("credentials-of", { room: place.room, path: credentialsFile(place), key: file });
  for (const { id, kind, from, until = "–", sha256 } of credentials) {
    terminal.say("credential-line", { id, kind, from, until, digest: sha256.slice(0, 16) });
  }
}
