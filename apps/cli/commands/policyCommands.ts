import { type Command, Option } from "commander"; // options and help
import { reviewerRoles, reviewOutcomes } from "#libs/seal/leafSchema";
import { ownDeploy } from "../deployment.ts";
import { type ApplyOptions, policyApply } from "../policy/apply.ts";
import { policyCheck } from "../policy/check.ts";
import { listEmergencies, reviewEmergency } from "../policy/emergencies.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  terminalFor,
} from "./context.ts";

/** `policy check`, `policy apply`: agreements before anybody signs them; `policy emergencies`, `policy review`. */
export function addPolicyCommands(root: Command, context: Context): void {
  const policy = addGroup(root, context, {
    name: "policy",
    it: "gli accordi",
    en: "the agreements",
  });
  addCheck(policy, context);
  addApply(policy, context);
  addEmergencies(policy, context);
}

function addCheck(policy: Command, context: Context): void {
  addCommand(policy, context, {
    name: "check [folder]",
    it: "compila tutti gli accordi; errori con file, riga, colonna e rimedio",
    en: "compiles all agreements; errors with file, line, column and what to do",
    exits: ["check-failed", "refused"],
    more: {
      it: "La cartella contiene rooms/ e agreements/; senza, quella del pacchetto.",
      en: "The folder holds rooms/ and agreements/; without it, the package's own.",
    },
  }).action((folder: string | undefined, flags: Global) => {
    context.done(policyCheck(terminalFor(context, flags), folder ?? ownDeploy));
  });
}

type ApplyFlags = Global &
  Omit<ApplyOptions, "charge"> & {
    readonly charge?: boolean;
  };

function addApply(policy: Command, context: Context): void {
  const { t, done } = context;
  const mandatory = (flags: string, about: string) =>
    new Option(flags, about).makeOptionMandatory();
  addCommand(policy, context, {
    name: "apply <file...>",
    it: "prova a secco: che cosa riceverebbe una sala di questi messaggi, e perché non il resto",
    en: "a dry run: what a room would get of these messages, and why not the rest",
    exits: ["refused"],
    more: {
      it: "Più file sono una storia di un solo evento. I messaggi sono in JSON nativo (vedi convert). Nulla è inviato né registrato; le chiavi sono usa e getta.",
      en: "Several files are a history of one incident. Messages are native JSON (see convert). Nothing is sent or recorded; the keys are thrown away.",
    },
  })
    .addOption(
      new Option("--agreements <folder>", t("cartella di accordi", "folder of agreements")),
    )
    .addOption(new Option("--rooms <folder>", t("cartella di sale", "folder of rooms")))
    .addOption(mandatory("--from <room>", t("sala che invia", "room that sends")))
    .addOption(mandatory("--to <room>", t("sala che riceve", "room that receives")))
    .option(
      "--charge",
      t("come se chi riceve avesse preso in carico", "as if the receiver had taken charge"),
    )
    .option(
      "--at <date>",
      t("giorno o ora UTC della decisione", "day or time (UTC) of the decision"),
    )
    .action((files: string[], flags: ApplyFlags) => {
      const charge = flags.charge === true;
      done(policyApply(terminalFor(context, flags), files, { ...flags, charge }));
    });
}

/** Broken glasses: the queue, and what a review found. */
function addEmergencies(policy: Command, context: Context): void {
  const { t, done } = context;
  addCommand(policy, context, {
    name: "emergencies",
    it: "le emergenze dichiarate: quando, quale sala, perché, ed esito della verifica",
    en: "declared emergencies: when, which room, why, and what the review found",
    exits: ["refused", "unreachable"],
    more: {
      it: "Nessuna persona e nessun evento: solo ciò che serve per verificare. La verifica è dovuta entro 24 ore.",
      en: "No person and no incident: only what a review needs. The review is due within 24 hours.",
    },
  })
    .addOption(dataOption(context))
    .option("--open", t("solo quelle da verificare", "only those to be reviewed"))
    .action(async (flags: Global & { data: string; open?: boolean }) => {
      const options = { data: flags.data, open: flags.open === true };
      done(await listEmergencies(terminalFor(context, flags), options));
    });
  addCommand(policy, context, {
    name: "review <notice>",
    it: "registra l'esito della verifica di un'emergenza dichiarata; ce n'è una sola",
    en: "records what the review of a declared emergency found; there is one of each",
    exits: ["refused", "unreachable"],
    more: {
      it: "<notice> è il numero di `policy emergencies`, per esempio 2026/41.",
      en: "<notice> is the number in `policy emergencies`, for example 2026/41.",
    },
  })
    .addOption(dataOption(context))
    .addOption(
      new Option("--outcome <outcome>", t("esito", "what was found"))
        .choices(reviewOutcomes)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--role <role>", t("chi ha verificato", "who reviewed"))
        .choices(reviewerRoles)
        .default("privacy_officer"),
    )
    .action(async (notice: string, flags: Global & ReviewFlags) => {
      done(await reviewEmergency(terminalFor(context, flags), notice, flags));
    });
}

interface ReviewFlags {
  readonly data: string;
  readonly outcome: string;
  readonly role: string;
}
