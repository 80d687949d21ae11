import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander"; // options and help
import type { Credentials } from "#libs/runtime/credentials";
import { CliError, exitCodes } from "../exitCodes.ts";
import { privateFolder, writePrivate } from "../privateFiles.ts";
import {
  credentialsFile,
  type RoomPlace,
  readCredentials,
  revokeCredential,
  rotateKey,
  trustCertificate,
} from "../roomCredentials.ts";
import type { Terminal } from "../terminal.ts";
import {
  addCommand,
  type CommandWords,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";

interface Flags extends Global {
  readonly data: string;
}

/** `credentials`, `rotate-key`, `revoke`, `trust` and `certificate` in the group `room`. */
export function addCredentialCommands(room: Command, context: Context): void {
  addCredentials(room, context);
  addRotateKey(room, context);
  addRevoke(room, context);
  addTrust(room, context);
  addCertificate(room, context);
}

function addCredentials(room: Command, context: Context): void {
  const words = { it: "chi entra come la sala", en: "who comes in as the room" };
  sub(room, context, { name: "credentials <room>", ...words }).action((id: string, flags: Flags) =>
    run(context, of(id, flags), flags, readCredentials),
  );
}

function addRotateKey(room: Command, context: Context): void {
  const about = context.t(
    "ore in cui vale anche la vecchia",
    "hours in which the old one counts too",
  );
  const words = { it: "una chiave nuova per la sala", en: "a new key for the room" };
  sub(room, context, { name: "rotate-key <room>", ...words })
    .option("--overlap <hours>", about, wholeBetween(0, 10_000), 24)
    .action((id: string, flags: Flags & { readonly overlap: number }) =>
      run(context, of(id, flags), flags, (place) =>
        rotateKey(place, Date.now(), flags.overlap * 3_600_000),
      ),
    );
}

function addRevoke(room: Command, context: Context): void {
  const words = { it: "una credenziale finisce ora", en: "a credential ends now" };
  sub(room, context, { name: "revoke <room> <credential>", ...words }).action(
    (id: string, credential: string, flags: Flags) =>
      run(context, of(id, flags), flags, (place) =>
        revokeCredential(place, credential, Date.now()),
      ),
  );
}

function addTrust(room: Command, context: Context): void {
  const words = { it: "accetta un certificato (PEM)", en: "pins a certificate (PEM)" };
  sub(room, context, { name: "trust <room> <certificate>", ...words }).action(
    (id: string, file: string, flags: Flags) =>
      run(context, of(id, flags), flags, (place) => trustCertificate(place, file, Date.now())),
  );
}

function addCertificate(room: Command, context: Context): void {
  const { t, done } = context;
  const words = {
    it: "un certificato dimostrativo per la sala",
    en: "a demonstration certificate for the room",
  };
  sub(room, context, { name: "certificate <room>", ...words })
    .requiredOption("--out <folder>", t("cartella", "folder"))
    .option("--days <days>", t("giorni", "days"), wholeBetween(0, 10_000), 90)
    .action(async (id: string, flags: Flags & { readonly out: string; readonly days: number }) => {
      const place = of(id, flags);
      readCredentials(place); // the room is known, or nothing is made
      const credentials = await issueInto(place, flags.out, Date.now(), flags.days);
      print(terminalFor(context, flags), place, credentials);
      done(exitCodes.ok);
    });
}

const sub = (room: Command, context: Context, words: CommandWords): Command =>
  addCommand(room, context, { ...words, exits: ["refused"] }).addOption(dataOption(context));

const of = (id: string, { data }: Flags): RoomPlace => ({ data, room: id });

function run(
  context: Context,
  place: RoomPlace,
  flags: Flags,
  work: (place: RoomPlace) => Credentials,
): void {
  print(terminalFor(context, flags), place, work(place));
  context.done(exitCodes.ok);
}

/** Key and certificate for the room's system, and the pin by which its edge knows them. */
async function issueInto(
  place: RoomPlace,
  folder: string,
  nowMs: number,
  days: number,
): Promise<Credentials> {
  // Loaded here: what makes certificates is large, and no other command needs it.
  const { issueForRoom } = await import("../tlsFiles.ts");
  privateFolder(folder);
  const path = join(folder, `${place.room}.crt`);
  if (existsSync(path)) throw new CliError("usage", "file-exists", { path });
  const made = await issueForRoom(place.data, place.room, nowMs, days);
  writePrivate(join(folder, `${place.room}.key`), made.keyPem);
  writePrivate(path, made.certificatePem);
  return trustCertificate(place, path, nowMs);
}

function print(terminal: Terminal, place: RoomPlace, { credentials }: Credentials): void {
  if (terminal.json) {
    terminal.tell("credentials", { room: place.room, credentials });
    return;
  }
  const file = join(place.data, "rooms", place.room, "key");
  terminal.say("credentials-of", { room: place.room, path: credentialsFile(place), key: file });
  for (const { id, kind, from, until, sha256 } of credentials) {
    const end = until ?? "–";
    terminal.say("credential-line", { id, kind, from, until: end, digest: sha256.slice(0, 16) });
  }
}
