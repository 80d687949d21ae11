import { z } from "zod"; // a JSON object is one
import type { Day, DayMessage } from "./demonstration.ts";

/** What the placeholders of the day stand for in one play. */
export interface Filling {
  readonly startId: string;
  /** Time of the day at which the message is sent, in milliseconds since 1970. */
  readonly atMs: number;
  /** The name under which the sending room was given an incident; undefined if it was not. */
  alias(incident: string): string | undefined;
}

const placeholder = /\{(start|at(?:[+-]\d{1,5}m)?|alias:[a-z0-9_]+)\}/g;

/** A message in native JSON. */
export type Content = Readonly<Record<string, unknown>>;

/**
 * The content of a message. What every message has alike need not be written: its id is its name, it is sent
 * at its time, its incident has the owner's id or the sender's alias, its mode is the incident's.
 */
export function contentOf({ incidents }: Day, message: DayMessage): Content {
  const { name, room, json = {} } = message;
  const incident = incidents.find((one) => one.name === message.incident);
  const isOwner = incident === undefined || incident.room === room;
  const called = message.incident ?? name;
  return {
    message_id: `${name}-{start}`,
    sent: "{at}",
    mode: incident?.mode ?? "actual",
    kind: "report",
    incident: isOwner ? { id: `${called}-{start}` } : { alias: `{alias:${called}}` },
    ...json,
  };
}

/** Incidents that the sender must have been given before the message can be written. */
export function aliasesIn(content: Content): readonly string[] {
  return [...JSON.stringify(content).matchAll(/\{alias:([a-z0-9_]+)\}/g)].map(([, to = ""]) => to);
}

/** The content with its placeholders filled in. */
export function fillIn(content: Content, filling: Filling): Content {
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === "string" ? fillText(value, filling) : value,
  );
  return contentSchema.parse(JSON.parse(text));
}

const contentSchema = z.record(z.string(), z.unknown());

/** A text with its placeholders filled in. */
export const fillText = (text: string, filling: Filling): string =>
  text.replace(placeholder, (_whole, word: string) => standsFor(word, filling));

function standsFor(word: string, { startId, atMs, alias }: Filling): string {
  if (word === "start") return startId;
  if (word.startsWith("at")) {
    const minutes = Number.parseInt(word.slice(2) || "0", 10);
    return new Date(atMs + minutes * 60_000).toISOString();
  }
  // An incident that the room was not given has no name there: one that nobody has is sent.
  return alias(word.slice("alias:".length)) ?? "0".repeat(32);
}
