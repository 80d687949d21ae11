import { describe, expect, test } from "@jest/globals";
import { compiled, invented, patto, rooms } from "#tests/support/patto";
import { withRevocations } from "./revoke.ts";
import { type ActivatedRules, RulesOfLog } from "./rulesOfLog.ts";

const midnight = (day: string) => `${day}T00:00:00.000Z`;
const begin = midnight("2026-01-01");
const inside = midnight("2026-06-01");
const end = midnight("2027-01-01");
const set = (lifts: readonly string[] = [], rules = compiled(patto(), invented())) =>
  ({ rules, rooms, notBefore: begin, expires: end, lifts }) satisfies ActivatedRules;
const revocation = (digest: string) => ({ digest, what: { all: true } }) as const;
const first = set();
const permits = (of: { rules: typeof first.rules } | undefined) =>
  [...(of?.rules.cells.values() ?? [])]
    .flat()
    .some(({ rule }) => rule.isRevoked !== true && rule.agreement.periods.length > 0);

describe("the rules that a log says were in force", () => {
  test("are those of their hash while the set held, and permit nothing before and after", () => {
    const log = new RulesOfLog();
    log.activated(first);
    const { hash } = first.rules;
    expect([begin, inside].map((time) => permits(log.at(hash, time)))).toEqual([true, true]);
    expect(permits(log.at(hash, "2025-12-31T23:59:59.999Z"))).toBe(false);
    expect(permits(log.at(hash, end))).toBe(false);
    expect(log.at("0".repeat(64), inside)).toBeUndefined();
  });

  test("under a revocation have the name that policy gives them, and deny what it denied", () => {
    const log = new RulesOfLog();
    log.activated(first);
    log.revoked(revocation("a"));
    log.revoked(revocation("b"));
    const names = [["a"], ["a", "b"]].map(
      (digests) => withRevocations(first.rules, digests.map(revocation)).hash,
    );
    for (const name of names) expect(permits(log.at(name, inside))).toBe(false);
    expect(permits(log.at(first.rules.hash, inside))).toBe(true);
  });

  test("of a later set stay revoked until one says that it lifts it", () => {
    const source = patto();
    const other = { ...source, rules: source.rules.slice(1) };
    const second = set([], compiled(other, invented()));
    const third = set(["a"], compiled({ ...source, rules: source.rules.slice(2) }, invented()));
    const log = new RulesOfLog();
    log.activated(first);
    log.revoked(revocation("a"));
    log.activated(second);
    log.activated(third);
    const revoked = withRevocations(second.rules, [revocation("a")]).hash;
    expect(permits(log.at(revoked, inside))).toBe(false);
    expect(permits(log.at(third.rules.hash, inside))).toBe(true);
    expect(log.has(withRevocations(third.rules, [revocation("a")]).hash)).toBe(false);
  });
});
