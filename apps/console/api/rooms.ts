import { z } from "zod";
import { roomKinds } from "#libs/policy/roomSchema";
import { type Answer, json } from "#libs/runtime/httpAnswer";
import type { LogAccess } from "./logAccess.ts";

/** Rooms of the signed configuration: names of institutions, which are no data of the log and of nobody's person. */
export const roomListSchema = z.strictObject({
  rooms: z.array(
    z.strictObject({
      ...{ id: z.string(), slot: z.int(), kind: z.enum(roomKinds), titolare: z.string() },
      /** `istat:019036` */
      municipalities: z.array(z.string()),
    }),
  ),
});

/** Which rooms there are, in the order of their numbers. Nothing of the log is read for it. */
export function roomList({ rooms }: Pick<LogAccess, "rooms">): Answer {
  const named = rooms.map(({ id, slot, kind, titolare, municipalities }) => ({
    ...{ id, slot, kind, titolare, municipalities: [...municipalities] },
  }));
  const list = { rooms: named.toSorted((a, b) => a.slot - b.slot) };
  return json(200, JSON.stringify(list));
}
