import { describe, expect } from "@jest/globals";
import { documentKeys } from "#libs/policy/documents";
import { setKey } from "#libs/policy/lifeMessages";
import { sha256Hex } from "#libs/seal/bytes";
import { natsServerProblem } from "#tests/support/natsServer";
import {
  bodyWith,
  dpo,
  inMs,
  operations,
  person,
  signed,
  signedBy,
  titled,
} from "#tests/support/ruleSets";
import { ruleWorldOfFile } from "#tests/support/ruleWorld";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
const world = ruleWorldOfFile(problem === undefined, slowMs);

describe("a bad rule set is refused with its code, and the last good one stays", () => {
  type Make = () => ReturnType<typeof signed>;
  const edited = (body: string, signatures = signed(world().version + 1).signatures) => ({
    body,
    signatures,
  });
  const cases: readonly (readonly [string, string, Make])[] = [
    ["one signature", "signature-missing", () => signedBy(bodyWith(world().version + 1), dpo)],
    [
      "a stranger's signature",
      "signature-missing",
      () => signedBy(bodyWith(world().version + 1), dpo, person("operations")),
    ],
    [
      "one person twice",
      "signer-repeated",
      () => signedBy(bodyWith(world().version + 1), dpo, dpo),
    ],
    [
      "its author as signer",
      "author-signed",
      () => signedBy(bodyWith(world().version + 1, { author: dpo.id }), dpo, operations),
    ],
    [
      "another body than was signed",
      "signature-wrong",
      () => ({
        ...signed(world().version + 1),
        signatures: signed(world().version + 2).signatures,
      }),
    ],
    [
      "spaces that nobody signed",
      "not-canonical",
      () => edited(` ${signed(world().version + 1).body}`),
    ],
    ["no JSON at all", "not-canonical", () => edited("vietato")],
    [
      "a member that nobody knows",
      "schema",
      () => signed(world().version + 1, { extra: 1 } as object),
    ],
    ["no ceilings", "schema", () => signed(world().version + 1, { ceilings: [] })],
    [
      "an end before its beginning",
      "dates",
      () => signed(world().version + 1, { expires: inMs(-90_000) }),
    ],
    [
      "an end that has passed",
      "expired",
      () => signed(world().version + 1, { expires: inMs(-1_000) }),
    ],
    ["an older version", "version-older", () => signed(1, { expires: inMs(9_999_999) })],
    [
      "another plan table",
      "plan-table-differs",
      () => signed(world().version + 1, { plan_table: "0".repeat(64) }),
    ],
    [
      "a rollback to a version that never was",
      "rollback-unknown",
      () =>
        signed(world().version + 1, { rollback: { to_version: 999, reason: "prova sintetica" } }),
    ],
    [
      "the lifting of a revocation that never was",
      "lift-unknown",
      () => signed(world().version + 1, { lifts: ["0".repeat(64)] }),
    ],
  ];
  for (const [what, code, make] of cases) {
    testWithServer(
      `with ${what}: ${code}`,
      async () => {
        const old = world().hashNow();
        const answer = await world().a.rules.keeper.stage(make());
        expect(answer).toMatchObject({ outcome: "refused", code });
        expect(world().hashNow()).toBe(old);
      },
      slowMs,
    );
  }

  testWithServer(
    "with a trial decision that comes out otherwise: vectors-differ, and which",
    async () => {
      const body = bodyWith(world().version + 1);
      const [first, ...others] = body.vectors;
      if (first === undefined) throw new Error("no vectors");
      const vectors = [{ ...first, outcome: "0".repeat(64) }, ...others];
      const document = signedBy({ ...body, vectors }, dpo, operations);
      const answer = await world().a.rules.keeper.stage(document);
      expect(answer).toMatchObject({ code: "vectors-differ", place: "/vectors/0" });
    },
    slowMs,
  );

  testWithServer(
    "with the content of an old one: only where its signers say so",
    async () => {
      const { a } = world();
      const old = bodyWith(world().next(), {}, titledOnce);
      await world().takeForce(signedBy(old, dpo, operations));
      await world().takeForce(signed(world().next()));
      const again = bodyWith(world().next(), {}, titledOnce);
      const refused = await a.rules.keeper.stage(signedBy(again, dpo, operations));
      expect(refused).toMatchObject({ outcome: "refused", code: "rollback-not-declared" });
      const rollback = { to_version: world().version - 2, reason: "prova sintetica" };
      await world().takeForce(signedBy({ ...again, rollback }, dpo, operations));
      expect(a.rules.book.governingAt(inMs(0))?.set.version).toBe(world().version);
    },
    slowMs,
  );

  testWithServer(
    "of which nothing is staged cannot be activated",
    async () => {
      const answer = await world().a.rules.keeper.activate("0".repeat(64), undefined);
      expect(answer).toMatchObject({ outcome: "refused", code: "not-staged" });
    },
    slowMs,
  );
});
const titledOnce = titled("Patto sintetico che ritorna");

