import { type Command, Option } from "commander"; // options and help
import { readPurposes } from "#libs/seal/leafSchema";
import type { OpenFieldCommand } from "../audit/openFieldCommand.ts";
import { vkeyOption } from "../audit/vkeyOption.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  mandatory,
  terminalFor,
  wholeBetween,
} from "./context.ts";
import { addWhoReads } from "./readerOptions.ts";

const entryMax = Number.MAX_SAFE_INTEGER;

/** `audit open` and `audit verify-opening`: one committed field of one message, revealed and checked. */
export function addOpeningCommands(audit: Command, context: Context): void {
  addOpen(audit, context);
  addVerifyOpening(audit, context);
}

function addOpen(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "open",
    it: "rivela un solo campo di un solo messaggio, con la prova che il registro si era impegnato su di esso; prima registra la lettura",
    en: "reveals one field of one message, with the proof that the log had committed to it; records the reading first",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .option(
      "--entry <index>",
      t("numero della voce, da 0", "number of the entry, from 0"),
      wholeBetween(0, entryMax),
    )
    .option(
      "--event <id>",
      t("identificativo dell'evento nella voce", "id of the event in the entry"),
    )
    .addOption(
      mandatory(
        "--field <path>",
        t("campo, come nel catalogo (place.street)", "field, as in the catalogue (place.street)"),
      ),
    )
    .option(
      "--ref <reference>",
      t(
        "componente, con il riferimento che ha nel registro",
        "component, by its reference in the log",
      ),
    )
    .addOption(
      new Option("--reason <reason>", t("perché si apre", "why it is opened"))
        .choices(readPurposes)
        .makeOptionMandatory(),
    )
    .option("--out <file>", t("file da scrivere", "file to write"))
    .option(
      "--year <year>",
      t("anno; altrimenti l'ultimo", "year; else the last"),
      wholeBetween(2_020, 2_199),
    )
    .addOption(dataOption(context));
  addWhoReads(command, context).action(async (flags: Global & OpenFieldCommand) => {
    const { openFieldOfEntry } = await import("../audit/openFieldCommand.ts");
    done(await openFieldOfEntry(terminalFor(context, flags), flags));
  });
}

function addVerifyOpening(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "verify-opening <file>",
    it: "controlla un campo rivelato, senza rete e senza segreti, e lo mostra",
    en: "checks a revealed field, without a network and without secrets, and shows it",
    exits: ["check-failed"],
  })
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context))
    .action(async (file: string, flags: Global & { vkey?: string; data: string }) => {
      const { verifyOpening } = await import("../audit/verifyOpening.ts");
      const vkey = vkeyOption(flags.vkey);
      done(await verifyOpening(terminalFor(context, flags), { file, vkey, data: flags.data }));
    });
}
