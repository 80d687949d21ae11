import { describe, expect, test } from "@jest/globals";
import { foldAll } from "#libs/incident/state";
import { explain } from "#libs/policy/explain";
import { emptyHoldings } from "#libs/policy/holdings";
import { fullReport } from "#tests/support/fullIncident";
import { compiled, patto, rooms, testSecrets } from "#tests/support/patto";

function explained(category: "C01" | "C03" | "C17") {
  const state = foldAll([fullReport(category)]);
  if (state === undefined) throw new Error("a report opens an incident");
  return explain(compiled(patto()), {
    state,
    author: "pl_cremona",
    storedAt: "2026-11-22T09:00:00.000Z",
    rooms,
    holdings: () => emptyHoldings,
    secrets: testSecrets("S-1", "0"),
  });
}

function leafOf(category: "C01" | "C03" | "C17", room: string, group: string, path: string) {
  const found = explained(category).find((explanation) => explanation.room === room);
  return found?.leaves.filter((leaf) => leaf.group === group && leaf.path === path);
}

describe("an explanation for the privacy officer", () => {
  test("says of each leaf whether it was kept, generalised or withheld, under which rule and article", () => {
    const questura = explained("C01").find(({ room }) => room === "questura_cremona");
    expect(questura).toMatchObject({ rule: "C01-forze", article: "art. 6" });
    expect(leafOf("C01", "questura_cremona", "G2", "place.point")).toEqual([
      { group: "G2", path: "place.point", treatment: "kept", count: 1 },
    ]);
    expect(leafOf("C01", "questura_cremona", "G3", "place.zone")).toMatchObject([
      { treatment: "generalised" },
    ]);
    expect(leafOf("C01", "questura_cremona", "G3", "place.point")).toMatchObject([
      { treatment: "withheld", why: "no-clause" },
    ]);
  });
  test("tells what charge would open apart from what no rule names", () => {
    expect(leafOf("C03", "questura_cremona", "G5", "person.family_name")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ why: "not-in-charge", count: 2 }),
        expect.objectContaining({ why: "no-clause" }),
      ]),
    );
    expect(leafOf("C03", "questura_cremona", "G12", "note.text")).toMatchObject([
      { why: "not-named" },
    ]);
  });
  test("names the gate where nothing leaves", () => {
    const withheld = explained("C17").find(({ room }) => room === "cc_cremona");
    expect(withheld?.article).toBe("art. 6, comma 1");
    expect(new Set(withheld?.leaves.map(({ why }) => why))).toEqual(new Set(["STATUTORY"]));
  });
  test("holds names of fields and no value", () => {
    expect(JSON.stringify(explained("C03"))).not.toMatch(/SINTETIC|ZZ000ZZ|\+39|img:/);
  });
});
