import type { IncidentEvent } from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import { eventLimits } from "#libs/incident/limits";
import type { ProblemCode } from "#libs/incident/problems";
import { guardTexts } from "#libs/incident/textGuard";
import { type Finding, validateEvent } from "#libs/incident/validate";

/** A refusal: one code for the answer's title, and the places that it is about. */
export interface Refused {
  readonly kind: "refused";
  readonly code: ProblemCode;
  readonly errors: readonly Finding[];
  readonly retryAfterS?: number;
}

export type Admission = { readonly kind: "admitted" } | Refused;

/**
 * Whether an event may enter at `nowMs`: model, catalogue and limits, the free-text guard (the same for
 * all receivers), and the age of the message. Pure: nothing of what other rooms have is asked here.
 */
export function admit(event: IncidentEvent, nowMs: number): Admission {
  const findings = validateEvent(event);
  const first = findings[0];
  if (first !== undefined) return refused(first.code, findings);
  const age = ageRefusal(event, nowMs);
  if (age !== undefined) return age;
  const texts = guardTexts(event);
  const typed = texts[0];
  return typed === undefined ? { kind: "admitted" } : refused(typed.code, texts);
}

/** A refusal with its places; no more than 32, so that an answer stays small. */
export function refused(
  code: ProblemCode,
  errors: readonly Finding[] = [],
  retryAfterS?: number,
): Refused {
  const few = errors.slice(0, 32);
  return { kind: "refused", code, errors: few, ...(retryAfterS !== undefined && { retryAfterS }) };
}

/** A non-owner may only answer: by alias, with one of three kinds (clarification 15). */
export function mayWriteByAlias(event: IncidentEvent): boolean {
  return answerKinds.includes(event.kind);
}

function ageRefusal(event: IncidentEvent, nowMs: number): Refused | undefined {
  const sentMs = Date.parse(event.sent);
  const pointer = "/sent";
  if (nowMs - sentMs > eventLimits.sentAgeMaxMs) {
    return refused("message-too-old", [{ pointer, code: "message-too-old" }]);
  }
  if (sentMs - nowMs > eventLimits.sentAheadMaxMs) {
    return refused("sent-in-future", [{ pointer, code: "sent-in-future" }]);
  }
  return undefined;
}
