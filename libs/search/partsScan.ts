import { hash } from "node:crypto";
import { derivationLabel, lengthPrefixed } from "#libs/seal/bytes";
import type { IncidentLeaf } from "#libs/seal/leaf";
import {
  changeOf,
  type DecisionRecord,
  type FieldChange,
  type NamedComponent,
  type SlotRecord,
  type Vocabulary,
} from "./decisionRecord.ts";

// Parts are canonical JSON of few shapes, so most of a part need not be parsed: the pieces that recur are looked up
// by their text, references are cut out. Each piece is first held against the digest in the leaf, which names facts
// and slots one by one; where anything is not exactly as it is always written, the strict reader decides instead.

const saltChars = 22;
const refChars = 32;
const digestChars = 64;

/** Bytes of parts, and the same as text with one character a byte. */
interface Source {
  readonly bytes: Buffer;
  readonly text: string;
}

/** A decision whose parts were held against their leaf; undefined where the strict reader must look. */
export function scanDecision(
  leaf: Pick<IncidentLeaf, "facts" | "slots">,
  partsBytes: Buffer,
  words: Vocabulary,
): DecisionRecord | undefined {
  const source = { bytes: partsBytes, text: partsBytes.toString("latin1") };
  const begin = factsBegin(source.text);
  const end = source.text.indexOf('}},"slots":[', begin) + 1;
  if (begin < 0 || end === 0) return undefined;
  const facts = { begin, end };
  if (!agrees(source, factsDomain, begin - saltChars - '","value":'.length, facts, leaf.facts)) {
    return undefined;
  }
  const told = scanFacts(source, facts, words);
  const slots = scanSlots(source, end + '},"slots":['.length, leaf.slots, words);
  return told && slots && { ...told, slots };
}

const partsOpening = '{"commitments":{"salt":"';
const commitmentsValue = '","value":[';
const factsOpening = ']},"facts":{"salt":"';
const valueOpening = '","value":';

/** Where the value of the facts begins; negative where the parts do not begin as they are written. */
function factsBegin(text: string): number {
  if (!text.startsWith(partsOpening)) return -1;
  const list = partsOpening.length + saltChars;
  if (!text.startsWith(commitmentsValue, list)) return -1;
  const opening = text.indexOf(factsOpening, list + commitmentsValue.length - 1);
  const salt = opening + factsOpening.length + saltChars;
  return opening >= 0 && text.startsWith(valueOpening, salt) ? salt + valueOpening.length : -1;
}

interface Range {
  readonly begin: number;
  readonly end: number;
}

const domainOf = (domain: string): Buffer => lengthPrefixed(derivationLabel, "part", domain);
const factsDomain = domainOf("facts");
const slotDomains = Array.from({ length: 256 }, (_, slot) => domainOf(`slot/${slot}`));
let scratch = Buffer.alloc(65_536);

/** True when salt and value have the digest that the leaf names: `partDigest` over the bytes as they lie. */
function agrees(
  { bytes }: Source,
  domain: Buffer,
  salt: number,
  value: Range,
  digest: string | undefined,
): boolean {
  const length = value.end - value.begin;
  const size = domain.length + 4 + saltChars + 4 + length;
  if (scratch.length < size) scratch = Buffer.alloc(size * 2);
  scratch.set(domain);
  let at = scratch.writeUInt32BE(saltChars, domain.length);
  at += bytes.copy(scratch, at, salt, salt + saltChars);
  at = scratch.writeUInt32BE(length, at);
  bytes.copy(scratch, at, value.begin, value.end);
  return hash("sha256", scratch.subarray(0, size), "base64url") === digest;
}

function scanFacts(
  source: Source,
  { begin, end }: Range,
  words: Vocabulary,
): Omit<DecisionRecord, "slots"> | undefined {
  const { text } = source;
  const list = text.indexOf('"fields":[', begin);
  if (list < 0 || list >= end) return undefined;
  const components: NamedComponent[] = [];
  let at = list + '"fields":['.length;
  while (text[at] === "{") {
    const ref = text.indexOf('"ref":"', at) + '"ref":"'.length;
    const close = text.indexOf("}", ref);
    if (ref < at || close < 0 || close >= end) return undefined;
    // Canonical order: `ref` is never the first member, so what is left is an object again.
    const after = text.slice(ref + refChars + 1, close + 1);
    const shape = words.shapes.of(`${joined(text.slice(at, ref - 7), after)}`);
    components.push({ ref: source.bytes.toString("latin1", ref, ref + refChars), shape });
    at = close + (text[close + 1] === "," ? 2 : 1);
  }
  if (!text.startsWith("],", at)) return undefined;
  const { tail, operator } = withoutOperator(text.slice(at + 2, end));
  const facts = words.facts.of(`${text.slice(begin, list)}"fields":[],${tail}`);
  return { facts, operator, components };
}

