import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import { idAbout } from "#libs/eventlog/leafPlaces";
import type { AppendOutcome, EventLog } from "#libs/eventlog/port";
import { noticePlace, type Place } from "#libs/eventlog/subjects";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import { buildSystemLeaf, type RandomBytes, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { leafMac } from "#libs/seal/mac";

/** Id of this process among the writers of AUDIT. */
export const auditWriter = "audit";

/** Most leaves of audit's own have no salted part: nothing random is in them. */
const noRandomBytes = () => {
  throw new Error("a leaf of audit has no salt");
};

/** Writes a leaf outside incident chains under `place`, expected to be the first there. */
export async function writeOwnLeaf(
  log: Pick<EventLog, "append">,
  macKey: Uint8Array,
  place: Place,
  input: SystemLeafInput,
  randomBytes: RandomBytes = noRandomBytes,
): Promise<AppendOutcome> {
  const built = buildSystemLeaf(input, randomBytes);
  if ("refused" in built) throw new Error(built.refused);
  const { leafBytes: leaf, partsBytes: parts } = built;
  const mac = leafMac(macKey, { writer: auditWriter, subject: place.subject, leaf, parts });
  const message = encodeAuditMessage({ leaf, parts, mac, writer: auditWriter });
  return log.append(place.subject, message, { expect: { sequence: 0, filter: place.chain } });
}

/** Where a notice about one thing stands: told again it is a conflict, not a second leaf. */
export function noticeAbout(year: number, ...about: readonly string[]): Place {
  return ownPlace(year, "notice", about);
}

/** Where the one leaf of a kind about one thing stands, whoever of us writes it. */
export function ownPlace(
  year: number,
  kind: "notice" | "heartbeat" | "counts",
  about: readonly (string | number)[],
): Place {
  return noticePlace({ year, kind, id: idAbout(about) });
}

/** Tells in the log that the quorum of witnesses has not gone beyond `covered` entries; once for each such size. */
export async function noteMissingWitness(
  at: {
    readonly log: EventLog;
    readonly macKey: Uint8Array;
    readonly year: number;
    readonly clock: Clock;
  },
  covered: number,
): Promise<void> {
  const code = "witness_missing";
  const place = noticeAbout(at.year, code, String(covered));
  const sequence = covered > 0 ? { sequence: covered } : {};
  const leaf = {
    kind: "notice",
    at: canonicalNow(at.clock),
    clock: "unsynced",
    code,
    ...sequence,
  } as const;
  const outcome = await writeOwnLeaf(at.log, at.macKey, place, { leaf });
  if (outcome.kind !== "appended" && outcome.kind !== "conflict") {
    throw new Error(`the notice was not written: ${outcome.kind}`);
  }
}
