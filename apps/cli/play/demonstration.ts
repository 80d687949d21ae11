import { readFileSync } from "node:fs";
import { z } from "zod"; // shape of the two files
import { parseStrictYaml } from "#libs/policy/strictYaml";
import { CliError } from "../exitCodes.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const roomId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const bilingual = z.strictObject({
  it: z.string().min(1).max(400),
  en: z.string().min(1).max(400),
});
/** Stands in a line of 80 columns, beside the time, the room and the marks of the receivers. */
const sentence = z.strictObject({
  it: z.string().min(1).max(38),
  en: z.string().min(1).max(38),
});

const roomNames = z.strictObject({
  it: z.string().min(1).max(11),
  en: z.string().min(1).max(11),
  /** Heading of the room's column. */
  mark: z.string().min(2).max(3),
});

const message = z
  .strictObject({
    /** Time of the day at which it is sent. */
    at: time,
    name,
    /** Room that sends it. */
    room: roomId,
    /** The incident that it belongs to; absent where it is refused. */
    incident: name.exactOptional(),
    title: sentence,
    /** Content in native JSON, with placeholders; what is not said is filled in (see `fillIn`). */
    json: z.record(z.string(), z.unknown()).exactOptional(),
    /** The bytes in the format of another protocol; `json` then says, by hand, what they mean. */
    raw: z.strictObject({ type: z.string().min(1), body: z.string().min(1) }).exactOptional(),
    /** The bytes of an earlier message once more. */
    again: name.exactOptional(),
  })
  .refine(({ json, again }) => (json === undefined) !== (again === undefined), {
    message: "either json or again",
  });
export type DayMessage = z.infer<typeof message>;

const incident = z.strictObject({
  name,
  /** Room whose incident it is. */
  room: roomId,
  mode: z.enum(["actual", "exercise"]).exactOptional(),
  title: bilingual,
  remark: bilingual.exactOptional(),
});
export type DayIncident = z.infer<typeof incident>;

const daySchema = z
  .strictObject({
    format: z.literal("raccordo-day/1"),
    /** Nobody in it is real: a file that does not say so is not played. */
    synthetic: z.literal(true),
    begins: time,
    ends: time,
    rooms: z.record(roomId, roomNames),
    incidents: z.array(incident).max(64),
    /** The incident whose table is shown on the screen. */
    example: name,
    /** Headings over what follows, for who watches. */
    scenes: z.array(z.strictObject({ at: time, title: bilingual })).max(32),
    /** Rooms whose line is down: nobody asks for their copies meanwhile. */
    absences: z.array(z.strictObject({ room: roomId, from: time, to: time })).max(8),
    messages: z.array(message).min(1).max(200),
  })
  .refine(isConsistent, {
    message: "a message names a room, an incident or a message that is not, or comes too early",
  });
export type Day = z.infer<typeof daySchema>;

