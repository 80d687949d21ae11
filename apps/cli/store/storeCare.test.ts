import { describe, expect, test } from "@jest/globals";
import {
  careAtFirst,
  careForStore,
  restartPauseMs,
  type StoreAnswer,
  type StoreLook,
} from "./storeCare.ts";
import { isRoom } from "./storeGuard.ts";

const writes: StoreAnswer = { kind: "writes" };
const full: StoreAnswer = { kind: "refuses", streams: ["EVENTS"], wasFull: true };
const broken: StoreAnswer = { kind: "refuses", streams: ["EVENTS"], wasFull: false };
const silent: StoreAnswer = { kind: "silent" };

type Look = readonly [store: StoreAnswer | undefined, hasRoom: boolean];
const lookMs = 5_000;

/** What was said and done at each look, five seconds apart: a word, and `!` where the server was ended. */
function told(looks: readonly Look[], more: Partial<StoreLook> = {}): readonly string[] {
  let care = careAtFirst;
  return looks.map(([store, hasRoom], index) => {
    const look = { store, hasRoom, isOurs: true, nowMs: index * lookMs, ...more };
    const step = careForStore(care, look);
    care = step.care;
    return `${step.word ?? ""}${step.restart ? "!" : ""}`;
  });
}

const times = (count: number, ...look: Look): readonly Look[] =>
  Array.from({ length: count }, () => look);

describe("the message server's store", () => {
  test("that writes is nothing to speak of", () => {
    expect(told(times(3, writes, true))).toEqual(["", "", ""]);
  });

  test("is never started again while the disk is full, however long that lasts; it is said once", () => {
    const said = told(times(2_000, full, false));
    expect(said[0]).toBe("store-full");
    expect(new Set(said.slice(1))).toEqual(new Set([""]));
  });

  test("is started again once two looks, one after the other, found room", () => {
    expect(
      told([
        [full, false],
        [full, true],
        [full, true],
        [undefined, true],
        [writes, true],
      ]),
    ).toEqual(["store-full", "", "store-restarts!", "", "store-writes"]);
    expect(
      told([
        [full, false],
        [full, true],
        [full, false],
        [full, true],
      ]),
    ).not.toContain("store-restarts!");
  });

  test("is started again also where nobody saw the disk full", () => {
    expect(told(times(2, full, true))).toEqual(["", "store-restarts!"]);
  });

  test("that stops again is given longer and longer pauses, up to half an hour, and that is said", () => {
    // Stopped at every look, as if something filled the disk anew each time.
    const day = told(times(24 * 720, full, true));
    const at = day.flatMap((one, index) => (one === "store-restarts!" ? [index * lookMs] : []));
    const pauses = at.slice(1).map((ms, index) => Math.round((ms - (at[index] ?? 0)) / 60_000));
    expect(pauses.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(day.filter((one) => one === "store-waits")).toHaveLength(pauses.length + 1);
  });

  test("that wrote for an hour is forgiven", () => {
    const begun = told([...times(2, full, true)]);
    expect(begun.at(-1)).toBe("store-restarts!");
    const hourMs = restartPauseMs.first + restartPauseMs.forgiven;
    const worn = { ...careAtFirst, pauseMs: 480_000, notBeforeMs: restartPauseMs.first };
    const soon = careForStore(worn, {
      store: writes,
      hasRoom: true,
      isOurs: true,
      nowMs: hourMs - 1,
    });
    const late = careForStore(worn, { store: writes, hasRoom: true, isOurs: true, nowMs: hourMs });
    expect([soon.care.pauseMs, late.care.pauseMs]).toEqual([480_000, restartPauseMs.first]);
  });

  test("that stopped for another reason than room, or is somebody else's, is told of and left alone", () => {
    expect(told(times(3, broken, true))).toEqual(["store-broken", "", ""]);
    expect(told(times(3, full, true), { isOurs: false })).toEqual(["", "store-theirs", ""]);
  });

  test("of which the server says nothing any more is started again only where the disk was found full", () => {
    const words = (looks: readonly Look[]): readonly string[] =>
      told(looks).filter((one) => one !== "");
    expect(words(times(2, silent, false))).toEqual([]);
    expect(words([...times(3, silent, false), ...times(2, silent, true)])).toEqual([
      "store-full",
      "store-restarts!",
    ]);
    expect(words([[full, false], ...times(5, silent, true)])).toEqual([
      "store-full",
      "store-restarts!",
    ]);
    expect(words(times(9, silent, true))).toEqual(["store-silent"]);
    expect(words([[full, false], [writes, true], ...times(5, silent, true)])).toEqual([
      "store-full",
      "store-writes",
      "store-silent",
    ]);
  });
});

test("room is 256 MiB, or of a small disk the tenth part", () => {
  const mebibyte = 1024 * 1024;
  expect(isRoom(256 * mebibyte, 10_000 * mebibyte)).toBe(true);
  expect(isRoom(256 * mebibyte - 1, 10_000 * mebibyte)).toBe(false);
  expect(isRoom(7 * mebibyte, 64 * mebibyte)).toBe(true);
  expect(isRoom(6 * mebibyte, 64 * mebibyte)).toBe(false);
});
