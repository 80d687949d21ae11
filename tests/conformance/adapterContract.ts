import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DecodeContext, Decoded, ProtocolAdapter } from "#libs/incident/adapter";
import { validateEvent } from "#libs/incident/validate";

export interface AdapterContractOptions {
  /** Folder with `accepted-*` and `refused-<code>*` messages; after the code a dot and what is special. */
  readonly examples: string;
  readonly contentType: string;
  /** Limit of one message: one byte more is refused with this code. */
  readonly tooLarge: { readonly bytes: number; readonly code: string };
  /** More runs on a quiet machine. */
  readonly runs?: number;
}

interface Example {
  readonly file: string;
  readonly bytes: Buffer;
}

/** What every protocol of rooms owes to the edge, whatever its bytes look like. */
export function adapterContract(adapter: ProtocolAdapter, options: AdapterContractOptions): void {
  const context: DecodeContext = {
    contentType: options.contentType,
    receivedAt: "2026-11-22T09:02:01.000Z",
    territory: ["istat:019036"],
  };
  const decode = (bytes: Uint8Array): Decoded => adapter.decode(bytes, context);
  const accepted = examplesIn(options.examples, "accepted-");
  const refused = examplesIn(options.examples, "refused-");

  describe(`${adapter.id}: what every protocol owes to the edge`, () => {
    test("there are accepted and refused examples", () => {
      expect(accepted.length).toBeGreaterThan(1);
      expect(refused.length).toBeGreaterThan(9);
    });
    test.each(accepted)("$file becomes a canonical event that is valid", ({ bytes }) => {
      const decoded = decode(bytes);
      expect(decoded).toMatchObject({ kind: "event" });
      if (decoded.kind === "event") expect(validateEvent(decoded.event)).toEqual([]);
    });
    test.each(refused)("$file is refused with the code in its name", ({ file, bytes }) => {
      const code = /^refused-([a-z0-9-]+)/.exec(file)?.[1];
      expect(decode(bytes)).toMatchObject({ kind: "refused", code });
    });
    test("one byte above the limit is refused unread", () => {
      const decoded = decode(Buffer.alloc(options.tooLarge.bytes + 1, 0x20));
      expect(decoded).toMatchObject({ kind: "refused", code: options.tooLarge.code });
    });
    fuzzContract(decode, [...accepted, ...refused], options.runs ?? 300);
    plantContract(decode, accepted, options.runs ?? 300);
  });
}

function fuzzContract(
  decode: (bytes: Uint8Array) => Decoded,
  examples: readonly Example[],
  runs: number,
): void {
  test("no bytes make it throw, and the same bytes always give the same answer", () => {
    const judge = (bytes: Uint8Array) => {
      const decoded = decode(bytes);
      expect(decode(bytes)).toEqual(decoded);
      if (decoded.kind === "event") expect(validateEvent(decoded.event)).toEqual([]);
      if (decoded.kind === "refused") expect(decoded.errors.length).toBeGreaterThan(0);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), judge), { numRuns: runs });
    fc.assert(fc.property(mutated(examples), judge), { numRuns: runs });
  });
}

function plantContract(
  decode: (bytes: Uint8Array) => Decoded,
  accepted: readonly Example[],
  runs: number,
): void {
  test("a value of the message never stands in a refusal or in a note", () => {
    const token = "zqxplanted";
    fc.assert(
      fc.property(planted(accepted, token), (bytes) => {
        const decoded = decode(bytes);
        const told = decoded.kind === "event" ? decoded.event.notes : decoded;
        expect(JSON.stringify(told)).not.toContain(token);
      }),
      { numRuns: runs },
    );
  });
}

function examplesIn(folder: string, prefix: string): readonly Example[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(prefix))
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
}

/** Examples with some bytes flipped, cut out or doubled. */
function mutated(examples: readonly Example[]): fc.Arbitrary<Uint8Array> {
  const small = examples.filter(({ bytes }) => bytes.length < 20_000);
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 12 }),
    put: fc.uint8Array({ maxLength: 6 }),
  });
  return fc
    .tuple(fc.constantFrom(...small), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([{ bytes }, edits]) =>
      edits.reduce((before: Buffer, { at, cut, put }) => {
        const offset = Math.floor(at * before.length);
        return Buffer.concat([before.subarray(0, offset), put, before.subarray(offset + cut)]);
      }, bytes),
    );
}

/** Examples with a token written over or into one of their words. */
function planted(examples: readonly Example[], token: string): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...examples), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
    .map(([{ bytes }, at, over]) => {
      const text = bytes.toString("utf8");
      const words = [...text.matchAll(/[\p{L}\p{N}_.:+-]+/gu)];
      const word = words[Math.min(words.length - 1, Math.floor(at * words.length))];
      const start = word?.index ?? 0;
      const end = over ? start + (word?.[0].length ?? 0) : start;
      return Buffer.from(`${text.slice(0, start)}${token}${text.slice(end)}`, "utf8");
    });
}
