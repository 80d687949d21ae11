import type { z } from "zod";
import type { DecodeContext, Decoded, ProtocolAdapter } from "#libs/incident/adapter";
import type { ConversionNote } from "#libs/incident/event";
import { readJson } from "#libs/incident/jsonGate";
import type { ProblemCode } from "#libs/incident/problems";
import { type Finding, validateEvent } from "#libs/incident/validate";
import { nativeFormat, toEvent } from "./canonical.ts";
import { copyMediaType, renderCopy } from "./copy.ts";
import { nativeLimits } from "./limits.ts";
import { type Pruned, prune } from "./prune.ts";
import { messageSchema, schemaNames } from "./schema.ts";

/** Raccordo's own JSON, in and out: the canonical event with decimal degrees and any time zone. */
export const nativeAdapter: ProtocolAdapter = {
  id: nativeFormat,
  contentTypes: ["application/vnd.raccordo.message+json", "application/json"],
  decode,
  encode: { contentType: copyMediaType, render: renderCopy },
};

function decode(bytes: Uint8Array, context: DecodeContext): Decoded {
  const read = readJson(bytes, schemaNames);
  if (read.kind === "refused") return refused([read.finding]);
  const pruned = prune(read.root);
  const parsed = messageSchema.safeParse(pruned.value);
  if (!parsed.success || pruned.findings.length > 0) {
    return refused([...pruned.findings, ...schemaFindings(parsed.error, pruned)]);
  }
  const { event, notes, findings } = toEvent(parsed.data, context.territory);
  // A time that could not be read would be found malformed once more.
  const broken = findings.length > 0 ? findings : validateEvent(event);
  if (broken.length > 0) return refused(broken.map((finding) => told(finding, pruned)));
  const marks = read.byteOrderMark ? [{ code: "byte-order-mark-dropped", pointer: "" }] : [];
  const converted = notes.map((note) => ({ ...note, pointer: pruned.toMessage(note.pointer) }));
  return {
    kind: "event",
    event: { ...event, notes: bounded([...marks, ...pruned.notes, ...converted]) },
  };
}

/** The code is that of the first finding. */
function refused(findings: readonly Finding[]): Decoded {
  const [first] = findings;
  if (first === undefined) throw new Error("a refusal needs a finding");
  return { kind: "refused", code: first.code, errors: findings.slice(0, nativeLimits.findingsMax) };
}

/** Issues of the schema at places that were not found wrong before, as findings. */
function schemaFindings(error: z.ZodError | undefined, pruned: Pruned): readonly Finding[] {
  const found = new Set(pruned.findings.map(({ pointer }) => pointer));
  return (error?.issues ?? [])
    .map((issue): Finding => {
      const pointer = pruned.toMessage(issue.path.map((step) => `/${String(step)}`).join(""));
      return { pointer, code: issueCode(issue, valueAt(pruned.value, issue.path)) };
    })
    .filter(({ pointer }) => !found.has(pointer) && !found.has(`${pointer}/kind`));
}

function issueCode(issue: z.core.$ZodIssue, value: unknown): ProblemCode {
  if (issue.code === "too_big" || issue.code === "too_small") {
    const isPlace = /^(?:lat|lon|polygon)$/.test(String(issue.path[2]));
    return isPlace && typeof value === "number" ? "coordinates-out-of-range" : "value-out-of-range";
  }
  // `incident: {}` lacks the one member that it is for.
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  if (value === undefined || (issue.code === "invalid_union" && isEmpty)) return "member-missing";
  return "member-mistyped";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined,
    value,
  );
}

/** A finding of the canonical event by the members of the message. */
function told({ pointer, code }: Finding, pruned: Pruned): Finding {
  const native = pointer.replace(/^(\/upsert\/\d+)\/point$/, "$1/lat");
  return { pointer: pruned.toMessage(native), code };
}

function bounded(notes: readonly ConversionNote[]): readonly ConversionNote[] {
  const unique = [...new Map(notes.map((note) => [`${note.code} ${note.pointer}`, note])).values()];
  if (unique.length <= nativeLimits.notesMax) return unique;
  return [...unique.slice(0, nativeLimits.notesMax - 1), { code: "notes-cut", pointer: "" }];
}
