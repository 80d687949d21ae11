import type { Command } from "commander"; // options and help
import { CliError } from "../exitCodes.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  mandatory,
  terminalFor,
} from "./context.ts";

interface RetireFlags extends Global {
  readonly key: string;
  readonly out?: string;
  readonly order?: string;
  readonly data: string;
}

/** `audit retire`: the log of a year whose own term is over. */
export function addRetireCommands(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "retire [year]",
    it: "ritira un anno del registro il cui termine è finito: due persone, due ruoli",
    en: "retires a year of the log whose term is over: two people, two roles",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "La prima persona verifica l'anno per intero e firma l'ordine (--key, --out), la seconda lo verifica di nuovo, firma e lo fa registrare (--order, --key). L'anno è tolto al prossimo avvio; restano checkpoint, controfirme e marche temporali. Solo l'anno più vecchio, finito il termine audit_log, e mai con una conservazione in corso.",
      en: "The first person verifies the whole year and signs the order (--key, --out), the second verifies it again, signs and has it recorded (--order, --key). The year is removed at the next start; checkpoints, cosignatures and time stamps stay. Only the oldest year, once the term audit_log is over, and never while a legal hold stands.",
    },
  })
    .addOption(mandatory("--key <file>", t("chiave di chi firma", "key of who signs")))
    .option("--out <file>", t("ordine da scrivere", "order to write"))
    .option("--order <file>", t("ordine da eseguire", "order to carry out"))
    .addOption(dataOption(context))
    .action(async (year: string | undefined, flags: RetireFlags) => {
      const { carryOutRetirement, orderRetirement } = await import("../retention/retire.ts");
      const { key, out, order, data } = flags;
      const terminal = terminalFor(context, flags);
      if (order !== undefined && year === undefined && out === undefined) {
        done(await carryOutRetirement(terminal, { order, key, data }));
      } else if (order === undefined && out !== undefined && /^2[01]\d\d$/.test(year ?? "")) {
        done(await orderRetirement(terminal, { year: Number(year), key, out, data }));
      } else throw new CliError("usage", "retire-usage");
    });
}
