import { gzipSync } from "node:zlib";
import type { RuleSetDocument } from "#libs/policy/documents";
import type { Revocation } from "#libs/policy/ruleSetLife";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import type { LogEntry } from "#libs/tlog/tail";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import { compiled } from "#tests/support/patto";

type Stated = Omit<Extract<SystemLeafInput["leaf"], { kind: "rule_set" }>, "kind" | "at" | "clock">;

const signerKeys = ["dpo", "operations"].map((role, index) => {
  return { role, key: Buffer.alloc(32, index + 2).toString("base64url") };
});

/** Which steps of its life a log tells of a rule set, up to this one. */
export type ToldUntil = "signed" | "staged" | "activated";

const bytesOf = (value: object): Buffer => canonicalBytes(JSON.parse(JSON.stringify(value)));

/** SHA-256 of what people sign. */
export const documentOf = (value: object): string => sha256Hex(bytesOf(value));

/** Leaves of the life of a rule set as policy writes them, one second apart. */
export function lifeEntries(
  body: RuleSetDocument,
  at: string,
  until: ToldUntil = "activated",
): readonly LogEntry[] {
  const bytes = bytesOf(body);
  const of = { document: sha256Hex(bytes), version: body.version };
  const { plan_table, not_before, expires, author, lifts } = body;
  const rule_set = compiled(...body.agreements).hash;
  const vectors = sha256Hex(Buffer.from("vectors SINTETICO"));
  const begun: readonly [Stated, Buffer?][] = [
    [{ state: "drafted", ...of, key: author }],
    [{ state: "analysed", ...of, plan_table }],
    [{ state: "simulated", ...of, vectors }],
    ...signerKeys.map((by): [Stated] => [{ state: "signed", ...of, ...by }]),
  ];
  const staged: readonly [Stated, Buffer?][] = [
    [
      {
        state: "staged",
        ...of,
        rule_set,
        plan_table,
        not_before,
        expires,
        ...(lifts && { lifts }),
      },
      gzipSync(bytes),
    ],
    [{ state: "acknowledged", ...of, plan_table, instance: "0".repeat(32) }],
  ];
  const steps = [
    ...begun,
    ...(until === "signed" ? [] : staged),
    ...(until === "activated" ? [[{ state: "activated", ...of, from: at }] as [Stated]] : []),
  ];
  return steps.map(([step, part], index) => entryOf(step, part, later(at, index)));
}

/** The leaf of a revocation by one person. */
export function revocationEntry(revocation: Revocation): LogEntry {
  const bytes = bytesOf(revocation);
  const [by] = signerKeys;
  if (by === undefined) throw new Error("nobody signs");
  const { reason, issued } = revocation;
  return entryOf({ state: "revoked", document: sha256Hex(bytes), ...by, reason }, bytes, issued);
}

const later = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

function entryOf(step: Stated, document: Buffer | undefined, at: string): LogEntry {
  const leaf = { kind: "rule_set", at, clock: "synced", ...step } as const;
  const name = `${step.state} ${step.document} ${at}`;
  const built = builtOrThrow(
    buildSystemLeaf({ leaf, document: document ?? Buffer.alloc(0) }, countedBytes(name)),
  );
  return { leaf: built.leafBytes, part: built.partsBytes };
}
