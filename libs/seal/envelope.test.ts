import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { lengthPrefixed } from "#libs/seal/bytes";
import { commitmentHolds, commitmentKey, commitmentTo } from "#libs/seal/commitments";
import {
  copyPlaintextBytesMax,
  copySizeBuckets,
  openCopy,
  plaintextDigest,
  sealCopy,
} from "#libs/seal/copy";
import { incidentKey } from "#libs/seal/derive";
import { openEvent, sealEvent } from "#libs/seal/envelope";
import { sealBox } from "#libs/seal/gcm";
import { officerPublicKey, openAsOfficer, sealToOfficer } from "#libs/seal/officer";

const keys = { ordinary: Buffer.alloc(32, 1), sensitive: Buffer.alloc(32, 2) };
const strangers = { ordinary: Buffer.alloc(32, 3), sensitive: Buffer.alloc(32, 4) };
const nonces = { ordinary: Buffer.alloc(12, 5), sensitive: Buffer.alloc(12, 6) };
const event = "00112233445586778899aabbccddeeff";
const delivery = "ffeeddccbbaa89988877665544332211";
const name = { mode: "actual", event } as const;
const copyName = { mode: "actual", room: "questura", delivery } as const;
const content = fc.uint8Array({ maxLength: 300 });
const SINTETICO = Buffer.from('{"person.family_name":"SINTETICO"}');

function sealedCopy(plaintext: Uint8Array, which: typeof copyName = copyName): Buffer {
  const copy = sealCopy(keys, which, plaintext);
  if ("refused" in copy) throw new Error(copy.refused);
  return copy.sealed;
}

/** Every way to change one byte, to cut one off and to add one. */
function damaged(bytes: Buffer): readonly Buffer[] {
  const flipped = Array.from(bytes, (byte, index) => {
    const other = Buffer.from(bytes);
    other[index] = byte ^ 0x01;
    return other;
  });
  return [
    ...flipped,
    bytes.subarray(1),
    bytes.subarray(0, -1),
    Buffer.concat([bytes, Buffer.of(0)]),
  ];
}

describe("an event in EVENTS", () => {
  test("opens to the two parts that were sealed", () => {
    fc.assert(
      fc.property(content, fc.option(content, { nil: undefined }), (ordinary, sensitive) => {
        const bytes = sealEvent(keys, { ...name, ordinary, sensitive }, nonces);
        expect(openEvent(keys, name, bytes)).toEqual({
          ordinary: Buffer.from(ordinary),
          sensitive: sensitive === undefined ? "absent" : Buffer.from(sensitive),
        });
      }),
    );
  });

  test("keeps its sensitive part locked to who holds only the ordinary key", () => {
    const bytes = sealEvent(
      keys,
      { ...name, ordinary: Buffer.of(1), sensitive: SINTETICO },
      nonces,
    );
    expect(openEvent({ ordinary: keys.ordinary }, name, bytes)).toEqual({
      ordinary: Buffer.of(1),
      sensitive: "locked",
    });
    expect(bytes.includes("SINTETICO")).toBe(false);
  });

  test.each([undefined, SINTETICO])("is refused if any byte of it differs", (sensitive) => {
    const bytes = sealEvent(keys, { ...name, ordinary: SINTETICO, sensitive }, nonces);
    for (const other of damaged(bytes))
      expect(openEvent(keys, name, other)).toHaveProperty("refused");
  });

  test("cannot lose or exchange its sensitive part unseen, even for who cannot open it", () => {
    const other = Buffer.from("OTHER");
    const one = sealEvent(keys, { ...name, ordinary: SINTETICO, sensitive: SINTETICO }, nonces);
    const two = sealEvent(keys, { ...name, ordinary: other, sensitive: other }, nonces);
    const [ordinaryLength, sensitiveStart] = [one.readUInt32BE(1), 9 + one.readUInt32BE(1)];
    const without = Buffer.from(one.subarray(0, sensitiveStart));
    without.writeUInt32BE(0, 5);
    const spliced = Buffer.concat([
      Buffer.of(1),
      one.subarray(1, 5),
      two.subarray(5, 9),
      one.subarray(9, 9 + ordinaryLength),
      two.subarray(9 + two.readUInt32BE(1)),
    ]);
    for (const forged of [without, spliced]) {
      expect(openEvent({ ordinary: keys.ordinary }, name, forged)).toEqual({
        refused: "not-authentic",
      });
    }
  });

  test("does not open as another event or as an exercise", () => {
    const bytes = sealEvent(keys, { ...name, ordinary: SINTETICO, sensitive: undefined }, nonces);
    expect(openEvent(keys, { ...name, event: delivery }, bytes)).toHaveProperty("refused");
    expect(openEvent(keys, { ...name, mode: "exercise" }, bytes)).toHaveProperty("refused");
  });
});

