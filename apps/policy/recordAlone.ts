import { auditStream, noticePlace } from "#libs/eventlog/subjects";
import type { ExportLeaf, NoticeLeaf, ReadLeaf, SystemLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

export type AlonePorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "yearSealed"> &
  Pick<PolicyPorts, "acknowledged" | "randomBytes">;

/** `busy`: it may or may not be recorded, ask again with the same id. */
export type AloneAnswer =
  | { readonly outcome: "recorded"; readonly year: number; readonly seq: number }
  | { readonly outcome: "refused"; readonly code: "id-taken" }
  | { readonly outcome: "busy" };

/**
 * Records one leaf outside every incident's chain under an id that its asker has drawn. Durable when it answers
 * `recorded`; a repeated question finds its own entry, which `isSame` knows by what it says. A stopped release does not
 * stop it: the log must be readable exactly when something is wrong.
 */
export async function recordAlone(
  ports: AlonePorts,
  id: string,
  leaf:
    | Omit<ReadLeaf, "v" | "mode">
    | Omit<ExportLeaf, "v" | "mode">
    | Omit<NoticeLeaf, "v" | "mode">,
  isSame: (before: SystemLeaf) => boolean,
): Promise<AloneAnswer> {
  const [year] = ports.openYears();
  if (year === undefined) return { outcome: "busy" };
  const place = noticePlace({ year, kind: leaf.kind, id });
  const appended = await appendSystemLeaf(ports, year, place, { leaf });
  if (appended.kind === "appended") return { outcome: "recorded", year, seq: appended.sequence };
  const lying = await ports.log.last(auditStream(year), place.subject);
  const before = lying && ownSystemLeaf(lying, ports.secrets.macs);
  if (lying === undefined || before === undefined) return { outcome: "busy" };
  if (!isSame(before)) return { outcome: "refused", code: "id-taken" };
  return { outcome: "recorded", year, seq: lying.sequence };
}
