import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import { openErasureOrder, signedOrderIn } from "./retentionMessages.ts";

const person = (role: string) => {
  const { privateKey } = generateKeyPairSync("ed25519");
  return { role, privateKey, key: rawPublicKey(privateKey) };
};
const [dpo, operations, stranger] = [person("dpo"), person("operations"), person("dpo")] as const;
const signers = [dpo, operations].map(({ role, key }) => ({ role, key }));
const order = {
  format: "raccordo-erasure-order/1",
  mode: "actual",
  incident: "0123456789ab8cde8123456789abcdef",
  ground: "authority",
} as const;

function signedBy(
  people: readonly ReturnType<typeof person>[],
  body: object = order,
): SignedDocument {
  const value = JSON.parse(JSON.stringify(body));
  const signatures = people.map(({ role, privateKey }) => signDocument(value, role, privateKey));
  return { body: canonicalJson(value), signatures };
}

describe("an order to erase", () => {
  test("stands when two people of two roles signed it", () => {
    expect(openErasureOrder(signedBy([dpo, operations]), signers)).toEqual(order);
  });

  test.each([
    ["one signature", signedBy([dpo])],
    ["one person twice", signedBy([dpo, dpo])],
    ["a person whom nobody named", signedBy([stranger, operations])],
    ["no signature", signedBy([])],
    ["another ground", signedBy([dpo, operations], { ...order, ground: "curiosity" })],
    ["a word too much", signedBy([dpo, operations], { ...order, all: true })],
    ["a real name for the incident", signedBy([dpo, operations], { ...order, incident: "CR-1" })],
    [
      "signatures of another order",
      { ...signedBy([dpo, operations]), body: canonicalJson({ ...order, mode: "exercise" }) },
    ],
    ["a signed rule set", signedBy([dpo, operations], { format: "raccordo-rule-set/2" })],
  ])("is refused with %s", (_what, document) => {
    expect(openErasureOrder(document, signers)).toHaveProperty("refused");
  });

  test("is nothing but a signed document in JSON", () => {
    expect(signedOrderIn(Buffer.from("{"))).toBeUndefined();
    expect(signedOrderIn(Buffer.from("{}"))).toBeUndefined();
    const document = signedBy([dpo]);
    expect(signedOrderIn(Buffer.from(JSON.stringify(document)))).toEqual(document);
  });
});
