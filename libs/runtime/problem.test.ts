import { describe, expect, test } from "@jest/globals";
import { languageOf, toProblemJson } from "#libs/runtime/problem";

describe("problem+json", () => {
  test("names the problem, its places and what to do, in Italian unless English is asked for", () => {
    const errors = [{ pointer: "/sent", code: "time-without-zone" as const }];
    expect(
      toProblemJson("time-without-zone", { errors, instance: "urn:raccordo:request:1" }),
    ).toEqual({
      type: "urn:raccordo:problem:time-without-zone",
      title: "Ora senza fuso orario",
      status: 422,
      detail: "Aggiungere lo scarto da UTC, per esempio +01:00 o Z.",
      code: "time-without-zone",
      instance: "urn:raccordo:request:1",
      errors: [{ pointer: "/sent", code: "time-without-zone", title: "Ora senza fuso orario" }],
    });
    expect(toProblemJson("busy", { lang: "en" }).title).toBe("Service busy for the moment");
  });

  test("is never longer than its limit of findings, however many a message has", () => {
    const errors = Array.from({ length: 5_000 }, () => ({ pointer: "/a", code: "busy" as const }));
    expect(toProblemJson("busy", { errors }).errors).toHaveLength(64);
  });

  test.each([
    [undefined, "it"],
    ["it-IT,it;q=0.9", "it"],
    ["en-GB,en;q=0.9,it;q=0.1", "en"],
    ["de", "it"],
  ])("Accept-Language %s is answered in %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
