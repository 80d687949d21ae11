import { join } from "node:path";
import protobuf from "protobufjs"; // the descriptor itself, read from the contract's own files
import { projectRoot } from "#tests/support/project";
import type { Draw } from "./draw.ts";

const contract = join(projectRoot, "proto");
const library = join(projectRoot, "node_modules", "protobufjs");
const root = new protobuf.Root();
root.resolvePath = (_, target) => join(target.startsWith("google/") ? library : contract, target);
root.loadSync("raccordo/v1/incident.proto", { keepCase: true }).resolveAll();

const eventType = root.lookupType("raccordo.v1.Event");

/** One field as it stands on the wire: number, wire type, and the bytes after the tag. */
interface RawField {
  readonly id: number;
  readonly wireType: number;
  readonly body: Uint8Array;
}

/**
 * The same message in other bytes: fields in another order, singular ones said before with another value, unknown
 * ones of every wire type, lists unpacked, enum numbers of a later version where something else is said later or
 * nothing at all, and members of a oneof before the one that counts. Who reads by the contract reads the same.
 */
export function noisy(bytes: Uint8Array, draw: Draw): Uint8Array {
  return noisyMessage(eventType, bytes, draw);
}

/** The bytes of a message as a careless reader has its components: of each field and each oneof what is said first. */
export function firstSaid(bytes: Uint8Array): Uint8Array {
  return firstOf(eventType, bytes);
}

function firstOf(type: protobuf.Type, bytes: Uint8Array): Uint8Array {
  const seen = new Set<unknown>();
  const kept = fieldsIn(bytes).flatMap((raw): readonly RawField[] => {
    const field = type.fieldsById[raw.id];
    if (field === undefined) return [];
    const slot = field.partOf ?? field;
    if (type !== eventType && !field.repeated && seen.has(slot)) return [];
    seen.add(slot);
    const { resolvedType } = field;
    if (!(resolvedType instanceof protobuf.Type) || raw.wireType !== 2) return [raw];
    return [{ ...raw, body: firstOf(resolvedType, raw.body) }];
  });
  return written(kept);
}

/** Fields of the event itself that the contract does not name, as text. */
export function unknownText(bytes: Uint8Array): string {
  const unknown = fieldsIn(bytes).filter(({ id }) => eventType.fieldsById[id] === undefined);
  return Buffer.concat(unknown.map(({ body }) => body)).toString("hex");
}

function noisyMessage(type: protobuf.Type, bytes: Uint8Array, draw: Draw): Uint8Array {
  const own = fieldsIn(bytes).flatMap((raw) => told(type, raw, draw));
  const said = new Set(own.map(({ id }) => id));
  const before = type.fieldsArray.flatMap((field) => earlier(type, field, said, draw));
  const placed = inOtherOrder(own, draw);
  const noise = [...before, ...unknowns(type, draw)];
  return written([...noise, ...placed, ...unknowns(type, draw)]);
}

/** A field's own value, with what is inside made noisy too. */
function told(type: protobuf.Type, raw: RawField, draw: Draw): readonly RawField[] {
  const field = type.fieldsById[raw.id];
  if (field === undefined || raw.wireType !== 2) return [raw];
  if (field.resolvedType instanceof protobuf.Type) {
    return [{ ...raw, body: noisyMessage(field.resolvedType, raw.body, draw) }];
  }
  const isPacked = field.repeated && field.resolvedType instanceof protobuf.Enum;
  return isPacked && draw.chance(50) ? unpacked(raw) : [raw];
}

function unpacked({ id, body }: RawField): readonly RawField[] {
  const reader = protobuf.Reader.create(body);
  const items: RawField[] = [];
  while (reader.pos < reader.len) items.push(varint(id, reader.uint32()));
  return items;
}

/** What is said of a field before the value that counts; of a field that says nothing, only what nobody can read. */
function earlier(
  type: protobuf.Type,
  field: protobuf.Field,
  said: ReadonlySet<number>,
  draw: Draw,
): readonly RawField[] {
  if (field.partOf !== null) return earlierMember(type, field, said, draw);
  if (draw.chance(70)) return [];
  const isEnum = field.resolvedType instanceof protobuf.Enum;
  if (field.repeated) return isEnum && !said.has(field.id) ? [varint(field.id, laterNumber)] : [];
  if (said.has(field.id)) return isEnum ? [varint(field.id, laterNumber)] : another(field, draw);
  if (isEnum) return [varint(field.id, laterNumber)];
  // A wire type that the field does not have is no value of it.
  return [{ id: field.id, wireType: 5, body: Uint8Array.of(1, 2, 3, 4) }];
}

