import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { projectRoot } from "#tests/support/project";
import { lawTerms, parseRetention, termNames, termsOf } from "./retentionSchema.ts";

const shipped = readFileSync(join(projectRoot, "deploy", "retention.yaml"), "utf8");
const but = (name: string, value: number, unit: string, more = "") =>
  shipped.replace(
    new RegExp(`(  ${name}:\n)    value: \\d+\n    unit: \\w+\n`),
    `$1    value: ${value}\n    unit: ${unit}\n${more}`,
  );
const faultsOf = (text: string) => {
  const parsed = parseRetention(text);
  return parsed.ok ? [] : parsed.errors.map(({ message }) => message);
};

describe("the file of retention terms", () => {
  test("as shipped states the default of every kind of data, with its source", () => {
    const parsed = parseRetention(shipped);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    for (const name of termNames) {
      expect([name, termsOf(parsed.value)[name]]).toEqual([name, lawTerms[name].ms]);
    }
  });

  test("may shorten every term", () => {
    expect(faultsOf(but("sensitive", 5, "seconds"))).toEqual([]);
    expect(faultsOf(but("quarantine", 1, "hours"))).toEqual([]);
  });

  test("lengthens one only where it names the legal source", () => {
    expect(faultsOf(but("quarantine", 49, "hours"))[0]).toMatch(/longer_by must name/);
    const source = '    longer_by: "SINTETICO art. 1"\n';
    expect(faultsOf(but("quarantine", 49, "hours", source))).toEqual([]);
    expect(faultsOf(but("quarantine", 48, "hours", source))[0]).toMatch(/belongs to a term/);
  });

  test("never lets sensitive data outlive their incident, nor promises what is not stored", () => {
    expect(faultsOf(but("ordinary", 23, "hours")).join()).toMatch(/sensitive data are kept longer/);
    const source = '    longer_by: "SINTETICO art. 1"\n';
    expect(faultsOf(but("ordinary", 73, "hours", source)).join()).toMatch(/33 days/);
  });

  test.each([
    ["a kind that is missing", shipped.replace(/ {2}quarantine:[\s\S]*?(?= {2}audit_log)/, "")],
    ["a kind that nobody knows", `${shipped}  transits: { value: 1 }\n`],
    ["no term at all", but("sensitive", 0, "hours")],
    ["another beginning", shipped.replace("from: opening", "from: close")],
  ])("with %s is refused", (_what, text) => {
    expect(faultsOf(text)).not.toEqual([]);
  });
});
