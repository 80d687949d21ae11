import { Argument, type Command } from "commander"; // options and help
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";

/** Epochs count from 1; more than these no installation begins. */
const epochArgument = () => new Argument("<number>").argParser(wholeBetween(1, 2_400));

type Flags = Global & { readonly data: string };

/** `vault status`, `rotate`, `destroy-epoch`, `declare-lost`: the keys that wrap the keys of incidents. */
export function addVaultCommands(root: Command, context: Context): void {
  const { done } = context;
  const words = { it: "le chiavi d'epoca del caveau", en: "the vault's epoch keys" };
  const vault = addGroup(root, context, { name: "vault", ...words });
  addCommand(vault, context, {
    name: "status",
    it: "dice quali epoche ha l'archivio delle chiavi e quanti eventi avvolge ciascuna",
    en: "says which epochs the key store has and how many incidents each wraps",
    exits: ["refused", "unreachable"],
  })
    .addOption(dataOption(context))
    .action(async (flags: Flags) => {
      const { vaultStatus } = await import("../vault/vaultCommand.ts");
      done(await vaultStatus(terminalFor(context, flags), flags.data));
    });
  addCommand(vault, context, {
    name: "rotate",
    it: "inizia un'epoca nuova; ciò che avvolgevano le altre viene riavvolto da solo",
    en: "begins a new epoch; what the others wrapped is wrapped anew by itself",
    exits: ["refused", "unreachable"],
  })
    .addOption(dataOption(context))
    .action(async (flags: Flags) => {
      const { rotateEpoch } = await import("../vault/vaultCommand.ts");
      done(await rotateEpoch(terminalFor(context, flags), flags.data));
    });
  addEndings(vault, context);
}

function addEndings(vault: Command, context: Context): void {
  const { done } = context;
  addCommand(vault, context, {
    name: "destroy-epoch",
    it: "distrugge la chiave di un'epoca vecchia che non avvolge più nulla",
    en: "destroys the key of an older epoch that wraps nothing any more",
    exits: ["refused", "unreachable"],
  })
    .addArgument(epochArgument())
    .addOption(dataOption(context))
    .action(async (epoch: number, flags: Flags) => {
      const { destroyEpoch } = await import("../vault/vaultCommand.ts");
      done(await destroyEpoch(terminalFor(context, flags), flags.data, epoch));
    });
  addCommand(vault, context, {
    name: "declare-lost",
    it: "annota che la chiave di un'epoca è perduta: al prossimo avvio i suoi eventi valgono come distrutti",
    en: "notes that the key of an epoch is lost: at the next start its incidents count as destroyed",
    exits: ["refused"],
  })
    .addArgument(epochArgument())
    .addOption(dataOption(context))
    .action(async (epoch: number, flags: Flags) => {
      const { declareLost } = await import("../vault/vaultCommand.ts");
      done(declareLost(terminalFor(context, flags), flags.data, epoch));
    });
}