describe("a copy in a room's feed", () => {
  test("opens to what was sealed, at every size around the borders of the classes", () => {
    for (const bucket of copySizeBuckets) {
      for (const size of [0, 1, bucket - 5, bucket - 4, bucket - 3]) {
        if (size > copyPlaintextBytesMax) continue;
        const plaintext = Buffer.alloc(size, 0); // zeros: the padding must not be confused with them
        expect(openCopy(keys, copyName, sealedCopy(plaintext))).toEqual({ plaintext });
      }
    }
  });

  test("has the same bytes each time it is made", () => {
    fc.assert(
      fc.property(content, (plaintext) => {
        expect(sealedCopy(plaintext).equals(sealedCopy(Buffer.from(plaintext)))).toBe(true);
      }),
    );
  });

  test("tells by its length nothing but its class", () => {
    const lengths = (sizes: readonly number[]) =>
      new Set(sizes.map((size) => sealedCopy(Buffer.alloc(size, 7)).length));
    expect(lengths([0, 1, 100, 508]).size).toBe(1);
    expect(lengths([509, 1020]).size).toBe(1);
    expect(lengths([508, 509]).size).toBe(2);
  });

  test("over the largest class is a value, not a longer copy", () => {
    expect(sealedCopy(Buffer.alloc(copyPlaintextBytesMax)).length).toBe(131_072 + 29);
    expect(sealCopy(keys, copyName, Buffer.alloc(copyPlaintextBytesMax + 1))).toEqual({
      refused: "too-large",
    });
  });

  test("two views for one delivery share neither nonce nor key stream", () => {
    const [one, two] = [sealedCopy(Buffer.alloc(64, 0)), sealedCopy(Buffer.alloc(64, 1))];
    expect(one.subarray(1, 13).equals(two.subarray(1, 13))).toBe(false);
    const difference = one.subarray(17, 81).map((byte, index) => byte ^ (two[17 + index] ?? 0));
    expect(difference.every((byte) => byte === 1)).toBe(false);
  });

  test("is refused if any byte of it differs", () => {
    for (const other of damaged(sealedCopy(SINTETICO))) {
      expect(openCopy(keys, copyName, other)).toHaveProperty("refused");
    }
  });

  test("has one padding: a longer class or something behind the view is refused", () => {
    const key = incidentKey(keys, "copy", "actual", "questura", delivery);
    const aad = lengthPrefixed("raccordo/v1", "copy", "actual", "questura", delivery);
    const withPadding = (padded: Buffer) =>
      openCopy(
        keys,
        copyName,
        Buffer.concat([Buffer.of(1), sealBox(key, nonces.ordinary, aad, padded)]),
      );
    const padded = (size: number, length: number) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUInt32BE(length);
      return bytes;
    };
    expect(withPadding(padded(512, 3))).toEqual({ plaintext: Buffer.alloc(3) });
    expect(withPadding(padded(1024, 3))).toEqual({ refused: "malformed" });
    expect(withPadding(padded(512, 4_294_967_295))).toEqual({ refused: "malformed" });
    const hidden = padded(512, 3);
    hidden[511] = 1;
    expect(withPadding(hidden)).toEqual({ refused: "malformed" });
  });

  test("does not open as another room's, another delivery or an exercise", () => {
    const sealed = sealedCopy(SINTETICO);
    for (const other of [
      { ...copyName, room: "cc_cremona" },
      { ...copyName, delivery: event },
      { ...copyName, mode: "exercise" as const },
    ]) {
      expect(openCopy(keys, other, sealed)).toEqual({ refused: "not-authentic" });
    }
  });

  test("has a digest that only its delivery and its keys make", () => {
    const digests = [
      plaintextDigest(keys, copyName, SINTETICO),
      plaintextDigest(keys, { ...copyName, delivery: event }, SINTETICO),
      plaintextDigest(strangers, copyName, SINTETICO),
      plaintextDigest(keys, copyName, Buffer.from("other")),
    ];
    expect(new Set(digests).size).toBe(4);
  });
});

