import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ConsoleOnLog, consoleOnLog } from "#tests/support/consoleOnLog";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog({ requests_per_minute_max: 100_000 });
});
afterAll(() => served.stop());

describe("registers made of the rules in force", () => {
  const paths = ["/v1/registers/processing", "/v1/registers/dpia"];

  test("are for privacy officers and authorities, and recorded before they are answered", async () => {
    for (const path of paths) {
      for (const viewer of ["sala-comune", "cabina"]) {
        const { status, body } = await served.ask(viewer, path);
        expect([viewer, status, body["code"]]).toEqual([viewer, 403, "role-not-allowed"]);
      }
      served.recorder.isAway = "reads";
      const { body } = await served.ask("garante", path);
      served.recorder.isAway = "no";
      expect(body["code"]).toBe("reading-not-recorded");
    }
  });

  test("are not made of a document that is no rule set, whatever the log says of it", async () => {
    for (const path of paths) {
      const { status, body } = await served.ask("rpd-comune", path);
      expect([path, status, body["code"]]).toEqual([path, 503, "log-not-ready"]);
    }
  });
});
