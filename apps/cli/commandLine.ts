import { Command, CommanderError, InvalidArgumentError, Option } from "commander"; // options and help
import { verify, vkeyOption, vkeys } from "./audit.ts";
import { convert } from "./convert.ts";
import { addCredentialCommands } from "./credentialCommands.ts";
import { CliError, exitCodes } from "./exitCodes.ts";
import { feed } from "./feed.ts";
import { send } from "./send.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { type Language, languageFrom, languages } from "./texts.ts";
import { up } from "./up.ts";

const defaultData = "./.raccordo";
/** Twelve hours in 24 seconds. */
const dayInHalfAMinute = 1_800;

/** Runs one command; resolves with the exit code. Never rejects. */
export async function runCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  let code: number = exitCodes.ok;
  const language = languageFrom(languageIn(args), environment["LANG"]);
  const json = args.includes("--json");
  try {
    await program(language, (done) => {
      code = done;
    }).parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explained(error, openTerminal({ language, json }));
  }
}

/** The language is needed before the arguments are parsed: faults in them are told in it too. */
function languageIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  return at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1]);
}

function explained(error: unknown, terminal: Terminal): number {
  // commander has already printed what is wrong, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CliError) {
    const { exit, text, values } = error;
    terminal.tell("failed", { exit, code: text, values });
    if (!terminal.json) terminal.warn(text, values);
    return exitCodes[exit];
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.warn("internal", { message });
  return exitCodes.internal;
}

type Done = (code: number) => void;

interface Global {
  readonly json?: boolean;
}

function program(language: Language, done: Done): Command {
  const it = language === "it";
  const root = new Command("raccordo")
    .description(
      it
        ? "Collega le sale operative: avvio, invio, lettura, conversione, verifica del registro."
        : "Connects operations rooms: start, send, read, convert, verify the log.",
    )
    .addOption(new Option("--lang <language>", "it | en").choices(languages))
    .exitOverride()
    .showHelpAfterError();
  const context: Context = { language, it, done };
  addUp(root, context);
  addSend(root, context);
  addFeed(root, context);
  addConvert(root, context);
  addAudit(root, context);
  addRoom(root, context);
  return root;
}

interface Context {
  readonly language: Language;
  readonly it: boolean;
  readonly done: Done;
}

const terminalFor = ({ language }: Context, { json }: Global): Terminal =>
  openTerminal({ language, json: json === true });

/** A command with the options that all have. */
function command(root: Command, nameAndArgs: string, description: string): Command {
  return root
    .command(nameAndArgs)
    .description(description)
    .option("--json", "one JSON object a line")
    .addOption(new Option("--lang <language>", "it | en").choices(languages))
    .exitOverride();
}

const dataOption = (it: boolean) =>
  new Option("--data <folder>", it ? "cartella dei dati" : "data folder").default(defaultData);

interface UpFlags extends Global {
  readonly data: string;
  readonly deploy?: string;
  readonly once?: boolean;
  readonly play?: boolean;
  readonly speed: number;
  readonly production?: boolean;
  readonly tls?: boolean;
  readonly portBase?: number;
  readonly testFile?: string;
}

function addUp(root: Command, context: Context): void {
  const { it, done } = context;
  command(root, "up", it ? "avvia tutto e lo tiene attivo" : "starts everything and keeps it up")
    .addOption(dataOption(it))
    .option("--deploy <folder>", it ? "sale e accordi" : "rooms and agreements")
    .option("--once", it ? "si ferma alla fine" : "stops when done")
    .option("--play", it ? "recita la giornata dimostrativa" : "plays the demonstration day")
    .option(
      "--speed <factor>",
      it ? "quante volte più veloce dell'orologio va la giornata" : "times faster than a clock",
      wholeBetween(1, 1_000_000),
      dayInHalfAMinute,
    )
    .option("--production", it ? "rifiuta firmatari dimostrativi" : "refuses demonstration signers")
    .option("--tls", it ? "le sale entrano in TLS" : "rooms come in over TLS")
    .option("--port-base <port>", it ? "prima porta" : "first port", wholeBetween(1_024, 65_000))
    .addOption(new Option("--test-file <file>").hideHelp())
    .action(async (flags: UpFlags) => {
      const { data, deploy, once, play, speed, production, tls, portBase, testFile } = flags;
      const options = { data, deploy, speed, portBase, testFile, tls: tls === true };
      const set = { once: once === true, play: play === true, production: production === true };
      done(await up(terminalFor(context, flags), { ...options, ...set }));
    });
}

