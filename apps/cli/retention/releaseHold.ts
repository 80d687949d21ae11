import { existsSync, writeFileSync } from "node:fs";
import { coreSubjects } from "#libs/eventlog/permissions";
import { type HoldRelease, holdReleaseSchema } from "#libs/policy/holdOrders";
import {
  holdAnswerSchema,
  retentionMessageIn,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import { canonicalJson } from "#libs/seal/canonical";
import { parseLeaf } from "#libs/seal/leaf";
import { type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { askCore } from "../administration.ts";
import { openYearLogs } from "../audit/yearLogs.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readSignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";

export interface ReleaseCommand {
  /** Pseudonym of the incident, as the log has it. */
  readonly incident: string;
  readonly mode: string;
  /** File with the key of a privacy officer. */
  readonly key: string;
  /** Where the signed order goes instead of being carried out: for the console, or for another machine. */
  readonly out?: string | undefined;
  readonly data: string;
}

/**
 * Signs the order that ends the hold which stands in the signed log, and has it carried out. Exit code 0 only when it is
 * recorded that nothing is held; the same order again is harmless.
 */
export async function releaseHold(terminal: Terminal, command: ReleaseCommand): Promise<number> {
  const { incident, key, out, data } = command;
  const order = await orderOn(command);
  const document = signed(order, key);
  if (out !== undefined) {
    if (existsSync(out)) throw new CliError("refused", "life-file-there", { path: out });
    writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
    terminal.say("hold-release-signed", { incident, out });
    return exitCodes.ok;
  }
  const bytes = await askCore(data, coreSubjects.retentionRelease, retentionMessageOf(document));
  const { outcome = "busy" } = retentionMessageIn(bytes, holdAnswerSchema) ?? {};
  if (outcome === "busy") throw new CliError("unreachable", "administration-away", { path: data });
  if (outcome !== "recorded" && outcome !== "same") {
    throw new CliError("refused", "hold-release-refused", { incident, code: outcome });
  }
  terminal.say(outcome === "same" ? "hold-released-before" : "hold-released", { incident });
  return exitCodes.ok;
}

async function orderOn({ incident, mode, data }: ReleaseCommand): Promise<HoldRelease> {
  const hold = await standingHold(data, mode, incident);
  if (hold === undefined) throw new CliError("refused", "hold-none", { incident, mode });
  const order = { format: "raccordo-hold-release/1", mode, incident, hold };
  const parsed = holdReleaseSchema.safeParse({ ...order, issued: new Date().toISOString() });
  if (!parsed.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  return parsed.data;
}

/** Where the hold that stands on an incident is in the signed log: what somebody else says of it counts for nothing. */
async function standingHold(
  data: string,
  mode: string,
  incident: string,
): Promise<HoldRelease["hold"] | undefined> {
  let standing: HoldRelease["hold"] | undefined;
  for (const { year, reader } of await openYearLogs(data)) {
    for (let index = 0; index < reader.size; index += 1) {
      const leaf = parseLeaf(await reader.entry(index));
      if ("problem" in leaf || leaf.kind !== "legal_hold") continue;
      if (leaf.of !== mode || leaf.incident !== incident) continue;
      standing = leaf.state === "placed" ? { year, seq: index + 1 } : undefined;
    }
  }
  return standing;
}

function signed(order: HoldRelease, path: string): SignedDocument {
  const { role, key } = readSignerKey(path);
  return { body: canonicalJson(order), signatures: [signDocument(order, role, key)] };
}
