import { expect, test } from "@jest/globals";
import { createHealth } from "#libs/runtime/health";

test("a process is ready when every part is, and not live once only a restart helps", () => {
  const health = createHealth(["nats", "store"]);
  expect(health.state()).toMatchObject({ live: true, ready: false });
  health.set("nats", "ok");
  health.set("store", "ok");
  expect(health.state()).toMatchObject({ live: true, ready: true });
  health.set("nats", "nats-unreachable");
  expect(health.state().parts).toContainEqual({ part: "nats", state: "nats-unreachable" });
  expect(health.state().ready).toBe(false);
  health.set("nats", "ok");
  health.fail();
  expect(health.state()).toMatchObject({ live: false, ready: false });
  expect(() => health.set("unnamed", "ok")).toThrow("unnamed");
});
