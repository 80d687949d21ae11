import { nativeAdapter } from "#libs/adapters/native/adapter";
import type { IncidentEvent } from "#libs/incident/event";
import { settlePlaces } from "#libs/incident/placeSensitivity";
import type { ProblemCode } from "#libs/incident/problems";
import { fold, type IncidentState } from "#libs/incident/state";
import { guardAgainst, guardTexts } from "#libs/incident/textGuard";
import { type Finding, validateEvent } from "#libs/incident/validate";
import type { RoomFile } from "#libs/policy/roomSchema";
import { readInput } from "../inputFile.ts";

/** A message that a room would be refused, with its places; never a value of it. */
export interface RefusedFile {
  readonly kind: "refused";
  readonly file: string;
  readonly code: ProblemCode;
  readonly errors: readonly Finding[];
}

export type ReadEvent = { readonly kind: "event"; readonly event: IncidentEvent } | RefusedFile;

/** Reads a native message as the edge and the exchange would, but for its age and its sender's credentials. */
export function readEvent(file: string, room: RoomFile, receivedAt: string): ReadEvent {
  const decoded = nativeAdapter.decode(readInput(file), {
    contentType: nativeAdapter.contentTypes[0] ?? "",
    receivedAt,
    territory: room.municipalities,
  });
  if (decoded.kind === "refused") return { ...decoded, file };
  if (decoded.kind === "confirmation") throw new Error("a native message is an event");
  const { event } = settlePlaces(decoded.event);
  const findings = [...validateEvent(event), ...guardTexts(event)];
  const [first] = findings;
  if (first === undefined) return { kind: "event", event };
  return { kind: "refused", file, code: first.code, errors: findings };
}

/**
 * Those of a room's own messages, in their order, that the exchange would refuse for what the others before them say:
 * a name, an address or a code of the incident in a text.
 */
export function refusedTogether(
  messages: readonly { readonly file: string; readonly event: IncidentEvent }[],
  author: string,
): readonly RefusedFile[] {
  let state: IncidentState | undefined;
  return messages.flatMap(({ file, event }): readonly RefusedFile[] => {
    if ("alias" in event.incident) return [];
    const findings = state === undefined ? [] : guardAgainst(state, event);
    const [first] = findings;
    if (first !== undefined) return [{ kind: "refused", file, code: first.code, errors: findings }];
    state = fold(state, { author, storedAt: event.sent, event });
    return [];
  });
}
