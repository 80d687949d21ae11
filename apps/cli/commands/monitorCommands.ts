import type { Command } from "commander"; // options and help
import { vkeyOption } from "../audit/vkeyOption.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";

type MonitorFlags = Global & {
  readonly vkey?: string;
  readonly memory: string;
  readonly once?: boolean;
  readonly every: number;
  readonly heartbeat: number;
  readonly data: string;
};

/** `monitor`: anybody may watch a log from outside. */
export function addMonitorCommands(root: Command, context: Context): void {
  const { t, done } = context;
  addCommand(root, context, {
    name: "monitor <place>",
    it: "segue un registro da fuori: legge ogni voce nuova e avvisa di ciò che non torna",
    en: "follows a log from outside: reads every new entry and tells what does not hold",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .option(
      "--memory <folder>",
      t("cartella di ciò che ha visto e delle prove", "folder of what it has seen and of evidence"),
      "./raccordo-monitor",
    )
    .option("--once", t("una sola lettura, poi finisce", "one look, then it ends"))
    .option(
      "--every <seconds>",
      t("secondi tra due letture", "seconds between two looks"),
      wholeBetween(1, 86_400),
      10,
    )
    .option(
      "--heartbeat <minutes>",
      t(
        "ogni quanti minuti il registro promette un segno di vita",
        "minutes between signs of life",
      ),
      wholeBetween(1, 1_440),
      10,
    )
    .addOption(dataOption(context))
    .action(async (place: string, flags: MonitorFlags) => {
      const { monitorLog } = await import("../monitor/monitorCommand.ts");
      const { memory, data, every: everyS, heartbeat: heartbeatMinutes } = flags;
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
      const how = { everyS, heartbeatMinutes, once: flags.once === true, signal: stop.signal };
      const vkey = vkeyOption(flags.vkey);
      const command = { place, vkey, memory, data, ...how, nowMs: () => Date.now() };
      done(await monitorLog(terminalFor(context, flags), command));
    });
}
