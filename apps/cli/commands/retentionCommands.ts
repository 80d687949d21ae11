import { type Command, Option } from "commander"; // options and help
import { erasureGrounds } from "#libs/policy/erasureGrounds";
import { holdReasons, readerRoles } from "#libs/seal/leafSchema";
import { CliError } from "../exitCodes.ts";
import type { ReaderOptions } from "../reading/announceRead.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  mandatory,
  terminalFor,
} from "./context.ts";
import { addReaderOptions } from "./readerOptions.ts";

const modeOption = ({ t }: Context) =>
  new Option("--mode <mode>", t("modalità dell'evento", "mode of the incident"))
    .choices(["actual", "exercise"])
    .default("actual");

const outWords = ({ t }: Context) =>
  t("scrive l'ordine firmato, senza eseguirlo", "writes the signed order, does not carry it out");

interface HoldFlags extends Global {
  readonly mode: string;
  readonly reason: string;
  readonly role: string;
  readonly by?: string;
  readonly room?: string;
  readonly key?: string;
  readonly out?: string;
  readonly data: string;
}

/** `audit hold`, `audit release`, `audit shred`: data that stay beyond their term, and data that go before it. */
export function addHoldCommands(audit: Command, context: Context): void {
  addHold(audit, context);
  addRelease(audit, context);
  addShred(audit, context);
}

const incidentNote = {
  it: "L'evento è detto con il suo pseudonimo nel registro (raccordo audit query, incident show), mai con il nome che gli dà una sala.",
  en: "The incident is named by its pseudonym in the log (raccordo audit query, incident show), never by the name that a room gives it.",
};

function addHold(audit: Command, context: Context): void {
  const { t, done } = context;
  const words = {
    name: "hold <incident>",
    it: "conserva i dati di un evento oltre il termine (autorità, Garante, interessato)",
    en: "keeps an incident's data beyond their term (authority, supervisor, data subject)",
  };
  addCommand(audit, context, { ...words, exits: ["refused", "unreachable"], more: incidentNote })
    .addOption(mandatory("--reason <code>", t("motivo", "reason")).choices([...holdReasons]))
    .addOption(
      new Option("--role <role>", t("ruolo di chi lo chiede", "role of who asks for it"))
        .choices(readerRoles)
        .default("privacy_officer"),
    )
    .option(
      "--by <reference>",
      t(
        "riferimento di chi lo chiede; altrimenti l'utente di questa macchina. Nel registro solo uno pseudonimo",
        "reference of who asks; else the user of this machine. In the log only a pseudonym",
      ),
    )
    .option(
      "--room <room>",
      t(
        "sala a nome della quale: la firma e la toglie solo chi protegge i dati del suo titolare",
        "room in whose name: only its titolare's privacy officer signs for it and ends it",
      ),
    )
    .option(
      "--key <file>",
      t(
        "chiave di chi protegge i dati: firmata resta finché la si toglie; senza, 14 giorni",
        "key of the privacy officer: signed it stays until it is ended; without, for 14 days",
      ),
    )
    .option("--out <file>", outWords(context))
    .addOption(modeOption(context))
    .addOption(dataOption(context))
    .action(async (incident: string, flags: HoldFlags) => {
      const { hold } = await import("../retention/hold.ts");
      const { mode, reason, role, by, room, key, out, data } = flags;
      const command = { incident, mode, reason, role, by, room, key, out, data };
      done(await hold(terminalFor(context, flags), command));
    });
}

interface ReleaseFlags extends Global {
  readonly mode: string;
  readonly key: string;
  readonly out?: string;
  readonly data: string;
}

function addRelease(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "release <incident>",
    it: "toglie la conservazione del proprio titolare, con la firma di chi protegge i dati",
    en: "ends the hold of one's own titolare, signed by its privacy officer",
    exits: ["refused", "unreachable"],
    more: incidentNote,
  })
    .addOption(
      mandatory(
        "--key <file>",
        t("chiave di chi firma (privacy_officer)", "key of who signs (privacy_officer)"),
      ),
    )
    .option("--out <file>", outWords(context))
    .addOption(modeOption(context))
    .addOption(dataOption(context))
    .action(async (incident: string, flags: ReleaseFlags) => {
      const { releaseHold } = await import("../retention/releaseHold.ts");
      const { mode, key, out, data } = flags;
      done(await releaseHold(terminalFor(context, flags), { incident, mode, key, out, data }));
    });
}

