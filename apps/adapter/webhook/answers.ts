import { z } from "zod";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import type { DeadLetter } from "./deadLetters.ts";
import type { WebhookState, Webhooks } from "./webhooks.ts";

/** Answer of `GET …/webhook`: for the room alone, whose copies it counts. */
export const webhookStateSchema = z.object({
  state: z.enum(["ok", "retrying", "disabled", "off"]),
  it: z.string(),
  en: z.string(),
  retrying: z.int().meta({ description: "Copies that are being tried again" }),
  dead: z.int().meta({ description: "Copies that the receiver refuses; they wait in the feed" }),
  expired: z.int().meta({ description: "Copies given up since this process started" }),
});

const words: Readonly<Record<WebhookState["state"], { readonly it: string; readonly en: string }>> =
  {
    ok: { it: "Le copie arrivano.", en: "Copies arrive." },
    retrying: {
      it: "Una o più copie non arrivano e vengono ritentate o attendono.",
      en: "One or more copies do not arrive and are tried again, or wait.",
    },
    disabled: {
      it: "Il ricevente ha risposto 410: non si invia più nulla finché non lo si riattiva.",
      en: "The receiver answered 410: nothing is sent until it is enabled again.",
    },
    off: { it: "La sala non ha un webhook.", en: "The room has no webhook." },
  };

/** Answer of `GET …/dead-letters`: ids, times and counts; the copies themselves wait in the feed. */
export const deadLettersSchema = z.object({
  dead_letters: z.array(
    z.object({
      delivery: z.string(),
      mode: z.enum(["actual", "exercise"]),
      state: z.enum(["dead", "expired"]).meta({
        description: "dead: waits in the feed; expired: gone, and on record as expired",
      }),
      since: z.string().meta({ format: "date-time" }),
      code: z.string().meta({ description: "What came of the last try" }),
      tries: z.int(),
    }),
  ),
});

/** Answer to a request to try again. */
export const askedSchema = z.object({ asked: z.literal(true) });

export function webhookState(webhooks: Webhooks, room: string): Answer {
  const { state, ...counts } = webhooks.stateOf(room);
  return json(200, JSON.stringify({ state, ...words[state], ...counts }));
}

export function deadLetters(webhooks: Webhooks, room: string): Answer {
  const letters = webhooks.deadLetters(room).map(({ sinceMs, ...letter }: DeadLetter) => ({
    ...letter,
    since: new Date(sinceMs).toISOString(),
  }));
  return json(200, JSON.stringify({ dead_letters: letters }));
}

export function tryAgain(webhooks: Webhooks, room: string, delivery: string): Answer {
  const asked = webhooks.tryAgain(room, delivery);
  if (asked === "asked") return json(202, JSON.stringify({ asked: true }));
  return problem(asked === "expired" ? "delivery-expired" : "delivery-unknown");
}

export function enable(webhooks: Webhooks, room: string): Answer {
  if (webhooks.stateOf(room).state === "off") return problem("webhook-off");
  webhooks.enable(room);
  return json(202, JSON.stringify({ asked: true }));
}
