import type { Command } from "commander"; // options and help
import type { ReaderOptions } from "../reading/announceRead.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  roomOption,
  terminalFor,
} from "./context.ts";
import { addReaderOptions, type ReadPurpose, readForOption } from "./readerOptions.ts";

type ShowFlags = Global &
  ReaderOptions & {
    readonly data: string;
    readonly room: string;
    readonly readFor: ReadPurpose;
  };

/** `incident show`: one incident, from the log. */
export function addIncidentCommands(root: Command, context: Context): void {
  const group = addGroup(root, context, { name: "incident", it: "un evento", en: "one incident" });
  const show = addCommand(group, context, {
    name: "show <id>",
    it: "un evento come il registro lo ha per una sala: chi ha avuto quali campi, e perché",
    en: "an incident as the log has it for a room: who got which fields, and why",
    exits: ["refused", "unreachable"],
    more: {
      it: "ID è l'identificativo della sala, o l'alias che ha ricevuto. Legge il registro nella cartella dei dati, con le chiavi che vi sono, dopo che la lettura è stata registrata: in esercizio può farlo solo chi le ha, e solo per i fini dell'art. 21 c. 3 del D.Lgs. 51/2018. Di un evento proprio la sala vede le decisioni per tutte; di quelli altrui solo ciò che ha ricevuto. Nomi di campi, mai valori.",
      en: "ID is the room's own id, or the alias that it was given. Reads the log in the data folder with the keys that lie there, once the reading is recorded: in operation only those who have them can, and only for the ends of D.Lgs. 51/2018 art. 21(3). Of its own incident the room sees the decisions for all; of another's only what it got. Names of fields, never values.",
    },
  });
  addReaderOptions(show, context)
    .addOption(readForOption(context))
    .addOption(roomOption(context))
    .addOption(dataOption(context))
    .action(async (id: string, flags: ShowFlags) => {
      const { showIncident } = await import("../incident/showIncident.ts");
      const { announceRead } = await import("../reading/announceRead.ts");
      const { data, room, role, reader, unrecorded, readFor: purpose } = flags;
      const recordRead = (incident: string, entries: number) =>
        announceRead(
          data,
          { role, reader, unrecorded },
          { purpose, scope: "incident", incident, entries },
        );
      context.done(await showIncident(terminalFor(context, flags), id, { data, room, recordRead }));
    });
}
