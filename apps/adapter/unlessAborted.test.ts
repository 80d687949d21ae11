import { getEventListeners } from "node:events";
import { expect, test } from "@jest/globals";
import { unlessAborted } from "./unlessAborted.ts";

test("an edge that answers polls for days keeps no trace of them", async () => {
  const stopping = new AbortController();
  for (let poll = 0; poll < 1_000; poll += 1) {
    expect(await unlessAborted(Promise.resolve(poll), stopping.signal)).toBe(poll);
  }
  await unlessAborted(Promise.reject(new Error("SINTETICO")), stopping.signal).catch(
    () => undefined,
  );
  expect(getEventListeners(stopping.signal, "abort")).toHaveLength(0);
});

test("a stop ends the wait at once, also one that begins after it", async () => {
  const stopping = new AbortController();
  const never = new Promise<number>(() => undefined);
  const waiting = unlessAborted(never, stopping.signal);
  stopping.abort();
  expect(await waiting).toBeUndefined();
  expect(await unlessAborted(never, stopping.signal)).toBeUndefined();
});
