import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type ProblemCode, problems } from "#libs/incident/problems";
import { validateEvent } from "#libs/incident/validate";
import { projectRoot } from "#tests/support/project";
import { capAdapter } from "./adapter.ts";
import type { Rule } from "./grammar.ts";
import { capGrammar } from "./grammar.ts";

const folder = join(projectRoot, "libs/adapters/cap/examples");
const files = readdirSync(folder).sort();
const context = {
  contentType: "application/cap+xml",
  receivedAt: "2026-11-22T09:02:01.000Z",
  territory: ["istat:019036"],
};
const decode = (file: string) => capAdapter.decode(readFileSync(join(folder, file)), context);
const codeOf = (file: string): string | undefined => /^refused-([a-z-]+)/.exec(file)?.[1];
const accepted = files.filter((file) => file.startsWith("accepted-"));
const refused = files.filter((file) => file.startsWith("refused-"));

/** Codes whose smallest message is too large to be kept as a file: `attacks.test.ts` has them. */
const generated: readonly ProblemCode[] = [
  "too-many-vertices",
  "xml-text-too-long",
  "xml-too-large",
  "xml-too-many-elements",
];

/** Codes that CAP shares with other protocols: of times, and of the canonical validation it can reach. */
const shared: readonly ProblemCode[] = [
  ...(["coordinates-out-of-range", "coordinates-swapped", "time-malformed"] as const),
  ...(["time-without-zone", "too-many-components", "too-many-vertices"] as const),
  ...(["value-out-of-range", "value-unknown"] as const),
];

const namesIn = (rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(({ name, content }) => [
    name,
    ...(content.kind === "group" ? namesIn(content.children) : []),
  ]);
const capNames = new Set(["alert", ...namesIn(capGrammar["1.2"])]);

describe("the examples of CAP", () => {
  test.each(accepted)("%s becomes an event that the canonical model takes", (file) => {
    const decoded = decode(file);
    expect(decoded).toMatchObject({ kind: "event" });
    expect(decoded.kind === "event" && validateEvent(decoded.event)).toEqual([]);
  });

  test.each(refused)("%s is refused with the code in its name, and no other", (file) => {
    const decoded = decode(file);
    expect(decoded).toMatchObject({ kind: "refused", code: codeOf(file) });
    const codes = decoded.kind === "refused" ? decoded.errors.map(({ code }) => code) : [];
    expect(new Set(codes)).toEqual(new Set([codeOf(file)]));
  });

  test.each(refused)("the refusal of %s names CAP elements and indexes only", (file) => {
    const decoded = decode(file);
    const segments = (decoded.kind === "refused" ? decoded.errors : [])
      .flatMap(({ pointer }) => pointer.split("/"))
      .filter((segment) => segment !== "" && !/^\d+$/.test(segment));
    expect(segments.filter((segment) => !capNames.has(segment))).toEqual([]);
  });

  test("every code that CAP can be refused with has an example", () => {
    const shown = new Set([...refused.map(codeOf), ...generated]);
    const own = Object.keys(problems).filter((code) => /^(?:xml|cap)-/.test(code));
    expect(shown).toEqual(new Set([...own, ...shared]));
  });
});
