import type { CredentialAnswer, CredentialRequest } from "#libs/policy/credentialMessages";
import type { Room } from "#libs/policy/decision";
import { readerPseudonym } from "#libs/seal/ids";
import type { SystemLeaf } from "#libs/seal/leaf";
import { type AlonePorts, recordAlone } from "./recordAlone.ts";

/**
 * Records what whoever administers a room is about to change: who comes in as a room decides who sees people's data
 * (D.Lgs. 51/2018, art. 25), and a copy that is tried again leaves. Durable when it answers `recorded`, and only then may anything be changed.
 */
export async function recordCredentialChange(
  ports: AlonePorts,
  rooms: readonly Pick<Room, "slot">[],
  { id, by: reference, role, change, slot, delivery }: CredentialRequest,
  at: string,
): Promise<CredentialAnswer> {
  if (!rooms.some((room) => room.slot === slot)) {
    return { outcome: "refused", code: "room-unknown" };
  }
  const by = readerPseudonym(ports.secrets.logPseudonym, reference);
  const leaf = {
    ...({ kind: "notice", at, clock: "unsynced", code: change } as const),
    ...{ slot, by, role },
    ...(delivery !== undefined && { delivery }),
  };
  const isSame = (before: SystemLeaf): boolean =>
    before.kind === "notice" &&
    JSON.stringify([before.code, before.slot, before.by, before.role, before.delivery]) ===
      JSON.stringify([change, slot, by, role, delivery]);
  return recordAlone(ports, id, leaf, isSame);
}
