import { type Command, Option } from "commander"; // options and help
import {
  addCommand,
  type Context,
  defaultData,
  deployOption,
  type Global,
  terminalFor,
} from "./context.ts";

interface Flags extends Global {
  readonly deploy?: string;
  readonly production?: boolean;
  readonly confirm?: string;
  readonly compare?: boolean;
  readonly testFile?: string;
}

/** `audit restore-stream`: break-glass, for whoever administers the machine. */
export function addRestoreCommands(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "restore-stream [data]",
    it: "riscrive dalle tessere la coda che i flussi AUDIT hanno perso; dopo lo registra nel registro",
    en: "writes the tail that the AUDIT streams have lost again, from the tiles; then the log says so",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "Vuole l'installazione ferma e la cartella dei dati intera: tessere, chiavi, utenti del server. Prima confronta ogni voce del flusso con quella firmata: se una è diversa non scrive nulla, perché è una prova. Interrotto, riprende da dove era. Con RACCORDO_NATS_URL usa quel server.",
      en: "Wants the installation stopped and its whole data folder: tiles, keys, users of the server. First it compares each entry of the stream with the signed one: where one differs it writes nothing, since that is evidence. Broken off, it goes on from there. With RACCORDO_NATS_URL it uses that server.",
    },
  })
    .addOption(deployOption(context))
    .option("--production", t("come in `raccordo up`", "as in `raccordo up`"))
    .addOption(
      new Option(
        "--compare",
        t("dice che cosa manca e non scrive nulla", "says what lacks and writes nothing"),
      ),
    )
    .option(
      "--confirm <stream>",
      t("il nome che altrimenti si chiede di scrivere", "the name that is asked for otherwise"),
    )
    .addOption(new Option("--test-file <file>").hideHelp())
    .action(async (data: string | undefined, flags: Flags) => {
      const { restoreStream } = await import("../audit/restoreStream.ts");
      const { deploy, production, confirm, compare, testFile } = flags;
      const choice = { deploy, confirm, testFile, production: production === true };
      const command = { ...choice, data: data ?? defaultData, compareOnly: compare === true };
      done(await restoreStream(terminalFor(context, flags), command));
    });
}
