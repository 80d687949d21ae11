import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import protobuf from "protobufjs/minimal.js";
import { decodeWire, encodeWire, type Wire, wireBytesMax } from "#libs/contracts/wire";

const reply: Wire<"VaultReply"> = {
  outcome: "ok",
  ordinary: Uint8Array.of(1, 2),
  sensitive: Uint8Array.of(3),
  created: true,
};

/** `bytes` followed by field 500, a string that no message of the contract has. */
function withUnknownField(bytes: Uint8Array): Uint8Array {
  const extra = protobuf.Writer.create()
    .uint32((500 << 3) | 2)
    .string("SMUGGLED")
    .finish();
  return Buffer.concat([bytes, extra]);
}

describe("protobuf on the wire", () => {
  const before = protobuf.Reader.discardUnknown;
  afterEach(() => {
    protobuf.Reader.discardUnknown = before;
  });

  test("what was not sent has its default, and absent messages are absent", () => {
    expect(decodeWire("SubmitReply", new Uint8Array())).toEqual({ releases_stopped: false });
    expect(decodeWire("VaultReply", new Uint8Array())).toEqual({
      outcome: "",
      ordinary: new Uint8Array(),
      sensitive: new Uint8Array(),
      created: false,
    });
  });

  test.each([true, false])(
    "an unknown field is dropped and not sent on, with the library's default at %s",
    (libraryDefault) => {
      protobuf.Reader.discardUnknown = libraryDefault;
      const decoded = decodeWire("VaultReply", withUnknownField(encodeWire("VaultReply", reply)));
      expect(decoded).toEqual(reply);
      const again = decoded && encodeWire("VaultReply", decoded);
      expect(Buffer.from(again ?? []).includes("SMUGGLED")).toBe(false);
    },
  );

  test("an unknown field inside a nested message is dropped too", () => {
    protobuf.Reader.discardUnknown = false;
    const inner = withUnknownField(encodeWire("Problem", problem));
    const outer = protobuf.Writer.create()
      .uint32((2 << 3) | 2)
      .bytes(inner)
      .finish();
    const decoded = decodeWire("SubmitReply", outer);
    expect(decoded).toEqual({ problem, releases_stopped: false });
    const again = decoded && encodeWire("SubmitReply", decoded);
    expect(Buffer.from(again ?? []).includes("SMUGGLED")).toBe(false);
  });

  test("every strict prefix of a message is refused or is a shorter message, never a crash", () => {
    const bytes = encodeWire("VaultReply", reply);
    for (let length = 0; length < bytes.length; length += 1) {
      const decoded = decodeWire("VaultReply", bytes.subarray(0, length));
      expect(decoded).not.toEqual(reply);
    }
  });

  test("random bytes never crash the reader", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => decodeWire("SubmitRequest", bytes)).not.toThrow();
      }),
    );
  });

  test("text that is not UTF-8 is malformed", () => {
    expect(decodeWire("VaultRequest", Uint8Array.of(0x0a, 1, 0xff))).toBeUndefined();
  });

  test("a message above the limit is refused unread", () => {
    expect(decodeWire("AuditMessage", new Uint8Array(wireBytesMax + 1))).toBeUndefined();
  });
});

const problem: Wire<"Problem"> = {
  code: "busy",
  status: 503,
  errors: [{ pointer: "/upsert/0", code: "busy" }],
  retry_after_s: 2,
};
