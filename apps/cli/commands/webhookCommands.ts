import { type Command, InvalidArgumentError } from "commander"; // options and help
import { exitCodes } from "../exitCodes.ts";
import {
  assertRetirable,
  assertRotatable,
  retireWebhookSecret,
  rotateWebhookSecret,
} from "../webhookSecrets.ts";
import { byOption, recordedFirst } from "./askerOptions.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  roomOption,
  terminalFor,
} from "./context.ts";

/** `webhook rotate`, `webhook retire`: the secrets that sign what a room is sent. */
export function addWebhookCommands(root: Command, context: Context): void {
  const webhook = addGroup(root, context, {
    name: "webhook",
    it: "segreti dei webhook",
    en: "secrets of webhooks",
  });
  const steps = [
    {
      name: "rotate",
      it: "aggiunge un segreto nuovo: da allora ogni copia porta due firme",
      en: "adds a new secret: from then on each copy carries two signatures",
      change: "secret_rotated",
      assess: assertRotatable,
      run: rotateWebhookSecret,
    },
    {
      name: "retire",
      it: "toglie il segreto vecchio, quando chi riceve conosce il nuovo",
      en: "takes the old secret away, once the receiver knows the new one",
      change: "secret_retired",
      assess: assertRetirable,
      run: retireWebhookSecret,
    },
  ] as const;
  for (const { run, assess, change, ...words } of steps) {
    const exits = ["refused", "unreachable"] as const;
    const command = addCommand(webhook, context, { ...words, exits, more: recordedFirst });
    command
      .addOption(roomOption(context).argParser(roomName))
      .addOption(byOption(context))
      .addOption(dataOption(context))
      .action(async (flags: Global & { data: string; room: string; by?: string }) => {
        const { announceChange } = await import("../rooms/announceChange.ts");
        assess(flags.data, flags.room);
        await announceChange(flags, change, flags.by);
        run(terminalFor(context, flags), flags.data, flags.room);
        context.done(exitCodes.ok);
      });
  }
}

/** The room becomes part of a path. */
function roomName(text: string): string {
  if (/^[a-z][a-z0-9_]{1,31}$/.test(text)) return text;
  throw new InvalidArgumentError("a-z, 0-9, _");
}
