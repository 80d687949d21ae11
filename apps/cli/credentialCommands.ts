import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Credentials } from "#libs/runtime/credentials";
import { CliError, exitCodes } from "./exitCodes.ts";
import { privateFolder, writePrivate } from "./privateFiles.ts";
import {
  credentialsFile,
  type RoomPlace,
  readCredentials,
  revokeCredential,
  rotateKey,
  trustCertificate,
} from "./roomCredentials.ts";
import type { Terminal } from "./terminal.ts";

/** What the commands need of the command line that they stand in. */
export interface CredentialCommands {
  readonly it: boolean;
  /** Makes a command with the options that all have. */
  command(parent: Command, nameAndArgs: string, description: string): Command;
  withData(command: Command): Command;
  terminalFor(flags: { readonly json?: boolean }): Terminal;
  done(code: number): void;
  nowMs(): number;
}

interface Flags {
  readonly json?: boolean;
  readonly data: string;
}

/** Adds `credentials`, `rotate-key`, `revoke`, `trust` and `certificate` to the group `room`. */
export function addCredentialCommands(room: Command, line: CredentialCommands): void {
  const { it, nowMs } = line;
  const sub = (name: string, italian: string, english: string) =>
    line.withData(line.command(room, name, it ? italian : english));
  const run = (place: RoomPlace, flags: Flags, work: () => Credentials) => {
    const terminal = line.terminalFor(flags);
    print(terminal, place, work());
    line.done(exitCodes.ok);
  };
  const of = (id: string, { data }: Flags): RoomPlace => ({ data, room: id });
  sub("credentials <room>", "chi entra come la sala", "who comes in as the room").action(
    (id: string, flags: Flags) => run(of(id, flags), flags, () => readCredentials(of(id, flags))),
  );
  sub("rotate-key <room>", "una chiave nuova per la sala", "a new key for the room")
    .option(
      "--overlap <hours>",
      it ? "ore in cui vale anche la vecchia" : "hours in which the old one counts too",
      hours,
      24,
    )
    .action((id: string, flags: Flags & { readonly overlap: number }) =>
      run(of(id, flags), flags, () => rotateKey(of(id, flags), nowMs(), flags.overlap * 3_600_000)),
    );
  sub("revoke <room> <credential>", "una credenziale finisce ora", "a credential ends now").action(
    (id: string, credential: string, flags: Flags) =>
      run(of(id, flags), flags, () => revokeCredential(of(id, flags), credential, nowMs())),
  );
  sub(
    "trust <room> <certificate>",
    "accetta un certificato (PEM)",
    "pins a certificate (PEM)",
  ).action((id: string, file: string, flags: Flags) =>
    run(of(id, flags), flags, () => trustCertificate(of(id, flags), file, nowMs())),
  );
  addCertificate(sub, line);
}

function addCertificate(
  sub: (name: string, italian: string, english: string) => Command,
  line: CredentialCommands,
): void {
  sub(
    "certificate <room>",
    "un certificato dimostrativo per la sala",
    "a demonstration certificate for the room",
  )
    .requiredOption("--out <folder>", line.it ? "cartella" : "folder")
    .option("--days <days>", line.it ? "giorni" : "days", hours, 90)
    .action(async (id: string, flags: Flags & { readonly out: string; readonly days: number }) => {
      const place = { data: flags.data, room: id };
      readCredentials(place); // the room is known, or nothing is made
      const credentials = await issueInto(place, flags.out, line.nowMs(), flags.days);
      print(line.terminalFor(flags), place, credentials);
      line.done(exitCodes.ok);
    });
}

/** Key and certificate for the room's system, and the pin by which its edge knows them. */
async function issueInto(
  place: RoomPlace,
  folder: string,
  nowMs: number,
  days: number,
): Promise<Credentials> {
  // Loaded here: what makes certificates is large, and no other command needs it.
  const { issueForRoom } = await import("./tlsFiles.ts");
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

function hours(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 10_000) return value;
  throw new CliError("usage", "number-wanted", { text });
}
