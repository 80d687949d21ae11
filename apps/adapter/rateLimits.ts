import { TokenBucket } from "#libs/runtime/tokenBucket";
import type { RoomConfig } from "./config.ts";

/** Kinds of requests of a room; a flood of one kind does not keep the others out. */
export const limitedKinds = ["submit", "polls", "receipts", "streams"] as const;
export type Limited = (typeof limitedKinds)[number];

type Limits = RoomConfig["limits"];

/** After a pause a room may ask at once what it may ask in this part of a minute. */
const burstShare = 1 / 6;

/** A bucket for each kind, as full as it can be. */
export function bucketsOf(limits: Limits): Readonly<Record<Limited, TokenBucket>> {
  const bucket = (kind: Limited) => {
    const perMinute = perMinuteOf(limits, kind);
    return new TokenBucket(perMinute / 60, Math.max(1, Math.floor(perMinute * burstShare)));
  };
  return {
    submit: bucket("submit"),
    polls: bucket("polls"),
    receipts: bucket("receipts"),
    streams: bucket("streams"),
  };
}

const perMinuteOf = (limits: Limits, kind: Limited): number => limits[`${kind}_per_minute_max`];

/** What a route, as the router writes it, counts as. */
export function limitedAs(route: string): Limited {
  if (route.endsWith("/messages")) return "submit";
  if (route.endsWith("/receipts") || route.endsWith("/confirmations")) return "receipts";
  return route.endsWith("/stream") ? "streams" : "polls";
}

/**
 * RateLimit fields of the IETF draft (draft-ietf-httpapi-ratelimit-headers): what the room may ask, and what is left of
 * it now. They count its own requests only.
 */
export function rateLimitHeaders(
  limits: Limits,
  kind: Limited,
  bucket: TokenBucket,
): Readonly<Record<string, string>> {
  return {
    "ratelimit-policy": `"${kind}";q=${perMinuteOf(limits, kind)};w=60`,
    ratelimit: `"${kind}";r=${bucket.left};t=${bucket.fullAfterS}`,
  };
}
