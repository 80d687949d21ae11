import { type Command, InvalidArgumentError, Option } from "commander"; // options and help
import { exportPurposes } from "#libs/seal/leafSchema";
import type { ExportCommand } from "../audit/exportPack.ts";
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
import { addReaderOptions } from "./readerOptions.ts";

interface LogFlags extends Global {
  readonly data: string;
  readonly vkey?: string;
  readonly year?: number;
}

/** `audit prove`, `consistency`, `export`, `fsck`: what a stranger can be shown, and what is wrong with the files. */
export function addProofCommands(audit: Command, context: Context): void {
  addProve(audit, context);
  addConsistency(audit, context);
  addFsck(audit, context);
  addExport(audit, context);
}

function addProve(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "prove <place>",
    it: "stampa la prova che una voce è nel registro (c2sp.org/tlog-proof), controllata prima di stamparla",
    en: "prints the proof that an entry is in the log (c2sp.org/tlog-proof), checked before it is printed",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .option(
      "--entry <index>",
      t("numero della voce, da 0", "number of the entry, from 0"),
      wholeNumber,
    )
    .option(
      "--event <id>",
      t("identificativo dell'evento nella voce", "id of the event in the entry"),
    );
  withLog(command, context).action(
    async (place: string, flags: LogFlags & { entry?: number; event?: string }) => {
      const { prove } = await import("../audit/prove.ts");
      const { data, year, entry, event } = flags;
      const choice = { place, data, year, entry, event, vkey: vkeyOption(flags.vkey) };
      done(await prove(terminalFor(context, flags), choice));
    },
  );
}

function addConsistency(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "consistency <place>",
    it: "dimostra che un registro più vecchio è l'inizio di quello di oggi; due storie sotto la stessa chiave sono dette tali",
    en: "shows that an older log is the beginning of today's; two histories under one key are called so",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .option(
      "--from <size>",
      t("voci del registro più vecchio", "entries of the older log"),
      wholeNumber,
    )
    .option(
      "--to <size>",
      t("voci del più nuovo; altrimenti tutte", "entries of the newer; else all"),
      wholeNumber,
    )
    .option(
      "--kept <file>",
      t(
        "checkpoint conservato o avuto da altri, al posto di --from",
        "checkpoint kept or had from others, instead of --from",
      ),
    );
  withLog(command, context).action(
    async (place: string, flags: LogFlags & { from?: number; to?: number; kept?: string }) => {
      const { consistency } = await import("../audit/consistency.ts");
      const { data, year, from, to, kept } = flags;
      const choice = { place, data, year, from, to, kept, vkey: vkeyOption(flags.vkey) };
      done(await consistency(terminalFor(context, flags), choice));
    },
  );
}

function addFsck(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "fsck <folder>",
    it: "rilegge ogni file del registro e delle sue parti, nomina quelli danneggiati e dice che cosa fare; non cambia nulla",
    en: "reads every file of the log and of its parts again, names the damaged ones and says what to do; changes nothing",
    exits: ["check-failed"],
  })
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context))
    .action(async (folder: string, flags: LogFlags) => {
      const vkey = vkeyOption(flags.vkey);
      const { fsck } = await import("../audit/fsck.ts");
      done(await fsck(terminalFor(context, flags), { folder, data: flags.data, vkey }));
    });
}

function addExport(audit: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(audit, context, {
    name: "export",
    it: "prepara un pacchetto zip per il Garante o un tribunale, che si verifica senza rete; prima registra l'esportazione",
    en: "makes a zip for the authority or a court that can be checked without a network; records the export first",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .addOption(
      mandatory(
        "--period <from/to>",
        t("primo e ultimo giorno, o due ore UTC", "first and last day, or two times in UTC"),
      ),
    )
    .addOption(
      mandatory(
        "--titolare <name>",
        t("titolare, come nella configurazione", "titolare, as configured"),
      ),
    )
    .addOption(
      new Option("--purpose <purpose>", t("perché esce dal sistema", "why it leaves the system"))
        .choices(exportPurposes)
        .default("authority"),
    )
    .option("--out <file>", t("nome del pacchetto", "name of the pack"))
    .addOption(dataOption(context));
  addReaderOptions(command, context).action(async (flags: Global & ExportCommand) => {
    const { exportPack } = await import("../audit/exportPack.ts");
    done(await exportPack(terminalFor(context, flags), flags));
  });
}

function withLog(command: Command, context: Context): Command {
  const { t } = context;
  return command
    .option(
      "--year <year>",
      t("anno; altrimenti l'ultimo", "year; else the last"),
      wholeBetween(2_020, 2_199),
    )
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context));
}

function wholeNumber(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("0, 1, 2, …");
}
