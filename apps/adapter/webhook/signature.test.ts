import { createHmac } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { projectRoot } from "#tests/support/project";
import { secretPattern, signedHeaders, toleranceS, verifySignature } from "./signature.ts";

/** The vector that the reference libraries of the specification are tested with. */
const published = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestampS: 1_614_265_330,
  body: Buffer.from('{"test": 2432232314}'),
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

const example: { isFromRaccordo: (...args: readonly unknown[]) => boolean } = await import(
  pathToFileURL(join(projectRoot, "docs/examples/verify-webhook.mjs")).href
);

const secret = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const signed = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{32}$/),
  timestampS: fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
  body: fc.uint8Array({ maxLength: 300 }),
});

const received = (headers: Record<string, string>) => ({
  id: headers["webhook-id"],
  timestamp: headers["webhook-timestamp"],
  signature: headers["webhook-signature"],
});

describe("the signature of a copy that is sent", () => {
  test("is that of the Standard Webhooks specification", () => {
    const headers = signedHeaders([published.secret], published);
    expect(headers).toEqual({
      "webhook-id": published.id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": published.signature,
    });
  });

  test("holds for whoever knows a secret, also by the example that integrators are given", () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 2 }), signed, (secrets, copy) => {
        const headers = signedHeaders(secrets, copy);
        for (const one of secrets) {
          expect(one).toMatch(secretPattern);
          expect(verifySignature(one, received(headers), copy.body, copy.timestampS)).toBe("ok");
          expect(example.isFromRaccordo(one, headers, copy.body, copy.timestampS)).toBe(true);
        }
      }),
    );
  });

  test("holds for no other body, id, time or secret", () => {
    fc.assert(
      fc.property(secret, secret, signed, signed, (one, other, copy, forged) => {
        fc.pre(one !== other && copy.id !== forged.id);
        const headers = signedHeaders([one], copy);
        const attempts = [
          { secret: other, headers, body: copy.body },
          { secret: one, headers, body: Buffer.concat([copy.body, Buffer.from(" ")]) },
          { secret: one, headers: { ...headers, "webhook-id": forged.id }, body: copy.body },
          {
            secret: one,
            headers: { ...headers, "webhook-timestamp": String(copy.timestampS + 1) },
            body: copy.body,
          },
        ];
        for (const { secret: key, headers: sent, body } of attempts) {
          expect(verifySignature(key, received(sent), body, copy.timestampS)).toBe(
            "signature-wrong",
          );
          expect(example.isFromRaccordo(key, sent, body, copy.timestampS)).toBe(false);
        }
      }),
    );
  });

  test("is too old, or from the future, beyond five minutes, and nothing without its headers", () => {
    const headers = received(signedHeaders([published.secret], published));
    const at = (nowS: number) => verifySignature(published.secret, headers, published.body, nowS);
    expect(at(published.timestampS + toleranceS)).toBe("ok");
    expect(at(published.timestampS + toleranceS + 1)).toBe("time-out-of-range");
    expect(at(published.timestampS - toleranceS - 1)).toBe("time-out-of-range");
    for (const name of ["id", "timestamp", "signature"] as const) {
      const without = { ...headers, [name]: undefined };
      expect(verifySignature(published.secret, without, published.body, 0)).toBe("header-missing");
    }
    const hello = { ...headers, timestamp: "hello" };
    expect(verifySignature(published.secret, hello, published.body, 0)).toBe("time-out-of-range");
  });

  test("of a later version of the scheme is not mistaken for ours", () => {
    const { id, timestampS, body } = published;
    const key = Buffer.from(published.secret.slice(6), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${timestampS}.`).update(body);
    const headers = { id, timestamp: String(timestampS), signature: `v2,${mac.digest("base64")}` };
    expect(verifySignature(published.secret, headers, body, timestampS)).toBe("signature-wrong");
  });
});
