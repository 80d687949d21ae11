import { hasFormat } from "#libs/incident/formats";
import type { CapVersion } from "./grammar.ts";
import { readTime } from "./time.ts";

/** Identity of a CAP message: an identifier alone is not unique (CAP 1.2 section 3.2.1). */
export interface Triple {
  readonly sender: string;
  readonly identifier: string;
  /** Canonical time: the same instant in another offset is the same message. */
  readonly sent: string;
}

/** The triple as one name, with its time in UTC. */
export const tripleName = (triple: Triple): string =>
  `${triple.sender},${triple.identifier},${triple.sent}`;

/**
 * CAP forbids blanks, commas, `<` and `&` in identifier and sender; the canonical model takes letters,
 * digits and `. _ : / + @ # -` only, so that a name can stand in subjects and logs' pseudonyms.
 */
export function isCapName(text: string): boolean {
  return text.length <= 200 && !/[ ,<&]/.test(text) && hasFormat(text, "token");
}

/** Triples of `references`, or undefined if one of them cannot be read. */
export function readReferences(text: string, version: CapVersion): readonly Triple[] | undefined {
  const triples: Triple[] = [];
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const [sender = "", identifier = "", sent = "", ...more] = word.split(",");
    const time = readTime(sent, version);
    if (more.length > 0 || time.kind === "refused") return undefined;
    if (!isCapName(sender) || !isCapName(identifier)) return undefined;
    triples.push({ sender, identifier, sent: time.utc });
  }
  return triples;
}

/** The referenced message that was sent first; two of one instant are put in order by name. */
export function earliest(triples: readonly Triple[]): Triple | undefined {
  const key = (triple: Triple): string => `${triple.sent} ${tripleName(triple)}`;
  return [...triples].sort((a, b) => (key(a) < key(b) ? -1 : 1))[0];
}

/** Names in `incidents`: separated by white space, in quotes when they contain any. */
export function readIncidents(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2] ?? "");
}
