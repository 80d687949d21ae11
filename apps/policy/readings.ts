import type { ReadAnswer, ReadRequest } from "#libs/policy/readMessages";
import { readerPseudonym } from "#libs/seal/ids";
import type { ReadLeaf } from "#libs/seal/leaf";
import { type AlonePorts, recordAlone } from "./recordAlone.ts";

/**
 * Records that somebody is about to read the log. Durable when it answers `recorded`, and only then may anything be
 * opened.
 */
export async function recordRead(
  ports: AlonePorts,
  request: ReadRequest & Pick<ReadLeaf, "approval">,
  at: string,
): Promise<ReadAnswer> {
  const { id, reader: reference, ...stated } = request;
  const reader = readerPseudonym(ports.secrets.logPseudonym, reference);
  const leaf = { kind: "read", at, clock: "unsynced", reader, ...stated } as const;
  return recordAlone(
    ports,
    id,
    leaf,
    (before) => before.kind === "read" && isSame(before, { reader, ...stated }),
  );
}

/** True where the leaf says the same of the reading; its time is that of the first question. */
function isSame(
  { reader, role, purpose, scope, entries, period, ...more }: ReadLeaf,
  asked: Omit<ReadRequest, "id"> & Pick<ReadLeaf, "approval">,
): boolean {
  const { rule_sets, incident, slot, approval } = more;
  const said = [
    reader,
    role,
    purpose,
    scope,
    entries,
    period,
    rule_sets,
    incident,
    slot,
    approval?.order,
  ];
  const asks = [
    ...[asked.reader, asked.role, asked.purpose, asked.scope, asked.entries, asked.period],
    ...[asked.rule_sets, asked.incident, asked.slot, asked.approval?.order],
  ];
  return JSON.stringify(said) === JSON.stringify(asks);
}
