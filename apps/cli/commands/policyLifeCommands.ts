import { type Command, Option } from "commander"; // options and help
import { revocationReasons } from "#libs/policy/revocationReasons";
import type { RevokeOptions } from "../life/requests.ts";
import type { SignOptions } from "../life/sign.ts";
import {
  addCommand,
  type Context,
  dataOption,
  type Global,
  listed,
  mandatory,
  terminalFor,
  wholeBetween,
} from "./context.ts";

/** `policy keygen`, `sign`, `stage`, `activate`, `revoke`, `history`: the life of a rule set. */
export function addPolicyLifeCommands(policy: Command, context: Context): void {
  addKeygen(policy, context);
  addSign(policy, context);
  addStage(policy, context);
  addActivate(policy, context);
  addRevoke(policy, context);
  addHistory(policy, context);
}

function addKeygen(policy: Command, context: Context): void {
  const { t, done } = context;
  addCommand(policy, context, {
    name: "keygen",
    it: "una nuova chiave di firma per una persona in un ruolo (file 0600)",
    en: "a new signing key for one person in one role (file 0600)",
    exits: ["refused"],
  })
    .addOption(
      mandatory("--role <role>", t("ruolo: dpo, operations, …", "role: dpo, operations, …")),
    )
    .addOption(mandatory("--out <file>", t("file da scrivere", "file to write")))
    .action(async (flags: Global & { role: string; out: string }) => {
      const { keygen } = await import("../life/signerKey.ts");
      done(keygen(terminalFor(context, flags), flags.role, flags.out));
    });
}

function addSign(policy: Command, context: Context): void {
  const { t, done } = context;
  const optional = (flags: string, about: string) => new Option(flags, about);
  addCommand(policy, context, {
    name: "sign",
    it: "firma un insieme di regole: la prima volta da una cartella, la seconda il documento",
    en: "signs a rule set: the first time from a folder, the second time the document",
    exits: ["check-failed", "refused"],
    more: {
      it: "Servono due firme di due persone in due ruoli; chi ha scritto le regole (--author) non firma. Il comando mostra a parole che cosa si firma.",
      en: "Two signatures are needed, of two people in two roles; who wrote the rules (--author) does not sign. The command shows in words what is signed.",
    },
  })
    .addOption(mandatory("--rules <path>", t("cartella o documento", "folder or document")))
    .addOption(mandatory("--key <file>", t("chiave di chi firma", "key of who signs")))
    .addOption(mandatory("--out <file>", t("documento da scrivere", "document to write")))
    .addOption(optional("--author <key>", t("chiave pubblica dell'autore", "author's public key")))
    .addOption(
      optional("--set-version <n>", t("numero dell'insieme", "number of the set")).argParser(
        wholeBetween(1, 1_000_000_000),
      ),
    )
    .addOption(optional("--not-before <time>", t("in vigore da (UTC)", "in force from (UTC)")))
    .addOption(optional("--expires <time>", t("in vigore fino a (UTC)", "in force until (UTC)")))
    .addOption(
      optional(
        "--rollback-to <n>",
        t("torna al contenuto del n.", "back to the content of no."),
      ).argParser(wholeBetween(1, 1_000_000_000)),
    )
    .addOption(optional("--reason <text>", t("perché torna indietro", "why it goes back")))
    .addOption(
      optional(
        "--lift <revocation>",
        t("toglie una revoca (SHA-256)", "lifts a revocation (SHA-256)"),
      )
        .argParser(listed)
        .default([]),
    )
    .option("--demonstration", t("solo per dimostrazione", "for a demonstration only"))
    .action(
      async (flags: Global & Omit<SignOptions, "demonstration"> & { demonstration?: boolean }) => {
        const { sign } = await import("../life/sign.ts");
        const demonstration = flags.demonstration === true;
        done(sign(terminalFor(context, flags), { ...flags, demonstration }));
      },
    );
}

function addStage(policy: Command, context: Context): void {
  addCommand(policy, context, {
    name: "stage <document>",
    it: "consegna al sistema un documento con due firme; ogni processo lo prova",
    en: "hands a document with two signatures to the system; every process tries it",
    exits: ["refused", "unreachable"],
  })
    .addOption(dataOption(context))
    .action(async (document: string, flags: Global & { data: string }) => {
      const { stage } = await import("../life/requests.ts");
      context.done(await stage(terminalFor(context, flags), flags.data, document));
    });
}

function addActivate(policy: Command, context: Context): void {
  const { t } = context;
  addCommand(policy, context, {
    name: "activate <document>",
    it: "mette in vigore un documento pronto, ora o dall'ora indicata",
    en: "puts a staged document into force, now or from a time on",
    exits: ["refused", "unreachable"],
  })
    .addOption(dataOption(context))
    .option("--at <time>", t("non prima di (UTC)", "not before (UTC)"))
    .action(async (document: string, flags: Global & { data: string; at?: string }) => {
      const { activate } = await import("../life/requests.ts");
      const { data, at } = flags;
      context.done(await activate(terminalFor(context, flags), data, document, at));
    });
}

function addRevoke(policy: Command, context: Context): void {
  const { t } = context;
  addCommand(policy, context, {
    name: "revoke",
    it: "revoca d'urgenza: una firma, può solo negare, vale subito",
    en: "emergency revocation: one signature, can only deny, in force at once",
    exits: ["refused", "unreachable"],
    more: {
      it: "Vale anche per le copie in attesa e sopra ogni insieme successivo, finché uno con due firme non la toglie (sign --lift).",
      en: "Holds for waiting copies too and over every later set, until one with two signatures lifts it (sign --lift).",
    },
  })
    .addOption(dataOption(context))
    .addOption(mandatory("--key <file>", t("chiave di chi revoca", "key of who revokes")))
    .addOption(
      mandatory("--what <what>", "all, agreement:ID, rule:AGREEMENT:RULE, room:ROOM").argParser(
        (word: string, before: readonly string[] | undefined) => listed(word, before ?? []),
      ),
    )
    .addOption(mandatory("--reason <code>", t("motivo", "reason")).choices([...revocationReasons]))
    .option("--out <file>", t("tiene anche il documento firmato", "keeps the signed document, too"))
    .action(async (flags: Global & RevokeOptions) => {
      const { revoke } = await import("../life/requests.ts");
      context.done(await revoke(terminalFor(context, flags), flags));
    });
}

function addHistory(policy: Command, context: Context): void {
  addCommand(policy, context, {
    name: "history",
    it: "dal registro: chi ha firmato, messo in vigore, revocato, e quando",
    en: "from the log: who signed, put into force, revoked, and when",
    exits: ["check-failed", "refused"],
  })
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string }) => {
      const { history } = await import("../life/history.ts");
      context.done(await history(terminalFor(context, flags), flags.data));
    });
}
