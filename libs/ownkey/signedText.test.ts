import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { personKeyIn } from "#libs/ownkey/personKey";
import {
  canonicalText,
  revocationOf,
  sha256Of,
  signOrder,
  statementOf,
  withSignature,
} from "#libs/ownkey/signedText";
import { revocationSchema } from "#libs/policy/ruleSetLife";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, signedStatement, verifySigned } from "#libs/seal/signedDocument";

const person = (role: string) => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const key = rawPublicKey(privateKey);
  return { role, key, text: `raccordo signer\nrole: ${role}\npublic: ${key}\n${pem}`, pem };
};
const dpo = person("dpo");
const operations = person("operations");
const keyOf = async (text: string) => {
  const key = await personKeyIn(text);
  if (key === undefined) throw new Error("no key");
  return key;
};
const issued = "2026-11-23T10:00:00.000Z";

describe("what a person signs in a browser", () => {
  test("is, byte for byte, what the rest of the product reads and checks", async () => {
    const words = fc.dictionary(
      fc.stringMatching(/^[a-z_]{1,8}$/),
      fc.string({ unit: "grapheme" }),
    );
    const orders = fc.record({
      ...{ text: fc.string({ unit: "grapheme" }), year: fc.integer(), isTrue: fc.boolean() },
      ...{ list: fc.array(fc.string()), words },
    });
    await fc.assert(
      fc.property(orders, (order) => {
        expect(canonicalText(order)).toBe(canonicalJson(order));
      }),
    );
    const body = canonicalText({ format: "raccordo-x/1", name: "SINTETICO" });
    expect(await sha256Of(body)).toBe(sha256Hex(Buffer.from(body, "utf8")));
  });

  test("holds under the keys of those who signed, each in their own role, and no other", async () => {
    const one = await signOrder({ format: "raccordo-x/1", issued }, "dpo", await keyOf(dpo.text));
    expect(verifySigned(one, [dpo], 1).kind).toBe("valid");
    const both = await withSignature(
      one,
      "raccordo-x/1",
      await keyOf(operations.pem),
      "operations",
    );
    expect(verifySigned(both, [dpo, operations]).kind).toBe("valid");
    expect(verifySigned(both, [{ ...dpo, role: "operations" }, operations]).kind).toBe("refused");
    const changed = { ...both, body: both.body.replace("x/1", "x/2") };
    expect(verifySigned(changed, [dpo, operations]).kind).toBe("refused");
    const said = ["raccordo-x/1", "dpo", await sha256Of(one.body)] as const;
    expect(statementOf(...said)).toBe(signedStatement(...said).toString("utf8"));
  });

  test("needs a key: a file that holds none, a public one or one of another kind signs nothing", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const { publicKey } = generateKeyPairSync("ed25519");
    for (const text of [
      ...["", "role: dpo", dpo.pem.slice(0, 60), dpo.pem.replace(/[A-Z]{4}/, "!!!!")],
      String(rsa.export({ type: "pkcs8", format: "pem" })),
      String(publicKey.export({ type: "spki", format: "pem" })),
    ]) {
      expect(await personKeyIn(text)).toBeUndefined();
    }
    expect(await personKeyIn(dpo.text)).toMatchObject({ id: dpo.key, role: "dpo" });
    expect((await personKeyIn(dpo.pem))?.role).toBeUndefined();
  });
});

describe("an emergency revocation", () => {
  test.each([
    [{ kind: "all" }, { all: true }],
    [
      { kind: "agreements", which: "PATTO" },
      { agreements: ["PATTO"], rules: [], rooms: [] },
    ],
    [
      { kind: "rooms", which: "pl_cremona" },
      { agreements: [], rules: [], rooms: ["pl_cremona"] },
    ],
    [
      { kind: "rules", which: "PATTO:C01-forze" },
      { agreements: [], rules: [{ agreement: "PATTO", rule: "C01-forze" }], rooms: [] },
    ],
  ] as const)("of %p is one that policy reads", (thing, what) => {
    const order = revocationOf(thing, "wrong_rule", issued);
    expect(revocationSchema.parse(order)).toMatchObject({ what, issued });
  });

  test.each(["", "PATTO", "PATTO:", ":C01", "PATTO:C01:C02"])(
    "of the rule %p names nothing: there is none",
    (which) => {
      expect(revocationOf({ kind: "rules", which }, "wrong_rule", issued)).toBeUndefined();
    },
  );
});
