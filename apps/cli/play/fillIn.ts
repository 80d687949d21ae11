/** What the placeholders of the thread stand for in one play. */
export interface Filling {
  readonly startId: string;
  /** Begin of the play: two messages with the same text stay the same. */
  readonly nowMs: number;
  /** The name under which the sending room was given an incident; undefined if it was not. */
  alias(incident: string): string | undefined;
}

const placeholder = /\{(start|now(?:[+-]\d{1,5}m)?|alias:[a-z_]+)\}/g;

/** The JSON bytes of a message. */
export function fillIn(message: object, filling: Filling): Uint8Array<ArrayBuffer> {
  const filled = JSON.stringify(message, (_, value: unknown) =>
    typeof value === "string"
      ? value.replace(placeholder, (_whole, word: string) => standsFor(word, filling))
      : value,
  );
  return new TextEncoder().encode(filled);
}

function standsFor(word: string, { startId, nowMs, alias }: Filling): string {
  if (word === "start") return startId;
  if (word.startsWith("now")) {
    const minutes = Number.parseInt(word.slice(3) || "0", 10);
    return new Date(nowMs + minutes * 60_000).toISOString();
  }
  // An incident that the room was not given has no name there: one that nobody has is sent.
  return alias(word.slice("alias:".length)) ?? "0".repeat(32);
}
