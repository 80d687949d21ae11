import { describe, expect, test } from "@jest/globals";
import {
  compareNatsServerVersions,
  formatNatsServerVersion,
  isSupportedNatsServer,
  parseNatsServerVersion,
} from "#libs/runtime/natsServerVersion";

describe("the version a nats-server says it has", () => {
  test.each([
    ["nats-server: v2.15.1\n", "2.15.1"],
    ["nats-server: v2.12.0-RC.1", "2.12.0"],
    ["2.14.3", "2.14.3"],
  ])("%j is read as %s", (output, expected) => {
    const version = parseNatsServerVersion(output);
    expect(version && formatNatsServerVersion(version)).toBe(expected);
  });

  test.each(["", "nats-server: v2.15", "v2.15.1.4", "command not found"])(
    "%j is no version",
    (output) => {
      expect(parseNatsServerVersion(output)).toBeUndefined();
    },
  );

  test("2.12.0 is enough and 2.11.99 is not", () => {
    expect(isSupportedNatsServer({ major: 2, minor: 12, patch: 0 })).toBe(true);
    expect(isSupportedNatsServer({ major: 2, minor: 11, patch: 99 })).toBe(false);
  });

  test("2.9 is older than 2.12 although its text sorts after it", () => {
    const older = { major: 2, minor: 9, patch: 0 };
    const newer = { major: 2, minor: 12, patch: 0 };
    expect(compareNatsServerVersions(older, newer)).toBeLessThan(0);
  });
});
