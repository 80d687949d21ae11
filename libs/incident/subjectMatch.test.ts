import { describe, expect, test } from "@jest/globals";
import { type AskingPerson, subjectMatch } from "./subjectMatch.ts";

const asking: AskingPerson = {
  family_name: "D'Angèlo Sintetico",
  given_name: "Nicolò",
  birth_date: "1980-02-29",
};
const born = { birth_date: "1980-02-29" };
const named = (family_name: string, given_name: string) => ({ family_name, given_name, ...born });

describe("a person who asks for access is found", () => {
  test.each([
    ["as they write themselves", named("D'Angèlo Sintetico", "Nicolò")],
    [
      "without accents, in capitals, with an apostrophe for one",
      named("D ANGELO SINTETICO", "NICOLO'"),
    ],
    ["with letters and accents apart", named("D'Ange\u0300lo Sintetico", "Nicolo\u0300")],
    ["with family and given name swapped", named("Nicolò", "D'Angèlo Sintetico")],
    ["with blanks more or less, of any kind", named("  DAngelo\u00a0 Sintetico ", "Nicolo")],
    ["with signs that nobody sees", named("D\u2019Angelo\u200b Sintetico", "Ni\u00adcolo")],
    ["with a hyphen", named("D'Angelo-Sintetico", "Nicolo")],
  ])("%s", (_how, fields) => {
    expect(subjectMatch(asking, fields)).toBe("certain");
  });

  test("by the tax code alone, also where letters stand for its digits", () => {
    const tax_code = "SNTNTC80B29A000X";
    expect(subjectMatch({ tax_code }, { tax_code: "snt ntc 80b29 a000x" })).toBe("certain");
    expect(subjectMatch({ tax_code }, { tax_code: "SNTNTC80B29A00LY" })).toBe("certain");
  });

  test("only possibly, where a date of birth is missing or the tax codes differ", () => {
    const { birth_date: _, ...undated } = named("D'Angelo Sintetico", "Nicolo");
    expect(subjectMatch(asking, undated)).toBe("possible");
    const coded = { ...asking, tax_code: "SNTNTC80B29A000X" };
    const other = { ...named("D'Angelo Sintetico", "Nicolo"), tax_code: "SNTNTC80B29B111X" };
    expect(subjectMatch(coded, other)).toBe("possible");
  });
});

describe("another person is not", () => {
  test.each([
    ["born on another day", { ...named("D'Angelo Sintetico", "Nicolo"), birth_date: "1980-03-01" }],
    ["of the same family", named("D'Angelo Sintetico", "Altra")],
    ["of whom half a name is known", { family_name: "D'Angelo Sintetico", ...born }],
    ["of whom nothing is known", {}],
    ["with the same words cut elsewhere", named("D'Ange", "Losinteticonicol")],
  ])("%s", (_who, fields) => {
    expect(subjectMatch(asking, fields)).toBe("none");
  });

  test("nor anybody, where nothing was said of who asks", () => {
    expect(subjectMatch({}, named("", ""))).toBe("none");
    expect(subjectMatch({ tax_code: "" }, { tax_code: "" })).toBe("none");
  });
});
