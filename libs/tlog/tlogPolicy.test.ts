import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cosignerOf } from "#libs/tlog/cosigner";
import { parsePolicy, quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";

const vkeyOf = (n: number): string =>
  cosignerOf(`w${n}.example`, "ed25519", Buffer.alloc(32, n)).vkey;
const [one, two, three] = [vkeyOf(1), vkeyOf(2), vkeyOf(3)];

function policyOf(text: string): WitnessPolicy {
  const parsed = parsePolicy(Buffer.from(text, "utf8"));
  if (!parsed.ok) throw new Error(`line ${parsed.line}: ${parsed.fault}`);
  return parsed.policy;
}

describe("a policy of witnesses", () => {
  test("of two of three offices asks for any two of them, and for one of a second body besides", () => {
    const policy = policyOf(
      [
        "# chi deve controfirmare: città",
        `witness prefettura ${one} https://testimone.prefettura.example/`,
        `\twitness  comune ${two}`,
        `witness questura ${three}`,
        "",
        "group due 2 prefettura comune questura",
        "quorum due",
        "",
      ].join("\n"),
    );
    expect(policy.witnesses[0]).toMatchObject({ url: "https://testimone.prefettura.example/" });
    const met = (...names: string[]) => quorumMet(policy, new Set(names));
    expect([met(), met("comune"), met("altri", "comune")]).toEqual([false, false, false]);
    expect(met("questura", "comune")).toBe(true);
    expect(met("prefettura", "questura", "comune")).toBe(true);
  });

  test("may ask for nobody, and says so in a word of its own", () => {
    expect(quorumMet(policyOf("quorum none\n"), new Set())).toBe(true);
  });

  test.each([
    ["a word that is none", `witness a ${one}\nwitnes b ${two}\nquorum a\n`, 2, "unknown-keyword"],
    ["a name twice", `witness a ${one}\nwitness a ${two}\nquorum a\n`, 2, "name-taken"],
    ["a key twice", `witness a ${one}\nwitness b ${one}\nquorum a\n`, 2, "key-twice"],
    ["a key with a fault", `witness a ${one.slice(0, -2)}\nquorum a\n`, 1, "bad-key"],
    ["an address that is none", `witness a ${one} ftp://a.example\nquorum a\n`, 1, "bad-url"],
    ["a secret in an address", `witness a ${one} http://u:p@a.example\nquorum a\n`, 1, "bad-url"],
    ["a member that comes later", `group g any a\nwitness a ${one}\nquorum g\n`, 1, "name-unknown"],
    [
      "a member of two groups",
      `witness a ${one}\ngroup g any a\ngroup h any a\nquorum g\n`,
      3,
      "member-twice",
    ],
    ["nobody as a member", `witness a ${one}\ngroup g any none\nquorum g\n`, 2, "name-reserved"],
    ["more than there are", `witness a ${one}\ngroup g 2 a\nquorum g\n`, 2, "bad-threshold"],
    ["a threshold of nothing", `witness a ${one}\ngroup g 0 a\nquorum g\n`, 2, "bad-threshold"],
    ["no quorum", `witness a ${one}\n`, 2, "quorum-missing"],
    ["two of them", `witness a ${one}\nquorum a\nquorum none\n`, 3, "quorum-twice"],
    ["a quorum that is nobody", "quorum a\n", 1, "name-unknown"],
    ["a carriage return", "quorum none\r\n", 1, "character"],
    ["a last line that was cut off", `witness a ${one}\nquorum a`, 2, "wrong-fields"],
  ] as const)("with %s is refused, and the line is named", (_, text, line, fault) => {
    expect(parsePolicy(Buffer.from(text, "utf8"))).toEqual({ ok: false, line, fault });
  });

  test("never counts a witness twice: a quorum of k needs k different keys, in any nesting", () => {
    const names = ["a", "b", "c"];
    const lines = names
      .map((name, i) => `witness ${name} ${[one, two, three][i] ?? ""}\n`)
      .join("");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.subarray(names), (k, cosigned) => {
        const policy = policyOf(`${lines}group g ${k} a b c\ngroup h all g\nquorum h\n`);
        expect(quorumMet(policy, new Set(cosigned))).toBe(cosigned.length >= k);
      }),
    );
  });
});
