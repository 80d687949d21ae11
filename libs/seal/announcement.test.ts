import { describe, expect, test } from "@jest/globals";
import { type Announcement, openAnnouncement, signAnnouncement } from "./announcement.ts";
import { publicKeyOf } from "./ed25519.ts";

const seed = new Uint8Array(32).fill(7);
const announcement: Announcement = {
  format: "raccordo-announcement/1",
  origin: "raccordo.example/2026",
  year: 2026,
  size: 3,
  root: Buffer.alloc(32, 1).toString("base64url"),
  at: "2026-11-22T10:00:00.000Z",
  settings: "0".repeat(64),
};

describe("an announcement of the log", () => {
  test("opens under the checkpoint key and under no other", () => {
    const bytes = signAnnouncement(seed, announcement);
    expect(openAnnouncement(publicKeyOf(seed), bytes)).toEqual(announcement);
    expect(openAnnouncement(publicKeyOf(new Uint8Array(32).fill(8)), bytes)).toBeUndefined();
  });
  test("with any byte altered it is not heard", () => {
    const bytes = signAnnouncement(seed, announcement);
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(openAnnouncement(publicKeyOf(seed), altered)).toBeUndefined();
    }
  });
});
