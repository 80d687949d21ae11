import type { EdgeAccess } from "../edgeClient.ts";

/** A room as the player uses it: like any other client, by its address and its key. */
export interface PlayedRoom extends EdgeAccess {
  readonly id: string;
}
