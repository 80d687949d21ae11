import { describe, expect, test } from "@jest/globals";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { parseLeaf } from "#libs/seal/leaf";
import { Heartbeat } from "./heartbeat.ts";

const everyMs = 600_000;
const begin = Date.parse("2026-11-22T09:00:00.000Z");

/** A log in which one message stands under each subject, a clock to be set, and processes that write. */
function world() {
  const written = new Map<string, string>();
  const now = { ms: begin };
  const beating = (year = 2026, size = 5) =>
    new Heartbeat({
      log: {
        append: async (subject, data) => {
          if (written.has(subject)) return { kind: "conflict" };
          const leaf = parseLeaf(decodeAuditMessage(data)?.leaf ?? Buffer.alloc(0));
          written.set(subject, "problem" in leaf ? leaf.problem : leaf.at);
          return { kind: "appended", sequence: written.size };
        },
      },
      macKey: Buffer.alloc(32, 7),
      clock: { nowMs: () => now.ms },
      everyMs,
      state: () => ({ year, size }),
    });
  return { written, now, beating };
}

describe("the sign of life", () => {
  test("is written ten minutes after the last one while nothing happens, and not before", async () => {
    const { written, now, beating } = world();
    const one = beating();
    one.learn(2026, { kind: "genesis", at: new Date(begin).toISOString() });
    now.ms += everyMs - 1;
    expect(await one.pass()).toBeUndefined();
    now.ms += 1;
    expect(await one.pass()).toMatchObject({ kind: "appended" });
    one.learn(2026, { kind: "heartbeat", at: new Date(now.ms).toISOString() });
    now.ms += everyMs - 1;
    expect(await one.pass()).toBeUndefined();
    now.ms += 1;
    expect(await one.pass()).toMatchObject({ kind: "appended" });
    expect([...written.values()]).toEqual(["2026-11-22T09:10:00.000Z", "2026-11-22T09:20:00.000Z"]);
  });

  test("is written although other entries are: they say that rooms speak, not that the log keeps up", async () => {
    const { now, beating } = world();
    const one = beating();
    one.learn(2026, { kind: "genesis", at: new Date(begin).toISOString() });
    now.ms += everyMs;
    one.learn(2026, { kind: "exchange", at: new Date(now.ms).toISOString() });
    expect(await one.pass()).toMatchObject({ kind: "appended" });
  });

  test("waits for the first entry of a log, which is a sign of life", async () => {
    const { written, beating } = world();
    expect(await beating(2026, 0).pass()).toBeUndefined();
    expect(written.size).toBe(0);
  });

  test("is one leaf, however many processes write it and however late they look", async () => {
    const { written, now, beating } = world();
    const all = [beating(), beating(), beating()];
    for (const one of all) {
      one.learn(2026, { kind: "genesis", at: new Date(begin).toISOString() });
    }
    now.ms += everyMs;
    for (const one of all) {
      await one.pass();
      now.ms += 1_000;
    }
    expect(written.size).toBe(1);
  });

  test("comes at once after a process was away for longer than the log remembers", async () => {
    expect(await world().beating().pass()).toMatchObject({ kind: "appended" });
  });

  test("is not written into a year that is over", async () => {
    expect(await world().beating(2025).pass()).toBeUndefined();
  });

  test("is not held up for ever by something else in its place", async () => {
    const { written, now, beating } = world();
    const one = beating();
    one.learn(2026, { kind: "genesis", at: new Date(begin).toISOString() });
    now.ms += everyMs;
    await one.pass();
    const [taken = ""] = written.keys();
    written.clear();
    written.set(taken, "something else");
    expect(await one.pass()).toEqual({ kind: "conflict" });
    now.ms += everyMs;
    expect(await one.pass()).toMatchObject({ kind: "appended" });
  });
});
