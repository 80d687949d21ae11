import { afterAll, beforeAll } from "@jest/globals";
import { startCore, type TestCore } from "./core.ts";
import { natsServerProblem } from "./natsServer.ts";
import { testIf } from "./skip.ts";

/** One core on a real server for all tests of a file; they skip visibly where the server is not here. */
export async function coreOfFile() {
  const problem = await natsServerProblem();
  const state: { core?: TestCore } = {};
  beforeAll(async () => {
    if (problem === undefined) state.core = await startCore();
  });
  afterAll(() => state.core?.stop());
  return {
    problem,
    testWithServer: testIf(problem === undefined, problem ?? ""),
    core: (): TestCore => {
      if (state.core === undefined) throw new Error("the core did not start");
      return state.core;
    },
  };
}
