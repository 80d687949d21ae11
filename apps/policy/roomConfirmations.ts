import { confirmationPlace } from "#libs/eventlog/leafPlaces";
import { auditStream } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import type { Room } from "#libs/policy/decision";
import { idOfAlias } from "#libs/seal/alias";
import { incidentPseudonym } from "#libs/seal/ids";
import type { ConfirmationLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { DemandRegister, RegisteredDemand } from "./demandRegister.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** What a room says through exchange, which has found the copy in that room's own feed. */
export interface RoomConfirmation {
  readonly mode: Mode;
  readonly room: string;
  readonly alias: string;
  readonly delivery: string;
}

export interface RoomConfirmed {
  readonly outcome: "confirmed" | "confirmed-before" | "unknown" | "busy";
  /** It was, or had been, confirmed after its time. */
  readonly late: boolean;
}

/**
 * Records that a room confirms every demand about what one copy took from it. Only the copy that withdrew the datum
 * speaks for a demand: which demands there are about other data, or of other rooms, changes no answer.
 */
export async function confirmByRoom(
  ports: PolicyPorts,
  register: DemandRegister,
  rooms: readonly Room[],
  { mode, room, alias, delivery }: RoomConfirmation,
): Promise<RoomConfirmed> {
  const keys = ports.secrets.rooms.get(room)?.[mode];
  const slot = rooms.find(({ id }) => id === room)?.slot;
  const incident = keys && idOfAlias(keys.alias, alias);
  if (incident === undefined || slot === undefined) return { outcome: "unknown", late: false };
  await register.read();
  const pseudonym = incidentPseudonym(ports.secrets.logPseudonym, mode, incident);
  const meant: RegisteredDemand[] = [];
  for (const demand of register.all()) {
    if (demand.leaf.of !== mode || demand.leaf.incident !== pseudonym) continue;
    if (await register.isWithdrawnBy(demand, slot, delivery)) meant.push(demand);
  }
  if (meant.length === 0) return { outcome: "unknown", late: false };
  const recorded: RoomConfirmed[] = [];
  for (const demand of meant) recorded.push(await confirmOnce(ports, register, demand, slot));
  const outcome = (["busy", "confirmed"] as const).find((word) =>
    recorded.some((one) => one.outcome === word),
  );
  return { outcome: outcome ?? "confirmed-before", late: recorded.some(({ late }) => late) };
}

async function confirmOnce(
  ports: PolicyPorts,
  register: DemandRegister,
  { place, leaf }: RegisteredDemand,
  slot: number,
): Promise<RoomConfirmed> {
  const before = register.confirmedAt(place, slot);
  if (before !== undefined) return { outcome: "confirmed-before", late: before > leaf.until };
  const { outcome, at } = await recordConfirmation(ports, { notice: place, slot, role: "room" });
  return { outcome, late: at > leaf.until };
}

/** Records a confirmation; there is one of each room and demand, and `at` is its time. */
export async function recordConfirmation(
  ports: PolicyPorts,
  said: Pick<ConfirmationLeaf, "notice" | "slot" | "role" | "order" | "key">,
): Promise<{ readonly outcome: "confirmed" | "confirmed-before" | "busy"; readonly at: string }> {
  const [year] = ports.openYears();
  const at = ports.nowIso();
  if (year === undefined) return { outcome: "busy", at };
  const place = confirmationPlace(year, said.notice, said.slot);
  const leaf = { kind: "confirmation", at, clock: "unsynced", ...said } as const;
  const appended = await appendSystemLeaf(ports, year, place, { leaf });
  if (appended.kind === "appended") return { outcome: "confirmed", at };
  const lying = await ports.log.last(auditStream(year), place.subject);
  const before = lying && ownSystemLeaf(lying, ports.secrets.macs);
  if (before?.kind !== "confirmation") return { outcome: "busy", at };
  return { outcome: "confirmed-before", at: before.at };
}
