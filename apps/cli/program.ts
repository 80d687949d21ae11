import { Command, type HelpConfiguration, type Option } from "commander"; // options and help
import { addAccessCommands } from "./commands/accessCommands.ts";
import { addAuditCommands } from "./commands/auditCommands.ts";
import { addCompletionCommands } from "./commands/completionCommands.ts";
import { addConfigurationCommands } from "./commands/configurationCommands.ts";
import { addConsoleCommands } from "./commands/consoleCommands.ts";
import { type Context, languageOption } from "./commands/context.ts";
import { addDemandCommands } from "./commands/demandCommands.ts";
import { addDoctorCommands } from "./commands/doctorCommands.ts";
import { addIncidentCommands } from "./commands/incidentCommands.ts";
import { addMessageCommands } from "./commands/messageCommands.ts";
import { addMonitorCommands } from "./commands/monitorCommands.ts";
import { addPolicyCommands } from "./commands/policyCommands.ts";
import { addRetentionCommands } from "./commands/retentionCommands.ts";
import { addRoomCommands } from "./commands/roomCommands.ts";
import { addRunCommands } from "./commands/runCommands.ts";
import { addVaultCommands } from "./commands/vaultCommands.ts";
import { addWebhookCommands } from "./commands/webhookCommands.ts";
import { addWitnessCommands } from "./commands/witnessCommands.ts";
import { packageVersion } from "./packageRoot.ts";
import type { Language } from "./texts.ts";

/** Columns of the help, whatever the terminal: docs/cli.md is made of it. */
const helpColumns = 96;

/**
 * Every command with its options and its help in one language; `done` is told the exit code. Faults are
 * thrown as CommanderError and not printed: {@link usageProblem} words them.
 */
export function program(
  language: Language,
  done: (code: number) => void,
  environment: Context["environment"] = {},
): Command {
  const it = language === "it";
  const t = (italian: string, english: string) => (it ? italian : english);
  const context: Context = { language, t, done, environment };
  const root = new Command("raccordo")
    .description(
      t(
        "Collega le sale operative: avvio, invio, lettura, verifica, prova delle regole.",
        "Connects operations rooms: start, send, read, verify, try the rules.",
      ),
    )
    .version(packageVersion(), "-V, --version", t("versione", "version"))
    .helpOption("-h, --help", t("questo aiuto", "this help"))
    .helpCommand("help [command]", t("aiuto di un comando", "help of a command"))
    .addOption(languageOption(context))
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ helpWidth: helpColumns, ...(it ? italianHelp : {}) });
  addRunCommands(root, context);
  addMessageCommands(root, context);
  addRoomCommands(root, context);
  addIncidentCommands(root, context);
  addDemandCommands(root, context);
  addAccessCommands(root, context);
  addPolicyCommands(root, context);
  addAuditCommands(root, context);
  addRetentionCommands(root, context);
  addConfigurationCommands(root, context);
  addConsoleCommands(root, context);
  addMonitorCommands(root, context);
  addWitnessCommands(root, context);
  addVaultCommands(root, context);
  addDoctorCommands(root, context);
  addWebhookCommands(root, context);
  addCompletionCommands(root, context);
  return root;
}

const italianTitles: Readonly<Record<string, string>> = {
  "Usage:": "Uso:",
  "Arguments:": "Argomenti:",
  "Options:": "Opzioni:",
  "Commands:": "Comandi:",
};

/** The library's own words in Italian. */
const italianHelp: HelpConfiguration = {
  styleTitle: (title) => italianTitles[title] ?? title,
  optionDescription: (option: Option) => {
    const { argChoices, defaultValue } = option;
    const choices = argChoices === undefined ? [] : [`valori: ${argChoices.join(", ")}`];
    const isShown = defaultValue !== undefined && !Array.isArray(defaultValue);
    const preset = isShown ? [`se non indicato: ${String(defaultValue)}`] : [];
    const notes = [...choices, ...preset].join("; ");
    return notes === "" ? option.description : `${option.description} (${notes})`;
  },
};
