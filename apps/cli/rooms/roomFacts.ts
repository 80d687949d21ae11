import { statSync } from "node:fs";
import { join } from "node:path";
import type { Agreement } from "#libs/policy/agreementSchema";
import type { RoomFile } from "#libs/policy/roomSchema";
import { believe } from "../authority.ts";
import { periodsOf } from "../policy/check.ts";
import { addressOf, readPorts } from "../ports.ts";
import { probe, textMember } from "../probe.ts";
import type { TextKey } from "../texts.ts";

export type RoomState = "ok" | "stopped" | "degraded" | "down" | "unknown";

/** Where a room is served and what its edge says of itself; unknown where nothing is installed. */
export interface RoomPlace {
  readonly address: string | undefined;
  readonly state: RoomState;
}

export const stateTexts = {
  ok: "state-ok",
  stopped: "state-stopped",
  degraded: "state-degraded",
  down: "state-down",
  unknown: "state-unknown",
} as const satisfies Record<RoomState, TextKey>;

/** True when a first start has come to its end in this folder. */
export const isInstalled = (data: string): boolean =>
  statSync(join(data, "installation.json"), { throwIfNoEntry: false })?.isFile() === true;

/** Asks the edge that serves the room, if one does. */
export async function placeOf(data: string, room: string): Promise<RoomPlace> {
  const address = isInstalled(data) ? addressOf(readPorts(data), room) : undefined;
  if (address === undefined) return { address, state: "unknown" };
  if (address.startsWith("https:")) believe(join(data, "tls", "ca.crt"));
  const answer = await probe(`${address}/status`);
  if (answer === undefined) return { address, state: "down" };
  const status = textMember(answer.body, "status");
  return { address, state: status === "ok" || status === "stopped" ? status : "degraded" };
}

/** Agreements that the room is party to, with the words by which it is. */
export function agreementsOf(agreements: readonly Agreement[], room: string) {
  return agreements.flatMap((source) => {
    const party = source.agreement.parties.find((one) => one.room === room);
    if (party === undefined) return [];
    const { id, title } = source.agreement;
    return [{ id, title, by: party.by, synthetic: party.synthetic, periods: periodsOf(source) }];
  });
}

export type PartyAgreement = ReturnType<typeof agreementsOf>[number];

/** Whether one of the periods holds on `day` (`2026-11-22`). */
export const isInForceOn = (periods: PartyAgreement["periods"], day: string): boolean =>
  periods.some(({ from, to }) => from <= day && day <= to);

/** The file of the key that a room shows its edge; never what is in it. */
export const keyFile = (data: string, room: string): string => join(data, "rooms", room, "key");

/** `019036` for `istat:019036`. */
export const comuniText = ({ municipalities }: RoomFile): string =>
  municipalities.map((code) => code.replace("istat:", "")).join(" ");
