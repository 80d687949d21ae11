import type { Room } from "#libs/policy/decision";
import type { ExportAnswer, ExportRequest } from "#libs/policy/exportMessages";
import { readerPseudonym } from "#libs/seal/ids";
import type { ExportLeaf } from "#libs/seal/leaf";
import { type AlonePorts, recordAlone } from "./recordAlone.ts";

/**
 * Records that a pack of the log is about to leave. Durable when it answers `recorded`, and only then may the pack be
 * put where it was asked for. A pack that would open rooms of two titolari is refused: nobody is entitled to both.
 */
export async function recordExport(
  ports: AlonePorts,
  rooms: readonly Pick<Room, "slot" | "titolare">[],
  request: ExportRequest,
  at: string,
): Promise<ExportAnswer> {
  const { id, by: reference, ...stated } = request;
  // Of a room that is configured no more, only the log itself says whose it was.
  const opened = rooms.filter(({ slot }) => stated.of_slots.includes(slot));
  if (new Set(opened.map(({ titolare }) => titolare)).size > 1)
    return { outcome: "refused", code: "titolari-several" };
  const by = readerPseudonym(ports.secrets.logPseudonym, reference);
  const leaf = { kind: "export", at, clock: "unsynced", by, ...stated } as const;
  return recordAlone(
    ports,
    id,
    leaf,
    (before) => before.kind === "export" && isSame(before, { by, ...stated }),
  );
}

/** True where the leaf says the same of the pack; its time is that of the first question. */
function isSame(leaf: ExportLeaf, asked: Omit<ExportRequest, "id">): boolean {
  const said = (one: Omit<ExportRequest, "id">) => [
    ...[one.by, one.role, one.purpose, one.of_slots, one.from, one.to, one.entries, one.pack],
  ];
  return (
    JSON.stringify(said(asked)) === JSON.stringify(said({ ...leaf, of_slots: [...leaf.of_slots] }))
  );
}
