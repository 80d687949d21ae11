import type { TextKey } from "./texts.ts";

/** Exit codes of every command; docs/cli.md explains them and a test keeps the two equal. */
export const exitCodes = {
  ok: 0,
  "check-failed": 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  changed: 5,
  internal: 70,
} as const;
export type ExitName = keyof typeof exitCodes;

/** What each exit code means, for the help. */
export const exitWords: Readonly<Record<ExitName, { readonly it: string; readonly en: string }>> = {
  ok: { it: "fatto", en: "done" },
  "check-failed": { it: "un controllo non è riuscito", en: "a check failed" },
  usage: {
    it: "il comando non è scritto come deve",
    en: "the command is not written as it must be",
  },
  refused: {
    it: "rifiutato: un messaggio, una cartella, una porta, una configurazione",
    en: "refused: a message, a folder, a port, a configuration",
  },
  unreachable: {
    it: "nessuno risponde, o chiede di riprovare più tardi",
    en: "nobody answers, or asks to try again later",
  },
  changed: {
    it: "i due insiemi di regole decidono diversamente",
    en: "the two sets of rules decide otherwise",
  },
  internal: { it: "un difetto nostro", en: "a defect of ours" },
};

/** An end that a person can do something about: a text of ours, and the exit code that scripts see. */
export class CliError extends Error {
  constructor(
    readonly exit: Exclude<ExitName, "ok" | "internal">,
    readonly text: TextKey,
    /** Ids, names of files and numbers; never a secret, never a value of a message. */
    readonly values: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`${text} ${JSON.stringify(values)}`, options);
    this.name = "CliError";
  }
}
