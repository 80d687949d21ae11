import { describe, expect, test } from "@jest/globals";
import { storeFailedReason } from "./port.ts";
import { StoreWatch } from "./storeWatch.ts";

const silence = { kind: "unknown", reason: "TimeoutError" } as const;
const appended = { kind: "appended", sequence: 7 } as const;

function watched() {
  let nowMs = 0;
  const watch = new StoreWatch(() => nowMs);
  return {
    watch,
    later(ms: number) {
      nowMs += ms;
      return watch;
    },
  };
}

describe("what a process knows of the store from its own requests", () => {
  test("one write without an answer is a hiccup; two with five seconds between say that the store refuses", () => {
    const { watch, later } = watched();
    watch.wrote("EVENTS", silence);
    expect(watch.code()).toBe("ok");
    later(4_999).wrote("EVENTS", silence);
    expect(watch.code()).toBe("ok");
    later(1).wrote("EVENTS", silence);
    expect(watch.code()).toBe("store-refuses-writes");
  });

  test("a store that says itself that it failed is believed at once", () => {
    const { watch } = watched();
    watch.wrote("EVENTS", { kind: "unknown", reason: storeFailedReason });
    expect(watch.code()).toBe("store-refuses-writes");
  });

  test("every other answer ends it, for its own stream only, and so does another life of the server", () => {
    for (const answer of [
      appended,
      { kind: "conflict" },
      { kind: "full" },
      { kind: "sealed" },
    ] as const) {
      const { watch, later } = watched();
      for (const stream of ["EVENTS", "REPORTS"]) watch.wrote(stream, silence);
      for (const stream of ["EVENTS", "REPORTS"]) later(5_000).wrote(stream, silence);
      watch.wrote("EVENTS", answer);
      expect(watch.code()).toBe("store-refuses-writes");
      watch.wrote("REPORTS", answer);
      expect(watch.code()).toBe("ok");
    }
    const { watch, later } = watched();
    watch.wrote("EVENTS", silence);
    later(5_000).wrote("EVENTS", silence);
    watch.forget();
    expect(watch.code()).toBe("ok");
  });

  test("readers without an answer say that it is silent; an answered read says nothing of writes", () => {
    const { watch, later } = watched();
    watch.wrote("EVENTS", silence);
    watch.read("EVENTS", false);
    later(5_000).read("EVENTS", false);
    expect(watch.code()).toBe("store-silent");
    watch.wrote("EVENTS", silence);
    watch.read("EVENTS", true);
    expect(watch.code()).toBe("store-refuses-writes");
  });

  test("what nobody has tried for a minute says nothing of now, and does not count for what comes later", () => {
    const { watch, later } = watched();
    watch.wrote("EVENTS", silence);
    later(5_000).wrote("EVENTS", silence);
    later(60_000);
    expect(watch.code()).toBe("ok");
    watch.wrote("EVENTS", silence);
    expect(watch.code()).toBe("ok");
  });
});