interface ShredFlags extends Global {
  readonly mode: string;
  readonly ground?: string;
  readonly key: string;
  readonly out?: string;
  readonly order?: string;
  readonly data: string;
}

function addShred(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "shred [incident]",
    it: "distrugge le chiavi di un evento prima del termine: due persone, due ruoli",
    en: "destroys an incident's keys before their term: two people, two roles",
    exits: ["refused", "unreachable"],
    more: {
      it: "La prima persona scrive e firma l'ordine (--ground, --key, --out), la seconda lo firma e lo esegue (--order, --key). Non si torna indietro: nessuna copia di riserva lo riporta.",
      en: "The first person writes and signs the order (--ground, --key, --out), the second signs it and carries it out (--order, --key). There is no way back: no backup brings it back.",
    },
  })
    .addOption(mandatory("--key <file>", t("chiave di chi firma", "key of who signs")))
    .addOption(
      new Option("--ground <code>", t("titolo dell'ordine", "ground of the order")).choices(
        erasureGrounds,
      ),
    )
    .option("--out <file>", t("ordine da scrivere", "order to write"))
    .option("--order <file>", t("ordine da eseguire", "order to carry out"))
    .addOption(modeOption(context))
    .addOption(dataOption(context))
    .action(async (incident: string | undefined, flags: ShredFlags) => {
      const { carryOutErasure, orderErasure } = await import("../retention/shred.ts");
      const { mode, ground, key, out, order, data } = flags;
      const terminal = terminalFor(context, flags);
      if (order !== undefined && incident === undefined) {
        done(await carryOutErasure(terminal, { order, key, data }));
      } else if (incident !== undefined && ground !== undefined && out !== undefined) {
        done(orderErasure(terminal, { incident, mode, ground, key, out }));
      } else throw new CliError("usage", "shred-usage");
    });
}

/** `retention report`: what was due, done and overdue. */
export function addRetentionCommands(root: Command, context: Context): void {
  const retention = addGroup(root, context, {
    name: "retention",
    it: "quanto a lungo si conservano i dati",
    en: "how long data are kept",
  });
  addCommand(retention, context, {
    name: "holds",
    it: "le conservazioni in corso: chi, perché, da quando, da rivedere entro quando",
    en: "the legal holds that stand: who, why, since when, to be reviewed by when",
    exits: ["check-failed"],
  })
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string }) => {
      const { listHolds } = await import("../retention/holds.ts");
      const { askLive } = await import("../retention/live.ts");
      const { data } = flags;
      const command = { data, nowMs: Date.now(), askLive: () => askLive(data) };
      context.done(await listHolds(terminalFor(context, flags), command));
    });
  const report = addCommand(retention, context, {
    name: "report",
    it: "dal registro e dai termini firmati: che cosa è scaduto, distrutto, trattenuto, in ritardo",
    en: "from the log and the signed terms: what is due, destroyed, held, overdue",
    exits: ["check-failed", "refused", "unreachable"],
  });
  addReaderOptions(report, context)
    .addOption(dataOption(context))
    .action(async (flags: Global & ReaderOptions & { data: string }) => {
      const { announceRead } = await import("../reading/announceRead.ts");
      const { retentionReport } = await import("../retention/retentionReport.ts");
      const { data, role, reader, unrecorded } = flags;
      const recordRead = (entries: number) =>
        announceRead(
          data,
          { role, reader, unrecorded },
          { purpose: "lawfulness", scope: "statistics", entries },
        );
      const { askLive } = await import("../retention/live.ts");
      const command = { data, nowMs: Date.now(), recordRead, askLive: () => askLive(data) };
      context.done(await retentionReport(terminalFor(context, flags), command));
    });
}
