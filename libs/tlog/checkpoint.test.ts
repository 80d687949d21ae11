import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "#libs/tlog/checkpoint";
import {
  cosignatureTimestampSeconds,
  cosignatureVerifier,
  makeCosignature,
} from "#libs/tlog/cosignature";
import {
  addSignature,
  encodeSignerKey,
  encodeVerifierKey,
  type NoteVerifier,
  noteSigner,
  noteVerifier,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  signatureType,
  signNote,
} from "#libs/tlog/note";
import { inclusionProof } from "#libs/tlog/proof";
import { formatProof, parseProof, verifyProof } from "#libs/tlog/proofText";
import { readerOver, rootByDefinition, syntheticLeafHashes } from "#tests/support/syntheticLog";

const origin = "audit.sala.example/2026";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const witness = generateKeyPairSync("ed25519");
const signer = noteSigner(origin, privateKey);
const verifier = known(noteVerifier(encodeVerifierKey(origin, publicKey)));
const trust = { origin, verifiers: [verifier] };
const leaves = syntheticLeafHashes(11);
const root = rootByDefinition(leaves);
const checkpoint = { origin, size: leaves.length, root };

function known(found: NoteVerifier | undefined): NoteVerifier {
  if (found === undefined) throw new Error("not a verifier key");
  return found;
}

describe("signed notes", () => {
  // Key and note published with Go's golang.org/x/mod/sumdb/note.
  const goSigner = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  const goVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const goText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const goNote = `${goText}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

  test("are byte for byte those of Go's note package, keys included", () => {
    const key = parseSignerKey(goSigner);
    if (key === undefined) throw new Error("not a signer key");
    expect(signNote(goText, [noteSigner(key.name, key.privateKey)]).toString()).toBe(goNote);
    expect(encodeSignerKey(key.name, key.privateKey)).toBe(goSigner);
    expect(encodeVerifierKey(key.name, createPublicKey(key.privateKey))).toBe(goVerifier);
    expect(openNote(Buffer.from(goNote), [known(noteVerifier(goVerifier))]).ok).toBe(true);
  });
  test("any changed character of a key text makes it no key", () => {
    for (let at = 0; at < goVerifier.length; at += 1) {
      const altered = `${goVerifier.slice(0, at)}#${goVerifier.slice(at + 1)}`;
      expect(parseVerifierKey(altered)).toBeUndefined();
    }
  });
  test.each([
    ["no blank line before the signatures", `${goText}— a AAAAAAA=\n`],
    ["no signature", `${goText}\n`],
    ["no newline at the end", goNote.slice(0, -1)],
    ["a control character", goNote.replace("If", "\u0001f")],
    ["a carriage return", goNote.replace("\n", "\r\n")],
    ["a hyphen instead of the dash", goNote.replace("—", "-")],
    ["a signature without base64", goNote.replace(/ x08.*\n/u, " \n")],
    ["a key name with a plus", goNote.replace("— Peter", "— P+ter")],
    ["a line among the signatures", `${goNote}note\n`],
    ["more signatures than the limit", goNote + "— a AAAAAAA=\n".repeat(100)],
  ])("a note with %s is refused", (_, text) => {
    const opened = openNote(Buffer.from(text), [known(noteVerifier(goVerifier))]);
    expect(opened).toEqual({ ok: false, reason: "malformed" });
  });
  test("a note that is not UTF-8 is refused", () => {
    expect(parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(goNote)]))).toBeUndefined();
  });
  test("unknown signatures are ignored, a bad one of a known key refuses the whole note", () => {
    const other = generateKeyPairSync("ed25519");
    const stranger = noteSigner(origin, other.privateKey);
    const impostor = { ...signer, sign: stranger.sign };
    const text = formatCheckpoint(checkpoint);
    expect(openNote(signNote(text, [stranger, signer]), [verifier])).toMatchObject({
      ok: true,
      verified: [{ name: origin }],
      unknown: [{ name: origin }],
    });
    expect(openNote(signNote(text, [stranger]), [verifier])).toEqual({
      ok: false,
      reason: "no-known-signature",
    });
    expect(openNote(signNote(text, [signer, impostor]), [verifier])).toEqual({
      ok: false,
      reason: "bad-signature",
    });
  });
});

