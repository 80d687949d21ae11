import { type IncidentKind, incidentKinds } from "#libs/seal/leafSchema";
import type { PlainDecision } from "#libs/seal/plainDecision";
import type { ReadBundle } from "./readBundle.ts";

/** A {@link ReadBundle} as it goes from one thread to another: its decisions as records of one length. */
export interface PackedBundle extends Omit<ReadBundle, "decisions" | "others" | "hashes" | "root"> {
  readonly hashes: Uint8Array<ArrayBuffer> | undefined;
  readonly root: Uint8Array<ArrayBuffer> | undefined;
  readonly decisions: Uint8Array<ArrayBuffer>;
  readonly others: readonly {
    readonly at: number;
    readonly leaf: Uint8Array;
    readonly part: Uint8Array | undefined;
  }[];
}

// kind + 1 (0: no decision), mode, year and sequence of the leaf before (0: none), incident, rooms with a part
const [modeAt, yearAt, seqAt, incidentAt, partsAt, slotsAt, recordBytes] = [
  1, 2, 4, 12, 44, 45, 77,
];

/** Everything in buffers of its own, so that they can be handed over instead of copied. */
export function packBundle({ hashes, root, decisions, others, ...rest }: ReadBundle): PackedBundle {
  return {
    ...rest,
    hashes: hashes && ownBytes(hashes),
    root: root && ownBytes(root),
    decisions: packed(decisions),
    others,
  };
}

export function unpackBundle(bundle: PackedBundle): ReadBundle {
  const { hashes, root, decisions, others, ...rest } = bundle;
  return {
    ...rest,
    hashes: hashes && bufferOf(hashes),
    root: root && bufferOf(root),
    decisions: unpacked(bufferOf(decisions)),
    others: others.map(({ at, leaf, part }) => {
      return { at, leaf: bufferOf(leaf), part: part && bufferOf(part) };
    }),
  };
}

/** The buffers of a packed bundle that may move to another thread. */
export const buffersOf = ({ hashes, root, decisions }: PackedBundle): readonly ArrayBuffer[] =>
  [hashes, root, decisions].flatMap((bytes) => (bytes === undefined ? [] : [bytes.buffer]));

function packed(decisions: readonly (PlainDecision | undefined)[]): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(decisions.length * recordBytes));
  for (const [at, decision] of decisions.entries()) {
    if (decision === undefined) continue;
    const from = at * recordBytes;
    bytes[from] = incidentKinds.indexOf(decision.kind) + 1;
    bytes[from + modeAt] = decision.mode === "exercise" ? 1 : 0;
    bytes.writeUInt16LE(decision.h?.year ?? 0, from + yearAt);
    bytes.writeDoubleLE(decision.h?.seq ?? 0, from + seqAt);
    bytes.write(decision.incident, from + incidentAt, "latin1");
    bytes[from + partsAt] = decision.slots === undefined ? 0 : 1;
    for (const slot of decision.slots ?? []) {
      const place = from + slotsAt + (slot >> 3);
      bytes[place] = (bytes[place] ?? 0) | (1 << (slot & 7));
    }
  }
  return bytes;
}

function unpacked(bytes: Buffer): (PlainDecision | undefined)[] {
  return Array.from({ length: bytes.length / recordBytes }, (_, at) =>
    decisionAt(bytes, at * recordBytes),
  );
}

function decisionAt(bytes: Buffer, from: number): PlainDecision | undefined {
  const kind: IncidentKind | undefined = incidentKinds[(bytes[from] ?? 0) - 1];
  if (kind === undefined) return undefined;
  const year = bytes.readUInt16LE(from + yearAt);
  const seq = bytes.readDoubleLE(from + seqAt);
  return {
    kind,
    mode: bytes[from + modeAt] === 1 ? "exercise" : "actual",
    incident: bytes.toString("latin1", from + incidentAt, from + partsAt),
    h: year === 0 ? undefined : { year, seq },
    slots: slotsOf(bytes.toString("latin1", from + partsAt, from + recordBytes)),
  };
}

/** Rooms come in few sets. */
const slotSets = new Map<string, readonly number[] | undefined>();
const slotSetsMax = 4_096;

function slotsOf(bits: string): readonly number[] | undefined {
  if (slotSets.has(bits)) return slotSets.get(bits);
  const isKnown = bits.charCodeAt(0) === 1;
  const all = Array.from({ length: 256 }, (_, slot) => slot);
  const slots = isKnown ? all.filter((slot) => isSet(bits, slot)) : undefined;
  if (slotSets.size >= slotSetsMax) slotSets.clear();
  slotSets.set(bits, slots);
  return slots;
}

const isSet = (bits: string, slot: number): boolean =>
  (bits.charCodeAt(1 + (slot >> 3)) & (1 << (slot & 7))) !== 0;

const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
