/**
 * Modules of its own: the parser must not have been loaded before.
 *
 * @jest-environment node
 */
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { capMessage } from "#tests/support/capMessage";
import { casesOf } from "#tests/support/cases";

interface Memory {
  readonly buffer: ArrayBuffer;
}
interface WebAssemblyHost {
  instantiate(...given: readonly unknown[]): Promise<unknown>;
}

// The parser's heap is found by looking on while it is made: hence the late import below.
const memories: Memory[] = [];
const host = field(globalThis, "WebAssembly");
if (!isHost(host)) throw new Error("no WebAssembly here");
const instantiate = host.instantiate.bind(host);
jest.spyOn(host, "instantiate").mockImplementation(async (...given) => {
  const made = await instantiate(...given);
  const found = Object.values(Object(field(field(made, "instance"), "exports"))).filter(isMemory);
  memories.push(...found);
  return made;
});

function field(holder: unknown, name: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
}
function isHost(value: unknown): value is WebAssemblyHost {
  return typeof field(value, "instantiate") === "function";
}
function isMemory(value: unknown): value is Memory {
  return Object.prototype.toString.call(value) === "[object WebAssembly.Memory]";
}

const { capAdapter } = await import("./adapter.ts");
const { diag } = await import("libxml2-wasm");

afterAll(() => {
  jest.restoreAllMocks();
});

const heapBytes = (): number => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
const decode = (text: string) =>
  capAdapter.decode(new TextEncoder().encode(text), {
    contentType: "application/cap+xml",
    receivedAt: "2026-11-22T09:02:01.000Z",
    territory: [],
  });

/** Of 40 kB each: one in a hundred that is kept would show. */
const messages = casesOf(600, 3_000);

describe("memory of the parser", () => {
  // About 40 kB each in the heap: a single path that kept its document would add over 100 MB.
  const parameters = `<parameter><valueName>n</valueName><value>${"s".repeat(200)}</value></parameter>`;
  const large = capMessage({ details: parameters.repeat(60) });
  const kinds: readonly (readonly [string, string])[] = [
    ["accepted", large],
    ["refused for their grammar", large.replace("Severe", "Gravissima")],
    ["refused as no alert", large.replaceAll("alert", "avviso")],
    ["not well-formed", large.replace("</info>", "</inf>")],
    ["with a prefix that is not declared", large.replace("<info>", "<info><a:b/>")],
    [
      "refused for their depth",
      large.replace("<info>", "<info>".repeat(70)).replace("</info>", "</info>".repeat(70)),
    ],
  ];

  test("is found", () => {
    decode(large);
    expect(heapBytes()).toBeGreaterThan(0);
  });

  test.each(kinds)("does not grow with hundreds of messages %s", (_, text) => {
    diag.configure({ enabled: true });
    for (let index = 0; index < 50; index += 1) decode(text);
    const before = heapBytes();
    for (let index = 0; index < messages; index += 1) decode(text);
    expect(heapBytes()).toBe(before);
    expect(diag.report()).toEqual({});
  });
});
