import { expect, test } from "@jest/globals";
import { createHealth } from "./health.ts";

test("a process is ready when every part that it needs says so, and tells which one does not", () => {
  const health = createHealth(["process"]);
  let nats = "away";
  health.watch("nats", () => nats);
  expect(health.state()).toEqual({
    ready: false,
    reports: [
      { name: "process", ok: false, code: "starting" },
      { name: "nats", ok: false, code: "away" },
    ],
  });
  health.watch("process", () => "ok");
  expect(health.state().ready).toBe(false);
  nats = "ok";
  expect(health.state().ready).toBe(true);
});
