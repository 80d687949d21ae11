import { hash } from "node:crypto";
import { derivationLabel, lengthPrefixed, type Mode } from "./bytes.ts";
import { type ChainHead, leafBytesMax } from "./leaf.ts";
import {
  type IncidentKind,
  incidentKinds,
  incidentLeafSchema,
  slotsMultiple,
} from "./leafSchema.ts";
import { partsBytesMax } from "./parts.ts";
import { incidentPartsSchema } from "./partsSchema.ts";
import { type Noted, scannerOf } from "./scan.ts";

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

/** In the order in which they stand in a leaf; only `h` may be missing. */
const leafPlaces = ["/commitments", "/facts", "/h", "/incident", "/kind", "/mode", "/slots"];
const scanLeaf = scannerOf(incidentLeafSchema, leafPlaces);
const slotPlace = "/slots/*";
const scanParts = scannerOf(incidentPartsSchema, ["/commitments", "/facts", slotPlace]);

const digestChars = 43;
/** A digest in a list, with its quotes and a comma. */
const digestStride = digestChars + 3;
const saltChars = 22;
const saltBegin = '{"salt":"'.length;
const valueBegin = saltBegin + saltChars + '","value":'.length;
const numberBegin = saltBegin + saltChars + '","slot":'.length;

/**
 * The decision in an entry where it is plainly what a writer of ours writes, several times faster than the strict
 * reader; undefined says nothing, that reader must look. `part` is undefined where parts are not looked at.
 */
export function plainDecision(leaf: Buffer, part: Buffer | undefined): PlainDecision | undefined {
  const noted = leaf.length > leafBytesMax ? undefined : scanLeaf(leaf);
  if (noted === undefined) return undefined;
  const hasHead = noted.length === leafPlaces.length;
  const [commitments, facts, h, incident, kind, mode, slots] = hasHead
    ? noted
    : [...noted.slice(0, 2), undefined, ...noted.slice(2)];
  if (!commitments || !facts || !incident || !kind || !mode || !slots) return undefined;
  // Brackets and quotation marks around the list and in it take as much as a comma behind each digest, and one more.
  const digests = (slots.to - slots.from - 1) / digestStride;
  if (digests % slotsMultiple !== 0) return undefined;
  const begins = { commitments: commitments.from, facts: facts.from, slots: slots.from + 2 };
  const found = part === undefined ? undefined : slotsOf(leaf, part, { ...begins, digests });
  if (part !== undefined && found === undefined) return undefined;
  const told = leaf.toString("latin1", kind.from, kind.to);
  const known = incidentKinds.find((one) => one === told);
  if (known === undefined) throw new Error("a kind that the schema does not know");
  return {
    kind: known,
    mode: leaf[mode.from] === exerciseBegin ? "exercise" : "actual",
    incident: leaf.toString("latin1", incident.from, incident.to),
    h: h && headAt(leaf, h.from),
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
  const [commitments, facts, ...rooms] = scanParts(part) ?? [];
  if (commitments === undefined || facts === undefined) return undefined;
  if (!agrees(part, commitmentsDomain, saltedAt(commitments), leaf, stated.commitments)) {
    return undefined;
  }
  if (!agrees(part, factsDomain, saltedAt(facts), leaf, stated.facts)) return undefined;
  const slots: number[] = [];
  for (const { from, to } of rooms) {
    const slot = numberAt(part, from + numberBegin);
    const value = from + numberBegin + String(slot).length + ',"value":'.length;
    const domain = slotDomains[slot];
    if (domain === undefined || slot >= stated.digests || slot <= (slots.at(-1) ?? -1)) {
      return undefined;
    }
    const digest = stated.slots + slot * digestStride;
    if (!agrees(part, domain, { from, value, to }, leaf, digest)) {
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

const saltedAt = ({ from, to }: Noted): SaltedPart => ({ from, value: from + valueBegin, to });

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
