import { auditStream, noticePlace } from "#libs/eventlog/subjects";
import type { SystemLeafInput } from "#libs/seal/buildLeaf";
import { emergencyReasons } from "#libs/seal/orderLeaves";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { RecordedLeaf } from "./chain.ts";
import type { RulesInForce } from "./decideEvent.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type NoticePorts = Pick<PolicyPorts, "log" | "secrets" | "openYears" | "yearSealed"> &
  Pick<PolicyPorts, "acknowledged" | "randomBytes">;

/**
 * The leaf that tells of a broken glass, or of a demand to take a datum back; undefined for every decision on anything
 * else. Made of the record alone.
 */
export function noticeOf(
  inForce: Pick<RulesInForce, "rooms">,
  recorded: RecordedLeaf,
): (SystemLeafInput & { readonly leaf: { readonly kind: NoticeKind } }) | undefined {
  return demandNoticeOf(inForce, recorded) ?? emergencyNoticeOf(inForce, recorded);
}

type NoticeKind = "break_glass" | "demand";

function demandNoticeOf(
  inForce: Pick<RulesInForce, "rooms">,
  { year, sequence, leaf, parts }: RecordedLeaf,
) {
  const { demand } = parts.facts.value;
  const slot = inForce.rooms.find(({ id }) => id === demand?.room)?.slot;
  if (demand === undefined || slot === undefined) return undefined;
  const { at, clock, mode: of, incident, event } = leaf;
  const { kind, reason, until, order, role, key } = demand;
  const isSigned = order !== undefined && role !== undefined && key !== undefined;
  const decision = { year, seq: sequence };
  const told = { ...{ at, clock, of, slot, incident, event, decision }, reason, until };
  const by = isSigned ? { order, role, key } : {};
  return { leaf: { ...told, ...by, kind: "demand", demand: kind } } as const;
}

function emergencyNoticeOf(
  inForce: Pick<RulesInForce, "rooms">,
  { year, sequence, leaf, parts }: RecordedLeaf,
) {
  const { sender, emergency } = parts.facts.value;
  const reason = emergencyReasons.find((word) => word === emergency);
  const slot = inForce.rooms.find(({ id }) => id === sender)?.slot;
  if (reason === undefined || slot === undefined) return undefined;
  const { at, clock, mode: of, incident, event } = leaf;
  const decision = { year, seq: sequence };
  return {
    leaf: {
      kind: "break_glass",
      at,
      clock,
      of,
      slot,
      emergency: reason,
      incident,
      event,
      decision,
    },
  } as const;
}

/**
 * Writes the notice of a broken glass or of a demand into the log, once, whoever comes first. It comes after the decision is
 * recorded, for before that nothing was decided, and before its copies are released: what was opened is never in a
 * room without the notice. False: it is not known to be there, and nothing may be released yet.
 */
export async function recordNotice(
  ports: NoticePorts,
  inForce: Pick<RulesInForce, "rooms">,
  recorded: RecordedLeaf,
): Promise<boolean> {
  const input = noticeOf(inForce, recorded);
  if (input === undefined) return true;
  const years = ports.openYears();
  const [year] = years;
  if (year === undefined) return false;
  const place = (of: number) =>
    noticePlace({ year: of, kind: input.leaf.kind, id: recorded.leaf.event });
  for (const of of years) {
    const lying = await ports.log.last(auditStream(of), place(of).subject);
    const known = lying && ownSystemLeaf(lying, ports.secrets.macs);
    if (known?.kind === input.leaf.kind) return true;
  }
  const outcome = await appendSystemLeaf(ports, year, place(year), input);
  return outcome.kind === "appended";
}
