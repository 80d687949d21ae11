import { z } from "zod";
import type { Mode } from "#libs/incident/event";
import { readJson, toPlain } from "#libs/incident/jsonGate";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import { coreFailure } from "./answer.ts";
import type { CoreGateway } from "./gateway.ts";
import { isJson } from "./mediaType.ts";
import { readFeedQuery } from "./readFeed.ts";
import { refuseRecorded } from "./refusals.ts";
import type { IncomingReceipts } from "./reportReceipts.ts";
import type { EdgeRoom } from "./rooms.ts";

/** A room's own confirmation of a recall or rectification, `POST …/confirmations`. */
export const confirmationSchema = z.object({
  delivery: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .meta({ description: "The copy that took the datum away" }),
});

/** It is in the log. Sent again it is answered alike, and nothing is recorded twice. */
export const confirmedSchema = z.object({
  confirmed: z.literal(true),
  notes: z.array(z.object({ code: z.enum(["confirmation-repeated", "confirmation-late"]) })),
});

const names: ReadonlySet<string> = new Set(Object.keys(confirmationSchema.shape));

/** Reads a confirmation and passes it on; what is no confirmation is recorded as refused, like a message. */
export async function readConfirmation(
  core: CoreGateway,
  room: EdgeRoom,
  { contentType, body, query }: IncomingReceipts,
): Promise<Answer> {
  const wanted = readFeedQuery(query);
  if (typeof wanted === "string") return problem(wanted);
  if (!isJson(contentType)) return problem("content-type-unsupported");
  const read = readJson(body, names);
  const bytes = body.byteLength;
  if (read.kind === "refused") {
    return refuseRecorded(core, room.id, problem(read.finding.code, [read.finding]), bytes);
  }
  const parsed = confirmationSchema.safeParse(toPlain(read.root));
  if (!parsed.success) {
    return refuseRecorded(core, room.id, problem("confirmation-malformed"), bytes);
  }
  return confirmDemand(core, room.id, wanted.mode, parsed.data.delivery);
}

/** Confirms what was demanded of a room by the copy that took a datum from it. Recorded before it is answered. */
export async function confirmDemand(
  core: CoreGateway,
  room: string,
  mode: Mode,
  delivery: string,
): Promise<Answer> {
  const outcome = await core.report(room, { mode, receipts: [], confirmation: delivery });
  if (outcome.kind !== "answered") return coreFailure(outcome);
  const notes = (outcome.value.notes ?? []).map((code) => ({ code }));
  return json(200, JSON.stringify({ confirmed: true, notes }));
}
