import { type Command, Option } from "commander"; // options and help
import type { BeginOptions } from "../configuration/begin.ts";
import type { DraftOptions } from "../configuration/draft.ts";
import type { SignConfigurationOptions } from "../configuration/sign.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  listed,
  mandatory,
  terminalFor,
} from "./context.ts";

/** `configuration begin`, `draft`, `sign`, `install`: the first one, and who signs for a titolare afterwards. */
export function addConfigurationCommands(root: Command, context: Context): void {
  const group = addGroup(root, context, {
    name: "configuration",
    it: "la configurazione firmata di un'installazione in esercizio",
    en: "the signed configuration of an installation in operation",
  });
  addBegin(group, context);
  addDraft(group, context);
  addSign(group, context);
  addInstall(group, context);
}

function addBegin(group: Command, context: Context): void {
  const { t, done } = context;
  addCommand(group, context, {
    name: "begin",
    it: "la prima configurazione di un'installazione per l'esercizio, da firmare",
    en: "the first configuration of an installation for operation, to be signed",
    exits: ["refused"],
    more: {
      it: "Crea le chiavi dell'installazione in DATA e scrive chi può firmare in DATA/signed/signers.json. Poi: configuration sign (due persone), configuration install, le regole firmate in DATA/signed/rules.json, up --production.",
      en: "Makes the installation's keys in DATA and writes who may sign to DATA/signed/signers.json. Then: configuration sign (two people), configuration install, the signed rules in DATA/signed/rules.json, up --production.",
    },
  })
    .addOption(
      mandatory(
        "--family <name>",
        t(
          "nome del registro, per sempre (registro.example)",
          "name of the log, for good (log.example)",
        ),
      ),
    )
    .addOption(
      new Option(
        "--signer <role:key>",
        t(
          "chi firma configurazione e regole; chiave pubblica, o il file che la contiene",
          "who signs configuration and rules; public key, or the file that says it",
        ),
      )
        .argParser(listed)
        .default([]),
    )
    .addOption(mandatory("--out <file>", t("documento da scrivere", "document to write")))
    .option("--deploy <folder>", t("cartella con sale e termini", "folder with rooms and terms"))
    .addOption(dataOption(context))
    .action(async (flags: Global & BeginOptions) => {
      const { beginConfiguration } = await import("../configuration/begin.ts");
      done(beginConfiguration(terminalFor(context, flags), flags));
    });
}

function addDraft(group: Command, context: Context): void {
  const { t, done } = context;
  addCommand(group, context, {
    name: "draft",
    it: "la configurazione in vigore con altri incaricati e il numero che segue, da firmare",
    en: "the configuration in force with other officers and the next number, to be signed",
    exits: ["refused"],
    more: {
      it: "Gli incaricati sono chi firma per il titolare della sala: ritiri, conservazioni, aperture a quattro occhi, verifiche. Nulla entra in vigore con questo comando.",
      en: "Officers are those who sign for the room's titolare: recalls, holds, openings by four eyes, reviews. Nothing comes into force by this command.",
    },
  })
    .addOption(
      new Option(
        "--officer <room:role:key>",
        t(
          "chi entra; chiave pubblica, o il file che la contiene",
          "who comes in; public key, or the file that says it",
        ),
      )
        .argParser(listed)
        .default([]),
    )
    .addOption(
      new Option("--without <key>", t("chi esce: chiave pubblica", "who goes: public key"))
        .argParser(listed)
        .default([]),
    )
    .addOption(mandatory("--out <file>", t("documento da scrivere", "document to write")))
    .addOption(dataOption(context))
    .action(async (flags: Global & DraftOptions) => {
      const { draftConfiguration } = await import("../configuration/draft.ts");
      done(draftConfiguration(terminalFor(context, flags), flags));
    });
}

function addSign(group: Command, context: Context): void {
  const { t, done } = context;
  addCommand(group, context, {
    name: "sign <document>",
    it: "dice a parole che cosa cambia; con --read firma",
    en: "says in words what changes; with --read it signs",
    exits: ["refused"],
    more: {
      it: "Senza --read nulla è firmato: il comando mostra che cosa si firmerebbe e la sua impronta. Servono due firmatari in due ruoli, di quelli in DATA/signed/signers.json; DATA può essere una copia con la sola cartella signed.",
      en: "Without --read nothing is signed: the command shows what would be signed, and its digest. Two signers in two roles are needed, of those in DATA/signed/signers.json; DATA may be a copy with the folder signed alone.",
    },
  })
    .addOption(mandatory("--key <file>", t("chiave di chi firma", "key of who signs")))
    .addOption(mandatory("--out <file>", t("documento da scrivere", "document to write")))
    .option("--read <digest>", t("impronta di ciò che hai letto", "digest of what you have read"))
    .addOption(dataOption(context))
    .action(
      async (document: string, flags: Global & Omit<SignConfigurationOptions, "document">) => {
        const { signConfiguration } = await import("../configuration/sign.ts");
        done(signConfiguration(terminalFor(context, flags), { ...flags, document }));
      },
    );
}

function addInstall(group: Command, context: Context): void {
  addCommand(group, context, {
    name: "install <document>",
    it: "mette una configurazione con due firme dove la prende il prossimo avvio",
    en: "puts a configuration with two signatures where the next start takes it",
    exits: ["refused"],
  })
    .addOption(dataOption(context))
    .action(async (document: string, flags: Global & { data: string }) => {
      const { installConfiguration } = await import("../configuration/install.ts");
      const { data } = flags;
      context.done(installConfiguration(terminalFor(context, flags), { data, document }));
    });
}
