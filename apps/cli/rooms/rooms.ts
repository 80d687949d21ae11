import { readDeployment } from "../deployment.ts";
import { exitCodes } from "../exitCodes.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { textOf } from "../texts.ts";
import { agreementsOf, comuniText, isInstalled, placeOf, stateTexts } from "./roomFacts.ts";

export interface RoomsOptions {
  readonly data: string;
  readonly deploy: string;
}

/** Every room of a deployment, with its address and state where it is installed. */
export async function listRooms(terminal: Terminal, options: RoomsOptions): Promise<number> {
  const { rooms, agreements } = readDeployment(options.deploy);
  const facts = await Promise.all(
    rooms.map(async (room) => {
      const place = await placeOf(options.data, room.id);
      return { room, place, parties: agreementsOf(agreements, room.id).map(({ id }) => id) };
    }),
  );
  for (const { room, place, parties } of facts) {
    const { id, name, kind, municipalities, protocols } = room;
    const more = { address: place.address ?? null, state: place.state };
    terminal.tell("room", {
      id,
      name,
      kind,
      municipalities,
      protocols,
      agreements: parties,
      ...more,
    });
  }
  if (terminal.json) return exitCodes.ok;
  const { language } = terminal;
  const rows = facts.map(({ room, place, parties }) => [
    ...[room.id, room.kind, comuniText(room) || "-", room.protocols.join(" ")],
    ...[textOf(language, stateTexts[place.state]), place.address ?? "-"],
    ...[parties.join(" ") || "-", room.name],
  ]);
  terminal.write(`${tableText(textOf(language, "rooms-head").split("|"), rows)}\n`);
  if (!isInstalled(options.data)) terminal.warn("rooms-none-installed", { path: options.data });
  return exitCodes.ok;
}
