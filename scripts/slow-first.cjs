// The order of the test files: the slow ones first, then by size. jest learns how long a file takes, but a fresh clone
// has learnt nothing, and a long file that starts last keeps one processor waiting for minutes.
const { statSync } = require("node:fs");

/** Minutes or most of one, longest first; a file that is missing here only costs time. */
const slow = [
  "tests/properties/noninterference.test.js",
  "tests/faults/kills.test.js",
  "tests/journeys/day.test.js",
  "tests/journeys/ruleSets.test.js",
  "tests/faults/supervisor.test.js",
  "tests/journeys/keyCeremony.test.js",
  "apps/cli/policy/backtest.test.js",
  "tests/conformance/cedar.test.js",
  "tests/properties/laws.test.js",
  "tests/properties/oracle.test.js",
  "tests/faults/ruleSets.test.js",
  "tests/faults/badRuleSets.test.js",
  "tests/properties/wakeups.test.js",
  "tests/faults/canaries.test.js",
  "tests/journeys/retention.test.js",
  "apps/cli/policy/diff.test.js",
  "apps/cli/audit/search.test.js",
  "tests/properties/noninterferenceReal.test.js",
  "tests/conformance/oracle.test.js",
  "tests/journeys/consoleApi.test.js",
  "tests/journeys/commandLine.test.js",
  "tests/journeys/emergency.test.js",
  "tests/faults/syscalls.test.js",
  "apps/cli/policy/policy.test.js",
  "tests/properties/histories.test.js",
  "libs/adapters/cap/heap.test.js",
  "apps/cli/policy/table.test.js",
  "tests/journeys/operations.test.js",
  "tests/journeys/recall.test.js",
  "tests/faults/noticeKill.test.js",
  "tests/journeys/webhook.test.js",
  "apps/cli/life/life.test.js",
  "tests/journeys/badInput.test.js",
  "tests/faults/edge.test.js",
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
