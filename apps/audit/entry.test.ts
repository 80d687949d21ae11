import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import type { StoredMessage } from "#libs/eventlog/port";
import { auditPlace, noticePlace } from "#libs/eventlog/subjects";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { isIncidentLeaf, type Leaf, leafBytesMax, parseLeaf } from "#libs/seal/leaf";
import { leafMac } from "#libs/seal/mac";
import {
  builtOrThrow,
  countedBytes,
  exampleId,
  incidentExample,
  systemInputs,
} from "#tests/support/leafExamples";
import { entryOf } from "./entry.ts";

const keys = new Map(
  ["policy", "audit", "console"].map((writer) => [writer, randomBytes(32)] as const),
);
const year = 2026;

const incident = incidentExample();
const place = (more: object = {}) =>
  auditPlace({ year, mode: "actual", pseudonym: exampleId, event: exampleId, ...more }).subject;

interface Content {
  readonly leaf: Uint8Array;
  readonly parts: Uint8Array;
  readonly writer?: string;
  /** Under which subject and key the MAC is made; else the true ones. */
  readonly macSubject?: string;
  readonly macWriter?: string;
}

function message(subject: string, content: Content): StoredMessage {
  const { leaf, parts, writer = "policy", macSubject = subject, macWriter = writer } = content;
  const key = keys.get(macWriter) ?? new Uint8Array(32);
  const mac = leafMac(key, { writer, subject: macSubject, leaf, parts });
  return stored(subject, encodeAuditMessage({ leaf, parts, mac, writer }));
}

const stored = (subject: string, data: Uint8Array): StoredMessage => ({
  stream: `AUDIT_${year}`,
  subject,
  sequence: 7,
  storedAt: "2026-11-22T09:00:00.000Z",
  headers: new Map(),
  data,
});

const faultOf = (of: StoredMessage) => {
  const { read, leaf } = entryOf(of, year, keys);
  expect(parseLeaf(leaf)).toEqual(read);
  return read.kind === "anomaly" ? read.fault : undefined;
};

const { leafBytes: leaf, partsBytes: parts } = incident;

/** Who writes this kind in the product, and who may not. */
function writersOf({ kind }: Leaf): { readonly may: readonly string[]; readonly not: string } {
  if (kind === "read") return { may: ["console", "policy"], not: "audit" };
  const may = ["genesis", "heartbeat", "notice", "counts"].includes(kind) ? "audit" : "policy";
  return { may: [may], not: "console" };
}

describe("a message of AUDIT", () => {
  test("by its writer and in its place is its own bytes", () => {
    const entry = entryOf(message(place(), { leaf, parts }), year, keys);
    expect(entry.leaf).toEqual(leaf);
    expect(entry.part).toEqual(parts);
  });

  test.each(systemInputs.map((input) => [input.leaf.kind, input] as const))(
    "%s is taken from the process that writes it and from no other",
    (kind, input) => {
      const built = builtOrThrow(buildSystemLeaf(input, countedBytes()));
      const read = parseLeaf(built.leafBytes);
      if ("problem" in read) throw new Error(read.problem);
      const subject = noticePlace({ year, kind, id: exampleId }).subject;
      const content = { leaf: built.leafBytes, parts: built.partsBytes };
      const from = (writer: string) => faultOf(message(subject, { ...content, writer }));
      if (kind === "anomaly") {
        // Only where a lost stream is written again, and only at the number that it names (5, and this is 7).
        expect(["policy", "console"].map(from)).toEqual(["writer", "writer"]);
        expect(from("audit")).toBe("subject");
        return;
      }
      const { may, not } = writersOf(read);
      for (const writer of may) expect(from(writer)).toBeUndefined();
      expect(from(not)).toBe("writer");
    },
  );

  test.each(["audit", "console"])("a decision by %s is an anomaly", (writer) => {
    expect(faultOf(message(place(), { leaf, parts, writer }))).toBe("writer");
  });

  test("under another subject than it says is an anomaly, even when its MAC holds there", () => {
    const other = exampleId.replace("0011", "1100");
    for (const subject of [
      place({ year: 2027 }),
      place({ mode: "exercise" }),
      place({ pseudonym: other }),
      place({ event: other }),
      noticePlace({ year, kind: "exchange", id: exampleId }).subject,
      `audit.${year}.actual.i.x`,
    ]) {
      expect(faultOf(message(subject, { leaf, parts }))).toBe("subject");
    }
    const [input] = systemInputs;
    if (input === undefined) throw new Error("no example");
    const built = builtOrThrow(buildSystemLeaf(input, countedBytes()));
    const content = { leaf: built.leafBytes, parts: built.partsBytes, writer: "audit" };
    const notice = noticePlace({ year, kind: "notice", id: exampleId }).subject;
    expect(faultOf(message(notice, content))).toBe("subject");
  });

  test("moved, altered, by an unknown hand, too large, or with parts of nothing is an anomaly", () => {
    const subject = place();
    const content = { leaf, parts };
    expect(faultOf(message(subject, { ...content, macSubject: place({ year: 2027 }) }))).toBe(
      "mac",
    );
    expect(faultOf(message(subject, { ...content, macWriter: "audit" }))).toBe("mac");
    expect(faultOf(message(subject, { ...content, writer: "nobody" }))).toBe("writer");
    expect(faultOf(message(subject, { ...content, leaf: Buffer.alloc(leafBytesMax + 1) }))).toBe(
      "too_large",
    );
    expect(faultOf(message(subject, { ...content, leaf: Buffer.from("{}") }))).toBe("malformed");
    expect(faultOf(message(subject, { ...content, parts: Buffer.from("{}") }))).toBe("malformed");
  });

  test("whatever bytes it is, there is one leaf for it, always the same, that holds its hash", () => {
    const good = message(place(), { leaf, parts });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.nat({ max: good.data.length - 1 }).map((at) => {
            const flipped = Uint8Array.from(good.data);
            flipped[at] = (flipped[at] ?? 0) ^ 1;
            return flipped;
          }),
        ),
        (data) => {
          const entry = entryOf(stored(good.subject, data), year, keys);
          expect(entry).toEqual(entryOf(stored(good.subject, data), year, keys));
          expect(entry.read).toMatchObject({
            kind: "anomaly",
            sequence: 7,
            sha256: sha256Hex(data),
          });
          expect(isIncidentLeaf(entry.read)).toBe(false);
          expect(entry.part).toHaveLength(0);
        },
      ),
    );
  });
});
