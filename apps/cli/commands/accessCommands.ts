import { type Command, Option } from "commander"; // options and help
import { readerRoles } from "#libs/seal/leafSchema";
import type { AccessOptions } from "../subjects/accessRequest.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  mandatory,
  terminalFor,
} from "./context.ts";

/** `access-request`: a person asks what a titolare's incidents tell of them. */
export function addAccessCommands(root: Command, context: Context): void {
  const { t } = context;
  addCommand(root, context, {
    name: "access-request",
    it: "una persona chiede che cosa la riguarda: eventi vivi di un titolare, e chi ne ha avuto che cosa",
    en: "a person asks what concerns them: living incidents of one titolare, and who got what of them",
    exits: ["refused", "unreachable"],
    more: {
      it: "D.Lgs. 51/2018 art. 11. Chiede nome, data di nascita e codice fiscale, o li legge dallo standard input come oggetto JSON (family_name, given_name, birth_date, tax_code); mai dalla riga di comando. Prima la ricerca è registrata nel registro, con ruolo e pseudonimo di chi la fa. Non esiste un indice delle persone: ogni messaggio vivo è aperto con le chiavi del suo evento, perciò dopo la loro distruzione nulla è più collegabile, e la risposta dice quanti eventi lo sono. Stampa nomi di campi e di sale, mai valori. L'identità di chi chiede va accertata prima.",
      en: "D.Lgs. 51/2018 art. 11. Asks for name, date of birth and tax code, or reads them from standard input as a JSON object (family_name, given_name, birth_date, tax_code); never from the command line. The search is first recorded in the log, with role and pseudonym of who makes it. There is no index of people: each living message is opened with the keys of its incident, so that after their destruction nothing is linkable any more, and the answer says of how many incidents that holds. Prints names of fields and rooms, never values. The identity of who asks is to be established before.",
    },
  })
    .addOption(dataOption(context))
    .addOption(
      mandatory(
        "--titolare <name>",
        t("titolare, come nella configurazione firmata", "titolare as in the signed configuration"),
      ),
    )
    .addOption(
      new Option("--role <role>", t("ruolo di chi cerca", "role of who searches"))
        .choices(readerRoles)
        .default("privacy_officer"),
    )
    .option(
      "--reader <reference>",
      t(
        "riferimento di chi cerca; altrimenti l'utente di questa macchina. Nel registro solo uno pseudonimo",
        "reference of who searches; else the user of this machine. In the log only a pseudonym",
      ),
    )
    .action(async (flags: Global & AccessOptions) => {
      const { accessRequest } = await import("../subjects/accessRequest.ts");
      context.done(await accessRequest(terminalFor(context, flags), flags));
    });
}
