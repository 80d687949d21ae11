import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { validateEvent } from "#libs/incident/validate";
import { sharedFolder } from "#tests/support/project";
import { testIf } from "#tests/support/skip";
import { capAdapter } from "./adapter.ts";

// Messages that nobody in this project wrote; what becomes of each stands in their README.
const folder = join(sharedFolder, "samples", "cap");
const accepted = [
  "australia.cap",
  "earthquake-iso8859-1.cap",
  "no_optional_fields.cap",
  "weather.cap",
  "taiwan.cap",
  "mexico.xml",
  "CanadaNaad.xml",
];
const refused: readonly (readonly [string, string])[] = [
  ["canada_errors.cap", "cap-references-missing"],
  ["invalid.cap", "cap-scope-missing"],
  ["xee.cap", "xml-doctype-refused"],
  ["weather_index.atom", "cap-not-an-alert"],
  ["invalid_xmlns.cap", "cap-namespace-unknown"],
];
const count = accepted.length + refused.length;
const whenThere = testIf(existsSync(folder), `${count} external CAP samples are not there`);

const read = (file: string) => {
  const context = {
    contentType: "application/cap+xml",
    receivedAt: "2026-11-22T09:02:01.000Z",
    territory: ["istat:019036"],
  };
  const decoded = capAdapter.decode(readFileSync(join(folder, file)), context);
  return decoded.kind === "event" ? { ...decoded, code: undefined } : decoded;
};
const placesOf = (file: string) => {
  const decoded = read(file);
  if (decoded.kind !== "event") throw new Error(`${file} was refused`);
  return decoded.event.upsert.filter(({ kind }) => kind === "place");
};

describe("real CAP messages of other countries", () => {
  for (const file of accepted) {
    whenThere(`${file} is accepted, unmapped (C00) and with conversion notes`, () => {
      const decoded = read(file);
      if (decoded.kind !== "event") throw new Error(JSON.stringify(decoded));
      expect(decoded.event.category).toBe("C00");
      const codes = decoded.event.notes.map(({ code }) => code);
      expect(codes).toContain("category-unmapped");
      expect(codes).toContain("territory-of-the-room");
      expect(validateEvent(decoded.event)).toEqual([]);
    });
  }

  for (const [file, code] of refused) {
    whenThere(`${file} is refused as ${code}`, () => {
      expect(read(file)).toMatchObject({ kind: "refused", code });
    });
  }

  whenThere("a circle in kilometres becomes a point and metres, once for two languages", () => {
    const point = { lat_e7: -353_888_000, lon_e7: 1_470_598_000 };
    expect(placesOf("australia.cap")).toEqual([
      { kind: "place", id: "place-1", fields: { point, radius_m: 25_000 } },
    ]);
  });

  whenThere("a circle without radius is a point", () => {
    expect(placesOf("earthquake-iso8859-1.cap")).toEqual([
      {
        kind: "place",
        id: "place-1",
        fields: { point: { lat_e7: 127_470_000, lon_e7: -887_830_000 } },
      },
    ]);
  });

  whenThere("a polygon of 29 points keeps them all, and an update names what it replaces", () => {
    const decoded = read("mexico.xml");
    if (decoded.kind !== "event") throw new Error(JSON.stringify(decoded));
    expect(placesOf("mexico.xml")[0]?.fields["polygon"]).toHaveLength(29);
    expect(decoded.event.incident).toEqual({
      id: "smn.cna.gob.mx,avisossmn-ciclontropical-4061,2018-10-20T09:15:00.000Z",
    });
    expect(decoded.event.kind).toBe("update");
  });

  whenThere("empty optional tags are noted", () => {
    const decoded = read("CanadaNaad.xml");
    if (decoded.kind !== "event") throw new Error(JSON.stringify(decoded));
    expect(decoded.event.notes).toContainEqual({
      code: "empty-element",
      pointer: "/alert/references",
    });
  });

  test("every sample has an expected outcome", () => {
    expect(count).toBe(12);
  });
});
