import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Credentials,
  credentialDigest,
  credentialsText,
  parseCredentials,
  revoked,
  rotated,
  standingOf,
  withCertificate,
} from "./credentials.ts";

const nowMs = Date.parse("2026-11-22T09:00:00.000Z");
const hourMs = 3_600_000;
const digest = (name: string) => credentialDigest(`chiave-sintetica-${name}`);
const first: Credentials = {
  format: "raccordo-credentials/1",
  credentials: [
    { id: "key-1", kind: "bearer", sha256: digest("1"), from: "2026-11-01T00:00:00.000Z" },
  ],
};
const standing = ({ credentials }: Credentials, name: string, atMs: number) =>
  standingOf(credentials, "bearer", digest(name), atMs);

describe("a key that is rotated", () => {
  const after = rotated(first, { id: "key-2", sha256: digest("2") }, nowMs, hourMs);

  test("counts beside the new one for the overlap, and not a moment longer", () => {
    expect(standing(after, "1", nowMs + hourMs - 1)).toBe("good");
    expect(standing(after, "1", nowMs + hourMs)).toBe("expired");
    expect(standing(after, "2", nowMs)).toBe("good");
    expect(standing(after, "2", nowMs + 1_000 * hourMs)).toBe("good");
    expect(standing(after, "3", nowMs)).toBe("unknown");
  });

  test("is not given more time by a second rotation", () => {
    const twice = rotated(after, { id: "key-3", sha256: digest("3") }, nowMs + 1, 24 * hourMs);
    expect(standing(twice, "1", nowMs + hourMs)).toBe("expired");
  });

  test("at least one key counts at every moment, whatever the rotations", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(48)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (rotations) => {
        let [credentials, atMs] = [first, nowMs];
        for (const [index, [laterH, overlapH]] of rotations.entries()) {
          atMs += laterH * hourMs;
          const next = { id: `key-${index + 2}`, sha256: digest(`next-${index}`) };
          credentials = rotated(credentials, next, atMs, overlapH * hourMs);
          expect(standing(credentials, `next-${index}`, atMs)).toBe("good");
        }
        expect(parseCredentials(credentialsText(credentials))).toEqual(credentials);
      }),
    );
  });
});

describe("a credential that is revoked", () => {
  test("does not count from that moment on, and the others do", () => {
    const two = rotated(first, { id: "key-2", sha256: digest("2") }, nowMs, hourMs);
    const after = revoked(two, "key-1", nowMs + 1);
    expect(after && standing(after, "1", nowMs + 1)).toBe("expired");
    expect(after && standing(after, "2", nowMs + 1)).toBe("good");
    expect(revoked(two, "key-9", nowMs)).toBeUndefined();
  });
});

describe("a certificate", () => {
  const untilMs = nowMs + hourMs;
  const after = withCertificate(first, { id: "cert-1", sha256: digest("c"), untilMs }, nowMs);

  test("counts until it ends, and its digest is no key", () => {
    expect(standingOf(after.credentials, "certificate", digest("c"), nowMs)).toBe("good");
    expect(standingOf(after.credentials, "certificate", digest("c"), untilMs)).toBe("expired");
    expect(standingOf(after.credentials, "bearer", digest("c"), nowMs)).toBe("unknown");
    expect(standing(after, "1", nowMs)).toBe("good");
  });
});

test.each(["", "{}", "[]", '{"format":"raccordo-credentials/1"}', "nothing"])(
  "%j is no credentials file",
  (text) => {
    expect(parseCredentials(text)).toBeUndefined();
  },
);