describe("a cache that lies", () => {
  testWithServer(
    "gives exchange nothing: an older state, an edited body, no signatures",
    async () => {
      const { a, exchange } = world();
      const older = await a.bucket.get(documentKeys.active);
      const document = await world().takeForce(signed(world().next()));
      await until(() => exchange.isKnown, "exchange to know");
      const truth = await a.bucket.get(setKey(document));
      const unsigned = Buffer.from(JSON.stringify({ ...jsonOf(truth), signatures: [] }));
      const lies: readonly (readonly [string, Uint8Array | undefined, string])[] = [
        [documentKeys.active, older, "active-differs"],
        [setKey(document), Buffer.from(JSON.stringify(signed(world().version))), "set-differs"],
        [setKey(document), unsigned, "signature-missing"],
      ];
      for (const [key, lie, reason] of lies) {
        const told: string[] = [];
        const get = async (asked: string) => (asked === key ? lie : a.bucket.get(asked));
        const bucket = { ...a.bucket, get };
        const misled = world().followerOf({ ...a, bucket }, (why) => told.push(why));
        await until(() => told.includes(reason), reason);
        expect(misled.isKnown).toBe(false);
        expect(misled.isCurrent("x")).toBeUndefined();
      }
    },
    slowMs,
  );

  testWithServer(
    "is put right by policy, and what `up` proposes counts for its signatures alone",
    async () => {
      const { a } = world();
      const old = world().hashNow();
      await a.bucket.put(documentKeys.active, Buffer.from("{}"));
      const foreign = signedBy(bodyWith(world().version + 1), person("dpo"), person("operations"));
      await a.bucket.put(documentKeys.proposed, Buffer.from(JSON.stringify(foreign)));
      const isTrue = async () => {
        const found = await a.bucket.get(documentKeys.active);
        return found !== undefined && sha256Hex(found) === a.rules.book.activeDigest;
      };
      await until(isTrue, "the truth");
      await until(() => a.told.some(({ reason }) => reason === "signature-missing"), "the refusal");
      expect(world().hashNow()).toBe(old);
    },
    slowMs,
  );

  testWithServer(
    "about the day changes nothing: a copy made under an agreement that has ended since is stale",
    async () => {
      const { a, exchange } = world();
      await until(() => exchange.isKnown, "exchange to know");
      const epoch = a.rules.rulesAt(inMs(0))?.epochAt(inMs(0)) ?? "";
      expect(exchange.isCurrent(epoch)).toBe(true);
      // The set is still in force then, the Patto of the demonstration no longer.
      const afterTheEnd = () => Date.parse("2029-06-01T12:00:00.000Z");
      const later = world().followerOf(a, () => undefined, afterTheEnd);
      await until(() => later.isKnown, "the same at a later day");
      expect(later.isCurrent(epoch)).toBe(false);
    },
    slowMs,
  );
});

const jsonOf = (bytes: Uint8Array | undefined): object =>
  JSON.parse(Buffer.from(bytes ?? "{}").toString("utf8"));
