import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readerRoles } from "#libs/seal/leafSchema";
import { type ConsoleOnLog, consoleOnLog, logViewers } from "#tests/support/consoleOnLog";
import { type Route, routes } from "./routes.ts";

let served: ConsoleOnLog;
beforeAll(async () => {
  served = await consoleOnLog();
});
afterAll(() => served.stop());

const ofRoles = routes.filter(({ roles }) => roles !== undefined);
const body = JSON.stringify({});
const json = { "content-type": "application/json" };
/**
 * An address of the route that names something; what it names need not exist. A stream would go on for ever: it is asked
 * for something that it does not know.
 */
const addressOf = ({ path, answer }: Route) =>
  path.replaceAll("{year}", "2026").replaceAll(/\{\w+\}/g, "0") +
  (answer === "Tail" ? "?ignoto=1" : "");
const ask = (viewer: string, route: Route) =>
  served.ask(viewer, addressOf(route), {
    method: route.method,
    ...(route.method === "GET" ? {} : { body, headers: json }),
  });
const recorded = () =>
  served.recorder.reads.length + served.recorder.exports.length + served.core.openings.length;
const viewerOf = (role: (typeof readerRoles)[number]): string => {
  const found = logViewers.find((viewer) => viewer.role === role);
  if (found === undefined) throw new Error(`nobody is ${role} here`);
  return found.name;
};

describe.each(readerRoles)("the role %s", (role) => {
  test.each(ofRoles.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s is answered only where the table of addresses says so",
    async (_title, route) => {
      const before = recorded();
      const { status, body: told } = await ask(viewerOf(role), route);
      const isRefused = status === 403 && told["code"] === "role-not-allowed";
      expect(isRefused).toBe(route.roles?.includes(role) !== true);
      // Whoever is refused has read nothing, and nothing is recorded of it as a reading.
      if (isRefused) expect(recorded()).toBe(before);
    },
  );
});

describe("without any credential", () => {
  test.each(
    routes
      .filter(({ path }) => path.startsWith("/v1/"))
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )("%s is not answered", async (_title, route) => {
    const before = recorded();
    const { status, body: told } = await served.ask("", addressOf(route), {
      ...{ method: route.method, key: "none" },
      ...(route.method === "GET" ? {} : { body, headers: json }),
    });
    expect([status, told["code"]]).toEqual([401, "viewer-key-missing"]);
    expect(recorded()).toBe(before);
  });
});
