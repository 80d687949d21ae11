import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";

interface Failure extends Error {
  matcherResult?: object;
}
interface Environment {
  handleTestEvent(event: {
    readonly name: string;
    readonly test: { readonly errors: readonly (readonly Failure[])[] };
  }): Promise<void>;
  teardown(): Promise<void>;
  getVmContext(): null;
}
type Opened = new (given: { readonly projectConfig: object }) => Environment;

const isOpened = (value: unknown): value is Opened => typeof value === "function";
const script: unknown = createRequire(import.meta.url)(
  join(projectRoot, "scripts", "jest-environment.cjs"),
);

function opened(): Environment {
  if (!isOpened(script)) throw new Error("no environment");
  return new script({ projectConfig: { fakeTimers: {} } });
}

describe("test files run one after the other in one process", () => {
  test("what one of them changes of the process is not there for the next", async () => {
    const { PATH: path } = process.env;
    const folder = process.cwd();
    const { fetch } = globalThis;
    const environment = opened();
    process.env["PATH"] = "/nowhere";
    process.env["RACCORDO_LEFT_BEHIND"] = "yes";
    process.chdir("/");
    process.exitCode = 7;
    const listener = () => undefined;
    process.on("SIGUSR2", listener);
    Reflect.set(globalThis, "leftBehind", true);
    Reflect.set(globalThis, "fetch", () => "another");
    await environment.teardown();
    expect([process.env["PATH"], process.env["RACCORDO_LEFT_BEHIND"]]).toEqual([path, undefined]);
    expect([process.cwd(), process.exitCode]).toEqual([folder, undefined]);
    expect(process.listeners("SIGUSR2")).not.toContain(listener);
    expect(Reflect.has(globalThis, "leftBehind")).toBe(false);
    expect(globalThis.fetch).toBe(fetch);
  });

  test("what was there before stays: listeners, variables, globals", async () => {
    const listener = () => undefined;
    process.on("SIGUSR2", listener);
    process.env["RACCORDO_BEFORE"] = "yes";
    const environment = opened();
    Reflect.deleteProperty(process.env, "RACCORDO_BEFORE");
    await environment.teardown();
    expect(process.listeners("SIGUSR2")).toContain(listener);
    expect(process.env["RACCORDO_BEFORE"]).toBe("yes");
    process.removeListener("SIGUSR2", listener);
    Reflect.deleteProperty(process.env, "RACCORDO_BEFORE");
  });

  test("the types of the language are those of the process itself: no second Array, Error or Buffer", () => {
    expect(opened().getVmContext()).toBeNull();
    expect(Buffer.from("x") instanceof Uint8Array).toBe(true);
    expect(structuredClone(new Map()) instanceof Map).toBe(true);
  });
});

describe("a test that fails", () => {
  /** As jest hands the failure on when the test is over. */
  async function printed(message: string): Promise<Failure> {
    const failure: Failure = Object.assign(new Error(message), { matcherResult: { message } });
    await opened().handleTestEvent({ name: "test_done", test: { errors: [[failure]] } });
    return failure;
  }

  test("on a whole log says what differs and where, and prints no more than a few screens", async () => {
    const { message, stack = "", matcherResult } = await printed(`Expected: ${"x".repeat(5e6)}`);
    expect(message.length).toBeLessThan(20_000);
    expect(stack.length).toBeLessThan(20_000);
    expect([message.slice(0, 11), matcherResult]).toEqual(["Expected: x", undefined]);
    expect(stack).toContain("characters are left out");
    expect(stack).toContain("sameProcess.test");
  });

  test("on little says all of it", async () => {
    const { message, matcherResult } = await printed("Expected: 1");
    expect([message, matcherResult]).toEqual(["Expected: 1", { message: "Expected: 1" }]);
  });
});