function addSend(root: Command, context: Context): void {
  const { it, done } = context;
  command(root, "send <file...>", it ? "invia messaggi per una sala" : "sends messages as a room")
    .requiredOption("--room <room>", it ? "sala" : "room")
    .option("--type <media-type>", it ? "formato dei file" : "format of the files")
    .addOption(dataOption(it))
    .action(
      async (files: string[], flags: Global & { data: string; room: string; type?: string }) => {
        done(await send(terminalFor(context, flags), files, flags));
      },
    );
}

interface FeedFlags extends Global {
  readonly data: string;
  readonly room: string;
  readonly after?: string;
  readonly wait: number;
  readonly mode: string;
}

function addFeed(root: Command, context: Context): void {
  const { it, done } = context;
  command(root, "feed", it ? "legge le copie di una sala" : "reads a room's copies")
    .requiredOption("--room <room>", it ? "sala" : "room")
    .option(
      "--after <cursor>",
      it ? "cursore; conferma ciò che precede" : "cursor; confirms what is before it",
    )
    .option("--wait <seconds>", it ? "attesa" : "wait", wholeBetween(0, 30), 0)
    .addOption(new Option("--mode <mode>").choices(["actual", "exercise"]).default("actual"))
    .addOption(dataOption(it))
    .action(async (flags: FeedFlags) => {
      done(await feed(terminalFor(context, flags), flags));
    });
}

interface ConvertFlags extends Global {
  readonly from: string;
  readonly to: string;
  readonly territory: string[];
}

function addConvert(root: Command, context: Context): void {
  const { it, done } = context;
  command(root, "convert <file>", it ? "converte un messaggio" : "converts a message")
    .requiredOption("--from <protocol>", "native | cap | scheda112")
    .option("--to <protocol>", "json | cap | scheda112", "json")
    .option("--territory <istat...>", it ? "comuni della sala" : "comuni of the room", [])
    .action(async (file: string, flags: ConvertFlags) => {
      done(await convert(terminalFor(context, flags), file, flags));
    });
}

function addAudit(root: Command, context: Context): void {
  const { it, done } = context;
  const audit = root
    .command("audit")
    .description(it ? "il registro" : "the log")
    .exitOverride();
  command(audit, "verify <place>", it ? "verifica un registro" : "verifies a log")
    .option("--vkey <key>", it ? "chiave di verifica, o @file" : "verifier key, or @file")
    .addOption(dataOption(it))
    .action(async (place: string, flags: Global & { data: string; vkey?: string }) => {
      const vkey = vkeyOption(flags.vkey);
      done(await verify(terminalFor(context, flags), { place, data: flags.data, vkey }));
    });
  command(audit, "vkey", it ? "chiave di verifica del registro" : "verifier key of the log")
    .option("--year <year>", it ? "anno" : "year", wholeBetween(2_020, 2_199))
    .addOption(dataOption(it))
    .action((flags: Global & { data: string; year?: number }) => {
      done(vkeys(terminalFor(context, flags), flags.data, flags.year));
    });
}

function addRoom(root: Command, context: Context): void {
  const { it, done } = context;
  const room = root
    .command("room")
    .description(it ? "una sala" : "one room")
    .exitOverride();
  addCredentialCommands(room, {
    it,
    done,
    command,
    withData: (one) => one.addOption(dataOption(it)),
    terminalFor: (flags) => terminalFor(context, flags),
    nowMs: () => Date.now(),
  });
}

function wholeBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`${least} … ${most}`);
  };
}
