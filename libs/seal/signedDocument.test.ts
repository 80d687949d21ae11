import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { canonicalJson } from "./canonical.ts";
import { rawPublicKey, signDocument, verifySigned } from "./signedDocument.ts";

const dpo = generateKeyPairSync("ed25519").privateKey;
const operations = generateKeyPairSync("ed25519").privateKey;
const signers = [
  { role: "dpo", key: rawPublicKey(dpo) },
  { role: "operations", key: rawPublicKey(operations) },
];
const body = { version: 1, rules: ["a"] };
const document = (signatures: ReturnType<typeof signDocument>[], text = canonicalJson(body)) => ({
  body: text,
  signatures,
});

describe("a signed document", () => {
  test("two different roles make it valid", () => {
    const signed = document([
      signDocument(body, "dpo", dpo),
      signDocument(body, "operations", operations),
    ]);
    expect(verifySigned(signed, signers)).toMatchObject({ kind: "valid", value: body });
  });
  test("one role twice is one role", () => {
    const signed = document([signDocument(body, "dpo", dpo), signDocument(body, "dpo", dpo)]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signature-missing" });
  });
  test("a stranger's signature counts for nothing", () => {
    const stranger = generateKeyPairSync("ed25519").privateKey;
    const signed = document([
      signDocument(body, "dpo", dpo),
      signDocument(body, "operations", stranger),
    ]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signature-missing" });
  });
  test("a signature over other words is refused, even beside two good ones", () => {
    const other = signDocument({ version: 2 }, "dpo", dpo);
    const signed = document([other, signDocument(body, "operations", operations)]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signature-wrong" });
  });
  test("the same value in other bytes is not what was signed", () => {
    const signed = document([signDocument(body, "dpo", dpo)], '{"version": 1, "rules": ["a"]}');
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "not-canonical" });
  });
});
