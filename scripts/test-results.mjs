// What jest and the linters said, as one list of {title, outcome}. Pure, so that it is tested itself.

const outcomes = { passed: "passed", failed: "failed", pending: "skipped", todo: "skipped" };
const reasonAtEnd = /\(skipped: (.+)\)$/;

/**
 * Results of a jest run from its --json output. A file that could not be run counts as one failure,
 * and so does a run that ended badly without naming any failed test (a crash, no test found).
 */
export function resultsOfJest(json, exitCode) {
  const results = (json?.testResults ?? []).flatMap(resultsOfFile);
  const explained = results.some((result) => result.outcome === "failed");
  if (explained || (exitCode === 0 && json !== undefined)) return results;
  return [...results, { title: `jest ended with code ${exitCode}`, outcome: "failed" }];
}

function resultsOfFile(file) {
  const results = file.assertionResults
    .filter((test) => outcomes[test.status] !== undefined)
    .map((test) => ({ title: test.fullName, outcome: outcomes[test.status] }));
  const broken = file.status === "failed" && !results.some(({ outcome }) => outcome === "failed");
  return broken
    ? [...results, { title: `${file.name} could not be run`, outcome: "failed" }]
    : results;
}

/** The reason in a title made by tests/support/skip.ts; undefined for a bare test.skip. */
export function skipReason(title) {
  return reasonAtEnd.exec(title)?.[1];
}

/** Lines that name each skipped test and why, headed by their count; empty when none was skipped. */
export function skipLines(results) {
  const skipped = results.filter(({ outcome }) => outcome === "skipped");
  if (skipped.length === 0) return [];
  const lines = skipped.map(({ title }) => {
    const reason = skipReason(title) ?? "no reason given";
    return `  ${title.replace(reasonAtEnd, "").trim()}: ${reason}`;
  });
  return [`${skipped.length} skipped:`, ...lines];
}

/**
 * In CI everything has to run: one failure for each skip that no entry {reasonMatches, because}
 * allows. A skip without a reason is never allowed.
 */
export function forbiddenSkips(results, allowed) {
  return results
    .filter(({ title, outcome }) => outcome === "skipped" && !isAllowed(title, allowed))
    .map(({ title }) => ({ title: `must not be skipped in CI: ${title}`, outcome: "failed" }));
}

function isAllowed(title, allowed) {
  const reason = skipReason(title);
  return (
    reason !== undefined && allowed.some((entry) => new RegExp(entry.reasonMatches).test(reason))
  );
}

/** `N passed, N failed, N skipped`: always the last line. */
export function closingLine(results) {
  const count = (wanted) => results.filter(({ outcome }) => outcome === wanted).length;
  return `${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`;
}
