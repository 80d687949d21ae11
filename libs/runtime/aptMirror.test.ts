import { describe, expect, test } from "@jest/globals";
import { mirrorFromIndexTargets, mirrorFromSources, parseOsRelease } from "#libs/runtime/aptMirror";

const lines = [
  "bookworm-security|bookworm-security|http://mirror.example/debian-security/",
  "bookworm-updates|bookworm-updates|http://mirror.example/debian/",
  "bookworm|stable|http://mirror.example/debian-base/",
].join("\n");

describe("the mirror this machine already uses", () => {
  test("is the one of the base suite, not of security or updates", () => {
    expect(mirrorFromIndexTargets(lines, "bookworm")).toBe("http://mirror.example/debian-base/");
  });
  test("is unknown when apt lists only another suite, or nothing", () => {
    expect(mirrorFromIndexTargets(lines, "trixie")).toBeUndefined();
    expect(mirrorFromIndexTargets("", "bookworm")).toBeUndefined();
  });
  test("is read from a one-line source when no list was ever fetched", () => {
    const text = [
      "# deb http://commented.example/debian bookworm main",
      "deb http://mirror.example/debian bookworm-updates main",
      "deb [signed-by=/usr/share/keyrings/k.gpg] http://mirror.example/base bookworm main",
    ].join("\n");
    expect(mirrorFromSources(text, "bookworm")).toBe("http://mirror.example/base");
  });
  test("is read from a deb822 source, passing over disabled and source-only ones", () => {
    const text = [
      "Types: deb\nURIs: http://off.example/debian\nSuites: bookworm\nEnabled: no",
      "Types: deb-src\nURIs: http://src.example/debian\nSuites: bookworm",
      "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates",
    ].join("\n\n");
    expect(mirrorFromSources(text, "bookworm")).toBe("http://mirror.example/debian");
  });
});

test("os-release values lose their quotes and comments are no values", () => {
  const entries = parseOsRelease('# ID=no\nID=debian\nVERSION_CODENAME="bookworm"\n');
  expect([...entries]).toEqual([
    ["ID", "debian"],
    ["VERSION_CODENAME", "bookworm"],
  ]);
});
