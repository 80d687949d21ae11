import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "@jest/globals";
import { Grants } from "#apps/policy/grants";
import { ownSystemLeaf } from "#apps/policy/systemLeaf";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { noticesOf } from "#libs/eventlog/subjects";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import { parseGrant } from "#libs/policy/grantSchema";
import { coreOfFile } from "#tests/support/coreOfFile";
import { invented, patto, rooms, shipped, sourcesOf } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const { core, testWithServer } = await coreOfFile();

/** The shipped rules and the shipped example of a grant, in force on these days. */
function granted(from: string, to: string): CompiledRules {
  const text = readFileSync(join(projectRoot, "docs", "examples", "grant.yaml"), "utf8");
  const parsed = parseGrant(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { grant } = parsed.value;
  const days = { ...parsed.value, grant: { ...grant, in_force: { from, to } } };
  const sources = { ...sourcesOf([patto(), invented()]), grants: [days] };
  const compiled = compileRules(sources, rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.rules;
}

async function told(years: readonly number[]) {
  const found: unknown[] = [];
  for (const year of years) {
    for (let from = 1; ; ) {
      const filter = noticesOf(year, "grant");
      const message = await core().log.firstFrom(`AUDIT_${year}`, filter, from);
      if (message === undefined) break;
      from = message.sequence + 1;
      const leaf = ownSystemLeaf(message, core().secrets.macs);
      if (leaf?.kind === "grant") found.push([leaf.state, leaf.at.slice(0, 10)]);
    }
  }
  return found;
}

const noon = (day: string) => `${day}T12:00:00.000Z`;
const instance = (years: readonly number[] = [2026]) =>
  new Grants({ ...core().ports({ openYears: () => years }), gate: () => ({ open: true }) });

describe("an operation grant in the log", () => {
  testWithServer("begins on its first day and ends after its last, once each", async () => {
    const rules = granted("2026-11-24", "2026-11-26");
    const one = instance();
    const two = instance();
    for (const day of ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-28"]) {
      for (const policy of [one, two, instance()]) await policy.pass(rules, noon(day));
    }
    expect(await told([2026])).toEqual([
      ["begun", "2026-11-24"],
      ["ended", "2026-11-28"],
    ]);
  });

  testWithServer(
    "ends when the rules in force hold it no more, begins again, and ends in the next year's log",
    async () => {
      const rules = granted("2026-12-20", "2027-01-05");
      await instance().pass(rules, noon("2026-12-21"));
      await instance().pass(shipped(), noon("2026-12-22"));
      await instance().pass(rules, noon("2026-12-23"));
      await core().admin.seal("AUDIT_2026");
      await core().admin.ensureStream(auditYearStream(2027, demonstrationLimits));
      await instance([2027, 2026]).pass(rules, noon("2027-01-03"));
      await instance([2027, 2026]).pass(rules, noon("2027-01-08"));
      expect((await told([2026, 2027])).slice(2)).toEqual([
        ["begun", "2026-12-21"],
        ["ended", "2026-12-22"],
        ["begun", "2026-12-23"],
        ["ended", "2027-01-08"],
      ]);
    },
  );
});