function isConsistent(day: {
  readonly begins: string;
  readonly ends: string;
  readonly rooms: object;
  readonly example: string;
  readonly incidents: readonly { readonly name: string; readonly room: string }[];
  readonly absences: readonly { room: string; from: string; to: string }[];
  readonly messages: readonly DayMessage[];
}): boolean {
  const incidents = new Set(day.incidents.map((one) => one.name));
  const isRoom = (id: string) => Object.hasOwn(day.rooms, id);
  const isAway = (id: string, at: string) =>
    day.absences.some(({ room, from, to }) => room === id && at >= from && at < to);
  const seen = new Set<string>();
  let before = day.begins;
  const isEach = day.messages.every(({ name: own, at, room, incident: to, again }) => {
    const isKnown = to === undefined || incidents.has(to);
    const isLater = (again === undefined || seen.has(again)) && at >= before && at < day.ends;
    const isNew = !seen.has(own);
    seen.add(own);
    before = at;
    return isKnown && isLater && isNew && isRoom(room) && !isAway(room, at);
  });
  const others = [...day.incidents, ...day.absences].every(({ room }) => isRoom(room));
  return (
    incidents.has(day.example) &&
    isEach &&
    others &&
    day.absences.every(({ from, to }) => from < to)
  );
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

/** Groups of the matrix whose cells are written down; those left out of a row are withheld. */
export const cellGroups = [
  ...(["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"] as const),
  ...(["G11", "G13", "G14", "G15", "G17"] as const),
] as const;
export type CellGroup = (typeof cellGroups)[number];

/**
 * A cell of the matrix: A all · Z 1 km zone · N numbers and flags · T no plate, make, model · S call sign ·
 * Q quarters of an hour · C as A once the receiver is in charge. G5 names its roles after the letter.
 */
const cell = z.string().regex(/^[AZNTSQC](?: [a-z]+)*$/);
const cells = z.partialRecord(z.enum(cellGroups), cell);
export type Cells = z.infer<typeof cells>;

const legalTitle = {
  rule: z.string().min(1).exactOptional(),
  article: z.string().min(1).exactOptional(),
};
const row = z
  .strictObject({
    ...legalTitle,
    /** Why the room gets nothing. */
    reason: z
      .string()
      .regex(/^[A-Z][A-Z_]{1,39}$/)
      .exactOptional(),
    /** What it may have. */
    cells: cells.exactOptional(),
    /** Fields beyond the groups, in the rows that have them. */
    also: z.array(z.enum(["incident.call_filter", "incident.same_as"])).exactOptional(),
    /** The owner is told who answers. */
    told: z.literal(true).exactOptional(),
  })
  .refine((one) => [one.reason, one.cells, one.told].filter((part) => part).length === 1, {
    message: "one of reason, cells and told",
  });
export type ExpectedRow = z.infer<typeof row>;

const expectedIncident = z.strictObject({
  name,
  /** Message from which on these rows hold; absent: from the first on. */
  since: name.exactOptional(),
  rooms: z.record(roomId, row),
});
export type ExpectedIncident = z.infer<typeof expectedIncident>;

const outcome = z.strictObject({
  message: name,
  /** 202 where it is not said. */
  status: z.int().min(200).max(599).exactOptional(),
  /** Code of the problem; absent where it is accepted. */
  code: z.string().exactOptional(),
  /** Codes of the notes that the sender gets with the 202. */
  notes: z.array(z.string()).exactOptional(),
  /** The message whose event this one is, once more. */
  same_as: name.exactOptional(),
  /** Rooms that get a copy; absent where nothing new is recorded. */
  copies: z.array(roomId).exactOptional(),
});
export type ExpectedOutcome = z.infer<typeof outcome>;

/** What the log should say of one room. */
export interface ExpectedDecision {
  readonly outcome: "released" | "withheld" | "nothing_new" | "not_addressed";
  readonly reason: string;
  readonly rule?: string;
  readonly article?: string;
}

const leafPath = z.string().regex(/^[a-z]+\.[a-z0-9_]+$/);

const expectedSchema = z.strictObject({
  format: z.literal("raccordo-day-expected/1"),
  /** [P]: the matrix behind it is a proposal, and the summary says so. */
  proposal: z.literal(true),
  incidents: z.array(expectedIncident).max(96),
  messages: z.array(outcome).max(200),
  /** Copies written out field by field. */
  copies: z.array(z.strictObject({ message: name, room: roomId, copy })).max(64),
  /** What a room finds when it comes back: messages of which it then gets its copy, in order. */
  caught_up: z.array(z.strictObject({ room: roomId, messages: z.array(name).min(1) })).max(8),
  never: z
    .array(z.strictObject({ incident: name, room: roomId, fields: z.array(leafPath).min(1) }))
    .max(64),
});
export type Expected = z.infer<typeof expectedSchema>;

/** What the rooms say. Throws CliError with the place of the first fault. */
export const readDay = (file: string): Day => read(file, daySchema);

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
