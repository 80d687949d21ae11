import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { breachScopeOf } from "./breachScope.ts";

const [own, other, third] = ["pl_prova", "questura_prova", "pl_altra"];
const incidentsMax = 6;
const room = fc.constantFrom(own, other, third);
const delivered = fc.record({
  ...{ sender: room, owner: room, receiver: room },
  ...{ senderTitolare: fc.constant("Comune SINTETICO"), category: fc.constant("C01") },
  ...{ receiverTitolare: fc.constant("Comune SINTETICO"), purpose: fc.constant("P1") },
  outcome: fc.constant("released"),
  given: fc.subarray(["place", "vehicle", "health"], { minLength: 1 }),
  withheld: fc.constant([]),
  decisions: fc.integer({ min: 1, max: 9 }),
  // One and the same may come several times.
  incidents: fc.array(fc.nat({ max: incidentsMax - 1 }), { minLength: 1, maxLength: 8 }),
  ...{ first: fc.nat(), last: fc.nat() },
});

test("the scope of a breach counts each incident once, in each room, in each class and in all", () => {
  fc.assert(
    fc.property(fc.array(delivered, { maxLength: 12 }), (all) => {
      const scope = breachScopeOf({ delivered: all, incidents: incidentsMax }, { rooms: [own] });
      const isOwn = (one: (typeof all)[number]) => one.sender === own && one.owner === own;
      const seen = all.filter((one) => isOwn(one) || one.receiver === own);
      const different = (some: typeof all) => new Set(some.flatMap((one) => one.incidents)).size;
      expect(scope.incidents).toBe(different(seen));
      for (const row of scope.rows) {
        const of = seen.filter(
          (one) => one.receiver === row.room && isOwn(one) === (row.messages === "own"),
        );
        expect([row.incidents, of.length > 0]).toEqual([different(of), true]);
        for (const { class: name, incidents } of row.classes) {
          expect(incidents).toBe(different(of.filter(({ given }) => given.includes(name))));
        }
      }
      const deliveries = scope.rows.reduce((sum, row) => sum + row.deliveries, 0);
      expect(deliveries).toBe(scope.deliveries);
    }),
    { numRuns: 60 },
  );
});
