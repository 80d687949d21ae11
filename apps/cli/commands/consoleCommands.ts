import { type Command, Option } from "commander"; // options and help
import { readerRoles } from "#libs/seal/leafSchema";
import type { GrantCommand, RevokeCommand } from "../console/viewers.ts";
import { byOption, recordedFirst } from "./askerOptions.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  mandatory,
  terminalFor,
  wholeBetween,
} from "./context.ts";

interface Asked {
  /** Reference of who asks. */
  readonly by?: string;
}

/** `console grant`, `revoke`, `viewers`: who may read the log at the console. */
export function addConsoleCommands(root: Command, context: Context): void {
  const console_ = addGroup(root, context, {
    name: "console",
    it: "chi consulta il registro alla console",
    en: "who reads the log at the console",
  });
  addGrant(console_, context);
  addRevoke(console_, context);
  addViewers(console_, context);
}

function addGrant(group: Command, context: Context): void {
  const { t, done } = context;
  addCommand(group, context, {
    name: "grant",
    it: "dà una chiave per la console: stampata una volta, conservata solo come impronta",
    en: "gives a key for the console: printed once, kept as a digest only",
    exits: ["refused", "unreachable"],
    more: recordedFirst,
  })
    .addOption(viewerOption(context))
    .addOption(
      new Option("--role <role>", t("ruolo di chi consulta", "role of the viewer"))
        .choices(readerRoles)
        .makeOptionMandatory(),
    )
    .option(
      "--titolare <name>",
      t("titolare, come nella configurazione", "titolare, as configured"),
    )
    .option("--days <days>", t("giorni di validità", "days for which it counts"), days, 90)
    .addOption(byOption(context))
    .addOption(dataOption(context))
    .action(async (flags: Global & GrantCommand & Asked) => {
      const { assertGrantable, grantViewer } = await import("../console/viewers.ts");
      const { announceViewer } = await import("../rooms/announceChange.ts");
      assertGrantable(flags);
      await announceViewer(flags, "viewer_granted", flags.by);
      done(grantViewer(terminalFor(context, flags), flags));
    });
}

const days = wholeBetween(1, 366);

function addRevoke(group: Command, context: Context): void {
  const { t, done } = context;
  addCommand(group, context, {
    name: "revoke",
    it: "la chiave finisce ora; senza --key, tutte quelle di chi consulta",
    en: "the key ends now; without --key, all of the viewer's",
    exits: ["refused", "unreachable"],
    more: recordedFirst,
  })
    .addOption(viewerOption(context))
    .option("--key <id>", t("una sola chiave", "one key only"))
    .addOption(byOption(context))
    .addOption(dataOption(context))
    .action(async (flags: Global & RevokeCommand & Asked) => {
      const { assertRevocable, revokeViewer } = await import("../console/viewers.ts");
      const { announceViewer } = await import("../rooms/announceChange.ts");
      assertRevocable(flags);
      await announceViewer(flags, "viewer_revoked", flags.by);
      done(revokeViewer(terminalFor(context, flags), flags));
    });
}

function addViewers(group: Command, context: Context): void {
  addCommand(group, context, {
    name: "viewers",
    it: "chi può consultare il registro, e fino a quando",
    en: "who may read the log, and until when",
    exits: ["refused"],
  })
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string }) => {
      const { listViewers } = await import("../console/viewers.ts");
      context.done(listViewers(terminalFor(context, flags), flags));
    });
}

const viewerOption = ({ t }: Context): Option =>
  mandatory(
    "--viewer <reference>",
    t(
      "riferimento di chi consulta, non il nome; nel registro solo uno pseudonimo",
      "reference of the viewer, no name; in the log only a pseudonym",
    ),
  );
