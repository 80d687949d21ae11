import type { Command } from "commander"; // options and help
import { ownDeploy } from "../packageRoot.ts";
import {
  addCommand,
  addGroup,
  type Context,
  dataOption,
  deployOption,
  type Global,
  terminalFor,
} from "./context.ts";
import { addCredentialCommands } from "./credentialCommands.ts";

interface RoomFlags extends Global {
  readonly data: string;
  readonly deploy?: string;
}

/** `rooms`, `room show`: who takes part. */
export function addRoomCommands(root: Command, context: Context): void {
  const { done } = context;
  const optionsOf = ({ data, deploy }: RoomFlags) => ({ data, deploy: deploy ?? ownDeploy });
  addCommand(root, context, {
    name: "rooms",
    it: "elenca le sale: tipo, comuni, protocolli, accordi, indirizzo, stato",
    en: "lists the rooms: kind, comuni, protocols, agreements, address, state",
    exits: ["refused"],
  })
    .addOption(deployOption(context))
    .addOption(dataOption(context))
    .action(async (flags: RoomFlags) => {
      const { listRooms } = await import("../rooms/rooms.ts");
      done(await listRooms(terminalFor(context, flags), optionsOf(flags)));
    });
  const room = addGroup(root, context, { name: "room", it: "una sala", en: "one room" });
  addCommand(room, context, {
    name: "show <room>",
    it: "tutto di una sala: limiti, accordi, che cosa può ricevere da chi, dove sta la sua chiave",
    en: "all about a room: limits, agreements, what it may receive from whom, where its key lies",
    exits: ["refused"],
  })
    .addOption(deployOption(context))
    .addOption(dataOption(context))
    .action(async (id: string, flags: RoomFlags) => {
      const { showRoom } = await import("../rooms/showRoom.ts");
      done(await showRoom(terminalFor(context, flags), id, optionsOf(flags)));
    });
  addCredentialCommands(room, context);
}
