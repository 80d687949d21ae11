import { describe, expect, test } from "@jest/globals";
import { syntheticView } from "#tests/support/syntheticView";
import { copySchema, renderCopy } from "./copy.ts";

describe("a copy in native JSON", () => {
  test("is always the same bytes, whatever order the fields came in", () => {
    const shuffled = {
      ...syntheticView,
      components: syntheticView.components.map((component) => ({
        ...component,
        fields: Object.fromEntries(Object.entries(component.fields).reverse()),
      })),
    };
    expect(Buffer.from(renderCopy(shuffled))).toEqual(Buffer.from(renderCopy(syntheticView)));
  });

  test("has exact decimal degrees, and is what its schema says", () => {
    const copy: unknown = JSON.parse(Buffer.from(renderCopy(syntheticView)).toString());
    expect(copySchema.safeParse(copy).error).toBeUndefined();
    expect(copy).toMatchObject({
      components: [{ lat: 45.13, lon: 10.0200001, polygon: [[1e-7, -1e-7]] }, { kind: "vehicle" }],
    });
  });

  test("prints no field that the catalogue does not name", () => {
    const [place] = syntheticView.components;
    const text = Buffer.from(
      renderCopy({
        ...syntheticView,
        components: place ? [{ ...place, fields: { surprise: "SINTETICO" } }] : [],
      }),
    ).toString();
    expect(text).not.toContain("surprise");
    expect(text).not.toContain("SINTETICO");
  });
});
