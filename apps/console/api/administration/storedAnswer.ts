import { feedStream } from "#libs/eventlog/subjects";
import { storageKinds } from "./answers.ts";
import type { Stored } from "./storage.ts";

/** Every feed begins like this one. */
const feedPrefix = feedStream("x").slice(0, -1);

/**
 * What is stored, as somebody who administers these rooms may see it: a feed's size tells how much its room gets, so that
 * of others' feeds only the sum of all is told.
 */
export function storedAnswer({ disk, kinds, streams }: Stored, own: readonly string[]) {
  const shown = storageKinds.map((kind) => ({ kind, bytes: kinds.get(kind) ?? 0 }));
  if (streams === null) return { disk, kinds: shown, streams: null, feeds_of_others: null };
  const ownFeeds = new Set(own.map(feedStream));
  const isOthers = (name: string): boolean => name.startsWith(feedPrefix) && !ownFeeds.has(name);
  const all = [...streams];
  const others = all.filter(([name]) => isOthers(name));
  return {
    ...{ disk, kinds: shown },
    streams: all.flatMap(([name, bytes]) => (isOthers(name) ? [] : [{ name, bytes }])),
    // Of one other room alone the sum would be its own size.
    feeds_of_others: others.length < 2 ? null : others.reduce((sum, [, bytes]) => sum + bytes, 0),
  };
}
