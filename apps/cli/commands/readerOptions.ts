import { type Command, Option } from "commander"; // options and help
import { readerRoles, readPurposes } from "#libs/seal/leafSchema";
import type { Context } from "./context.ts";

/** Why somebody reads, of what the law allows. */
export type ReadPurpose = (typeof readPurposes)[number];

/** Why the log is read, where a command does not itself say so. */
export function readForOption({ t }: Context): Option {
  return new Option("--read-for <purpose>", t("perché si legge il registro", "why the log is read"))
    .choices([...readPurposes])
    .default("supervision");
}

/** Options of every command that opens parts of a log: who reads, and whether nobody may know. */
export function addReaderOptions(command: Command, context: Context): Command {
  const { t } = context;
  return addWhoReads(command, context).option(
    "--unrecorded",
    t(
      "legge anche se nessun sistema può registrare la lettura",
      "reads even if no system can record the reading",
    ),
  );
}

/** Who reads, where nothing can be read unless it is recorded. */
export function addWhoReads(command: Command, { t }: Context): Command {
  return command
    .addOption(
      new Option("--role <role>", t("ruolo di chi legge il registro", "role of who reads the log"))
        .choices(readerRoles)
        .default("privacy_officer"),
    )
    .option(
      "--reader <reference>",
      t(
        "riferimento di chi legge; altrimenti l'utente di questa macchina. Nel registro solo uno pseudonimo",
        "reference of who reads; else the user of this machine. In the log only a pseudonym",
      ),
    );
}

/** The same words wherever rules are weighed by traffic. */
export function addTrafficOption(command: Command, context: Context): Command {
  const { t } = context;
  command.option(
    "--traffic <path>",
    t(
      "traffico: la cartella dei dati di un'installazione, o un file di conti (una riga JSON per scambio: from, to, category, count)",
      "traffic: the data folder of an installation, or a file of counts (one JSON line an exchange: from, to, category, count)",
    ),
  );
  return addReaderOptions(command, context);
}
