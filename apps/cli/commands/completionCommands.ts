import { Argument, type Command } from "commander"; // options and help
import { completionScript, shells } from "../completion.ts";
import { exitCodes } from "../exitCodes.ts";
import { addCommand, type Context, type Global, terminalFor } from "./context.ts";

/** `completion`: a script for the shell, made from these very commands. */
export function addCompletionCommands(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "completion",
    it: "stampa lo script di completamento per la shell",
    en: "prints the completion script for the shell",
    more: {
      it: "bash: source <(raccordo completion bash)\nzsh:  source <(raccordo completion zsh)\nfish: raccordo completion fish | source",
      en: "bash: source <(raccordo completion bash)\nzsh:  source <(raccordo completion zsh)\nfish: raccordo completion fish | source",
    },
  })
    .addArgument(new Argument("<shell>", t("shell", "shell")).choices(shells))
    .action((shell: (typeof shells)[number], flags: Global) => {
      terminalFor(context, flags).write(completionScript(root, shell));
      done(exitCodes.ok);
    });
}
