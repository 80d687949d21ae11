import { hash } from "node:crypto";
import { derivationLabel, lengthPrefixed, type Mode } from "./bytes.ts";
import { type ChainHead, leafBytesMax } from "./leaf.ts";
import { type IncidentKind, incidentKinds, leafSchemas, slotsMultiple } from "./leafSchema.ts";
import { partsBytesMax } from "./parts.ts";
import { incidentPartsSchema } from "./partsSchema.ts";
import { membersForm, notPlain, type PlainScan } from "./plainForm.ts";
import type { Schema } from "./shape.ts";

/**
 * A decision in which nothing is wrong by itself: `parseLeaf` takes its leaf, and `checkPartsOf` finds nothing in its
 * parts but rooms that have none. What is left to judge is its place among the other entries.
 */
export interface PlainDecision {
  readonly kind: IncidentKind;
  readonly mode: Mode;
  /** Pseudonym of the incident. */
  readonly incident: string;
  readonly h: ChainHead | undefined;
  /** Rooms that have a part, ascending; undefined where no parts were looked at. */
  readonly slots: readonly number[] | undefined;
}

const membersRead = ["commitments", "facts", "h", "incident", "mode", "slots"] as const;
const leafMarks = new Int32Array(2 * membersRead.length);
const partMarks = new Int32Array(4);
/** Begin of each room's part, from the scan of the parts that was made last. */
const slotBegins: number[] = [];
const slotEnds: number[] = [];

const leafScans: readonly { readonly kind: IncidentKind; readonly scan: PlainScan }[] =
  incidentKinds.flatMap((kind) => {
    const schema = leafSchemas[kind];
    return schema ? [{ kind, scan: membersForm(schema, membersRead, leafMarks) }] : [];
  });

const partsScan: PlainScan = membersForm(
  incidentPartsSchema,
  ["commitments", "facts"],
  partMarks,
  new Map([
    [
      slotItems(incidentPartsSchema.properties["slots"]),
      (from: number, to: number) => {
        slotBegins.push(from);
        slotEnds.push(to);
      },
    ],
  ]),
);

function slotItems(schema: Schema | undefined): Schema {
  if (schema !== undefined && "items" in schema) return schema.items;
  throw new Error("parts have a list of slots");
}

const digestChars = 43;
/** A digest in a list, with its quotes and a comma. */
const digestStride = digestChars + 3;
const saltChars = 22;
const saltBegin = '{"salt":"'.length;
const valueBegin = saltBegin + saltChars + '","value":'.length;
const numberBegin = saltBegin + saltChars + '","slot":'.length;
const idChars = 32;

/**
 * The decision in an entry where it is plainly what a writer of ours writes, several times faster than the strict
 * reader; undefined says nothing, that reader must look. `part` is undefined where parts are not looked at.
 */
export function plainDecision(leaf: Buffer, part: Buffer | undefined): PlainDecision | undefined {
  if (leaf.length > leafBytesMax) return undefined;
  const kind = leafScans.find(({ scan }) => scan(leaf, 0) === leaf.length)?.kind;
  if (kind === undefined) return undefined;
  const [commitments = 0, , facts = 0, , h = 0, , incident = 0, , mode = 0, , slots = 0, end = 0] =
    leafMarks;
  const digests = (end - slots - 1) / digestStride;
  if (digests % slotsMultiple !== 0) return undefined;
  const stated = { commitments: commitments + 1, facts: facts + 1, slots: slots + 2, digests };
  const found = part === undefined ? undefined : slotsOf(leaf, part, stated);
  if (part !== undefined && found === undefined) return undefined;
  return {
    kind,
    mode: leaf[mode + 1] === exerciseBegin ? "exercise" : "actual",
    incident: leaf.toString("latin1", incident + 1, incident + 1 + idChars),
    h: h === notPlain ? undefined : headAt(leaf, h),
    slots: found,
  };
}

const exerciseBegin = 0x65;
const seqBegin = '{"seq":'.length;

function headAt(leaf: Buffer, from: number): ChainHead {
  const seq = numberAt(leaf, from + seqBegin);
  const year = numberAt(leaf, from + seqBegin + String(seq).length + ',"year":'.length);
  return { year, seq };
}

/** Digits from `from` on; the scan has seen that they are a number. */
function numberAt(bytes: Buffer, from: number): number {
  let value = 0;
  for (let at = from; ; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return value;
    value = 10 * value + digit;
  }
}

/** Where in a leaf the digests stand that its parts must have. */
interface Stated {
  readonly commitments: number;
  readonly facts: number;
  readonly slots: number;
  readonly digests: number;
}

/** Numbers of the rooms in parts that are plain and have the digests of the leaf; undefined where anything is else. */
function slotsOf(leaf: Buffer, part: Buffer, stated: Stated): readonly number[] | undefined {
  if (part.length > partsBytesMax) return undefined;
  slotBegins.length = 0;
  slotEnds.length = 0;
  if (partsScan(part, 0) !== part.length) return undefined;
  const [commitments = 0, commitmentsEnd = 0, facts = 0, factsEnd = 0] = partMarks;
  const ofCommitments = { from: commitments, value: commitments + valueBegin, to: commitmentsEnd };
  if (!agrees(part, commitmentsDomain, ofCommitments, leaf, stated.commitments)) return undefined;
  const ofFacts = { from: facts, value: facts + valueBegin, to: factsEnd };
  if (!agrees(part, factsDomain, ofFacts, leaf, stated.facts)) return undefined;
  const slots: number[] = [];
  for (const [at, from] of slotBegins.entries()) {
    const slot = numberAt(part, from + numberBegin);
    const value = from + numberBegin + String(slot).length + ',"value":'.length;
    const domain = slotDomains[slot];
    if (domain === undefined || slot >= stated.digests || slot <= (slots.at(-1) ?? -1)) {
      return undefined;
    }
    const digest = stated.slots + slot * digestStride;
    if (!agrees(part, domain, { from, value, to: slotEnds[at] ?? 0 }, leaf, digest)) {
      return undefined;
    }
    slots.push(slot);
  }
  return slots;
}

const domainOf = (domain: string): Buffer => lengthPrefixed(derivationLabel, "part", domain);
const commitmentsDomain = domainOf("commitments");
const factsDomain = domainOf("facts");
const slotDomains = Array.from({ length: 256 }, (_, slot) => domainOf(`slot/${slot}`));
let scratch = Buffer.alloc(65_536);

interface SaltedPart {
  readonly from: number;
  readonly value: number;
  readonly to: number;
}

/** True where salt and value have the digest that stands at `digest` in the leaf: `partDigest` over the bytes as they lie. */
function agrees(
  part: Buffer,
  domain: Buffer,
  { from, value, to }: SaltedPart,
  leaf: Buffer,
  digest: number,
): boolean {
  const length = to - 1 - value;
  const size = domain.length + 4 + saltChars + 4 + length;
  if (scratch.length < size) scratch = Buffer.alloc(size * 2);
  scratch.set(domain);
  let at = scratch.writeUInt32BE(saltChars, domain.length);
  at += part.copy(scratch, at, from + saltBegin, from + saltBegin + saltChars);
  at = scratch.writeUInt32BE(length, at);
  part.copy(scratch, at, value, to - 1);
  const again = hash("sha256", scratch.subarray(0, size), "base64url");
  return leaf.toString("latin1", digest, digest + digestChars) === again;
}
