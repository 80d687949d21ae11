// The order of the test files: the slow ones first, then by size. jest learns how long a file takes, but a fresh clone
// has learnt nothing, and a long file that starts last keeps one processor waiting for minutes.
const { statSync } = require("node:fs");

/** Ten seconds or more on two cores, longest first; a file that is missing here only costs time. */
const slow = [
  "tests/properties/noninterference.test.js",
  "tests/faults/kills.test.js",
  "tests/faults/ruleSets.test.js",
  "tests/journeys/day.test.js",
  "tests/browser/hostile.test.js",
  "tests/browser/incident.test.js",
  "tests/browser/rules.test.js",
  "tests/faults/postgresCommits.test.js",
  "tests/browser/flows.test.js",
  "tests/faults/supervisor.test.js",
  "tests/journeys/consoleActions.test.js",
  "tests/containers/postgres.test.js",
  "tests/properties/wakeups.test.js",
  "tests/journeys/webhook.test.js",
  "tests/journeys/retention.test.js",
  "tests/journeys/keyCeremony.test.js",
  "tests/faults/restore.test.js",
  "tests/faults/canaries.test.js",
  "tests/journeys/commandLine.test.js",
  "tests/journeys/ruleSets.test.js",
  "tests/conformance/oracle.test.js",
  "tests/conformance/cedar.test.js",
  "tests/journeys/yearRetirement.test.js",
  "tests/faults/edge.test.js",
  "tests/properties/laws.test.js",
  "tests/browser/exchanges.test.js",
  "tests/browser/shell.test.js",
  "tests/browser/queues.test.js",
  "tests/browser/guide.test.js",
  "tests/browser/proof.test.js",
  "tests/browser/signIn.test.js",
  "tests/faults/restoreStream.test.js",
  "tests/faults/badRuleSets.test.js",
  "tests/conformance/accounts.test.js",
  "apps/cli/dataFolder.test.js",
  "tests/journeys/badInput.test.js",
  "tests/faults/logStores.test.js",
  "tests/faults/syscalls.test.js",
  "libs/adapters/cap/encode.test.js",
  "tests/journeys/consoleApi.test.js",
  "tests/faults/instances.test.js",
  "tests/faults/noticeKill.test.js",
  "tests/faults/vault.test.js",
  "apps/adapter/webhook/webhooks.test.js",
  "libs/adapters/cap/heap.test.js",
  "tests/properties/noninterferenceReal.test.js",
  "apps/cli/policy/diff.test.js",
  "apps/cli/policy/backtest.test.js",
  "apps/cli/life/life.test.js",
  "apps/cli/policy/table.test.js",
  "apps/cli/policy/policy.test.js",
  "tests/properties/oracle.test.js",
  "tests/structure/tools.test.js",
  "tests/properties/replay.test.js",
  "libs/policy/nearest.test.js",
  "tests/properties/histories.test.js",
  "tests/journeys/recall.test.js",
  "tests/journeys/operations.test.js",
  "apps/audit/audit.test.js",
  "libs/search/postgres.test.js",
  "tests/structure/structure.test.js",
  "tests/conformance/mutants.test.js",
  "tests/journeys/emergency.test.js",
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
