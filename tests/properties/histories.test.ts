import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PlacedEvent } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import type { CompiledRules } from "#libs/policy/compiled";
import { canonicalJson } from "#libs/seal/canonical";
import { casesOf } from "#tests/support/cases";
import type { HistoryPair } from "#tests/support/historyPairs";
import { historyPairs } from "#tests/support/historyPairs";
import { compiled, invented, patto, play, room, shipped } from "#tests/support/patto";

const pairsMin = casesOf(1_500, 10_000);
const rules = shipped();

/** Tampers with what a receiver gets after an event: how a leak is planted. */
type Leak = (
  view: ReleasedView | undefined,
  history: readonly PlacedEvent[],
  index: number,
) => ReleasedView | undefined;

/** The rule set that an engine runs, and what is tampered with behind it. */
interface Engine {
  readonly rules: CompiledRules;
  readonly leak: Leak;
}

const none: Leak = (view) => view;
const sound: Engine = { rules, leak: none };

/** What the receiver gets, copy by copy, as bytes; delivery ids by their order, as they name events. */
function copiesOf(
  history: readonly PlacedEvent[],
  receiver: string,
  engine: Engine,
): readonly string[] {
  return play(engine.rules, history, [room(receiver)])
    .map(([decision], index) => engine.leak(decision?.view, history, index))
    .filter((view) => view !== undefined)
    .map((view, order) => canonicalJson({ ...view, delivery: `copy ${order}` }));
}

function isIndistinguishable(pair: HistoryPair, engine: Engine): boolean {
  const left = copiesOf(pair.left, pair.receiver, engine);
  const right = copiesOf(pair.right, pair.receiver, engine);
  return left.length === right.length && left.every((copy, i) => copy === right[i]);
}

function check(engine: Engine, runs: number) {
  const property = fc.property(historyPairs, (pair) => isIndistinguishable(pair, engine));
  // A planted leak has only to be found, not to be made small.
  const endOnFailure = engine !== sound;
  return fc.check(property, { numRuns: runs, seed: 20_261_122, endOnFailure });
}

/** What was sent, without the ids and times that always differ. */
function contentOf(history: readonly PlacedEvent[]): string {
  return JSON.stringify(
    history.map(({ author, event }) => [
      author,
      "upsert" in event && [
        event.kind,
        event.addressees,
        event.same_as,
        event.upsert,
        event.remove,
      ],
    ]),
  );
}

describe("what a receiver gets tells nothing of what it may not have", () => {
  test("pairs of histories written by hand, different only elsewhere, give the same copies byte for byte", () => {
    const result = check(sound, pairsMin);
    expect(result.counterexample).toBeNull();
    expect(result.failed).toBe(false);
    expect(result.numRuns).toBe(pairsMin);
  }, 300_000);

  test("the pairs do differ, and the receivers do get copies: the property is not empty", () => {
    const pairs = fc.sample(historyPairs, { numRuns: 1_000, seed: 1 });
    const different = pairs.filter((pair) => contentOf(pair.left) !== contentOf(pair.right));
    expect(different.length).toBeGreaterThanOrEqual(pairs.length * 0.95);
    const inserted = pairs.filter((pair) => pair.left.length < pair.right.length);
    expect(inserted.length).toBeGreaterThan(pairs.length * 0.5);
    const numbers = pairs.map((pair) => copiesOf(pair.left, pair.receiver, sound).length);
    expect(numbers.filter((n) => n > 0).length).toBeGreaterThan(pairs.length * 0.4);
    expect(numbers.filter((n) => n > 2).length).toBeGreaterThan(pairs.length * 0.1);
  });

  const planted: Readonly<Record<string, Leak>> = {
    "a revision that counts the sender's events": (view, _, index) =>
      view && {
        ...view,
        components: view.components.map((component) => ({ ...component, revision: index + 1 })),
      },
    "a copy although nothing visible changed": (view, history, index) => {
      if (view !== undefined) return view;
      const before = play(rules, history.slice(0, index + 1), [room("questura_cremona")]).flat();
      const last = before.findLast((decision) => decision.view !== undefined)?.view;
      return last && { ...last, components: [] };
    },
    "the time of an event that the receiver cannot see": (view, history, index) =>
      view && { ...view, as_of: history[index - 1]?.storedAt ?? view.as_of },
    "an id that depends on a withheld value": (view, history, index) => {
      const { event } = history[index] ?? {};
      const hash = createHash("sha256").update(JSON.stringify(event)).digest("hex");
      return (
        view && {
          ...view,
          components: view.components.map((component) => ({ ...component, alias: hash })),
        }
      );
    },
    "the other rooms that the sender names": (view, history, index) => {
      const { event } = history[index] ?? {};
      const rooms = event !== undefined && "upsert" in event ? (event.addressees ?? []) : [];
      return view && { ...view, handling: [...view.handling, ...rooms] };
    },
    "a link that the receiver has no right to": (view, history, index) => {
      const { event } = history[index] ?? {};
      const link = event !== undefined && "upsert" in event ? (event.same_as ?? "") : "";
      return view && { ...view, handling: [...view.handling, link] };
    },
    "a number of things withheld": (view, history, index) => {
      const { event } = history[index] ?? {};
      const hidden = event !== undefined && "upsert" in event ? event.upsert.length : 0;
      return view && { ...view, handling: [...view.handling, `${hidden}`] };
    },
  };
  test.each(Object.entries(planted))("%s is caught", (_, leak) => {
    expect(check({ rules, leak }, 2_000).failed).toBe(true);
  });

  const keep = [{ do: "keep" as const }];
  test.each([
    ["C01-forze", "person.roles"],
    ["C03-limitrofo", "image.reference"],
    ["PL-112/P1", "risk.risk_type"],
    ["112-PL/P2-conoscenza", "incident.started_at"],
    ["112-forze/C01-conoscenza", "vehicle.colour"],
  ])("rule %s with %s opened is caught", (id, path) => {
    const opened = [patto(), invented()].map((agreement) => ({
      ...agreement,
      rules: agreement.rules.map((rule) =>
        rule.id === id ? { ...rule, fields: { ...rule.fields, [path]: keep } } : rule,
      ),
    }));
    expect(check({ rules: compiled(...opened), leak: none }, 4_000).failed).toBe(true);
  });
});
