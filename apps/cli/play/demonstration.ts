import { readFileSync } from "node:fs";
import { z } from "zod"; // shape of the two files
import { parseStrictYaml } from "#libs/policy/strictYaml";
import { CliError } from "../exitCodes.ts";

const name = z.string().regex(/^[a-z][a-z_]{0,39}$/);
const bilingual = z.strictObject({
  it: z.string().min(1).max(400),
  en: z.string().min(1).max(400),
});

const message = z
  .strictObject({
    name,
    /** Room that sends it. */
    room: name,
    /** The incident that it belongs to; absent where it is refused. */
    incident: name.exactOptional(),
    title: bilingual,
    /** Content in native JSON, with placeholders. */
    json: z.record(z.string(), z.unknown()).exactOptional(),
    /** The bytes of an earlier message once more. */
    again: name.exactOptional(),
  })
  .refine(({ json, again }) => (json === undefined) !== (again === undefined), {
    message: "either json or again",
  });
export type ThreadMessage = z.infer<typeof message>;

const threadSchema = z
  .strictObject({
    format: z.literal("raccordo-thread/1"),
    /** Nobody in it is real: a file that does not say so is not played. */
    synthetic: z.literal(true),
    rooms: z.record(name, bilingual),
    incidents: z
      .array(z.strictObject({ name, title: bilingual, remark: bilingual.exactOptional() }))
      .max(64),
    messages: z.array(message).min(1).max(64),
  })
  .refine(isConsistent, {
    message: "a message names a room, an incident or a message that is not",
  });
export type Thread = z.infer<typeof threadSchema>;

function isConsistent(thread: {
  readonly rooms: object;
  readonly incidents: readonly { readonly name: string }[];
  readonly messages: readonly ThreadMessage[];
}): boolean {
  const incidents = new Set(thread.incidents.map((incident) => incident.name));
  const seen = new Set<string>();
  return thread.messages.every(({ name: own, room, incident, again }) => {
    const isKnown = incident === undefined || incidents.has(incident);
    const isLater = again === undefined || seen.has(again);
    const isNew = !seen.has(own);
    seen.add(own);
    return isKnown && isLater && isNew && Object.hasOwn(thread.rooms, room);
  });
}

/** Names of fields by kind of component, one entry a component. */
const fieldsOfComponents = z
  .array(z.record(name, z.array(name).min(1)).refine((one) => Object.keys(one).length === 1))
  .max(32);

const copy = z.strictObject({
  charge: z.enum(["none", "yours"]),
  head: z.array(z.enum(["category", "status", "completeness", "reliability"])),
  components: fieldsOfComponents,
  gone: fieldsOfComponents,
});
export type ExpectedCopy = z.infer<typeof copy>;

const decision = z.strictObject({
  outcome: z.enum(["released", "withheld", "nothing_new", "not_addressed"]),
  reason: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
  rule: z.string().min(1).exactOptional(),
  article: z.string().min(1).exactOptional(),
  copy: copy.exactOptional(),
});
export type ExpectedDecision = z.infer<typeof decision>;

const outcome = z.strictObject({
  message: name,
  answer: z.strictObject({
    status: z.int().min(200).max(599),
    /** Code of the problem; absent where it is accepted. */
    code: z.string().exactOptional(),
    /** The message whose event this one is, once more. */
    same_as: name.exactOptional(),
  }),
  /** Decision for every room; absent where nothing new is recorded. */
  rooms: z.record(name, decision).exactOptional(),
});
export type ExpectedOutcome = z.infer<typeof outcome>;

const leafPath = z.string().regex(/^[a-z]+\.[a-z0-9_]+$/);

const expectedSchema = z.strictObject({
  format: z.literal("raccordo-thread-expected/1"),
  /** [P]: the matrix behind it is a proposal, and the summary says so. */
  proposal: z.literal(true),
  messages: z.array(outcome).max(64),
  never: z
    .array(z.strictObject({ incident: name, room: name, fields: z.array(leafPath).min(1) }))
    .max(64),
});
export type Expected = z.infer<typeof expectedSchema>;

/** What the rooms say. Throws CliError with the place of the first fault. */
export const readThread = (file: string): Thread => read(file, threadSchema);

/** What must come of it. */
export const readExpected = (file: string): Expected => read(file, expectedSchema);

function read<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  const parsed = parseStrictYaml(textOf(file), schema);
  if (parsed.ok) return parsed.value;
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new CliError("usage", "file-unreadable", { file });
  }
}
