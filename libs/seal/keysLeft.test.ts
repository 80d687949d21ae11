import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openCopy, sealCopy } from "./copy.ts";
import { keysLeft } from "./derive.ts";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const name = {
  mode: "actual",
  room: "questura_cremona",
  delivery: "ffeeddccbbaa89988877665544332211",
} as const;

describe("what is left of an incident's keys once the sensitive one is destroyed", () => {
  test("opens no copy that was made under both; what is made under it opens under it alone", () => {
    fc.assert(
      fc.property(key, key, fc.uint8Array({ minLength: 1, maxLength: 300 }), (a, b, text) => {
        const both = { ordinary: a, sensitive: b };
        const left = keysLeft(a);
        const before = sealCopy(both, name, text);
        const after = sealCopy(left, name, text);
        if ("refused" in before || "refused" in after) throw new Error("a copy is too large");
        expect(openCopy(left, name, before.sealed)).not.toHaveProperty("plaintext");
        expect(openCopy(both, name, after.sealed)).not.toHaveProperty("plaintext");
        expect(openCopy(keysLeft(a), name, after.sealed)).toHaveProperty("plaintext");
      }),
      { numRuns: 50 },
    );
  });
});
