import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { canonicalJson } from "./canonical.ts";
import { rawPublicKey, signDocument, signedStatement, verifySigned } from "./signedDocument.ts";

const dpo = generateKeyPairSync("ed25519").privateKey;
const operations = generateKeyPairSync("ed25519").privateKey;
const signers = [
  { role: "dpo", key: rawPublicKey(dpo) },
  { role: "operations", key: rawPublicKey(operations) },
];
const body = { format: "raccordo-example/1", version: 1, rules: ["a"] };
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
  test("nobody stands below it twice, in one role or in two", () => {
    const signed = document([signDocument(body, "dpo", dpo), signDocument(body, "dpo", dpo)]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signer-repeated" });
    const both = [...signers, { role: "operations", key: rawPublicKey(dpo) }];
    const twoHats = document([
      signDocument(body, "dpo", dpo),
      signDocument(body, "operations", dpo),
    ]);
    expect(verifySigned(twoHats, both)).toEqual({ kind: "refused", why: "signer-repeated" });
  });
  test("one signature is one too few, unless the document is one that can only deny", () => {
    const signed = document([signDocument(body, "dpo", dpo)]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signature-missing" });
    expect(verifySigned(signed, signers, 1)).toMatchObject({ kind: "valid", roles: ["dpo"] });
  });
  test("a signature of one role, or of another kind of document, is none of this one", () => {
    const asDpo = signDocument(body, "dpo", operations);
    const claimed = document([signDocument(body, "dpo", dpo), { ...asDpo, role: "operations" }]);
    expect(verifySigned(claimed, signers)).toEqual({ kind: "refused", why: "signature-wrong" });
    const { signature } = signDocument({ ...body, format: "raccordo-other/1" }, "dpo", dpo);
    const moved = document([{ role: "dpo", key: rawPublicKey(dpo), signature }]);
    expect(verifySigned(moved, signers, 1)).toEqual({ kind: "refused", why: "signature-wrong" });
  });
  test("what is signed can be read: kind, role and digest, a line each", () => {
    expect(signedStatement("raccordo-example/1", "dpo", "ab").toString()).toBe(
      "raccordo signature v1\ndocument: raccordo-example/1\nrole: dpo\nsha256: ab\n",
    );
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
    const other = signDocument({ ...body, version: 2 }, "dpo", dpo);
    const signed = document([other, signDocument(body, "operations", operations)]);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "signature-wrong" });
  });
  test("the same value in other bytes is not what was signed", () => {
    const signed = document([signDocument(body, "dpo", dpo)], ` ${canonicalJson(body)}`);
    expect(verifySigned(signed, signers)).toEqual({ kind: "refused", why: "not-canonical" });
  });
});
