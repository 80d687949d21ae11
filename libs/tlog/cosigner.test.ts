import { verify as verifyBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { formatCheckpoint } from "#libs/tlog/checkpoint";
import { cosignatureTimestampSeconds, cosignatureVerifier } from "#libs/tlog/cosignature";
import { cosignerOf, encodeCosignerKey, parseCosignerKey } from "#libs/tlog/cosigner";
import { mlDsaPublicKey, mlDsaPublicKeyOf } from "#libs/tlog/mlDsa";
import { addSignature, noteVerifier, openNote, parseVerifierKey, signNote } from "#libs/tlog/note";

const seed = Buffer.alloc(32, 7);
const origin = "audit.sala.example/2026";
const text = formatCheckpoint({ origin, size: 258, root: Buffer.alloc(32, 9) });
const seconds = 1_790_000_000;

const verifierOf = (vkey: string) => {
  const verifier = cosignatureVerifier(vkey);
  if (verifier === undefined) throw new Error("own key refused");
  return verifier;
};

describe("a cosigner", () => {
  test("of ML-DSA-44 signs exactly the structure of tlog-cosignature: label, name, time, origin, range, root", () => {
    const cosigner = cosignerOf("testimone.example", "ml-dsa-44", seed);
    const { signature, keyId } = cosigner.cosign(text, seconds);
    const number = (value: number) => value.toString(16).padStart(16, "0");
    const string = (value: string) =>
      value.length.toString(16).padStart(2, "0") + Buffer.from(value).toString("hex");
    const message = [
      Buffer.from("subtree/v1\n\0").toString("hex"),
      ...[string("testimone.example"), number(seconds), string(origin)],
      ...[number(0), number(258), "09".repeat(32)],
    ].join("");
    const publicKey = mlDsaPublicKey(mlDsaPublicKeyOf(seed));
    expect(signature.readBigUInt64BE(0)).toBe(BigInt(seconds));
    expect(signature.length).toBe(8 + 2_420);
    const signed = Buffer.from(message, "hex");
    expect(verifyBytes(null, signed, publicKey, signature.subarray(8))).toBe(true);
    expect(parseVerifierKey(cosigner.vkey)).toMatchObject({ type: 6, keyId });
  });

  test.each(["ed25519", "ml-dsa-44"] as const)(
    "of %s is believed for its own statement, and for no other time, size, root or log",
    (algorithm) => {
      const cosigner = cosignerOf("testimone.example", algorithm, seed);
      const verifier = verifierOf(cosigner.vkey);
      const { signature } = cosigner.cosign(text, seconds);
      const holds = (about: string, bytes = signature) =>
        verifier.verify(Buffer.from(about), bytes);
      expect(holds(text)).toBe(true);
      expect(cosignatureTimestampSeconds({ name: "", keyId: 0, signature })).toBe(seconds);
      expect(holds(text.replace("258", "259"))).toBe(false);
      expect(holds(text.replace("2026", "2027"))).toBe(false);
      expect(holds(text.replace("CQkJ", "CQkK"))).toBe(false);
      const later = Buffer.from(signature);
      later.writeUInt8(later.readUInt8(7) ^ 1, 7);
      expect(holds(text, later)).toBe(false);
      expect(holds(text, signature.subarray(1))).toBe(false);
    },
  );

  test("of ML-DSA-44 commits to its name: the same key under another name says nothing", () => {
    const one = cosignerOf("prefettura.example", "ml-dsa-44", seed);
    const other = cosignerOf("comune.example", "ml-dsa-44", seed);
    const { signature } = one.cosign(text, seconds);
    expect(verifierOf(other.vkey).verify(Buffer.from(text), signature)).toBe(false);
  });

  test.each(["ed25519", "ml-dsa-44"] as const)(
    "of %s keeps its key in one line; any changed character makes it no key",
    (algorithm) => {
      const key = encodeCosignerKey("testimone.example", algorithm, seed);
      const read = parseCosignerKey(key);
      expect(read?.vkey).toBe(cosignerOf("testimone.example", algorithm, seed).vkey);
      for (let at = 0; at < key.length; at += 1) {
        expect(parseCosignerKey(`${key.slice(0, at)}#${key.slice(at + 1)}`)).toBeUndefined();
      }
    },
  );

  test("lets a log sign twice, and a reader of Ed25519 alone ignores the second line", () => {
    const own = cosignerOf(origin, "ml-dsa-44", seed);
    const witness = cosignerOf("testimone.example", "ed25519", seed);
    const note = signNote(text, [
      { name: origin, keyId: own.keyId, sign: (body) => own.cosign(String(body), 0).signature },
    ]);
    const all = addSignature(note, witness.cosign(text, seconds));
    expect(openNote(all, [verifierOf(witness.vkey)])).toMatchObject({
      ok: true,
      unknown: [{ name: origin }],
    });
    expect(noteVerifier(own.vkey)).toBeUndefined();
    expect(openNote(all, [verifierOf(own.vkey), verifierOf(witness.vkey)])).toMatchObject({
      ok: true,
      verified: [{ name: origin }, { name: "testimone.example" }],
    });
  });
});
