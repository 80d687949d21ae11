import { z } from "zod"; // what an edge answers
import { askEdge, edgePath, problemCode } from "../edgeClient.ts";
import type { PlayedRoom } from "./playedRoom.ts";

export type Mode = "actual" | "exercise";

const component = z.looseObject({ kind: z.string(), alias: z.string() });
export const copySchema = z.looseObject({
  delivery: z.string(),
  mode: z.enum(["actual", "exercise"]),
  incident: z.string(),
  category: z.string().optional(),
  status: z.string().optional(),
  charge: z.string(),
  components: z.array(component),
  withdrawn: z.array(z.object({ kind: z.string(), alias: z.string(), paths: z.array(z.string()) })),
  quality: z.looseObject({
    completeness: z.string().optional(),
    reliability: z.string().optional(),
  }),
});
/** A copy as a room gets it. */
export type Copy = z.infer<typeof copySchema>;

const pageSchema = z.looseObject({ copies: z.array(copySchema), cursor: z.string() });

const acceptedSchema = z.looseObject({
  event: z.string(),
  receipt: z.object({ body: z.string(), signature: z.string() }),
  notes: z.array(z.object({ code: z.string(), pointer: z.string() })).readonly(),
});

export interface Answer {
  readonly status: number;
  /** Code of the problem; "" when it was accepted. */
  readonly code: string;
  readonly accepted?: z.infer<typeof acceptedSchema>;
}

const nativeType = "application/vnd.raccordo.message+json";

/** One room as any client: its address, its key, and where it is in its feeds. */
export class RoomClient {
  readonly id: string;
  readonly #room: PlayedRoom;
  readonly #cursors = new Map<Mode, string>();

  constructor(room: PlayedRoom) {
    this.id = room.id;
    this.#room = room;
  }

  async send(body: Uint8Array<ArrayBuffer>, contentType: string = nativeType): Promise<Answer> {
    const path = edgePath(this.id, "messages");
    const { status, body: said } = await askEdge(this.#room, {
      ...{ path, body, method: "POST", contentType },
    });
    const accepted = acceptedSchema.safeParse(said);
    if (status === 202 && accepted.success) return { status, code: "", accepted: accepted.data };
    return { status, code: problemCode(said) };
  }

  /** Copies after the last ones, which it thereby confirms. Throws where the feed does not answer. */
  async poll(mode: Mode, waitS: number): Promise<readonly Copy[]> {
    const query = new URLSearchParams({ mode, wait: String(waitS) });
    const cursor = this.#cursors.get(mode);
    if (cursor !== undefined) query.set("after", cursor);
    const path = `${edgePath(this.id, "feed")}?${query.toString()}`;
    const answer = await askEdge(this.#room, { path, method: "GET", waitMs: waitS * 1_000 });
    const { status } = answer;
    if (status !== 200) throw new Error(`${this.id}: ${status} ${problemCode(answer.body)}`);
    const page = pageSchema.parse(answer.body);
    this.#cursors.set(mode, page.cursor);
    return page.copies;
  }

  /** Says that a person has seen these copies and accepts their conditions; how many were recorded. */
  async acknowledge(mode: Mode, deliveries: readonly string[], at: string): Promise<number> {
    const items = deliveries.map((delivery) => ({
      ...{ delivery, at, kind: "displayed", conditions_accepted: true },
    }));
    const { body } = await askEdge(this.#room, {
      path: `/v1/rooms/${this.id}/receipts?mode=${mode}`,
      method: "POST",
      contentType: "application/json",
      body: new TextEncoder().encode(JSON.stringify({ items })),
    });
    const answer = z.looseObject({ recorded: z.int() }).safeParse(body);
    return answer.success ? answer.data.recorded : 0;
  }
}
