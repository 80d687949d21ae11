import { type Command, Option } from "commander"; // options and help
import { reviewerRoles, reviewOutcomes } from "#libs/seal/orderLeaves";
import { CliError } from "../exitCodes.ts";
import type { ApplyOptions } from "../policy/apply.ts";
import type { BacktestOptions } from "../policy/backtestCommand.ts";
import type { CheckOptions } from "../policy/check.ts";
import type { DiffOptions } from "../policy/diffCommand.ts";
import type { ExplainOptions } from "../policy/explainCommand.ts";
import type { TableOptions } from "../policy/tableCommand.ts";
import { tableFormats, tableViews } from "../policy/tableForms.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  deployOption,
  type Global,
  mandatory,
  terminalFor,
} from "./context.ts";
import { addPolicyLifeCommands } from "./policyLifeCommands.ts";
import { addReaderOptions, addTrafficOption } from "./readerOptions.ts";

/** Agreements before anybody signs them, what they would change, the life of what is signed, and the queue of emergencies. */
export function addPolicyCommands(root: Command, context: Context): void {
  const policy = addGroup(root, context, {
    name: "policy",
    it: "gli accordi",
    en: "the agreements",
  });
  addCheck(policy, context);
  addTable(policy, context);
  addExplain(policy, context);
  addApply(policy, context);
  addDiff(policy, context);
  addBacktest(policy, context);
  addPolicyLifeCommands(policy, context);
  addEmergencies(policy, context);
}

type CheckFlags = Global &
  Omit<CheckOptions, "at" | "strict" | "all"> & {
    readonly at?: string;
    readonly strict?: boolean;
    readonly all?: boolean;
  };

function addCheck(policy: Command, context: Context): void {
  const { t } = context;
  const command = addCommand(policy, context, {
    name: "check [paths...]",
    it: "compila e analizza gli accordi; errori e avvisi con file, riga, colonna e rimedio",
    en: "compiles and analyses agreements; errors and warnings with file, line, column and what to do",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "Una cartella contiene rooms/ e agreements/; senza, quella del pacchetto. I file singoli sono accordi, autorizzazioni, limiti di legge o sale, riconosciuti dal loro `format`; ciò che manca è preso da accanto. Gli avvisi non fanno fallire il controllo, salvo con --strict. Se il traffico è un registro, il sistema prima registra la lettura.",
      en: "A folder holds rooms/ and agreements/; without it, the package's own. Single files are agreements, grants, ceilings or rooms, known by their `format`; what is left out is taken from beside them. Warnings do not fail the check but with --strict. Where the traffic is a log, the system first records the reading.",
    },
  })
    .option("--at <day>", t("giorno della verifica; oggi", "day of the check; today"))
    .option("--strict", t("anche un avviso fa fallire", "a warning fails too"))
    .option("--all", t("anche le notizie una per una", "information too, one by one"));
  addTrafficOption(command, context).action(
    async (paths: string[], { at, strict, all, ...flags }: CheckFlags) => {
      const { policyCheck } = await import("../policy/check.ts");
      const said = { at: at && dayOf(at), strict: strict === true, all: all === true };
      const options = { ...flags, ...said };
      context.done(await policyCheck(terminalFor(context, flags), paths, options));
    },
  );
}

function dayOf(at: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(at) && !Number.isNaN(Date.parse(at))) return at;
  throw new CliError("usage", "policy-day", { at });
}

type TableFlags = Global &
  Pick<TableOptions, "format" | "by" | "parse" | "at"> & { readonly deploy?: string };

function addTable(policy: Command, context: Context): void {
  const { t } = context;
  addCommand(policy, context, {
    name: "table [name]",
    it: "la matrice del giurista: chi riceve quale campo, per quale articolo",
    en: "the lawyer's matrix: who receives which field, by which article",
    exits: ["check-failed", "refused"],
    more: {
      it: "`name` restringe la vista: un accordo, da:a (pl_cremona:cc_cremona), un campo (targa, vehicle.plate). In CSV senza --by sta tutto ciò che gli accordi dicono: --parse lo rilegge e dà la stessa impronta. Con --by il CSV è soltanto una vista.",
      en: "`name` narrows the view: an agreement, from:to (pl_cremona:cc_cremona), a field (plate, vehicle.plate). CSV without --by holds all that the agreements say: --parse reads it back and gives the same digest. With --by the CSV is a view only.",
    },
  })
    .addOption(
      new Option("--format <format>", t("forma", "form")).choices(tableFormats).default("md"),
    )
    .addOption(new Option("--by <view>", t("vista", "view")).choices(tableViews))
    .option("--parse <file>", t("rilegge una tabella CSV", "reads a CSV table back"))
    .option("--at <day>", t("giorno dei limiti di legge; oggi", "day of the law's limits; today"))
    .addOption(deployOption(context))
    .action(
      async (name: string | undefined, { format, by, parse, at, deploy, ...flags }: TableFlags) => {
        const { policyTable } = await import("../policy/tableCommand.ts");
        const options = { format, by, name, parse, at: at && dayOf(at), folder: deploy };
        context.done(policyTable(terminalFor(context, flags), options));
      },
    );
}

type ExplainFlags = Global &
  Omit<ExplainOptions, "charge"> & {
    readonly charge?: boolean;
  };

