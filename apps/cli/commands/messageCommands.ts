import { type Command, Option } from "commander"; // options and help
import { protocols } from "#libs/policy/roomWords";
import { messageProtocols, targets } from "../messageForms.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  roomOption,
  terminalFor,
  wholeBetween,
} from "./context.ts";

/** `send`, `feed`, `convert`: messages as a room sends and reads them. */
export function addMessageCommands(root: Command, context: Context): void {
  addSend(root, context);
  addFeed(root, context);
  addConvert(root, context);
}

function addSend(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "send <file...>",
    it: "invia messaggi come una sala",
    en: "sends messages as a room",
    exits: ["refused", "unreachable"],
  })
    .addOption(roomOption(context))
    .option("--type <media-type>", t("formato dei file", "format of the files"))
    .addOption(dataOption(context))
    .action(
      async (files: string[], flags: Global & { data: string; room: string; type?: string }) => {
        const { send } = await import("../send.ts");
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
  readonly format?: string;
  readonly follow?: boolean;
}

function addFeed(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "feed",
    it: "legge le copie di una sala",
    en: "reads a room's copies",
    exits: ["refused", "unreachable"],
    more: {
      it: "Chi chiede ciò che segue un cursore conferma di avere ciò che lo precede; --follow lo fa da sé.",
      en: "Whoever asks for what comes after a cursor confirms what is before it; --follow does so by itself.",
    },
  })
    .addOption(roomOption(context))
    .option(
      "--after <cursor>",
      t("cursore; conferma ciò che precede", "cursor; confirms what is before it"),
    )
    .option("--wait <seconds>", t("attesa in secondi", "wait in seconds"), wholeBetween(0, 30), 0)
    .addOption(
      new Option("--mode <mode>", t("reale o esercitazione", "real or exercise"))
        .choices(["actual", "exercise"])
        .default("actual"),
    )
    .addOption(
      new Option(
        "--format <format>",
        t("protocollo delle copie", "protocol of the copies"),
      ).choices(protocols),
    )
    .option("--follow", t("continua fino a Ctrl-C", "goes on until Ctrl-C"))
    .addOption(dataOption(context))
    .action(async (flags: FeedFlags) => {
      const { feed } = await import("../feed.ts");
      const follow = flags.follow === true;
      done(await feed(terminalFor(context, flags), { ...flags, follow }));
    });
}

interface ConvertFlags extends Global {
  readonly from: string;
  readonly to: string;
  readonly territory: string[];
}

function addConvert(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "convert <file>",
    it: "traduce un messaggio, o dice perché è rifiutato",
    en: "turns a message into another form, or says why it is refused",
    exits: ["refused"],
  })
    .addOption(
      new Option("--from <protocol>", t("protocollo del file", "protocol of the file"))
        .choices(messageProtocols)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--to <protocol>", t("in che cosa tradurlo", "what to turn it into"))
        .choices(targets)
        .default("json"),
    )
    .addOption(
      new Option("--territory <istat...>", t("comuni della sala", "comuni of the room")).default(
        [],
        t("nessuno", "none"),
      ),
    )
    .action(async (file: string, flags: ConvertFlags) => {
      const { convert } = await import("../convert.ts");
      done(await convert(terminalFor(context, flags), file, flags));
    });
}
