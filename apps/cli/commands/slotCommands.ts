import type { Command } from "commander"; // options and help
import type { RecordRead } from "../audit/openings.ts";
import { vkeyOption } from "../audit/vkeyOption.ts";
import type { ReaderOptions } from "../reading/announceRead.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  mandatory,
  roomOption,
  terminalFor,
} from "./context.ts";
import { addReaderOptions } from "./readerOptions.ts";

/** A titolare's slots are read to check that its data were treated lawfully (art. 21(3) D.Lgs. 51/2018). */
const recordRead =
  (data: string, { role, reader, unrecorded }: ReaderOptions): RecordRead =>
  async (entries) => {
    const { announceRead } = await import("../reading/announceRead.ts");
    const about = { purpose: "lawfulness", scope: "slot", entries } as const;
    return announceRead(data, { role, reader, unrecorded }, about);
  };

type SlotFlags = Global &
  ReaderOptions & {
    readonly room: string;
    readonly log?: string;
    readonly openings?: string;
    readonly vkey?: string;
    readonly data: string;
  };

type CountsFlags = Global & { readonly log: string; readonly vkey?: string; readonly data: string };

/** `audit slots`, `audit openings`, `audit counts`: a titolare verifies what the log says of its own rooms. */
export function addSlotCommands(audit: Command, context: Context): void {
  const { t, done } = context;
  const slots = addCommand(audit, context, {
    name: "slots",
    it: "verifica la casella di una sala in ogni decisione del registro: aperta, diversa o mancante",
    en: "verifies one room's slot of every decision in the log: opened, different or missing",
    exits: ["check-failed", "refused", "unreachable"],
  });
  addReaderOptions(slots, context)
    .addOption(roomOption(context))
    .option("--log <place>", t("cartella o indirizzo del registro", "folder or address of the log"))
    .option("--openings <file>", t("file di «audit openings»", 'file made by "audit openings"'))
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context))
    .action(async ({ room, log, openings, vkey, data, ...flags }: SlotFlags) => {
      const { verifySlots } = await import("../audit/slots.ts");
      const place = { place: log, vkey: vkeyOption(vkey), data };
      const command = { room, ...place, openings, recordRead: recordRead(data, flags) };
      done(await verifySlots(terminalFor(context, flags), command));
    });
  const openings = addCommand(audit, context, {
    name: "openings",
    it: "scrive per un titolare le aperture delle sue sale, con cui verifica il registro da sé",
    en: "writes for one authority the openings of its rooms, to verify the log by itself",
    exits: ["check-failed", "refused", "unreachable"],
  });
  addReaderOptions(openings, context)
    .addOption(
      mandatory(
        "--titolare <name>",
        t("titolare come nella configurazione", "authority as configured"),
      ),
    )
    .addOption(mandatory("--out <file>", t("file da scrivere", "file to write")))
    .addOption(dataOption(context))
    .action(
      async (flags: Global & ReaderOptions & { titolare: string; out: string; data: string }) => {
        const { writeOpenings } = await import("../audit/openings.ts");
        const { titolare, out, data } = flags;
        done(
          await writeOpenings(terminalFor(context, flags), {
            ...{ titolare, out, data },
            recordRead: recordRead(data, flags),
          }),
        );
      },
    );
  addCommand(audit, context, {
    name: "counts <file>",
    it: "verifica i conteggi firmati che un titolare ha ricevuto, e li stampa",
    en: "verifies the signed counts that an authority received, and prints them",
    exits: ["check-failed", "refused", "unreachable"],
  })
    .addOption(
      mandatory(
        "--log <place>",
        t("cartella o indirizzo del registro", "folder or address of the log"),
      ),
    )
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .addOption(dataOption(context))
    .action(async (file: string, { log, vkey, data, ...flags }: CountsFlags) => {
      const { verifyCounts } = await import("../audit/countsCommand.ts");
      const command = { file, place: log, vkey: vkeyOption(vkey), data };
      done(await verifyCounts(terminalFor(context, flags), command));
    });
}
