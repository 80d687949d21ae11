import type { Component, IncidentEvent, Mode, StoredEvent } from "#libs/incident/event";
import { isInternal } from "#libs/incident/event";
import { joinLevels, splitByLevel } from "#libs/incident/levels";
import { type CanonicalValue, canonicalBytes, parseCanonical } from "#libs/seal/canonical";
import type { IncidentKeys } from "#libs/seal/derive";
import { type EventKeys, type EventNonces, openEvent, sealEvent } from "#libs/seal/envelope";

/** Which event: bound to the payload as associated data. */
export interface EventName {
  readonly mode: Mode;
  readonly event: string;
}

export type OpenedPayload =
  | { readonly kind: "open"; readonly event: StoredEvent; readonly locked: boolean }
  | { readonly kind: "refused"; readonly why: "malformed" | "not-authentic" };

/**
 * Payload of a message in EVENTS: the event in two parts, each canonical JSON under one of the
 * incident's two keys. Nonces are arguments (12 random bytes each).
 */
export function sealPayload(
  keys: IncidentKeys,
  name: EventName,
  event: StoredEvent,
  nonces: EventNonces,
): Buffer {
  if (isInternal(event)) {
    return sealEvent(keys, { ...name, ordinary: canonical(event), sensitive: undefined }, nonces);
  }
  const { ordinary, sensitive } = splitByLevel(event);
  const parts = {
    ...name,
    ordinary: canonical(ordinary),
    sensitive: sensitive.length > 0 ? canonical(sensitive) : undefined,
  };
  return sealEvent(keys, parts, nonces);
}

/** Opens a payload; with the sensitive key away its leaves are simply not there (`locked`). */
export function openPayload(keys: EventKeys, name: EventName, bytes: Uint8Array): OpenedPayload {
  const opened = openEvent(keys, name, bytes);
  if ("refused" in opened) return { kind: "refused", why: opened.refused };
  const ordinary = parseCanonical(opened.ordinary);
  if (ordinary === undefined) return { kind: "refused", why: "malformed" };
  // Written by sealPayload and authenticated: this is where canonical JSON becomes an event again.
  const event = ordinary as unknown as StoredEvent;
  if (isInternal(event) || !Buffer.isBuffer(opened.sensitive)) {
    return { kind: "open", event, locked: opened.sensitive === "locked" };
  }
  const sensitive = parseCanonical(opened.sensitive) as unknown as readonly Component[] | undefined;
  if (sensitive === undefined) return { kind: "refused", why: "malformed" };
  return { kind: "open", event: joinLevels(event, sensitive), locked: false };
}

/** Canonical JSON of an event: what submission digests are over. */
export function eventBytes(event: IncidentEvent): Buffer {
  return canonical(event);
}

function canonical(value: StoredEvent | readonly Component[]): Buffer {
  return canonicalBytes(value as unknown as CanonicalValue);
}
