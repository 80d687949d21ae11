import type { z } from "zod";
import type { DecodeContext, Decoded, ProtocolAdapter } from "#libs/incident/adapter";
import type { ConversionNote } from "#libs/incident/event";
import { readJson } from "#libs/incident/jsonGate";
import type { ProblemCode } from "#libs/incident/problems";
import { type Finding, validateEvent } from "#libs/incident/validate";
import { canonical, cardFormat } from "./canonical.ts";
import { cardMediaType, renderCard } from "./card.ts";
import { cardLimits } from "./limits.ts";
import { type Pruned, prune } from "./prune.ts";
import { cardNames, cardSchema } from "./schema.ts";

/**
 * The card (scheda contatto) of a 112 centre, in and out. Its schema is INVENTED: the interface of the
 * real centres is not public, and nothing here claims to conform with it. docs/scheda112.md says more.
 */
export const scheda112Adapter: ProtocolAdapter = {
  id: cardFormat,
  contentTypes: [cardMediaType],
  decode,
  encode: { contentType: `${cardMediaType}; version=1`, render: renderCard },
};

function decode(bytes: Uint8Array, _context: DecodeContext): Decoded {
  const read = readJson(bytes, cardNames);
  if (read.kind === "refused") return refused([read.finding]);
  const pruned = prune(read.root);
  const parsed = cardSchema.safeParse(pruned.value);
  if (!parsed.success || pruned.findings.length > 0) {
    return refused([...pruned.findings, ...schemaFindings(parsed.error, pruned)]);
  }
  const { event, findings, sources } = canonical(parsed.data);
  // A time that could not be read would be found malformed once more.
  const broken = findings.length > 0 ? findings : toldByCard(validateEvent(event), sources);
  if (broken.length > 0) return refused(broken);
  const marks = read.byteOrderMark ? [{ code: "byte-order-mark-dropped", pointer: "" }] : [];
  return {
    kind: "event",
    event: { ...event, notes: bounded([...marks, ...pruned.notes, ...event.notes]) },
  };
}

/** The code is that of the first finding. */
function refused(findings: readonly Finding[]): Decoded {
  const [first] = findings;
  if (first === undefined) throw new Error("a refusal needs a finding");
  return { kind: "refused", code: first.code, errors: findings.slice(0, cardLimits.findingsMax) };
}

/** Issues of the schema at places that were not found wrong before, as findings. */
function schemaFindings(error: z.ZodError | undefined, pruned: Pruned): readonly Finding[] {
  const found = new Set(pruned.findings.map(({ pointer }) => pointer));
  return (error?.issues ?? [])
    .map((issue): Finding => {
      const pointer = issue.path.map((step) => `/${String(step)}`).join("");
      return { pointer, code: issueCode(issue, pointer, valueAt(pruned.value, issue.path)) };
    })
    .filter(({ pointer }) => !found.has(pointer));
}

function issueCode(issue: z.core.$ZodIssue, pointer: string, value: unknown): ProblemCode {
  if (issue.code === "too_big" || issue.code === "too_small") {
    return /\/(?:lat|lon)$/.test(pointer) ? "coordinates-out-of-range" : "value-out-of-range";
  }
  if (value === undefined) return "member-missing";
  return pointer === "/schema" ? "card-schema-unknown" : "member-mistyped";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined,
    value,
  );
}

/** Findings on the canonical event, told by the members of the card. */
function toldByCard(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
): readonly Finding[] {
  return findings.map(({ pointer, code }) => {
    const leaf = pointer.replace(/^(\/(?:upsert\/\d+\/)?[a-z_]+(?:\/[a-z_]+)?)(?:\/\d+)*$/, "$1");
    return { pointer: sources.get(leaf) ?? (leaf.startsWith("/upsert") ? "" : leaf), code };
  });
}

function bounded(notes: readonly ConversionNote[]): readonly ConversionNote[] {
  const unique = [...new Map(notes.map((note) => [`${note.code} ${note.pointer}`, note])).values()];
  if (unique.length <= cardLimits.notesMax) return unique;
  return [...unique.slice(0, cardLimits.notesMax - 1), { code: "notes-cut", pointer: "" }];
}
