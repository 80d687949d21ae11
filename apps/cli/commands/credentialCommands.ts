import type { Command } from "commander"; // options and help
import type { Credentials } from "#libs/runtime/credentials";
import { exitCodes } from "../exitCodes.ts";
import type * as roomCredentials from "../roomCredentials.ts";
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
    run(context, id, flags, ({ readCredentials }, place) => readCredentials(place)),
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
      run(context, id, flags, ({ rotateKey }, place) =>
        rotateKey(place, Date.now(), flags.overlap * 3_600_000),
      ),
    );
}

function addRevoke(room: Command, context: Context): void {
  const words = { it: "una credenziale finisce ora", en: "a credential ends now" };
  sub(room, context, { name: "revoke <room> <credential>", ...words }).action(
    (id: string, credential: string, flags: Flags) =>
      run(context, id, flags, ({ revokeCredential }, place) =>
        revokeCredential(place, credential, Date.now()),
      ),
  );
}

function addTrust(room: Command, context: Context): void {
  const words = { it: "accetta un certificato (PEM)", en: "pins a certificate (PEM)" };
  sub(room, context, { name: "trust <room> <certificate>", ...words }).action(
    (id: string, file: string, flags: Flags) =>
      run(context, id, flags, ({ trustCertificate }, place) =>
        trustCertificate(place, file, Date.now()),
      ),
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
      const { printCredentials } = await import("../credentialLines.ts");
      const { issueInto } = await import("../issuedCertificate.ts");
      const place = { data: flags.data, room: id };
      const credentials = await issueInto(place, flags.out, Date.now(), flags.days);
      printCredentials(terminalFor(context, flags), place, credentials);
      done(exitCodes.ok);
    });
}

const sub = (room: Command, context: Context, words: CommandWords): Command =>
  addCommand(room, context, { ...words, exits: ["refused"] }).addOption(dataOption(context));

/** Changes the room's credentials, or only reads them, and shows what they are then. */
async function run(
  context: Context,
  room: string,
  flags: Flags,
  work: (ways: typeof roomCredentials, place: roomCredentials.RoomPlace) => Credentials,
): Promise<void> {
  const { printCredentials } = await import("../credentialLines.ts");
  const place = { data: flags.data, room };
  const credentials = work(await import("../roomCredentials.ts"), place);
  printCredentials(terminalFor(context, flags), place, credentials);
  context.done(exitCodes.ok);
}
