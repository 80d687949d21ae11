import type { Command } from "commander"; // options and help
import {
  addCommand,
  type Context,
  defaultData,
  deployOption,
  type Global,
  terminalFor,
} from "./context.ts";

interface Flags extends Global {
  readonly deploy?: string;
}

/** `audit move-commits`: the log's commits from a file to PostgreSQL, or back. */
export function addCommitCommands(audit: Command, context: Context): void {
  const { done } = context;
  addCommand(audit, context, {
    name: "move-commits [data]",
    it: "sposta i checkpoint del registro dove dice deploy/commits.yaml: un file o PostgreSQL",
    en: "moves the log's checkpoints to where deploy/commits.yaml says: a file or PostgreSQL",
    exits: ["check-failed", "refused", "unreachable"],
    more: {
      it: "Vuole l'installazione ferma. Prima guarda tutto: l'ultimo checkpoint è firmato, copre ciò che è pubblicato ed è la radice delle tessere; la destinazione non ne ha un altro. Poi chiude la partenza e scrive la destinazione: in nessun momento si può scrivere in tutte e due. Interrotto, si ripete e riprende.",
      en: "Wants the installation stopped. First it looks at everything: the last checkpoint is signed, covers what is published and is the root of the tiles; the target has no other one. Then it closes the source and writes the target: at no moment can both be written. Broken off, it is given again and goes on.",
    },
  })
    .addOption(deployOption(context))
    .action(async (data: string | undefined, flags: Flags) => {
      const { moveCommits } = await import("../commits/moveCommand.ts");
      const command = { data: data ?? defaultData, deploy: flags.deploy };
      done(await moveCommits(terminalFor(context, flags), command));
    });
}
