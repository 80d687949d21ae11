import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey, type SignedDocument, signDocument } from "#libs/seal/signedDocument";
import type { Officer } from "./demandOrders.ts";
import { type ApprovedOpening, approvalOf } from "./openingApproval.ts";

const titolare = "Comune SINTETICO";
const keys = { officer: generateKeyPairSync("ed25519"), second: generateKeyPairSync("ed25519") };
const officers: readonly Officer[] = [
  { titolare, role: "privacy_officer", key: rawPublicKey(keys.officer.publicKey) },
  { titolare, role: "operations", key: rawPublicKey(keys.second.publicKey) },
];
const opening: ApprovedOpening = {
  ...{ year: 2026, index: 40, path: "vehicle.plate", reader: "rpd-1" },
  ...({ role: "privacy_officer", purpose: "lawfulness" } as const),
};
const nowMs = Date.parse("2026-03-04T12:00:00.000Z");
const withinMs = 600_000;

function signed(
  who: keyof typeof keys,
  role: Officer["role"],
  more: Partial<ApprovedOpening> & { issued?: string } = {},
): SignedDocument {
  const format = "raccordo-opening-approval/1";
  const order = { format, issued: new Date(nowMs).toISOString(), ...opening, ...more };
  const signature = signDocument(order, role, keys[who].privateKey);
  return { body: canonicalJson(order), signatures: [signature] };
}

const judged = (document: SignedDocument | undefined, laterMs = 0, asked = opening) =>
  approvalOf(document, asked, officers, { nowMs: nowMs + laterMs, withinMs });

describe("the approval of an opening", () => {
  test("is the signature of a second officer in another role, and is named by its digest", () => {
    expect(judged(signed("second", "operations"), withinMs)).toEqual({
      ...{ order: expect.stringMatching(/^[0-9a-f]{64}$/), role: "operations" },
      key: rawPublicKey(keys.second.publicKey),
    });
  });

  test("is none by the reader's own role, by a stranger, or where nobody has signed", () => {
    expect(judged(undefined)).toBe("approval-missing");
    expect(judged(signed("officer", "privacy_officer"))).toBe("approval-wrong");
    expect(judged(signed("officer", "operations"))).toBe("approval-wrong");
    const { body } = signed("second", "operations");
    expect(judged({ body, signatures: [] })).toBe("approval-wrong");
  });

  test("counts for no other field, entry, reader or purpose", () => {
    for (const other of [
      ...[{ path: "person.name" }, { index: 41 }, { year: 2025 }, { reader: "rpd-2" }],
      ...[{ purpose: "supervision" as const }, { ref: "c".repeat(32) }],
    ]) {
      expect(judged(signed("second", "operations", other))).toBe("approval-wrong");
      expect(judged(signed("second", "operations"), 0, { ...opening, ...other })).toBe(
        "approval-wrong",
      );
    }
  });

  test("is over after its time, and none before it", () => {
    expect(judged(signed("second", "operations"), withinMs + 1)).toBe("approval-expired");
    const ahead = { issued: new Date(nowMs + 600_000).toISOString() };
    expect(judged(signed("second", "operations", ahead))).toBe("approval-expired");
  });
});
