// The order of the test files: the slow ones first, then by size. jest learns how long a file takes, but a fresh clone
// has learnt nothing, and a long file that starts last keeps one processor waiting for minutes.
const { statSync } = require("node:fs");

/** Fourteen seconds or more on two busy cores, longest first; a file that is missing here only costs time. */
const slow = [
  "tests/properties/noninterference.test.js",
  "tests/faults/kills.test.js",
  "tests/journeys/day.test.js",
  "tests/faults/ruleSets.test.js",
  "tests/browser/hostile.test.js",
  "tests/journeys/upgrade.test.js",
  "tests/faults/supervisor.test.js",
  "tests/journeys/consoleActions.test.js",
  "tests/faults/postgresCommits.test.js",
  "tests/journeys/retention.test.js",
  "tests/faults/canaries.test.js",
  "tests/faults/restoreYears.test.js",
  "tests/conformance/generated.test.js",
  "apps/cli/policy/backtest.test.js",
  "libs/eventlog/jetStreamStrategy.test.js",
  "tests/journeys/commandLine.test.js",
  "tests/properties/wakeups.test.js",
  "tests/faults/logStores.test.js",
  "apps/cli/policy/diff.test.js",
  "tests/journeys/webhook.test.js",
  "tests/journeys/consoleApi.test.js",
  "tests/journeys/yearRetirement.test.js",
  "apps/audit/drift.test.js",
  "tests/faults/restoreStream.test.js",
  "tests/faults/restore.test.js",
  "tests/journeys/ruleSets.test.js",
  "tests/properties/oracle.test.js",
  "apps/cli/commandLine.test.js",
  "tests/faults/halts.test.js",
  "tests/faults/sequencerCrashes.test.js",
  "tests/containers/postgres.test.js",
  "tests/structure/tools.test.js",
  "apps/cli/reading/recordedFirst.test.js",
  "tests/conformance/oracle.test.js",
  "tests/faults/badRuleSets.test.js",
  "tests/faults/instances.test.js",
  "tests/conformance/cedar.test.js",
  "apps/audit/year.test.js",
  "libs/policy/projectors.test.js",
  "apps/cli/doctor/doctor.test.js",
  "tests/journeys/keyCeremony.test.js",
  "tests/properties/derivations.test.js",
  "tests/faults/edge.test.js",
  "apps/console/api/rules/rules.test.js",
  "apps/audit/audit.test.js",
  "tests/browser/incident.test.js",
  "tests/conformance/foreignPack.test.js",
  "tests/conformance/mutants.test.js",
  "tests/journeys/recall.test.js",
  "tests/conformance/openapiLint.test.js",
  "tests/properties/histories.test.js",
  "apps/audit/witnessing.test.js",
  "tests/conformance/day.test.js",
  "tests/browser/shell.test.js",
  "tests/browser/flows.test.js",
  "apps/policy/openSet.test.js",
  "libs/policy/table/ruleSheet.test.js",
  "tests/properties/wireNoise.test.js",
  "tests/browser/rules.test.js",
  "tests/journeys/operations.test.js",
  "tests/properties/noninterferenceReal.test.js",
  "libs/policy/jsonSchema.test.js",
  "tests/journeys/badInput.test.js",
  "tests/faults/yearEnd.test.js",
  "tests/journeys/emergency.test.js",
  "tests/browser/exchanges.test.js",
  "apps/cli/life/life.test.js",
  "tests/browser/signIn.test.js",
  "libs/policy/nearest.test.js",
  "tests/properties/laws.test.js",
  "tests/support/natsServer.test.js",
  "tests/faults/breakGlass.test.js",
  "libs/policy/diff.test.js",
  "tests/faults/retention.test.js",
  "libs/policy/analysis/reachability.test.js",
  "tests/faults/syscalls.test.js",
  "apps/audit/reconciler.test.js",
  "tests/faults/noticeKill.test.js",
  "tests/browser/queues.test.js",
  "apps/console/api/consoleApi.test.js",
  "tests/faults/vault.test.js",
  "apps/cli/audit/verifyFrom.test.js",
  "libs/tilestore/verifyLog.test.js",
  "tests/browser/guide.test.js",
  "apps/cli/policy/table.test.js",
  "libs/tilestore/moveCommits.test.js",
  "libs/incident/textGuard/shapes.test.js",
  "apps/cli/dataFolder.test.js",
  "tests/faults/signedReleases.test.js",
  "apps/adapter/webhook/webhooks.test.js",
  "tests/browser/proof.test.js",
  "apps/adapter/webhook/model.test.js",
  "tests/properties/replay.test.js",
  "tests/conformance/golden.test.js",
  "apps/cli/rooms/rooms.test.js",
];

const rankOf = (path) => {
  const rank = slow.findIndex((name) => path.endsWith(`/${name}`));
  return rank < 0 ? slow.length : rank;
};

/** What jest asks of a sequencer. CommonJS: of a module jest would take the default export, and we have none. */
class SlowFirst {
  sort(tests) {
    const known = tests.map((test) => {
      return { test, rank: rankOf(test.path), bytes: statSync(test.path).size };
    });
    known.sort((a, b) => a.rank - b.rank || b.bytes - a.bytes);
    return known.map(({ test }) => test);
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // Nothing is learnt: every run has the same order.
  }
}

module.exports = SlowFirst;
