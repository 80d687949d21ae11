import type { Command } from "commander"; // options and help
import { vkeyOption } from "../audit/vkeyOption.ts";
import { addAuditSearchCommands } from "./auditSearchCommands.ts";
import { addCommitCommands } from "./commitCommands.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  type Global,
  terminalFor,
  wholeBetween,
} from "./context.ts";
import { addOpeningCommands } from "./openingCommands.ts";
import { addProofCommands } from "./proofCommands.ts";
import { addRestoreCommands } from "./restoreCommands.ts";
import { addHoldCommands } from "./retentionCommands.ts";
import { addRetireCommands } from "./retireCommands.ts";
import { addSlotCommands } from "./slotCommands.ts";

interface VerifyFlags extends Global {
  readonly data: string;
  readonly vkey?: string;
  readonly witnesses?: string;
  readonly tree?: boolean;
  readonly seen?: readonly string[];
  readonly from?: number;
}

/** `audit verify`, `audit status`, `audit vkey`: the log. */
export function addAuditCommands(root: Command, context: Context): void {
  const { t, done } = context;
  const audit = addGroup(root, context, { name: "audit", it: "il registro", en: "the log" });
  addSlotCommands(audit, context);
  addOpeningCommands(audit, context);
  addHoldCommands(audit, context);
  addRetireCommands(audit, context);
  addVerify(audit, context);
  addCommand(audit, context, {
    name: "status",
    it: "dice fin dove il registro è firmato (L1) e controfirmato dai testimoni (L2)",
    en: "says how far the log is signed (L1) and cosigned by the witnesses (L2)",
    exits: ["check-failed", "unreachable"],
  })
    .option(
      "--entry <number>",
      t("livello di questa registrazione, da 0", "level of this entry, from 0"),
      wholeBetween(0, Number.MAX_SAFE_INTEGER),
    )
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string; entry?: number }) => {
      const { status } = await import("../audit/status.ts");
      const { data, entry } = flags;
      done(await status(terminalFor(context, flags), { data, entry }));
    });
  addProofCommands(audit, context);
  addCommand(audit, context, {
    name: "vkey",
    it: "stampa la chiave di verifica del registro, l'anno è nel nome",
    en: "prints the verifier key of the log, the year is in its name",
    exits: ["refused"],
  })
    .option("--year <year>", t("anno", "year"), wholeBetween(2_020, 2_199))
    .addOption(dataOption(context))
    .action(async (flags: Global & { data: string; year?: number }) => {
      const { vkeys } = await import("../audit/verify.ts");
      done(vkeys(terminalFor(context, flags), flags.data, flags.year));
    });
  addAuditSearchCommands(audit, context);
  addRestoreCommands(audit, context);
  addCommitCommands(audit, context);
}

function addVerify(audit: Command, context: Context): void {
  const { t, done } = context;
  addCommand(audit, context, {
    name: "verify <place>",
    it: "rilegge un registro intero, da cartella o indirizzo, e dice che cosa ha controllato",
    en: "reads a whole log again, from a folder or an address, and says what it has checked",
    exits: ["check-failed", "unreachable"],
  })
    .option("--vkey <key>", t("chiave di verifica, o @file", "verifier key, or @file"))
    .option(
      "--witnesses <file>",
      t(
        "politica dei testimoni: le controfirme richieste devono esserci",
        "policy of witnesses: the cosignatures that it asks for must be there",
      ),
    )
    .option(
      "--tree",
      t(
        "solo firme, impronte e albero, in fretta: non che cosa significano le voci",
        "only signatures, hashes and tree, quickly: not what the entries mean",
      ),
    )
    .option(
      "--seen <file...>",
      t(
        "checkpoint conservati o avuti da altri: il registro deve continuarli",
        "checkpoints kept or had from others: the log must go on from them",
      ),
    )
    .option(
      "--from <number>",
      t(
        "legge le voci da questa in poi, contate da 0; di quelle prima solo le impronte",
        "reads the entries from this one on, counted from 0; of those before only the hashes",
      ),
      wholeBetween(0, Number.MAX_SAFE_INTEGER),
    )
    .addOption(dataOption(context))
    .action(async (place: string, flags: VerifyFlags) => {
      const { verify } = await import("../audit/verify.ts");
      const { data, witnesses, tree, seen, from } = flags;
      const choice = { place, data, witnesses, tree, seen, from, vkey: vkeyOption(flags.vkey) };
      done(await verify(terminalFor(context, flags), choice));
    });
}
