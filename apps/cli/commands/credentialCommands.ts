import type { Command } from "commander"; // options and help
import type { RoomChange } from "#libs/policy/credentialMessages";
import { exitCodes } from "../exitCodes.ts";
import type * as roomCredentials from "../roomCredentials.ts";
import type { PlannedChange } from "../roomCredentials.ts";
import { byOption, recordedFirst } from "./askerOptions.ts";
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

interface ChangeFlags extends Flags {
  /** Reference of who asks. */
  readonly by?: string;
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
  sub(room, context, { name: "credentials <room>", ...words }).action(
    async (id: string, flags: Flags) => {
      const { printCredentials } = await import("../credentialLines.ts");
      const { readCredentials } = await import("../roomCredentials.ts");
      const place = { data: flags.data, room: id };
      printCredentials(terminalFor(context, flags), place, readCredentials(place));
      context.done(exitCodes.ok);
    },
  );
}

function addRotateKey(room: Command, context: Context): void {
  const about = context.t(
    "ore in cui vale anche la vecchia",
    "hours in which the old one counts too",
  );
  const words = { it: "una chiave nuova per la sala", en: "a new key for the room" };
  changing(room, context, { name: "rotate-key <room>", ...words })
    .option("--overlap <hours>", about, wholeBetween(0, 10_000), 24)
    .action((id: string, flags: ChangeFlags & { readonly overlap: number }) =>
      change(context, id, flags, "credential_rotated", ({ plannedRotation }, place) =>
        plannedRotation(place, Date.now(), flags.overlap * 3_600_000),
      ),
    );
}

function addRevoke(room: Command, context: Context): void {
  const words = { it: "una credenziale finisce ora", en: "a credential ends now" };
  changing(room, context, { name: "revoke <room> <credential>", ...words }).action(
    (id: string, credential: string, flags: ChangeFlags) =>
      change(context, id, flags, "credential_revoked", ({ plannedRevocation }, place) =>
        plannedRevocation(place, credential, Date.now()),
      ),
  );
}

function addTrust(room: Command, context: Context): void {
  const words = { it: "accetta un certificato (PEM)", en: "pins a certificate (PEM)" };
  changing(room, context, { name: "trust <room> <certificate>", ...words }).action(
    (id: string, file: string, flags: ChangeFlags) =>
      change(context, id, flags, "credential_trusted", ({ plannedTrust }, place) =>
        plannedTrust(place, file, Date.now()),
      ),
  );
}

function addCertificate(room: Command, context: Context): void {
  const { t, done } = context;
  const words = {
    it: "un certificato dimostrativo per la sala",
    en: "a demonstration certificate for the room",
  };
  changing(room, context, { name: "certificate <room>", ...words })
    .requiredOption("--out <folder>", t("cartella", "folder"))
    .option("--days <days>", t("giorni", "days"), wholeBetween(0, 10_000), 90)
    .action(
      async (id: string, flags: ChangeFlags & { readonly out: string; readonly days: number }) => {
        const { printCredentials } = await import("../credentialLines.ts");
        const { assertIssuable, issueInto } = await import("../issuedCertificate.ts");
        const { announceChange } = await import("../rooms/announceChange.ts");
        const place = { data: flags.data, room: id };
        const issued = { place, folder: flags.out, days: flags.days };
        assertIssuable(issued);
        await announceChange(place, "credential_trusted", flags.by);
        const credentials = await issueInto(issued, Date.now());
        printCredentials(terminalFor(context, flags), place, credentials);
        done(exitCodes.ok);
      },
    );
}

const sub = (room: Command, context: Context, words: CommandWords): Command =>
  addCommand(room, context, { ...words, exits: ["refused"] }).addOption(dataOption(context));

/** A command that changes who comes in as a room: the log knows first who asked. */
const changing = (room: Command, context: Context, words: CommandWords): Command =>
  addCommand(room, context, { ...words, exits: ["refused", "unreachable"], more: recordedFirst })
    .addOption(byOption(context))
    .addOption(dataOption(context));

/** Changes the room's credentials once that is recorded, and shows what they are then. */
async function change(
  context: Context,
  room: string,
  flags: ChangeFlags,
  what: RoomChange,
  plan: (ways: typeof roomCredentials, place: roomCredentials.RoomPlace) => PlannedChange,
): Promise<void> {
  const { printCredentials } = await import("../credentialLines.ts");
  const { announceChange } = await import("../rooms/announceChange.ts");
  const ways = await import("../roomCredentials.ts");
  const place = { data: flags.data, room };
  // What cannot be done is refused before it is recorded; what can be is made of what stands there then.
  plan(ways, place);
  await announceChange(place, what, flags.by);
  printCredentials(terminalFor(context, flags), place, plan(ways, place).carryOut());
  context.done(exitCodes.ok);
}
