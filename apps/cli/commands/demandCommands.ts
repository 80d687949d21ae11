import { type Command, Option } from "commander"; // options and help
import { demandDaysMax, demandKinds, demandReasons } from "#libs/seal/orderLeaves";
import type { ConfirmOptions } from "../demands/listDemands.ts";
import type { DemandOptions } from "../demands/makeDemand.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  mandatory,
  roomOption,
  terminalFor,
  wholeBetween,
} from "./context.ts";

/** `recall demand`, `list`, `confirm`: data that a titolare takes back, and who has confirmed. */
export function addDemandCommands(root: Command, context: Context): void {
  const group = addGroup(root, context, {
    name: "recall",
    it: "dati da ritirare o rettificare presso chi li ha avuti",
    en: "data to take back or correct where they were given",
  });
  addDemand(group, context);
  addList(group, context);
  addConfirm(group, context);
}

/** The private key of the person who orders it: read here, never sent. */
const keyOption = ({ t }: Context) =>
  mandatory(
    "--key <file>",
    t(
      "file con la chiave di firma di chi ordina, del titolare",
      "file with the signing key of who orders it, of the titolare",
    ),
  );

function addDemand(group: Command, context: Context): void {
  const { t } = context;
  addCommand(group, context, {
    name: "demand <incident>",
    it: "ritira un dato da ogni sala che l'ha avuto, e chiede conferma entro un termine",
    en: "takes a datum back from every room that got it, and asks for confirmation in time",
    exits: ["refused", "unreachable"],
    more: {
      it: "D.Lgs. 51/2018 art. 4 c. 3; DPR 15/2018 art. 15. <incident> è l'identificativo della sala. Vale per il dato di una sala dello stesso titolare, come evento registrato e deciso: ogni sala che l'ha riceve il ritiro con la richiesta tra le condizioni, chi non l'ha avuto non riceve nulla. Lo stesso valore non è più dato, anche se la sala lo rimanda; un altro sì. Con rectification si invia poi il valore giusto.",
      en: "D.Lgs. 51/2018 art. 4(3); DPR 15/2018 art. 15. <incident> is the room's own id. It holds for a datum of a room of the same titolare, as an event that is decided and recorded: each room that has it gets the withdrawal with the demand among its conditions, one that never got it gets nothing. The same value is given no more, even if the room sends it again; another one is. After a rectification the right value is to be sent.",
    },
  })
    .addOption(roomOption(context))
    .addOption(dataOption(context))
    .addOption(
      new Option("--mode <mode>", t("modalità", "mode"))
        .choices(["actual", "exercise"])
        .default("actual"),
    )
    .addOption(mandatory("--field <path>", t("campo: place.street, …", "field: place.street, …")))
    .option(
      "--ref <ref>",
      t(
        "riferimento del componente, se più d'uno ha il campo",
        "reference of the component, where several have the field",
      ),
    )
    .addOption(
      new Option("--kind <kind>", t("ritiro o rettifica", "recall or rectification"))
        .choices(demandKinds)
        .default("recall"),
    )
    .addOption(mandatory("--reason <code>", t("motivo", "reason")).choices([...demandReasons]))
    .addOption(keyOption(context))
    .addOption(
      new Option("--deadline <days>", t("giorni per confermare", "days to confirm"))
        .argParser(wholeBetween(1, demandDaysMax))
        .default(5),
    )
    .action(async (incident: string, flags: Global & DemandOptions) => {
      const { makeDemand } = await import("../demands/makeDemand.ts");
      context.done(await makeDemand(terminalFor(context, flags), incident, flags));
    });
}

function addList(group: Command, context: Context): void {
  addCommand(group, context, {
    name: "list",
    it: "le richieste: quale campo, quali sale, chi ha confermato, che cosa è scaduto",
    en: "the demands: which field, which rooms, who has confirmed, what is overdue",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "Nomi di campi e di sale, mai un valore. Codice 1 se una richiesta è scaduta. Conferma la sala con una ricevuta che accetta le condizioni del ritiro, o l'ufficio con `recall confirm`.",
      en: "Names of fields and rooms, never a value. Exit code 1 if a demand is overdue. A room confirms by a receipt that accepts the conditions of the withdrawal, or the office by `recall confirm`.",
    },
  })
    .addOption(dataOption(context))
    .option("--overdue", context.t("solo quelle scadute", "only those overdue"))
    .action(async (flags: Global & { data: string; overdue?: boolean }) => {
      const { listDemands } = await import("../demands/listDemands.ts");
      const options = { data: flags.data, overdue: flags.overdue === true };
      context.done(await listDemands(terminalFor(context, flags), options));
    });
}

function addConfirm(group: Command, context: Context): void {
  addCommand(group, context, {
    name: "confirm <number>",
    it: "registra che una sala ha confermato all'ufficio, fuori dal sistema",
    en: "records that a room confirmed to the office, outside the system",
    exits: ["refused", "unreachable"],
    more: {
      it: "<number> è il numero di `recall list`, per esempio 2026/41.",
      en: "<number> is the number in `recall list`, for example 2026/41.",
    },
  })
    .addOption(roomOption(context))
    .addOption(dataOption(context))
    .addOption(keyOption(context))
    .action(async (number: string, flags: Global & ConfirmOptions) => {
      const { confirmDemand } = await import("../demands/listDemands.ts");
      context.done(await confirmDemand(terminalFor(context, flags), number, flags));
    });
}
