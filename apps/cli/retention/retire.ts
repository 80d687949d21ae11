import { existsSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { coreSubjects } from "#libs/eventlog/permissions";
import { retentionMessageIn, retentionMessageOf } from "#libs/policy/retentionMessages";
import {
  openRetirementOrder,
  type RetirementOrder,
  retirementAnswerSchema,
} from "#libs/policy/yearRetirement";
import { canonicalJson } from "#libs/seal/canonical";
import { rolesNeeded, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { fileSource } from "#libs/tilestore/tileSource";
import { askCore } from "../administration.ts";
import { CountsCheck } from "../audit/countsCheck.ts";
import { readPolicy } from "../audit/signatures.ts";
import { holds, keysFromData, verifyOne, yearsIn } from "../audit/verify.ts";
import { yearFolder } from "../audit/yearLogs.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readSignedDocument } from "../life/sign.ts";
import { readSignerKey } from "../life/signerKey.ts";
import type { Terminal } from "../terminal.ts";
import { policyFile } from "../witness/demonstrationWitnesses.ts";
import { noteRetirement } from "./retiredYears.ts";

export interface RetireOrderCommand {
  readonly year: number;
  readonly key: string;
  readonly out: string;
  readonly data: string;
}

/** The first of two people verifies the whole log of the year, writes the order and signs it; nothing is removed yet. */
export async function orderRetirement(
  terminal: Terminal,
  { year, key, out, data }: RetireOrderCommand,
): Promise<number> {
  if (existsSync(out)) throw new CliError("refused", "life-file-there", { path: out });
  const order = await verifiedOrder(data, year);
  const document = signed({ body: canonicalJson(order), signatures: [] }, order, key);
  writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
  const { size, root } = order;
  terminal.say("retire-ordered", { year, size, root, out });
  return exitCodes.ok;
}

export interface RetireCommand {
  /** File of the order with its first signature. */
  readonly order: string;
  readonly key: string;
  readonly data: string;
}

/**
 * The second person verifies the same log again and signs, and policy records that the year is retired. Nothing is
 * removed before the next start: whoever runs the installation chooses when. Asking again is harmless.
 */
export async function carryOutRetirement(
  terminal: Terminal,
  { order: path, key, data }: RetireCommand,
): Promise<number> {
  const document = readSignedDocument(path);
  const given = document.signatures.map((one) => ({ role: one.role, key: one.key }));
  const opened = openRetirementOrder(document, given, given.length);
  if ("refused" in opened) throw refusal(opened.refused);
  const { order } = opened;
  const whole =
    given.length < rolesNeeded ? await signedAgain(document, order, key, data) : document;
  const request = retentionMessageOf(whole);
  const bytes = await askCore(data, coreSubjects.retentionRetire, request, 60_000);
  const answer = retentionMessageIn(bytes, retirementAnswerSchema);
  if (answer?.outcome === "refused") throw refusal(answer.code ?? "");
  if (answer?.outcome !== "recorded" || answer.entry === undefined) {
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  const { year } = order;
  noteRetirement(data, { year, entry: answer.entry });
  terminal.say("retire-recorded", { year, log: answer.entry.year, seq: answer.entry.seq, data });
  return exitCodes.ok;
}

async function signedAgain(
  document: SignedDocument,
  order: RetirementOrder,
  key: string,
  data: string,
): Promise<SignedDocument> {
  const { year } = order;
  const here = await verifiedOrder(data, year);
  if (canonicalJson(here) !== canonicalJson(order)) {
    throw new CliError("refused", "retire-order-differs", { year });
  }
  return signed(document, order, key);
}

/** The order about the log of a year as it lies here. CliError unless all of it holds and witnesses have seen it all. */
async function verifiedOrder(data: string, year: number): Promise<RetirementOrder> {
  const folder = yearFolder(data, year);
  const family = readConfiguration(data)?.log_family;
  const isThere = yearsIn(`${data}/audit`).some((path) => basename(path) === String(year));
  if (family === undefined || !isThere) throw new CliError("refused", "retire-no-log", { year });
  const source = fileSource(folder);
  const keys = await keysFromData(source, { data, place: folder });
  const policyPath = policyFile(data);
  const policy = existsSync(policyPath) ? readPolicy(policyPath) : undefined;
  const log = { source, servesParts: true, folder };
  const checked = await verifyOne(log, { keys, policy }, undefined, new CountsCheck());
  const { tree, witnesses } = checked;
  const root = tree.checkpoint?.root.toString("hex");
  const { findings, covered = tree.size } = witnesses ?? { findings: [] };
  if (findings.length === 0 && covered < tree.size) {
    throw new CliError("check-failed", "retire-not-cosigned", { year, covered, size: tree.size });
  }
  if (!holds(checked) || root === undefined) {
    throw new CliError("check-failed", "retire-log-broken", { year, path: folder });
  }
  return { format: "raccordo-year-retirement/1", family, year, size: tree.size, root };
}

function signed(document: SignedDocument, order: RetirementOrder, path: string): SignedDocument {
  const { role, id, key } = readSignerKey(path);
  const again = document.signatures.some((one) => one.role === role || one.key === id);
  if (again) throw new CliError("refused", "life-signed-already", { role });
  return { ...document, signatures: [...document.signatures, signDocument(order, role, key)] };
}

const refusal = (code: string) => new CliError("refused", "retire-refused", { code });
