import { existsSync, writeFileSync } from "node:fs";
import { coreSubjects } from "#libs/eventlog/permissions";
import type { Configuration } from "#libs/policy/documents";
import { type HoldRelease, holdReleaseSchema } from "#libs/policy/holdOrders";
import {
  holdAnswerSchema,
  retentionMessageIn,
  retentionMessageOf,
} from "#libs/policy/retentionMessages";
import type { PlacedHold } from "#libs/policy/standingHolds";
import { canonicalJson } from "#libs/seal/canonical";
import { type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { askCore } from "../administration.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readSignerKey, type SignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import { standingNow } from "./standingNow.ts";

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
 * Signs the order that ends the hold of the signer's own titolare which stands in the signed log, and has it carried out.
 * Exit code 0 only when it is recorded that this titolare holds nothing; the same order again is harmless.
 */
export async function releaseHold(terminal: Terminal, command: ReleaseCommand): Promise<number> {
  const { incident, key, out, data } = command;
  const signer = readSignerKey(key);
  const order = await orderOn(command, signer);
  const document = signed(order, signer);
  if (out !== undefined) {
    writeOrder(out, document);
    terminal.say("hold-release-signed", { incident, out });
    return exitCodes.ok;
  }
  const bytes = await askCore(data, coreSubjects.retentionRelease, retentionMessageOf(document));
  const answer = retentionMessageIn(bytes, holdAnswerSchema);
  const { outcome = "busy", others = 0 } = answer ?? {};
  if (outcome === "busy") throw new CliError("unreachable", "administration-away", { path: data });
  if (outcome !== "recorded" && outcome !== "same") {
    throw new CliError("refused", "hold-release-refused", { incident, code: outcome });
  }
  if (others > 0) terminal.say("hold-released-others", { incident, others });
  else terminal.say(outcome === "same" ? "hold-released-before" : "hold-released", { incident });
  return exitCodes.ok;
}

/** Writes a signed order to a file that was not there. */
export function writeOrder(out: string, document: SignedDocument): void {
  if (existsSync(out)) throw new CliError("refused", "life-file-there", { path: out });
  writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
}

async function orderOn(
  { incident, mode, data }: ReleaseCommand,
  signer: SignerKey,
): Promise<HoldRelease> {
  const hold = await ownHold({ incident, mode, data }, signer);
  const order = { format: "raccordo-hold-release/1", mode, incident, hold: hold.place };
  const parsed = holdReleaseSchema.safeParse({ ...order, issued: new Date().toISOString() });
  if (!parsed.success) throw new CliError("usage", "retention-incident-wrong", { incident });
  return parsed.data;
}

/** The hold that the signer may end: of the own titolare, else one in nobody's name. */
async function ownHold(
  { incident, mode, data }: Pick<ReleaseCommand, "incident" | "mode" | "data">,
  signer: SignerKey,
): Promise<PlacedHold> {
  const standing = await standingNow(data, Date.now(), { mode, incident });
  if (standing.length === 0) throw new CliError("refused", "hold-none", { incident, mode });
  const configuration = readConfiguration(data);
  const titolare = titolareOf(configuration, signer);
  if (titolare === undefined) {
    throw new CliError("refused", "hold-officer-unknown", { key: signer.id, role: signer.role });
  }
  const rooms = configuration?.rooms ?? [];
  const own = rooms.filter((room) => room.titolare === titolare).map(({ slot }) => slot);
  const hold =
    standing.find(({ leaf }) => leaf.slot !== undefined && own.includes(leaf.slot)) ??
    standing.find(({ leaf }) => leaf.slot === undefined);
  if (hold !== undefined) return hold;
  const others = standing.map(
    ({ leaf }) => rooms.find(({ slot }) => slot === leaf.slot)?.id ?? "?",
  );
  throw new CliError("refused", "hold-of-others", { incident, rooms: others.join(", ") });
}

/** Whose privacy officer the signed configuration says this key is. */
function titolareOf(
  configuration: Configuration | undefined,
  { role, id }: SignerKey,
): string | undefined {
  const officers = configuration?.officers ?? [];
  const isOffice = role === "privacy_officer";
  const one = isOffice && officers.find((officer) => officer.role === role && officer.key === id);
  return one ? one.titolare : undefined;
}

/** The order below the name of who signs. */
export const signed = (
  order: Parameters<typeof signDocument>[0],
  { role, key }: SignerKey,
): SignedDocument => ({
  body: canonicalJson(order),
  signatures: [signDocument(order, role, key)],
});