/** Two ends of an object around a member that was cut out, as one object. */
const joined = (before: string, after: string): string =>
  after === "}" ? `${before.slice(0, -1)}}` : `${before}${after.slice(1)}`;

const operatorMember = '"operator":"';

function withoutOperator(text: string): {
  readonly tail: string;
  readonly operator: string | undefined;
} {
  const at = text.indexOf(operatorMember);
  if (at < 0) return { tail: text, operator: undefined };
  const from = at + operatorMember.length;
  const operator = Buffer.from(text.slice(from, from + refChars), "latin1").toString("latin1");
  return { tail: text.slice(0, at) + text.slice(from + refChars + 2), operator };
}

const slotOpening = '{"salt":"';
const slotNumber = '","slot":';
const slotValue = ',"value":';
const partsClosing = '}],"v":1}';

function scanSlots(
  source: Source,
  begin: number,
  digests: readonly string[],
  words: Vocabulary,
): readonly SlotRecord[] | undefined {
  const { text } = source;
  const slots: SlotRecord[] = [];
  let at = begin;
  while (text.startsWith(slotOpening, at)) {
    const salt = at + slotOpening.length;
    const number = salt + saltChars + slotNumber.length;
    const comma = text.indexOf(",", number);
    const slot = Number(text.slice(number, comma));
    const value = comma + slotValue.length;
    if (!text.startsWith(slotValue, comma)) return undefined;
    const next = text.indexOf(slotOpening, value);
    const end = next < 0 ? text.length - partsClosing.length : next - 2;
    const domain = slotDomains[slot];
    const range = { begin: value, end };
    if (domain === undefined || !agrees(source, domain, salt, range, digests[slot])) {
      return undefined;
    }
    const record = scanSlot(source, slot, range, words);
    if (record === undefined) return undefined;
    slots.push(record);
    if (next < 0) return text.startsWith(partsClosing, end) ? slots : undefined;
    at = next;
  }
  return slots.length === 0 && text.endsWith('"slots":[],"v":1}') ? slots : undefined;
}

const noEntries = '"entries":[],';
const entriesOpening = '"entries":[';
const deliveryMember = `"delivery":"${"0".repeat(refChars)}",`;

function scanSlot(
  { bytes, text }: Source,
  slot: number,
  { begin, end }: Range,
  words: Vocabulary,
): SlotRecord | undefined {
  const value = text.slice(begin, end);
  if (value.includes('"not_handed_out"')) return undefined;
  const list = value.indexOf(entriesOpening);
  if (list < 0) return undefined;
  const isEmpty = value.startsWith(noEntries, list);
  const delivery = list - deliveryMember.length;
  const hasDelivery = delivery >= 0 && value.startsWith('"delivery":"', delivery);
  const changes: FieldChange[] = [];
  const from = begin + list + entriesOpening.length;
  const at = isEmpty ? from : scanEntries(bytes, text, from, changes);
  if (at === undefined || !text.startsWith("],", at)) return undefined;
  const before = value.slice(0, hasDelivery ? delivery : list);
  const tail = withoutDigest(withoutDigest(text.slice(at + 2, end), plaintextMember), sealedMember);
  return { slot, head: words.slots.of(`${before}${tail}`), changes };
}

const plaintextMember = '"plaintext_digest":"';
const sealedMember = ',"sealed_sha256":"';

function withoutDigest(text: string, member: string): string {
  const at = text.indexOf(member);
  if (at < 0) return text;
  const after = at + member.length + digestChars + 1;
  // The first member is followed by a comma of its own, the last one brings the comma before it.
  return text.slice(0, at) + text.slice(member === plaintextMember ? after + 1 : after);
}

const entryOpening = '{"mac":"';
const opMember = '","op":"';
const pathMember = '","path":"';
const refMember = '","ref":"';
const opLengths: Readonly<Record<string, number>> = { a: 3, r: 7, w: 8 };

/** Reads entries from `from`; gives where their list ends, or undefined where one is written otherwise. */
function scanEntries(
  bytes: Buffer,
  text: string,
  from: number,
  changes: FieldChange[],
): number | undefined {
  let at = from;
  while (text.startsWith(entryOpening, at)) {
    const mac = at + entryOpening.length;
    const isWithdrawn = text[mac] === '"';
    const op = mac + (isWithdrawn ? 0 : refChars) + opMember.length;
    const path = op + (opLengths[text[op] ?? ""] ?? 0) + pathMember.length;
    const pathEnd = text.indexOf('"', path);
    const ref = pathEnd + refMember.length;
    const end = ref + refChars;
    if (!text.startsWith(refMember, pathEnd) || !text.startsWith('"}', end)) return undefined;
    changes.push(
      changeOf(bytes.toString("latin1", ref, end), text.slice(path, pathEnd), text[op] === "w"),
    );
    at = end + 2;
    if (text[at] !== ",") return at;
    at += 1;
  }
  return undefined;
}
