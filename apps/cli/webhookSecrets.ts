import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { CliError } from "./exitCodes.ts";
import { keepPrivate, privateFolder, readPrivate, writePrivate } from "./privateFiles.ts";
import type { Terminal } from "./terminal.ts";

/** Secrets of webhooks by room, `whsec_…`, the newest first; two while a rotation is under way. */
export type WebhookSecrets = ReadonlyMap<string, readonly string[]>;

const secretBytes = 32;
const pattern = /^whsec_[A-Za-z0-9+/]{43}=$/;

/** DATA/rooms/<room>/webhook, beside the room's key: for the person who runs the receiver. */
export const webhookSecretFile = (data: string, room: string): string =>
  join(data, "rooms", room, "webhook");

/**
 * Reads the secrets of these rooms, and makes those that were never made. One that an earlier start made and
 * that is gone is refused: the receiver knows the old one, and would refuse every copy.
 */
export function openWebhookSecrets(
  data: string,
  rooms: readonly string[],
  made: readonly string[],
): WebhookSecrets {
  return new Map(
    rooms.map((room) => {
      const path = webhookSecretFile(data, room);
      privateFolder(join(data, "rooms", room));
      const text = made.includes(room)
        ? readPrivate(path)
        : keepPrivate(path, () => lines([fresh()]));
      if (text === undefined) throw new CliError("refused", "secret-missing", { path });
      return [room, parsed(text, path)];
    }),
  );
}

/** Throws where a room has no secret, or two already. */
export function assertRotatable(data: string, room: string): readonly string[] {
  const secrets = present(data, room);
  if (secrets.length > 1) throw new CliError("refused", "webhook-rotating", { room });
  return secrets;
}

/** Adds a new secret before the old one: from the next start each copy is signed with both. */
export function rotateWebhookSecret(terminal: Terminal, data: string, room: string): void {
  writePrivate(webhookSecretFile(data, room), lines([fresh(), ...assertRotatable(data, room)]));
  terminal.say("webhook-rotated", { room, secret: webhookSecretFile(data, room) });
}

/** Throws where a room has no secret. */
export function assertRetirable(data: string, room: string): void {
  present(data, room);
}

/** Ends the overlap of a rotation: the old secret goes. */
export function retireWebhookSecret(terminal: Terminal, data: string, room: string): void {
  const [newest = ""] = present(data, room);
  writePrivate(webhookSecretFile(data, room), lines([newest]));
  terminal.say("webhook-retired", { room, secret: webhookSecretFile(data, room) });
}

function present(data: string, room: string): readonly string[] {
  const path = webhookSecretFile(data, room);
  const text = readPrivate(path);
  if (text === undefined) throw new CliError("refused", "webhook-none", { room });
  return parsed(text, path);
}

function parsed(text: string, path: string): readonly string[] {
  const secrets = text.trimEnd().split("\n");
  const isGood = secrets.length <= 2 && secrets.every((secret) => pattern.test(secret));
  if (!isGood) throw new CliError("refused", "secret-damaged", { path });
  return secrets;
}

const lines = (secrets: readonly string[]): string => `${secrets.join("\n")}\n`;

const fresh = (): string => `whsec_${randomBytes(secretBytes).toString("base64")}`;