/** proto3 optionals are oneofs of one member; a real oneof keeps what is said last. */
function earlierMember(
  type: protobuf.Type,
  field: protobuf.Field,
  said: ReadonlySet<number>,
  draw: Draw,
): readonly RawField[] {
  const members = field.partOf?.fieldsArray ?? [];
  if (members.length === 1) return draw.chance(70) ? [] : optional(field, said, draw);
  const isSaid = members.some((member) => said.has(member.id));
  if (!isSaid || said.has(field.id) || draw.chance(80)) return [];
  return another(field, draw).length > 0 ? another(field, draw) : inner(type, field, draw);
}

function optional(
  field: protobuf.Field,
  said: ReadonlySet<number>,
  draw: Draw,
): readonly RawField[] {
  const isEnum = field.resolvedType instanceof protobuf.Enum;
  if (isEnum) return [varint(field.id, laterNumber)];
  if (said.has(field.id)) return another(field, draw);
  return [{ id: field.id, wireType: 5, body: Uint8Array.of(1, 2, 3, 4) }];
}

/** Some other value of a scalar field. */
function another(field: protobuf.Field, draw: Draw): readonly RawField[] {
  switch (field.type) {
    case "string":
      return [text(field.id, `SINTETICO-${draw.below(999)}`)];
    case "bool":
    case "uint32":
    case "sint32":
      return [varint(field.id, draw.below(field.type === "bool" ? 2 : 100))];
    default:
      return [];
  }
}

/** Another kind of component, whole, before the one that counts. */
function inner(_: protobuf.Type, field: protobuf.Field, draw: Draw): readonly RawField[] {
  if (!(field.resolvedType instanceof protobuf.Type)) return [];
  const said = field.resolvedType.fieldsArray
    .filter((each) => !each.repeated)
    .flatMap((each) => another(each, draw));
  return [{ id: field.id, wireType: 2, body: written(said) }];
}

/** No enum of the model has it. */
const laterNumber = 9_999;
/** Numbers that the contract does not use. */
const unknownIds = [700, 701, 18_000];

function unknowns(type: protobuf.Type, draw: Draw): readonly RawField[] {
  if (draw.chance(50)) return [];
  const id = draw.pick(unknownIds.filter((each) => type.fieldsById[each] === undefined));
  const word = `IGNOTO-${draw.below(1_000_000)}`;
  const inside = written([text(1, word)]);
  const kinds: readonly RawField[] = [
    varint(id, draw.below(1_000_000)),
    { id, wireType: 1, body: Uint8Array.from({ length: 8 }, () => draw.below(256)) },
    text(id, word),
    { id, wireType: 3, body: Buffer.concat([inside, tag(id, 4)]) },
    { id, wireType: 5, body: Uint8Array.from({ length: 4 }, () => draw.below(256)) },
  ];
  return draw.shuffled(kinds).slice(0, 1 + draw.below(2));
}

/** Another order of the fields; what is said of one field stays in its own. */
function inOtherOrder(fields: readonly RawField[], draw: Draw): readonly RawField[] {
  const queues = Map.groupBy(fields, ({ id }) => id);
  const taken = new Map<number, number>();
  return draw.shuffled(fields).flatMap(({ id }) => {
    const next = taken.get(id) ?? 0;
    taken.set(id, next + 1);
    const field = queues.get(id)?.[next];
    return field === undefined ? [] : [field];
  });
}

function fieldsIn(bytes: Uint8Array): readonly RawField[] {
  const reader = protobuf.Reader.create(bytes);
  const fields: RawField[] = [];
  while (reader.pos < reader.len) {
    const head = reader.uint32();
    const [id, wireType] = [head >>> 3, head & 7];
    const start = reader.pos;
    if (wireType === 2) {
      fields.push({ id, wireType, body: reader.bytes() });
      continue;
    }
    reader.skipType(wireType);
    fields.push({ id, wireType, body: bytes.slice(start, reader.pos) });
  }
  return fields;
}

function written(fields: readonly RawField[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ id, wireType, body }) => {
      const length = protobuf.Writer.create().uint32(body.length).finish();
      return wireType === 2 ? [tag(id, 2), length, body] : [tag(id, wireType), body];
    }),
  );
}

function tag(id: number, wireType: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32((id << 3) | wireType)
    .finish();
}

function varint(id: number, value: number): RawField {
  return { id, wireType: 0, body: protobuf.Writer.create().uint32(value).finish() };
}

function text(id: number, value: string): RawField {
  return { id, wireType: 2, body: Buffer.from(value) };
}
