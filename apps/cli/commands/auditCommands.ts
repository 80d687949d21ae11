import type { Command } from "commander"; // options and help
import { verify, vkeyOption, vkeys } from "../audit.ts";
import { addAuditSearchCommands } from "./auditSearchCommands.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";
import { addSlotCommands } from "./slotCommands.ts";

/** `audit verify`, `audit vkey`: the log. */
export function addAuditCommands(root: Command, context: Context): void {
  const { t, done } = context;
  const audit = addGroup(root, context, { name: "audit", it: "il registro", en: "the log" });
  addSlotCommands(audit, context);
  addCommand(audit, context, {
    name: "verify <place>",
    it: "rilegge un registro intero, da cartella o indirizzo, e dice che cosa ha controllato",
    en: "reads a whole log again, from a folder or an address, and says what it has checked",
    exits: ["check-failed", "unreachable"],
  })
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context))
    .action(async (place: string, flags: Global & { data: string; vkey?: string }) => {
      const vkey = vkeyOption(flags.vkey);
      done(await verify(terminalFor(context, flags), { place, data: flags.data, vkey }));
    });
  addCommand(audit, context, {
    name: "vkey",
    it: "stampa la chiave di verifica del registro, l'anno è nel nome",
    en: "prints the verifier key of the log, the year is in its name",
    exits: ["refused"],
  })
    .option("--year <year>", t("anno", "year"), wholeBetween(2_020, 2_199))
    .addOption(dataOption(context))
    .action((flags: Global & { data: string; year?: number }) => {
      done(vkeys(terminalFor(context, flags), flags.data, flags.year));
    });
  addAuditSearchCommands(audit, context);
}