describe("after the keys of an incident are destroyed", () => {
  test("no single remaining key opens anything", () => {
    const sealed = sealEvent(keys, { ...name, ordinary: SINTETICO, sensitive: SINTETICO }, nonces);
    const copy = sealedCopy(SINTETICO);
    for (const left of [
      strangers,
      { ordinary: strangers.ordinary, sensitive: keys.sensitive },
      { ordinary: keys.sensitive, sensitive: keys.ordinary },
    ]) {
      expect(openEvent(left, name, sealed)).toEqual({ refused: "not-authentic" });
      expect(openCopy(left, copyName, copy)).toEqual({ refused: "not-authentic" });
    }
    // A copy dies with either key.
    const ordinaryOnly = { ordinary: keys.ordinary, sensitive: strangers.sensitive };
    expect(openCopy(ordinaryOnly, copyName, copy)).toEqual({ refused: "not-authentic" });
  });
});

describe("a commitment to a field", () => {
  const field = { event, ref: "0".repeat(32), path: "person.family_name" };
  const c = commitmentTo(keys.sensitive, field, "SINTETICO");
  const k = commitmentKey(keys.sensitive, field);

  test("opens to the value that was committed to, and to no other", () => {
    expect(commitmentHolds({ k, path: field.path, value: "SINTETICO" }, c)).toBe(true);
    expect(commitmentHolds({ k, path: field.path, value: "ALTRO" }, c)).toBe(false);
    expect(commitmentHolds({ k, path: "person.given_name", value: "SINTETICO" }, c)).toBe(false);
    expect(commitmentHolds({ k, path: field.path, value: "SINTETICO" }, "SINTETICO")).toBe(false);
    expect(
      commitmentHolds(
        { k: commitmentKey(keys.ordinary, field), path: field.path, value: "SINTETICO" },
        c,
      ),
    ).toBe(false);
  });

  test("whose key is revealed opens no other field, component or event", () => {
    const others = [
      { ...field, path: "person.given_name" },
      { ...field, ref: "1".repeat(32) },
      { ...field, event: delivery },
    ];
    for (const other of others) {
      const sealed = commitmentTo(keys.sensitive, other, "SINTETICO");
      expect(commitmentHolds({ k, path: other.path, value: "SINTETICO" }, sealed)).toBe(false);
    }
  });
});

describe("a message in quarantine", () => {
  const officer = Buffer.alloc(32, 7);
  const ephemeral = Buffer.alloc(32, 8);
  const aad = Buffer.from("actual pl_cremona duplicate-id");
  const spki = Buffer.concat([
    Buffer.from("302a300506032b656e032100", "hex"),
    officerPublicKey(officer),
  ]);

  function sealed(publicKey: Uint8Array = officerPublicKey(officer)): Buffer {
    const result = sealToOfficer(publicKey, ephemeral, SINTETICO, aad);
    if ("refused" in result) throw new Error(result.refused);
    return result.sealed;
  }

  test("opens with the officer's private key only", () => {
    expect(openAsOfficer(officer, sealed(), aad)).toEqual({ plaintext: SINTETICO });
    expect(openAsOfficer(officer, sealed(spki), aad)).toEqual({ plaintext: SINTETICO });
    expect(openAsOfficer(Buffer.alloc(32, 9), sealed(), aad)).toEqual({ refused: "not-authentic" });
  });

  test("is refused if any byte of it, or what is said about it, differs", () => {
    for (const other of damaged(sealed())) {
      expect(openAsOfficer(officer, other, aad)).toHaveProperty("refused");
    }
    // RFC 7748 ignores the top bit of a public key: the shared secret is the same, the message key is not.
    const topBit = sealed();
    topBit[32] = (topBit[32] ?? 0) ^ 0x80;
    expect(openAsOfficer(officer, topBit, aad)).toEqual({ refused: "not-authentic" });
    expect(openAsOfficer(officer, sealed(), Buffer.from("other"))).toHaveProperty("refused");
  });

  test("is not sealed to a key that everybody could open, nor to something that is no key", () => {
    for (const key of [Buffer.alloc(32, 0), Buffer.alloc(31, 1), Buffer.alloc(44, 1)]) {
      expect(sealToOfficer(key, ephemeral, SINTETICO, aad)).toEqual({ refused: "public-key" });
    }
  });
});
