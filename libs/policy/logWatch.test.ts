import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { announcementFormat, signAnnouncement } from "#libs/seal/announcement";
import { rawPublicKey } from "#libs/seal/signedDocument";
import { LogWatch } from "./logWatch.ts";

const seed = Buffer.alloc(32, 1);
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
const publicKeyOf = (of: Buffer) => {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, of]), format: "der", type: "pkcs8" });
  return Buffer.from(rawPublicKey(createPublicKey(key)), "base64url");
};
const logFamily = "audit.raccordo.example";

const announcementOf = (root: number, by = seed, year = 2026) =>
  signAnnouncement(by, {
    ...{ format: announcementFormat, origin: `${logFamily}/${year}`, year, size: 5 },
    root: Buffer.alloc(32, root).toString("base64url"),
    ...{ at: `${year}-01-01T00:00:00.000Z`, settings: "00".repeat(32) },
  });

function watchAfter(...heard: readonly Buffer[]): LogWatch {
  const terms = { logKey: publicKeyOf(seed), logFamily, stopAfterMs: 60_000 };
  const watch = new LogWatch(
    terms,
    () => 0,
    () => [],
  );
  for (const bytes of heard) watch.heard(bytes);
  return watch;
}

describe("whoever records, listening to the log", () => {
  test("stops when the log's own key has signed two histories of one size, and stays stopped", () => {
    const forked = watchAfter(announcementOf(1), announcementOf(2), announcementOf(1));
    expect(forked.gate()).toEqual({ open: false, why: "log-forked" });
  });

  test("cannot be stopped by anybody who has another key", () => {
    const other = Buffer.alloc(32, 9);
    expect(watchAfter(announcementOf(1), announcementOf(2, other)).gate()).toEqual({ open: true });
  });

  test("hears the same history as often as it is said, and a new year's beside the old one's", () => {
    const watch = watchAfter(announcementOf(1), announcementOf(1), announcementOf(3, seed, 2027));
    expect(watch.gate()).toEqual({ open: true });
    expect(watch.openYears()).toEqual([2027]);
  });
});
