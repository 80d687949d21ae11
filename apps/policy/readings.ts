import { auditStream, noticePlace } from "#libs/eventlog/subjects";
import type { ReadAnswer, ReadRequest } from "#libs/policy/readMessages";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { readerPseudonym } from "#libs/seal/ids";
import type { ReadLeaf } from "#libs/seal/leaf";
import { auditMessage } from "./auditMessage.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type ReadingPorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "yearSealed"> &
  Pick<PolicyPorts, "acknowledged" | "randomBytes">;

/**
 * Records that somebody is about to read the log, outside every incident's chain. Durable when it answers
 * `recorded`, and only then may anything be opened; a repeated question finds its own entry. A stopped release does
 * not stop it: the log must be readable exactly when something is wrong.
 */
export async function recordRead(
  ports: ReadingPorts,
  request: ReadRequest,
  at: string,
): Promise<ReadAnswer> {
  const [year] = ports.openYears();
  if (year === undefined) return { outcome: "busy" };
  const { id, reader: reference, ...stated } = request;
  const reader = readerPseudonym(ports.secrets.logPseudonym, reference);
  const { subject, chain } = noticePlace({ year, kind: "read", id });
  const leaf = { kind: "read", at, clock: "unsynced", reader, ...stated } as const;
  const built = buildSystemLeaf({ leaf }, ports.randomBytes);
  if ("refused" in built) throw new Error("a reading has no parts");
  const appended = await ports.log.append(subject, auditMessage(ports.secrets, subject, built), {
    expect: { sequence: 0, filter: chain },
  });
  if (appended.kind === "sealed") ports.yearSealed(year);
  if (appended.kind === "appended") {
    ports.acknowledged(year, appended.sequence);
    return { outcome: "recorded", year, seq: appended.sequence };
  }
  const lying = await ports.log.last(auditStream(year), subject);
  const before = lying && ownSystemLeaf(lying, ports.secrets.macs);
  if (lying === undefined || before?.kind !== "read") return { outcome: "busy" };
  if (!isSame(before, { reader, ...stated })) return { outcome: "refused", code: "id-taken" };
  return { outcome: "recorded", year, seq: lying.sequence };
}

/** True where the leaf says the same of the reading; its time is that of the first question. */
function isSame(
  { reader, role, purpose, scope, entries, period, ...more }: ReadLeaf,
  asked: Omit<ReadRequest, "id">,
): boolean {
  const { rule_sets, incident, slot } = more;
  const said = [reader, role, purpose, scope, entries, period, rule_sets, incident, slot];
  const asks = [
    ...[asked.reader, asked.role, asked.purpose, asked.scope, asked.entries, asked.period],
    ...[asked.rule_sets, asked.incident, asked.slot],
  ];
  return JSON.stringify(said) === JSON.stringify(asks);
}
