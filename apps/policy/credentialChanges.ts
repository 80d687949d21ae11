import type { CredentialAnswer, CredentialRequest } from "#libs/policy/credentialMessages";
import type { Room } from "#libs/policy/decision";
import { readerPseudonym } from "#libs/seal/ids";
import type { NoticeLeaf, SystemLeaf } from "#libs/seal/leaf";
import { type AlonePorts, recordAlone } from "./recordAlone.ts";

/**
 * Records what whoever administers a room is about to change: who comes in as a room decides who sees people's data
 * (D.Lgs. 51/2018, art. 25), and a copy that is tried again leaves. Durable when it answers `recorded`, and only then may anything be changed.
 */
export async function recordCredentialChange(
  ports: AlonePorts,
  rooms: readonly Pick<Room, "slot">[],
  request: CredentialRequest,
  at: string,
): Promise<CredentialAnswer> {
  if ("slot" in request && !rooms.some(({ slot }) => slot === request.slot)) {
    return { outcome: "refused", code: "room-unknown" };
  }
  const { id, by, viewer, change: code, ...about } = { viewer: undefined, ...request };
  const pseudonym = (reference: string) => readerPseudonym(ports.secrets.logPseudonym, reference);
  const leaf = {
    ...({ kind: "notice", at, clock: "unsynced", code } as const),
    ...{ ...about, by: pseudonym(by) },
    ...(viewer !== undefined && { viewer: pseudonym(viewer) }),
  };
  const said = (one: Omit<NoticeLeaf, "v" | "mode">): string =>
    JSON.stringify([one.code, one.slot, one.by, one.role, one.delivery, one.viewer]);
  const isSame = (before: SystemLeaf): boolean =>
    before.kind === "notice" && said(before) === said(leaf);
  return recordAlone(ports, id, leaf, isSame);
}
