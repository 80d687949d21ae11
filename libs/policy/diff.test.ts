import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { Backtest } from "#libs/policy/backtest";
import { diffRules } from "#libs/policy/diff";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import { compiled, invented, patto, rooms } from "#tests/support/patto";
import { arbitraryHistory, recordedFacts, richPatto } from "#tests/support/recordedHistory";

const rulesOf = (agreement: Agreement): RulesWithRooms => ({
  rules: compiled(agreement, invented()),
  rooms,
});
const shipped = rulesOf(patto());

function changed(change: (rule: Rule, agreement: Agreement) => void, id = "C03-forze") {
  const agreement = patto();
  const rule = agreement.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  change(rule, agreement);
  return rulesOf(agreement);
}

const diffOf = (after: RulesWithRooms) =>
  diffRules(shipped, after).map(({ author, receiver, changed: what, categories, conditions }) => ({
    pair: `${author} ${receiver}`,
    ...{ what, categories, conditions },
  }));

describe("The difference of two rule sets", () => {
  test("is empty for the same rules, in whatever order they are written", () => {
    const turned = patto();
    turned.rules.reverse();
    expect(diffRules(shipped, rulesOf(turned))).toEqual([]);
  });

  test("names a field that is given no more, to whom and of which category", () => {
    const after = changed(({ fields }) => delete fields["vehicle.plate"]);
    const what = { kind: "field", path: "vehicle.plate", before: "keep", after: "nothing" };
    const same = { what, categories: ["C03"], conditions: {} };
    expect(diffOf(after)).toEqual([
      { pair: "pl_cremona cc_cremona", ...same },
      { pair: "pl_cremona questura_cremona", ...same },
    ]);
  });

  test("names the condition under which a field closes", () => {
    const after = changed(({ fields }) => {
      fields["vehicle.plate"] = [{ once: "in-charge", do: "keep" }];
    });
    expect(diffOf(after)).toContainEqual({
      pair: "pl_cremona questura_cremona",
      what: { kind: "field", path: "vehicle.plate", before: "keep", after: "nothing" },
      categories: ["C03"],
      conditions: { charge: ["no"] },
    });
  });

  test("tells that an exchange is bound to those named, or to exercises, by what is lost", () => {
    const named = changed(({ when }) => {
      when.addressee = "named";
    });
    const exercise = changed(({ when }) => {
      when.mode = ["exercise"];
    });
    const lost = { kind: "field", path: "vehicle.plate", before: "keep", after: "nothing" };
    const of = (conditions: object) =>
      expect.objectContaining({ what: lost, categories: ["C03"], conditions });
    expect(diffOf(named)).toContainEqual(of({ addressee: ["not-named"] }));
    expect(diffOf(exercise)).toContainEqual(of({ mode: ["actual"] }));
  });

  test("tells another article, and other conditions of handling, where no field changes", () => {
    const after = changed((rule) => {
      rule.cites.article = "art. 99";
    });
    const found = diffOf(after).map(({ what }) => what.kind);
    expect(new Set(found)).toEqual(new Set(["title"]));
  });

  test("tells an agreement that ends by what is lost from that day on", () => {
    const after = changed((_, { agreement }) => {
      agreement.renewals = [];
    });
    const days = diffOf(after).map(({ conditions }) => conditions.day);
    expect(days).toContainEqual(["2025-08-01"]);
  });

  test("misses nothing: where no sentence speaks of a room's field, no history tells the sets apart", () => {
    const rich = rulesOf(richPatto());
    const changes = diffRules(rich, shipped);
    const told = new Set(
      changes.flatMap(({ author, receiver, changed: what, categories }) =>
        what.kind === "field"
          ? categories.map((category) => `${author} ${receiver} ${category} ${what.path}`)
          : [],
      ),
    );
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const backtest = new Backtest(shipped, [rich]);
        const mode = history[0]?.event.mode ?? "actual";
        for (const [index, facts] of recordedFacts(history).entries()) {
          const at = history[index]?.storedAt ?? "";
          if (facts !== undefined) backtest.add({ mode, at, facts, under: rich });
        }
        for (const { room, category, fields } of backtest.result().rows) {
          const authors = rooms.map(({ id }) => id);
          const untold = fields.filter(
            ({ path, more, fewer }) =>
              more + fewer > 0 &&
              !authors.some((author) => told.has(`${author} ${room} ${category} ${path}`)),
          );
          expect(untold).toEqual([]);
        }
      }),
      { numRuns: 80 },
    );
  });
});
