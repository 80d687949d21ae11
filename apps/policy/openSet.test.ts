import { expect, test } from "@jest/globals";
import { ruleSetInSteps, ruleSetSchema } from "#libs/policy/documents";
import { placeOf } from "#libs/policy/itemsInSteps";
import { atOnce } from "#libs/seal/steps";
import { rooms } from "#tests/support/patto";
import { bodyWith, dpo, operations, signedBy, signers } from "#tests/support/ruleSets";
import { openInSteps, openSet } from "./openSet.ts";
import { inSlices, sliceMs } from "./slices.ts";

const ports = { signers, rooms, production: false };
const body = bodyWith(1);
const document = signedBy(body, dpo, operations);
const rulesCount = body.agreements.reduce((sum, { rules }) => sum + rules.length, 0);

/** Turns that other work gets until `work` is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let waiting: NodeJS.Immediate;
  const next = () => {
    turns += 1;
    waiting = setImmediate(next);
  };
  waiting = setImmediate(next);
  await work;
  clearImmediate(waiting);
  return turns;
}

test("a rule set is opened in steps: each rule read and compiled, each vector, each few components tried", () => {
  const steps = openInSteps(ports, document);
  let stopped = 0;
  while (steps.next().done !== true) stopped += 1;
  expect(stopped).toBeGreaterThan(2 * rulesCount + 2 * body.vectors.length);
});

test("work in slices lets whatever else is due go first as often as its time is over", async () => {
  const slices = 20;
  let clockMs = 0;
  function* aMillisecondEach() {
    for (let step = 0; step < slices * sliceMs; step += 1) {
      clockMs += 1;
      yield undefined;
    }
    return "done";
  }
  const work = inSlices(aMillisecondEach(), () => clockMs);
  // Between the slices: the first of them is over before anybody could wait.
  expect(await turnsDuring(work)).toBeGreaterThanOrEqual(slices - 1);
  expect(await work).toBe("done");
});

test("while a set is opened other work has its turn, and the set is ready all at once", async () => {
  const opening = openSet(ports, document);
  expect(await turnsDuring(opening)).toBeGreaterThan(2);
  const ready = await opening;
  expect(ready).toMatchObject({ kind: "ready", built: { kind: "generated" } });
});

test("of an opened set neither its vectors nor the words of its agreements are kept", async () => {
  const ready = await openSet(ports, document);
  if (ready.kind !== "ready") throw new Error(ready.why);
  expect(Object.keys(ready.opened)).not.toContain("ruleSet");
  const agreement = { id: body.agreements[0]?.agreement.id, in_force: expect.anything() };
  expect(ready.validity.agreements[0]).toEqual({
    agreement: { ...agreement, renewals: expect.anything() },
  });
  expect(JSON.stringify(ready.validity)).not.toContain(body.agreements[0]?.agreement.title);
});

type Change = (draft: ReturnType<typeof draftOf>) => void;
const draftOf = () => JSON.parse(JSON.stringify(body));

const faults: Readonly<Record<string, Change>> = {
  "a member that nobody knows": (draft) => {
    draft.more = 1;
  },
  "no ceilings": (draft) => {
    draft.ceilings = [];
  },
  "a ceiling that names nothing": (draft) => {
    draft.ceilings[0].rules[0].cap = { withhold: {} };
  },
  "an agreement that is a number": (draft) => {
    draft.agreements[1] = 1;
  },
  "an agreement without rules": (draft) => {
    draft.agreements[1].rules = [];
  },
  "a rule of an unknown kind": (draft) => {
    draft.agreements[1].rules[2].deliver = "perhaps";
  },
  "a member of a rule that nobody knows": (draft) => {
    draft.agreements[0].rules[1].when.more = 1;
  },
  "a grant that is empty": (draft) => {
    draft.grants = [{}];
  },
  "a vector of no room": (draft) => {
    draft.vectors[3].from = "";
  },
};

test("read in steps a rule set is what its schema says", () => {
  expect(atOnce(ruleSetInSteps(draftOf()))).toEqual(ruleSetSchema.parse(draftOf()));
  expect(atOnce(ruleSetInSteps("no rule set"))).toBe("");
});

test.each(Object.keys(faults))(
  "read in steps a rule set with %s is refused at the schema's own place",
  (name) => {
    const draft = draftOf();
    faults[name]?.(draft);
    const whole = ruleSetSchema.safeParse(draft);
    if (whole.success) throw new Error("the schema finds no fault");
    expect(atOnce(ruleSetInSteps(draft))).toBe(placeOf(whole.error));
  },
);
