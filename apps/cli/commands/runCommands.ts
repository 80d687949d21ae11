import { type Command, InvalidArgumentError, Option } from "commander"; // options and help
import {
  addCommand,
  type Context,
  dataOption,
  deployOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";

/** Twelve hours in 24 seconds. */
const dayInHalfAMinute = 1_800;

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
  readonly timestamps?: string;
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("http(s)://…");
}

/** `up`: the whole system on one machine. */
export function addRunCommands(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "up",
    it: "avvia tutto, lo tiene attivo, lo ferma in ordine",
    en: "starts everything, keeps it up, stops it in order",
    exits: ["check-failed", "refused"],
  })
    .addOption(dataOption(context))
    .addOption(deployOption(context))
    .option("--once", t("si ferma quando è pronto, o recitato", "stops when ready, or played"))
    .option("--play", t("recita la giornata dimostrativa", "plays the demonstration day"))
    .option(
      "--speed <factor>",
      t(
        "quante volte più veloce dell'orologio va la giornata recitata",
        "how many times faster than a clock the played day goes",
      ),
      wholeBetween(1, 1_000_000),
      dayInHalfAMinute,
    )
    .option(
      "--production",
      t(
        "rifiuta firmatari dimostrativi, accordi inventati e punti di prova",
        "refuses demonstration signers, invented agreements and test seams",
      ),
    )
    .option(
      "--tls",
      t(
        "le sale entrano in TLS, con un'autorità dimostrativa",
        "rooms come in over TLS, with a demonstration authority",
      ),
    )
    .option(
      "--port-base <port>",
      t(
        "porte fisse da qui in su: server, registro, un adattatore per titolare, poi la sorveglianza di ogni processo",
        "fixed ports from here on: server, log, one adapter per titolare, then the operations port of each process",
      ),
      wholeBetween(1_024, 65_000),
    )
    .option(
      "--timestamps <url>",
      t(
        "autorità di marcatura temporale (RFC 3161): una marca l'ora sul registro",
        "time stamp authority (RFC 3161): one stamp an hour on the log",
      ),
      httpUrl,
    )
    .addOption(new Option("--test-file <file>").hideHelp())
    .action(async (flags: UpFlags) => {
      const { up } = await import("../up.ts");
      const { data, deploy, once, play, speed, production, tls, portBase, testFile } = flags;
      const { timestamps } = flags;
      const options = { data, deploy, speed, portBase, testFile, timestamps, tls: tls === true };
      const set = { once: once === true, play: play === true, production: production === true };
      done(await up(terminalFor(context, flags), { ...options, ...set }));
    });
}
