import type { Command } from "commander"; // options and help
import { addCommand, type Context, dataOption, type Global, terminalFor } from "./context.ts";

/** `doctor`: what is amiss and what to do about it. */
export function addDoctorCommands(root: Command, context: Context): void {
  addCommand(root, context, {
    name: "doctor",
    it: "esamina macchina, installazione, processi, registro e accordi; dice che cosa fare",
    en: "looks at machine, installation, processes, log and agreements; says what to do",
    exits: ["check-failed"],
    more: {
      it: "✓ a posto  ! da guardare  ✗ problema  · non controllato. Esce con 1 se c'è un problema. Non cambia nulla.",
      en: "✓ in order  ! to look at  ✗ problem  · not checked. Ends with 1 if there is a problem. Changes nothing.",
    },
  })
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string }) => {
      const { doctor } = await import("../doctor/doctor.ts");
      const { data } = flags;
      const { environment } = context;
      context.done(await doctor(terminalFor(context, flags), { data, environment }));
    });
}
