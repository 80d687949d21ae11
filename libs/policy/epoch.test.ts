import { expect, test } from "@jest/globals";
import { type EpochTerms, epochsOf } from "./epoch.ts";

const dated = (id: string, from: string, to: string) => ({ id, in_force: { from, to } });
const terms: EpochTerms = {
  document: "a".repeat(64),
  validity: {
    version: 1,
    author: "A".repeat(43),
    not_before: "2026-01-01T00:00:00.000Z",
    expires: "2027-06-30T22:00:00.000Z",
    demonstration: true,
    agreements: [
      { agreement: { ...dated("UNO", "2026-01-01", "2026-12-31"), renewals: [] } },
      { agreement: dated("DUE", "2026-01-01", "2029-12-31") },
    ],
    grants: [{ grant: dated("OPERAZIONE", "2026-11-20", "2026-11-25") }],
  },
  revocations: [],
};
const at = epochsOf(terms);
const noon = (day: string) => at(`${day}T12:00:00.000Z`);

test("copies stay good from day to day while nothing that carries them begins or ends", () => {
  expect(noon("2026-11-21")).toBe(noon("2026-11-22"));
  expect(noon("2027-01-10")).toBe(noon("2027-05-10"));
});

test("copies go stale when an agreement ends, a grant begins or ends, or the set expires", () => {
  const epochs = ["2026-11-10", "2026-11-22", "2026-12-10", "2027-01-10"].map(noon);
  expect(new Set(epochs).size).toBe(3); // before the grant it is as after it
  expect(epochs[0]).toBe(epochs[2]);
  expect(at("2027-06-30T21:59:59.999Z")).not.toBe(at("2027-06-30T22:00:00.000Z"));
});

test("copies go stale when something is revoked, whatever the order of revocations, and with another set", () => {
  const [one, two] = ["1".repeat(64), "2".repeat(64)];
  const revoked = (...revocations: readonly string[]) =>
    epochsOf({ ...terms, revocations })("2026-11-22T12:00:00.000Z");
  expect(revoked(one)).not.toBe(noon("2026-11-22"));
  expect(revoked(one, two)).toBe(revoked(two, one));
  const other = epochsOf({ ...terms, document: "b".repeat(64) })("2026-11-22T12:00:00.000Z");
  expect(other).not.toBe(noon("2026-11-22"));
});