function addExplain(policy: Command, context: Context): void {
  const { t, done } = context;
  addCommand(policy, context, {
    name: "explain",
    it: "perché una sala riceve o non riceve: ogni passaggio, ogni campo, la regola più vicina",
    en: "why a room receives or does not: every gate, every field, the nearest rule",
    exits: ["refused"],
    more: {
      it: "Per il responsabile della protezione dei dati: chi riceve non deve sapere che cosa è stato trattenuto. Nulla è inviato né registrato.",
      en: "For the privacy officer: the receiver must not learn what was withheld. Nothing is sent or recorded.",
    },
  })
    .addOption(
      new Option(
        "--event <file...>",
        t(
          "messaggi in JSON nativo, la storia di un evento",
          "native JSON messages, the history of one incident",
        ),
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option("--to <room>", t("sala che riceve", "room that receives")).makeOptionMandatory(),
    )
    .option(
      "--from <room>",
      t("sala che invia; altrimenti ogni altra", "room that sends; else every other one"),
    )
    .option(
      "--charge",
      t("come se chi riceve avesse preso in carico", "as if the receiver had taken charge"),
    )
    .option(
      "--at <date>",
      t("giorno o ora UTC della decisione", "day or time (UTC) of the decision"),
    )
    .addOption(
      new Option("--agreements <folder>", t("cartella di accordi", "folder of agreements")),
    )
    .addOption(new Option("--rooms <folder>", t("cartella di sale", "folder of rooms")))
    .action(async (flags: ExplainFlags) => {
      const { policyExplain } = await import("../policy/explainCommand.ts");
      const charge = flags.charge === true;
      done(policyExplain(terminalFor(context, flags), { ...flags, charge }));
    });
}

type ApplyFlags = Global &
  Omit<ApplyOptions, "charge"> & {
    readonly charge?: boolean;
  };

function addApply(policy: Command, context: Context): void {
  const { t, done } = context;
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
    .action(async (files: string[], flags: ApplyFlags) => {
      const { policyApply } = await import("../policy/apply.ts");
      const charge = flags.charge === true;
      done(policyApply(terminalFor(context, flags), files, { ...flags, charge }));
    });
}

function addBacktest(policy: Command, context: Context): void {
  const { t, done } = context;
  const command = addCommand(policy, context, {
    name: "backtest",
    it: "ridecide con altre regole le decisioni registrate in un periodo: chi avrebbe visto che cosa",
    en: "decides the recorded decisions of a period again under other rules: who would have seen what",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "Legge i dati della decisione nel registro, senza alcun valore: i messaggi non servono e possono essere già distrutti. Ripete anche le regole di allora e dice se il registro non torna. È una verifica di liceità: il sistema la registra prima che qualcosa sia letto, e se nessuno risponde nulla è letto.",
      en: "Reads the inputs of each decision in the log, without any value: the messages are not needed and may be long destroyed. It also repeats the rules of then and says where the log does not agree. It is a check of lawfulness: the system records it before anything is read, and where nobody answers nothing is read.",
    },
  })
    .addOption(
      mandatory(
        "--rules <path>",
        t("cartella o documento di regole", "folder or document of rules"),
      ),
    )
    .addOption(
      mandatory("--from <time>", t("primo giorno, o ora UTC", "first day, or time in UTC")),
    )
    .addOption(mandatory("--to <time>", t("ultimo giorno, o ora UTC", "last day, or time in UTC")))
    .addOption(dataOption(context));
  addReaderOptions(command, context).action(async (flags: Global & BacktestOptions) => {
    const { policyBacktest } = await import("../policy/backtestCommand.ts");
    done(await policyBacktest(terminalFor(context, flags), flags));
  });
}

function addDiff(policy: Command, context: Context): void {
  const { done } = context;
  const command = addCommand(policy, context, {
    name: "diff <before> <after>",
    it: "che cosa cambia fra due insiemi di regole, in parole: chi vede quale campo, a quali condizioni",
    en: "what changes between two sets of rules, in words: who sees which field, on which conditions",
    exits: ["changed", "refused", "unreachable"],
    more: {
      it: "Due cartelle con rooms/ e agreements/, o documenti firmati. Enumera tutti i casi che le regole distinguono. Con --traffic pesa le differenze: su un registro, ridecidendo, al mese (il sistema prima registra la lettura); su un file di conti, per scambio.",
      en: "Two folders with rooms/ and agreements/, or signed documents. Enumerates every case that the rules tell apart. With --traffic it weighs the differences: by a log, decided again, a month (the system first records the reading); by a file of counts, by exchange.",
    },
  });
  addTrafficOption(command, context).action(
    async (before: string, after: string, flags: Global & DiffOptions) => {
      const { policyDiff } = await import("../policy/diffCommand.ts");
      done(await policyDiff(terminalFor(context, flags), before, after, flags));
    },
  );
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
      const { listEmergencies } = await import("../policy/emergencies.ts");
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
      const { reviewEmergency } = await import("../policy/emergencies.ts");
      done(await reviewEmergency(terminalFor(context, flags), notice, flags));
    });
}

interface ReviewFlags {
  readonly data: string;
  readonly outcome: string;
  readonly role: string;
}
