import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  auditChain,
  auditPlace,
  coreAuthor,
  covers,
  eventFilter,
  eventPlace,
  feedPlace,
  incidentFilter,
  modes,
  noticePlace,
  type ParsedSubject,
  parseSubject,
  partitionFilter,
  partitionOf,
  partitions,
  quarantineSubject,
  reportSubject,
  roomOfRequest,
  streamOf,
} from "./subjects.ts";

const id = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));
const mode = fc.constantFrom(...modes);
const room = fc.stringMatching(/^[a-z0-9]([a-z0-9_-]{0,30}[a-z0-9])?$/);
const word = fc.stringMatching(/^[a-z]([a-z0-9_-]{0,30}[a-z0-9])?$/);
const year = fc.integer({ min: 2000, max: 9999 });

const event = fc.record({
  mode,
  room: fc.oneof(room, fc.constant(coreAuthor)),
  incident: id,
  event: id,
});
const parsed: fc.Arbitrary<[string, ParsedSubject]> = fc.oneof(
  event.map((ref): [string, ParsedSubject] => [
    eventPlace(ref).subject,
    { of: "event", partition: partitionOf(ref.incident), ...ref },
  ]),
  fc
    .record({ year, mode, pseudonym: id, event: id })
    .map((ref): [string, ParsedSubject] => [auditPlace(ref).subject, { of: "audit", ...ref }]),
  fc
    .record({ year, kind: word, id })
    .map((ref): [string, ParsedSubject] => [noticePlace(ref).subject, { of: "notice", ...ref }]),
  fc
    .record({ mode, room, alias: id, delivery: id })
    .map((ref): [string, ParsedSubject] => [feedPlace(ref).subject, { of: "feed", ...ref }]),
  fc
    .record({ mode, room, kind: word })
    .map((ref): [string, ParsedSubject] => [reportSubject(ref), { of: "report", ...ref }]),
  fc
    .record({ mode, room, reason: word })
    .map((ref): [string, ParsedSubject] => [quarantineSubject(ref), { of: "quarantine", ...ref }]),
);

describe("subjects", () => {
  test("every subject that we build is read back to the same parts and belongs to a stream", () => {
    fc.assert(
      fc.property(parsed, ([subject, ref]) => {
        expect(parseSubject(subject)).toEqual(ref);
        expect(streamOf(subject)).toBeDefined();
      }),
    );
  });

  test("whatever text is read, only what we would build ourselves is accepted", () => {
    const nearly = fc
      .tuple(parsed, fc.nat(60), fc.constantFrom(".", "*", ">", " ", "A", "0", "-", ""))
      .map(([[subject], at, char]) => subject.slice(0, at) + char + subject.slice(at + 1));
    fc.assert(
      fc.property(nearly, (text) => {
        const back = parseSubject(text);
        if (back !== undefined) expect(streamOf(text)).toBeDefined();
        if (/[*>\sA-Z]/.test(text)) expect(back).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test("a chain filter covers its own subject and no other incident's", () => {
    fc.assert(
      fc.property(year, mode, id, id, id, (inYear, of, pseudonym, other, leaf) => {
        fc.pre(pseudonym !== other);
        const { subject, chain } = auditPlace({ year: inYear, mode: of, pseudonym, event: leaf });
        expect(covers(chain, subject)).toBe(true);
        expect(covers(auditChain(inYear, of, other), subject)).toBe(false);
        expect(
          covers(auditChain(inYear === 9999 ? 2000 : inYear + 1, of, pseudonym), subject),
        ).toBe(false);
      }),
    );
  });

  test("the events of an incident are found whoever wrote them, and in one partition only", () => {
    fc.assert(
      fc.property(event, (ref) => {
        const { subject } = eventPlace(ref);
        expect(covers(incidentFilter(ref.mode, ref.incident), subject)).toBe(true);
        expect(covers(eventFilter(ref.mode, ref.incident, ref.event), subject)).toBe(true);
        const holding = Array.from({ length: partitions }, (_, n) => n).filter((n) =>
          covers(partitionFilter(n), subject),
        );
        expect(holding).toEqual([partitionOf(ref.incident)]);
      }),
    );
  });

  test("exercise and actual never share a subject or a filter", () => {
    fc.assert(
      fc.property(event, (ref) => {
        const other = ref.mode === "exercise" ? "actual" : "exercise";
        expect(covers(incidentFilter(other, ref.incident), eventPlace(ref).subject)).toBe(false);
      }),
    );
  });
});

describe("tokens and filters", () => {
  test.each([
    ["a dot", "pl.cremona"],
    ["a wildcard", "*"],
    ["a tail wildcard", ">"],
    ["a space", "pl cremona"],
    ["upper case", "PL"],
    ["nothing", ""],
    ["the core's own author name where a room is meant", coreAuthor],
    ["33 characters", "a".repeat(33)],
  ])("a room token with %s is refused", (_what, token) => {
    const zero = "0".repeat(32);
    expect(() => feedPlace({ mode: "actual", room: token, alias: zero, delivery: zero })).toThrow(
      RangeError,
    );
    expect(roomOfRequest(`room.${token}.submit`)).toBeUndefined();
  });

  test("an id that is not 32 lower-case hex digits is refused, and the refusal does not repeat it", () => {
    for (const token of ["ZZ000ZZ", "0".repeat(31), "0".repeat(33), "A".repeat(32), "*"]) {
      const attempt = () => incidentFilter("actual", token);
      expect(attempt).toThrow(RangeError);
      expect(attempt).not.toThrow(token);
    }
  });

  test.each([
    ["a.b", "a.b", true],
    ["a.*", "a.b", true],
    ["a.>", "a.b.c", true],
    ["a.>", "a", false],
    ["a.*", "a.b.c", false],
    ["a.*.c", "a.b.d", false],
    ["*.b", "a.b", true],
    ["a.>.c", "a.b.c", false],
    ["a.*", "a.*", false],
    [">", "a b", false],
  ])("%s covers %s: %s", (filter, subject, expected) => {
    expect(covers(filter, subject)).toBe(expected);
  });

  test("the room of a request is token 2 and nothing else", () => {
    expect(roomOfRequest("room.pl_cremona.submit")).toBe("pl_cremona");
    expect(roomOfRequest("room.pl_cremona.shred")).toBeUndefined();
    expect(roomOfRequest("room.pl_cremona.submit.x")).toBeUndefined();
    expect(roomOfRequest("submit")).toBeUndefined();
  });
});
