import { hkdfSync, randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { aliasOf, componentAlias, componentRef } from "#libs/seal/alias";
import { lengthPrefixed, sha256Hex } from "#libs/seal/bytes";
import { commitmentKey, commitmentTo, valueMac } from "#libs/seal/commitments";
import { plaintextDigest, sealCopy } from "#libs/seal/copy";
import { sealCursor } from "#libs/seal/cursor";
import { deriveKey, incidentKey, roomKey } from "#libs/seal/derive";
import { signingKey } from "#libs/seal/ed25519";
import { sealEvent } from "#libs/seal/envelope";
import {
  deliveryId,
  eventId,
  incidentId,
  incidentPseudonym,
  internalEventId,
  operatorPseudonym,
  submissionDigest,
} from "#libs/seal/ids";
import { leafMac } from "#libs/seal/mac";
import { officerPublicKey, sealToOfficer } from "#libs/seal/officer";
import { entriesDigest, partDigest, slotDigest } from "#libs/seal/parts";
import { pseudonymKey, pseudonymTokens } from "#libs/seal/pseudonym";
import { signReceipt } from "#libs/seal/receipt";
import { completeFacts } from "#tests/support/leafExamples";

/**
 * Self-made vectors: they say nothing about correctness, but a log lives for years, and whoever changes a
 * derivation by accident makes every stored id, alias and commitment unreadable. Then this file fails.
 */
const root = Buffer.alloc(32, 0x01);
const keys = { ordinary: Buffer.alloc(32, 0x02), sensitive: Buffer.alloc(32, 0x03) };
const event = "00112233445586778899aabbccddeeff";
const delivery = "ffeeddccbbaa89988877665544332211";
const ref = "0123456789abcdef0123456789abcdef";
const bytes = Buffer.from("SINTETICO");
const copyName = { mode: "actual", room: "questura", delivery } as const;
const field = { event, ref, path: "person.family_name" };
const message = {
  format: "native/1",
  sender: "pl_cremona",
  messageId: "M-17",
  sent: "2026-11-22T09:02:00.000Z",
};
const cause = { kind: "recall", cause: event, room: "questura", epoch: "aa" } as const;

const pseudonymUse = { purpose: "P4", epoch: "2026Q4" } as const;

function sealedCopyHash(): string {
  const copy = sealCopy(keys, copyName, bytes);
  return "sealed" in copy ? sha256Hex(copy.sealed) : copy.refused;
}

function sealedEventHash(): string {
  const nonces = { ordinary: Buffer.alloc(12, 4), sensitive: Buffer.alloc(12, 5) };
  const parts = { mode: "actual", event, ordinary: bytes, sensitive: bytes } as const;
  return sha256Hex(sealEvent(keys, parts, nonces));
}

function sealedToOfficerHash(): string {
  const officer = officerPublicKey(Buffer.alloc(32, 6));
  const sealed = sealToOfficer(officer, Buffer.alloc(32, 7), bytes, Buffer.from("actual"));
  return "sealed" in sealed ? sha256Hex(sealed.sealed) : sealed.refused;
}

function receiptSignature(): string {
  return signReceipt(signingKey(root), {
    room: "pl_cremona",
    mode: "actual",
    event,
    submission_digest: "0".repeat(64),
    stored_at: "2026-11-22T09:02:01.000Z",
    max_delay_ms: 60_000,
    log_origin: "audit.raccordo.example",
  }).signature;
}

function macHex(): string {
  const content = { writer: "policy", subject: "audit.x", leaf: bytes, parts: bytes };
  return leafMac(root, content).toString("hex");
}

function slotDigestOfNothing(): string {
  const value = { outcome: "not_addressed", reason: "NO_AGREEMENT", entries: [], handling: [] };
  return slotDigest({
    slot: 3,
    salt: "A".repeat(22),
    value: { ...value, outcome: "not_addressed" },
  });
}

const derivations: readonly (readonly [string, () => string])[] = [
  ["length-prefixed bytes", () => lengthPrefixed("ab", bytes).toString("hex")],
  ["key", () => deriveKey(root, "label", "context").toString("hex")],
  ["naming key of a room", () => roomKey(root, "naming", "actual", 0).toString("hex")],
  ["key of both incident keys", () => incidentKey(keys, "label", "context").toString("hex")],
  ["incident id", () => incidentId(root, "actual", "CR-2026-881")],
  ["event id", () => eventId(root, "actual", message)],
  ["internal event id", () => internalEventId(root, "actual", cause)],
  ["delivery id", () => deliveryId(root, "actual", event, "questura")],
  ["incident pseudonym", () => incidentPseudonym(root, "actual", event)],
  ["operator pseudonym", () => operatorPseudonym(root, "OP-1")],
  ["submission digest", () => submissionDigest(root, bytes)],
  ["incident alias", () => aliasOf(root, event)],
  ["component alias", () => componentAlias(root, "questura", "pl_cremona", "person", "a")],
  ["component reference", () => componentRef(root, "pl_cremona", "person", "a")],
  ["commitment key", () => commitmentKey(root, field).toString("hex")],
  ["commitment", () => commitmentTo(root, field, "SINTETICO")],
  ["value MAC", () => valueMac(keys, "questura", ref, field.path, bytes)],
  ["plaintext digest", () => plaintextDigest(keys, copyName, bytes)],
  ["sealed event", sealedEventHash],
  ["sealed copy", sealedCopyHash],
  ["sealed to the officer", sealedToOfficerHash],
  ["cursor", () => sealCursor(root, copyName, { sequence: 7, delivery }, Buffer.alloc(12, 8))],
  ["receipt signature", receiptSignature],
  ["pseudonym key of a room", () => roomKey(root, "pseudonym", "actual", 0).toString("hex")],
  ["pseudonym key of a use", () => pseudonymKey(root, pseudonymUse).toString("hex")],
  ["pseudonym", () => pseudonymTokens(root, pseudonymUse)("vehicle.plate_token", "ZZ000ZZ")],
  ["leaf MAC", macHex],
  ["part digest", () => partDigest("facts", { salt: "A".repeat(22), value: { a: 1 } })],
  ["facts digest", () => partDigest("facts", { salt: "A".repeat(22), value: completeFacts })],
  ["slot digest", slotDigestOfNothing],
  ["entries digest", () => entriesDigest("receipts", ["a", "b"])],
];

const committed: Readonly<Record<string, string>> = {
  "length-prefixed bytes": "0000000261620000000953494e54455449434f",
  key: "830306c9dc87c1209cbf237c4a20e3590ab8c098746705966afed89a8c5cc5ee",
  "naming key of a room": "f99406b57f94d5765f8596335bd97707accdd3570e2b5e08a90780740f837daa",
  "key of both incident keys": "a88d4bb0feb0d50e3375ab2b436b5604ae1b645cd2c4606ff53ef5d4cbe0780e",
  "incident id": "ac358c30d95f81e39c0c7f45385a66e6",
  "event id": "741830a2958484949eb5fd47df60fab3",
  "internal event id": "4ce2b8cc6c2c82718ec863319f2cb057",
  "delivery id": "0c724859af0e899183148d150d8001db",
  "incident pseudonym": "c4905b56c88487cbbbc987e140ab6e1c",
  "operator pseudonym": "d7ac1eaf135385b484ce7a9f4c507f6f",
  "submission digest": "15ce6e468ebdf4eeeb90d30cde61cba0983899a6b46f88b9fd422df1ca1f613d",
  "incident alias": "cdd3d833c903184af93b8733eac537e9",
  "component alias": "4b52fa205d31a3a8e9257e5fa26bf4ee",
  "component reference": "0c1017ef9420a2508c6cbeb637eecdf1",
  "commitment key": "ac0455b5165d465a5337f3fdcdb5727399734298cd34b1af1f1f83a8f2518138",
  commitment: "4y7nUoLdMGCA3fnmjFOc27UfRelaD_v9LK0jWE7fh9c",
  "value MAC": "18c034e41de52ffc46b5c03af1405e39",
  "plaintext digest": "82da30f210afa542e6a1588348816ca7264e1434128025c0481b05903e4d375b",
  "sealed event": "57415de39e92ab1cc61b06f8b3bbe71c1ef03ae2e5846b1b994f6a121c13a8bd",
  "sealed copy": "fa6205a8fa64e4326deea963eb37793368819c26038363a3fb1aa6f9f4027368",
  "sealed to the officer": "173219f36a24445478716752e740773657576e402e5633ea4d8b3940546e60b9",
  cursor: "CAgICAgICAgICAgIdIRpKWTQa73ytdKySvxUjAaRq75GpKCXxXQOTtJVtk0skP9hmcZw-w",
  "receipt signature":
    "44E-Qt9M_H_hIGgs-DGF00QeVBBr4yctQ_MuwRGB8lx2bK-DRnC0sA73vXwzopu4VqD75TCvZcDyZK0xjgCxCQ",
  "pseudonym key of a room": "425ce8cb208f70d193e24776c13b0ef368ac1f974b7d97297c96ab1375f4d2c1",
  "pseudonym key of a use": "372104f0452a8a2c8d5300a64f326f108044fc5e4f7b4726637a893326315659",
  pseudonym: "0a1c2a110ab3a7f56f339412b6075d0d",
  "leaf MAC": "f4bf187b6d8cbfd1d6e0514696435639c08d22c30d5880ec339568be733af09c",
  "part digest": "ew1OXwl0klKf_LOBBvUFRF6xZYA0HtkhbgK4L3_oBFM",
  "facts digest": "WvTuY8a4fAgjPzFDdkH7_iaTRGxRwLI6JVCP0gw3SHc",
  "slot digest": "F-qWSt1Dh0A8pvSiRpGB9o2_fDbbz6AoF6EXD_bN-lE",
  "entries digest": "4oZ59OwJAti_hSFYaODNTXNuvGZqIRiRdW15DcU9RtE",
};

describe("no derivation changes by accident", () => {
  test.each(derivations)("%s", (name, derive) => {
    expect(derive()).toBe(committed[name]);
  });
});

describe("keys that are derived", () => {
  test("are HKDF-SHA256 as Node's own library computes it, for any root and context", () => {
    for (let size = 32; size < 96; size += 1) {
      const root = randomBytes(size);
      const info = lengthPrefixed("raccordo/v1", "label", "one", String(size));
      const expected = Buffer.from(hkdfSync("sha256", root, new Uint8Array(0), info, 32));
      expect(deriveKey(root, "label", "one", String(size)).equals(expected)).toBe(true);
      expect(deriveKey(root, "label", "one", String(size)).equals(expected)).toBe(true);
    }
  });

  test("of an incident need both of its keys: another of either gives another", () => {
    const of = (ordinary: number, sensitive: number) =>
      incidentKey(
        { ordinary: Buffer.alloc(32, ordinary), sensitive: Buffer.alloc(32, sensitive) },
        "label",
      ).toString("hex");
    expect(new Set([of(2, 3), of(2, 4), of(5, 3), of(3, 2)]).size).toBe(4);
    expect(of(2, 3)).toBe(of(2, 3));
  });
});
