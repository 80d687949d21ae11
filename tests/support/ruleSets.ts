import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import { recordActivation, recordPlanTable } from "#apps/policy/activate";
import { type LifeStep, writeStep } from "#apps/policy/lifeLog";
import { openSet } from "#apps/policy/openSet";
import type { RuleRuntimePorts } from "#apps/policy/ruleRuntime";
import { RuleRuntime } from "#apps/policy/ruleRuntime";
import { type CacheBucket, openCacheBucket } from "#libs/eventlog/cacheBucket";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { RuleSetDocument } from "#libs/policy/documents";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import type { Revocation } from "#libs/policy/ruleSetLife";
import type { Logger } from "#libs/runtime/logger";
import { type CanonicalValue, canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import type { TestCore } from "#tests/support/core";
import { connectPlain } from "#tests/support/natsClients";
import { ceilings, invented, patto, rooms } from "#tests/support/patto";
import { until } from "#tests/support/until";

/** Two people who sign, one who writes; made for the tests. */
export interface Person {
  readonly role: string;
  readonly key: KeyObject;
  readonly id: string;
}

export function person(role: string): Person {
  const { privateKey: key } = generateKeyPairSync("ed25519");
  return { role, key, id: rawPublicKey(key) };
}

export const author = person("author");
export const dpo = person("dpo");
export const operations = person("operations");
export const signers = [dpo, operations].map(({ role, id }) => ({ role, key: id }));

const dayMs = 86_400_000;
/** RFC 3339 UTC, so many milliseconds from now. */
export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Rules for the tests: the shipped ones with a title of their own, so that each is other content. */
export function titled(title: string): Agreement {
  const changed = patto();
  changed.agreement.title = title;
  return changed;
}

/** The body of a rule set as people are given it to sign. */
export function bodyWith(
  version: number,
  over: Partial<RuleSetDocument> = {},
  agreement: Agreement = titled(`Patto sintetico n. ${version}`),
): RuleSetDocument {
  const made = ruleSetBody(
    {
      ...{ version, author: author.id, demonstration: true },
      ...{ not_before: inMs(-60_000), expires: inMs(200 * dayMs) },
      ...{ ceilings: [...ceilings], agreements: [agreement, invented()], grants: [] },
      ...over,
    },
    rooms,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return { ...made.body, ...over };
}

/** A body below the signatures of these people. */
export function signedBy(
  body: RuleSetDocument | Revocation,
  ...people: readonly Person[]
): SignedDocument {
  const canonical = JSON.parse(JSON.stringify(body)) as CanonicalValue;
  const signatures = people.map(({ role, key }) => signDocument(canonical, role, key));
  return { body: canonicalJson(canonical), signatures };
}

export const signed = (version: number, over: Partial<RuleSetDocument> = {}): SignedDocument =>
  signedBy(bodyWith(version, over), dpo, operations);

export function revocation(what: Revocation["what"]): Revocation {
  const issued = new Date().toISOString();
  return {
    ...{ format: "raccordo-revocation/1", issued, what, reason: "wrong_rule" },
    demonstration: true,
  };
}

/** One running instance of policy, as far as rule sets go. */
export interface RuleInstance {
  readonly rules: RuleRuntime;
  readonly connection: NatsConnection;
  readonly bucket: CacheBucket;
  readonly told: readonly { readonly event: string; readonly reason: string }[];
  /** kill -9, as the others see it: it is silent from now on. */
  kill(): Promise<void>;
}

/** Starts an instance over a core's own log; `over` replaces what it stands on. */
export async function startInstance(
  core: TestCore,
  over: Partial<RuleRuntimePorts> = {},
): Promise<RuleInstance> {
  const connection = await connectPlain(core.server, "rules");
  const bucket = await openCacheBucket(connection, "RULES");
  const stopping = new AbortController();
  const told: { event: string; reason: string }[] = [];
  const nowIso = () => new Date().toISOString();
  const ports = {
    ...{ connection, bucket, rooms, signers, nowIso },
    ...{ log: core.log, secrets: core.secrets, randomBytes, production: false, floor: 0 },
    nowMs: () => Date.now(),
    years: () => [2026],
    acknowledged: () => undefined,
    yearSealed: () => undefined,
    signal: stopping.signal,
    instance: randomBytes(16).toString("hex"),
    logger: loggerInto(told),
  };
  const rules = await RuleRuntime.start({
    ...ports,
    recordPlanTable: ({ opened }) => recordPlanTable(ports, 2026, opened),
    recordActivation: ({ opened }) => recordActivation(ports, 2026, opened),
    ...over,
  });
  const kill = async () => {
    stopping.abort();
    await connection.close();
  };
  return { rules, connection, bucket, told, kill };
}

function loggerInto(told: { event: string; reason: string }[]): Logger {
  const keep: Logger["info"] = (event, fields) => {
    told.push({ event, reason: fields?.reason ?? "" });
  };
  return { trace: keep, debug: keep, info: keep, warn: keep, error: keep, fatal: keep };
}

/** What a policy worker is given so that it decides by these rule sets. */
export function portsOf({ rules }: RuleInstance) {
  return {
    rulesInForce: () => rules.rulesAt(new Date().toISOString()),
    rulesAt: (storedAt: string) => rules.rulesAt(storedAt),
    rulesInstead: (storedAt: string) => rules.rulesInstead(storedAt),
    confirmRules: (storedAt: string) => rules.book.confirmAt(storedAt),
  };
}

/** Puts a document into force as a version did that did not judge it as this one does: the same leaves, no judgement. */
export async function activatedBefore(
  core: TestCore,
  { rules }: RuleInstance,
  document: SignedDocument,
): Promise<void> {
  const opened = await openSet({ signers, rooms, production: false }, document);
  if (opened.kind === "refused") throw new Error(opened.why);
  const { terms, document: digest, bytes, by, vectors, rules: compiled } = opened.opened;
  const of = { document: digest, version: terms.version };
  const { not_before, expires, author: key } = terms;
  const { planTable: plan_table } = opened;
  const steps: readonly LifeStep[] = [
    { leaf: { state: "drafted", ...of, key } },
    { leaf: { state: "analysed", ...of, plan_table } },
    { leaf: { state: "simulated", ...of, vectors } },
    ...by.map((signer): LifeStep => {
      const signature = document.signatures.find((one) => one.key === signer.key);
      const part = canonicalBytes({ ...signature } as CanonicalValue);
      return { leaf: { state: "signed", ...of, ...signer }, part };
    }),
    {
      leaf: { state: "staged", ...of, rule_set: compiled.hash, plan_table, not_before, expires },
      part: bytes,
    },
    { leaf: { state: "acknowledged", ...of, plan_table, instance: "0".repeat(32) } },
    { leaf: { state: "activated", ...of, from: not_before } },
  ];
  const nothing = () => undefined;
  const { log, secrets } = core;
  const nowIso = () => new Date().toISOString();
  const ports = { log, secrets, randomBytes, nowIso, acknowledged: nothing, yearSealed: nothing };
  for (const step of steps) {
    const isWritten = async () => {
      await rules.book.confirm();
      return typeof (await writeStep(ports, rules.book.head, 2026, step)) === "object" || undefined;
    };
    await until(isWritten, `the step ${step.leaf.state}`);
  }
  await rules.settle();
}
