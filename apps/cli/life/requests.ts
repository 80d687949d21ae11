import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { coreSubjects } from "#libs/eventlog/permissions";
import { EventLogError } from "#libs/eventlog/port";
import { type LifeAnswer, lifeAnswer } from "#libs/policy/lifeMessages";
import { type RevocationReason, revocationReasons } from "#libs/policy/revocationReasons";
import { type Revocation, revocationSchema, revokesNothing } from "#libs/policy/ruleSetLife";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { signDocument } from "#libs/seal/signedDocument";
import { CliError, exitCodes } from "../exitCodes.ts";
import { parseFile } from "../installation.ts";
import { connectAs } from "../natsServer.ts";
import { readPrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";
import { lifeRefusal } from "./lifeTexts.ts";
import { instantOf, readSignedDocument } from "./sign.ts";
import { readSignerKey } from "./signerKey.ts";

/** Longer than policy waits for instances that have not acknowledged. */
const answerMsMax = 25_000;

const placeSchema = z.looseObject({
  nats: z.looseObject({ url: z.string(), server_name: z.string() }),
});

/** `raccordo policy stage`: hands a document with two signatures to the running system. */
export async function stage(terminal: Terminal, data: string, path: string): Promise<number> {
  const document = readSignedDocument(path);
  const answer = await request(data, coreSubjects.rulesStage, document);
  const { version = 0, document: digest = "" } = answer;
  terminal.say("life-staged", { version, document: digest });
  terminal.say("life-next-activate", { path });
  return exitCodes.ok;
}

/** `raccordo policy activate`: puts a staged document into force, now or at a time. */
export async function activate(
  terminal: Terminal,
  data: string,
  path: string,
  at: string | undefined,
): Promise<number> {
  const { body } = readSignedDocument(path);
  const document = sha256Hex(Buffer.from(body, "utf8"));
  const asked = { document, ...(at !== undefined && { at: instantOf(at) }) };
  const { version = 0, effective = "" } = await request(data, coreSubjects.rulesActivate, asked);
  terminal.say("life-activated", { version, document, effective });
  return exitCodes.ok;
}

export interface RevokeOptions {
  readonly data: string;
  readonly key: string;
  /** `all`, `agreement:<id>`, `rule:<agreement>:<id>`, `room:<id>`. */
  readonly what: readonly string[];
  readonly reason: string;
  readonly out?: string;
}

/** `raccordo policy revoke`: one signature, deny only, in force when it is recorded. */
export async function revoke(terminal: Terminal, options: RevokeOptions): Promise<number> {
  const signer = readSignerKey(options.key);
  const body = revocationOf(options);
  const canonical = JSON.parse(JSON.stringify(body)) as CanonicalValue;
  const signatures = [signDocument(canonical, signer.role, signer.key)];
  const document = { body: canonicalJson(canonical), signatures };
  if (options.out !== undefined) {
    if (existsSync(options.out)) {
      throw new CliError("refused", "life-file-there", { path: options.out });
    }
    writeFileSync(options.out, `${JSON.stringify(document, null, 2)}\n`, { flag: "wx" });
  }
  const { document: digest = "" } = await request(options.data, coreSubjects.rulesRevoke, document);
  terminal.say("life-revoked", { what: options.what.join(", "), document: digest });
  terminal.say("life-next-lift", { document: digest });
  return exitCodes.ok;
}

function revocationOf({ what: words, reason }: RevokeOptions): Revocation {
  const what = words.includes("all") ? ({ all: true } as const) : namedIn(words);
  const code = revocationReasons.find((one): one is RevocationReason => one === reason);
  if (code === undefined || revokesNothing(what)) {
    throw new CliError("usage", "life-revoke-nothing", { reasons: revocationReasons.join(", ") });
  }
  const issued = new Date().toISOString();
  const format = "raccordo-revocation/1" as const;
  return revocationSchema.parse({ format, issued, what, reason: code, demonstration: false });
}

function namedIn(words: readonly string[]) {
  const agreements: string[] = [];
  const rules: { agreement: string; rule: string }[] = [];
  const rooms: string[] = [];
  for (const word of words) {
    const [kind, name = "", rule = ""] = word.split(":");
    if (kind === "agreement" && name !== "") agreements.push(name);
    else if (kind === "room" && /^[a-z][a-z0-9_]{1,31}$/.test(name)) rooms.push(name);
    else if (kind === "rule" && name !== "" && rule !== "") rules.push({ agreement: name, rule });
    else throw new CliError("usage", "life-what", { what: word });
  }
  return { agreements, rules, rooms };
}

/** Asks policy as the installation's own administrator; a refusal is told with what to do about it. */
async function request(data: string, subject: string, value: object): Promise<LifeAnswer> {
  const { ask } = await import("#libs/eventlog/ask");
  const connection = await connectToCore(data);
  try {
    const outcome = await ask(connection, subject, JSON.stringify(value), answerMsMax);
    if (outcome.kind !== "answered") throw new CliError("unreachable", "life-no-answer");
    const answer = answerIn(outcome.data);
    if (answer.outcome === "done") return answer;
    if (answer.outcome === "busy") throw new CliError("unreachable", "life-busy");
    const { code = "malformed", place = "", missing = 0 } = answer;
    const text = lifeRefusal(code);
    throw new CliError("refused", text, { code, place, missing });
  } finally {
    await connection.close();
  }
}

function answerIn(bytes: Uint8Array): LifeAnswer {
  try {
    return lifeAnswer.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (cause) {
    throw new CliError("unreachable", "life-no-answer", {}, { cause });
  }
}

async function connectToCore(data: string) {
  const path = join(data, "run", "policy.json");
  const text = readPrivate(path);
  const seed = readPrivate(join(data, "secrets", "nkeys", "bootstrap"));
  if (text === undefined || seed === undefined) {
    throw new CliError("refused", "life-no-installation", { path: data });
  }
  const { nats } = parseFile(path, text, placeSchema);
  const place = { url: nats.url, serverName: nats.server_name };
  try {
    return await connectAs(place, "bootstrap", { seed: seed.trim(), key: "" });
  } catch (cause) {
    const isOther = cause instanceof EventLogError && cause.code === "wrong-server";
    const text = isOther ? "server-foreign" : "life-no-server";
    throw new CliError("unreachable", text, { url: nats.url }, { cause });
  }
}
