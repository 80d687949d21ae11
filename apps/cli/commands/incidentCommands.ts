import type { Command } from "commander"; // options and help
import type { IncidentOptions } from "../incident/showIncident.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  roomOption,
  terminalFor,
} from "./context.ts";

/** `incident show`: one incident, from the log. */
export function addIncidentCommands(root: Command, context: Context): void {
  const group = addGroup(root, context, { name: "incident", it: "un evento", en: "one incident" });
  addCommand(group, context, {
    name: "show <id>",
    it: "un evento come il registro lo ha per una sala: chi ha avuto quali campi, e perché",
    en: "an incident as the log has it for a room: who got which fields, and why",
    exits: ["refused"],
    more: {
      it: "ID è l'identificativo della sala, o l'alias che ha ricevuto. Legge il registro nella cartella dei dati, con le chiavi che vi sono: in esercizio può farlo solo chi le ha, e solo per i fini dell'art. 21 c. 3 del D.Lgs. 51/2018. Di un evento proprio la sala vede le decisioni per tutte; di quelli altrui solo ciò che ha ricevuto. Nomi di campi, mai valori.",
      en: "ID is the room's own id, or the alias that it was given. Reads the log in the data folder with the keys that lie there: in operation only those who have them can, and only for the ends of D.Lgs. 51/2018 art. 21(3). Of its own incident the room sees the decisions for all; of another's only what it got. Names of fields, never values.",
    },
  })
    .addOption(roomOption(context))
    .addOption(dataOption(context))
    .action(async (id: string, flags: Global & IncidentOptions) => {
      const { showIncident } = await import("../incident/showIncident.ts");
      context.done(await showIncident(terminalFor(context, flags), id, flags));
    });
}
