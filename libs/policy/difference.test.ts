import { expect, test } from "@jest/globals";
import { difference } from "#libs/policy/difference";
import { emptyHoldings } from "#libs/policy/holdings";

const values = (of: Readonly<Record<string, string>>) => new Map(Object.entries(of));

test("what is new is added, what is another is replaced, what is gone is withdrawn without a value", () => {
  const held = values({ "b risk.basis": "1", "c risk.basis": "1", "d risk.basis": "1" });
  const now = values({ "d risk.basis": "2", "a risk.basis": "1", "c risk.basis": "1" });
  expect(difference({ ...emptyHoldings, values: held }, now)).toEqual([
    { ref: "a", path: "risk.basis", op: "add", mac: "1" },
    { ref: "b", path: "risk.basis", op: "withdraw", mac: "" },
    { ref: "d", path: "risk.basis", op: "replace", mac: "2" },
  ]);
});

test("it stands in one order, whatever the order of the state and of what is held", () => {
  const paths = ["place.street", "place.number", "place.zone"];
  const all = values(Object.fromEntries(paths.map((path) => [`a ${path}`, "1"])));
  const sorted = ["place.number", "place.street", "place.zone"];
  expect(difference(emptyHoldings, all).map(({ path }) => path)).toEqual(sorted);
  const gone = difference({ ...emptyHoldings, values: all }, new Map());
  expect(gone.map(({ path }) => path)).toEqual(sorted);
});