describe("checkpoints", () => {
  test("every changed byte of a signed checkpoint, in every bit, is refused", () => {
    const note = signCheckpoint(checkpoint, [signer]);
    expect(openCheckpoint(note, trust)).toMatchObject({ ok: true, checkpoint });
    for (let at = 0; at < note.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const altered = Buffer.from(note);
        altered[at] = altered.readUInt8(at) ^ (1 << bit);
        expect(openCheckpoint(altered, trust).ok).toBe(false);
      }
    }
  });
  test.each([
    ["an extension line", `${origin}\n1\n${root.toString("base64")}\nmore\n`],
    ["a size with a leading zero", `${origin}\n01\n${root.toString("base64")}\n`],
    ["a size beyond exact integers", `${origin}\n9007199254740993\n${root.toString("base64")}\n`],
    ["a negative size", `${origin}\n-1\n${root.toString("base64")}\n`],
    ["a short root", `${origin}\n1\n${root.toString("base64", 1)}\n`],
    ["a root without padding", `${origin}\n1\n${root.toString("base64").slice(0, -1)}\n`],
    ["no origin", `\n1\n${root.toString("base64")}\n`],
  ])("%s is no checkpoint, even when it is signed", (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
    expect(openCheckpoint(signNote(text, [signer]), trust)).toEqual({
      ok: false,
      reason: "not-a-checkpoint",
    });
  });
  test("the checkpoint of another log is refused although the key is right", () => {
    const note = signCheckpoint({ ...checkpoint, origin: "altra.sala.example/2026" }, [signer]);
    expect(openCheckpoint(note, trust)).toEqual({ ok: false, reason: "other-origin" });
  });
});

describe("cosignatures of witnesses", () => {
  const name = "witness.example/w1";
  const key = encodeVerifierKey(name, witness.publicKey, signatureType.cosignature);
  const witnessVerifier = known(cosignatureVerifier(key));
  const cosigner = { name, privateKey: witness.privateKey };

  test("stand beside the log's signature and state their time", () => {
    const cosignature = makeCosignature(formatCheckpoint(checkpoint), cosigner, 1_679_315_147);
    const note = addSignature(signCheckpoint(checkpoint, [signer]), cosignature);
    const opened = openNote(note, [verifier, witnessVerifier]);
    expect(opened.ok && opened.verified.map(({ name: by }) => by)).toEqual([origin, name]);
    expect(cosignatureTimestampSeconds(cosignature)).toBe(1_679_315_147);
    expect(openCheckpoint(note, trust).ok).toBe(true);
  });
  test("another time, another checkpoint or a plain signature of the same key is refused", () => {
    const text = formatCheckpoint(checkpoint);
    const cosignature = makeCosignature(text, cosigner, 1_679_315_147);
    const later = Buffer.from(cosignature.signature);
    later.writeUInt8(later.readUInt8(7) ^ 1, 7);
    expect(witnessVerifier.verify(Buffer.from(text), later)).toBe(false);
    const smaller = Buffer.from(formatCheckpoint({ ...checkpoint, size: 10 }));
    expect(witnessVerifier.verify(smaller, cosignature.signature)).toBe(false);
    const plain = noteSigner(name, witness.privateKey).sign(Buffer.from(text));
    expect(witnessVerifier.verify(Buffer.from(text), plain)).toBe(false);
    expect(noteVerifier(key)).toBeUndefined();
    expect(() => makeCosignature("hello\n", cosigner, 1)).toThrow(RangeError);
  });
  test("the example of the specification parses as a note with a log's and a witness's line", () => {
    const example =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
      "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n" +
      "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    const note = parseNote(Buffer.from(example));
    expect(parseCheckpoint(note?.text ?? "")?.size).toBe(20_852_163);
    const [, cosignature] = note?.signatures ?? [];
    expect(cosignature && cosignatureTimestampSeconds(cosignature)).toBe(1_679_315_147);
  });
});

describe("proofs as text", () => {
  const note = signCheckpoint(checkpoint, [signer]);
  const read = readerOver(leaves);

  test("prove any entry of the log offline, with or without extra bytes", async () => {
    for (const [index, leaf] of leaves.entries()) {
      const proof = await inclusionProof(index, leaves.length, read);
      const extra = Buffer.from("SINTETICO");
      for (const text of [
        formatProof({ index, proof, checkpoint: note }),
        formatProof({ index, proof, checkpoint: note, extra }),
      ]) {
        expect(verifyProof(text, leaf, trust)).toEqual({ ok: true, index, size: leaves.length });
      }
    }
  });
  test("fail with any changed byte: no byte outside the extra line is without effect", async () => {
    const proof = await inclusionProof(4, leaves.length, read);
    const text = formatProof({ index: 4, proof, checkpoint: note });
    const leaf = leaves[4] ?? root;
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(7), (at, bit) => {
        const altered = Buffer.from(text);
        altered[at] = altered.readUInt8(at) ^ (1 << bit);
        expect(verifyProof(altered, leaf, trust).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
  test("have the lines of the specification", () => {
    const text = formatProof({ index: 0, proof: [root], checkpoint: note }).toString();
    expect(text).toBe(
      `c2sp.org/tlog-proof@v1\nindex 0\n${root.toString("base64")}\n\n${note.toString()}`,
    );
    expect(parseProof(Buffer.from(text.replace("index 0", "index 00")))).toBeUndefined();
    expect(parseProof(Buffer.from(text.replace("@v1", "@v2")))).toBeUndefined();
  });
});
