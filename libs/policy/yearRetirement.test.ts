import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import {
  openRetirementOrder,
  type RetirementFacts,
  type RetirementRefusal,
  retirementDue,
  retirementRefusal,
} from "./yearRetirement.ts";

const dayMs = 86_400_000;
const termMs = 5 * 366 * dayMs;
const order = {
  format: "raccordo-year-retirement/1",
  ...{ family: "audit.sintetico.example", year: 2026, size: 99, root: "ab".repeat(32) },
} as const;
const genesisAfter = {
  at: "2027-01-01T00:03:00.000Z",
  previous: { year: 2026, last_sequence: 99, root: order.root },
};
/** Nothing speaks for keeping the year. */
const over: RetirementFacts = {
  ...{ family: order.family, writable: 2032, years: [2032, 2031, 2027, 2026], yearsMissing: [] },
  stream: { sealed: true, entries: 99 },
  ...{ genesisAfter, nowMs: Date.parse("2032-01-06T00:00:00.000Z"), termMs },
  ...{ rememberedMs: 33 * dayMs },
  ...{ backupsMs: 7 * dayMs, holds: 0, keys: 0, demands: 0, reviews: 0, rulesStandWithout: true },
};
const { previous } = genesisAfter;
const chained = (other: Partial<typeof previous>) => ({
  genesisAfter: { ...genesisAfter, previous: { ...previous, ...other } },
});

const reasons: readonly (readonly [string, RetirementRefusal, Partial<RetirementFacts>])[] = [
  ["the log is another installation's", "other-family", { family: "other.sintetico.example" }],
  ["the year is the one that is written", "year-not-over", { writable: 2026 }],
  ["a year between two others is lost", "log-year-missing", { yearsMissing: [2029] }],
  ["an older year is still there", "year-not-oldest", { years: [2032, 2026, 2025] }],
  ["its stream is not there", "year-differs", { stream: undefined }],
  ["its stream is not sealed", "year-differs", { stream: { sealed: false, entries: 99 } }],
  ["its stream has other entries", "year-differs", { stream: { sealed: true, entries: 98 } }],
  ["no year after it is there", "chain-differs", { genesisAfter: undefined }],
  [
    "the next year names no year before it",
    "chain-differs",
    { genesisAfter: { at: genesisAfter.at } },
  ],
  ["the next year names another size", "chain-differs", chained({ last_sequence: 98 })],
  ["the next year names another root", "chain-differs", chained({ root: "cd".repeat(32) })],
  ["its term is not over", "not-due", { nowMs: Date.parse("2031-12-31T00:00:00.000Z") }],
  ["nobody knows what time it is", "not-due", { nowMs: Number.NaN }],
  ["a backup of the vault may hold its keys", "backups-young", { backupsMs: 2 * termMs }],
  [
    "a feed may hold a copy that it alone accounts for",
    "events-young",
    { rememberedMs: 2 * termMs },
  ],
  ["a legal hold reaches into it", "hold-stands", { holds: 1 }],
  ["keys are left of an incident of it", "keys-left", { keys: 1 }],
  ["a demand is not confirmed", "demand-open", { demands: 1 }],
  ["a broken glass was never reviewed", "review-open", { reviews: 1 }],
  ["the rules in force stand in it alone", "rules-stand", { rulesStandWithout: false }],
];

describe("a year of the log", () => {
  test("is retired when its term is over and nothing speaks for keeping it", () => {
    expect(retirementRefusal(order, over)).toBeUndefined();
  });

  test.each(reasons)("is not retired while %s", (_why, code, facts) => {
    expect(retirementRefusal(order, { ...over, ...facts })).toBe(code);
  });

  test("is never retired while any reason is left, however many others are mended", () => {
    const someReasons = fc.subarray([...reasons], { minLength: 1 });
    fc.assert(
      fc.property(someReasons, (some) => {
        const facts = Object.assign({}, over, ...some.map(([, , fact]) => fact));
        expect(retirementRefusal(order, facts)).toBeDefined();
      }),
    );
  });

  test("is due a whole term after its last possible entry, not after the calendar's end", () => {
    const at = (time: string) => retirementDue(2026, { at: time }, termMs);
    expect(at("2026-12-31T23:00:00.000Z")).toBe("2032-01-05T00:00:00.000Z");
    expect(at("2027-02-01T00:00:00.000Z")).toBe("2032-02-05T00:00:00.000Z");
  });
});

const person = (role: string) => {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { role, privateKey, key: rawPublicKey(privateKey) };
};
const [dpo, operations, stranger] = [person("dpo"), person("operations"), person("dpo")] as const;
const signers = [dpo, operations].map(({ role, key }) => ({ role, key }));

function signedBy(
  people: readonly ReturnType<typeof person>[],
  body: object = order,
): SignedDocument {
  const value = JSON.parse(JSON.stringify(body));
  const signatures = people.map(({ role, privateKey }) => signDocument(value, role, privateKey));
  return { body: canonicalJson(value), signatures };
}

describe("an order to retire a year", () => {
  test("stands when two people of two roles signed it, and says who they are", () => {
    const signed = openRetirementOrder(signedBy([dpo, operations]), signers);
    expect(signed).toEqual({ order, by: signers });
  });

  test.each([
    ["one signature", signedBy([dpo])],
    ["one person twice", signedBy([dpo, dpo])],
    ["a person whom nobody named", signedBy([stranger, operations])],
    ["a word too much", signedBy([dpo, operations], { ...order, all: true })],
    ["no root", signedBy([dpo, operations], { ...order, root: "" })],
    ["an order to erase", signedBy([dpo, operations], { format: "raccordo-erasure-order/1" })],
    [
      "signatures of another year's order",
      { ...signedBy([dpo, operations]), body: canonicalJson({ ...order, year: 2027 }) },
    ],
  ])("is refused with %s", (_what, document) => {
    expect(openRetirementOrder(document, signers)).toHaveProperty("refused");
  });
});
