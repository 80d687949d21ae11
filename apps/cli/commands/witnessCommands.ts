import type { Command } from "commander"; // options and help
import {
  addCommand,
  type Context,
  type Global,
  mandatory,
  terminalFor,
  wholeBetween,
} from "./context.ts";

const defaultPort = 8_480;

interface WitnessFlags extends Global {
  readonly name: string;
  readonly log: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly mlDsa?: boolean;
}

/** `witness`: cosigns the logs of others, on a machine of its own. */
export function addWitnessCommands(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "witness <folder>",
    it: "testimone: controfirma registri altrui, da solo e su una macchina propria",
    en: "witness: cosigns the logs of others, alone and on a machine of its own",
    exits: ["refused"],
    more: {
      it: "La cartella tiene la chiave e la memoria del testimone: non va mai ripristinata da una copia, perché un testimone che dimentica può controfirmare due storie diverse.",
      en: "The folder holds the witness's key and memory: never restore it from a backup, because a witness that forgets can be led to cosign two histories.",
    },
  })
    .addOption(mandatory("--name <name>", t("nome della sua chiave", "name of its key")))
    .addOption(
      mandatory(
        "--log <key...>",
        t("chiavi di verifica dei registri, o @file", "verifier keys of the logs, or @file"),
      ),
    )
    .option("--host <address>", t("indirizzo su cui ascolta", "address to listen at"), "127.0.0.1")
    .option("--port <port>", t("porta", "port"), wholeBetween(0, 65_535), defaultPort)
    .option(
      "--ml-dsa",
      t(
        "al primo avvio fa una chiave ML-DSA-44 e non Ed25519",
        "on the first start makes a key of ML-DSA-44, not Ed25519",
      ),
    )
    .action(async (folder: string, { name, log, host, port, mlDsa, ...flags }: WitnessFlags) => {
      const { runWitness } = await import("../witness/runWitness.ts");
      const algorithm = mlDsa === true ? "ml-dsa-44" : "ed25519";
      const command = { folder, name, logs: log, host, port, algorithm } as const;
      done(await runWitness(terminalFor(context, flags), command));
    });
}
