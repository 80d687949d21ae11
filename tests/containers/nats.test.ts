import { eventLogContract } from "#libs/eventlog/contract";
import { startContainerNats } from "#tests/support/containerNats";
import { containerProblem } from "#tests/support/containers";
import { jetStreamHarness } from "#tests/support/jetStreamHarness";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";

const problem = (await natsServerProblem()) ?? (await containerProblem());

if (problem === undefined) {
  eventLogContract("JetStream in a container", async () =>
    jetStreamHarness(await startContainerNats()),
  );
} else {
  testIf(false, problem)("the durable log keeps its contract in a container", () => undefined);
}
