import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { componentKinds, enumTable, leavesOf } from "#libs/incident/catalogue";
import type { Category, LeafValue } from "#libs/incident/event";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import { arbitraryView } from "#tests/support/arbitraryView";
import { sharedFolder } from "#tests/support/project";
import { testIf } from "#tests/support/skip";
import { syntheticView } from "#tests/support/syntheticView";
import { capAdapter } from "./adapter.ts";
import { renderAlert } from "./encode.ts";
import { capLimits } from "./limits.ts";
import { inCap } from "./profile.ts";

const xsd = join(sharedFolder, "samples", "schemas", "cap12.xsd");
const withXsd = testIf(existsSync(xsd), "the XSD of CAP 1.2 is not there");
const lint = (...given: readonly string[]) =>
  spawnSync("xmllint", ["--nonet", "--noout", ...given], { encoding: "utf8" });
const withXmllint = testIf(
  existsSync(xsd) && lint("--version").error === undefined,
  existsSync(xsd) ? "xmllint is not installed" : "the XSD of CAP 1.2 is not there",
);

const xmlOf = (view: ReleasedView): string =>
  new TextDecoder().decode(renderAlert(view, "questura_cremona"));

const decode = (text: string) =>
  capAdapter.decode(new TextEncoder().encode(text), {
    contentType: "application/cap+xml",
    receivedAt: "2030-01-01T00:00:00.000Z",
    territory: [],
  });

/** Text of every element of that name. */
const textsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);

const withComponents = (...components: readonly ViewComponent[]): ReleasedView => ({
  ...syntheticView,
  components,
});
const component = (kind: string, fields: Readonly<Record<string, LeafValue>>): ViewComponent => ({
  kind,
  alias: "a1",
  revision: 1,
  fields,
});

let validator: XsdValidator | undefined;
function isValid(xml: string): boolean {
  validator ??= validatorOf(xsd);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return true;
  } finally {
    document.dispose();
  }
}
function validatorOf(file: string): XsdValidator {
  const schema = XmlDocument.fromBuffer(readFileSync(file));
  try {
    return XsdValidator.fromDoc(schema);
  } finally {
    schema.dispose();
  }
}
afterAll(() => validator?.dispose());

describe("a copy as a CAP alert", () => {
  withXsd("is valid against the XSD of OASIS, whatever the view is", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => isValid(xmlOf(view))),
      { numRuns: 120 },
    );
  });

  withXmllint("is valid for xmllint too, which is another program", () => {
    const folder = mkdtempSync(join(tmpdir(), "raccordo-cap-"));
    try {
      const files = fc.sample(arbitraryView(), { numRuns: 40, seed: 112 }).map((view, index) => {
        const file = join(folder, `${index}.xml`);
        writeFileSync(file, renderAlert(view, "questura_cremona"));
        return file;
      });
      expect(lint("--schema", xsd, ...files)).toMatchObject({ status: 0 });
      const broken = join(folder, "broken.xml");
      writeFileSync(broken, xmlOf(syntheticView).replace("-00:00", "Z"));
      expect(lint("--schema", xsd, broken).status).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("is taken by our own, stricter, reading of CAP, and is the same incident", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const decoded = decode(xmlOf(view));
        expect(decoded).toMatchObject({
          kind: "event",
          event: {
            kind: "report",
            mode: view.mode,
            incident: { id: view.incident },
            message_id: view.delivery,
            category: view.category ?? "C00",
            sent: view.as_of,
          },
        });
      }),
      { numRuns: 120 },
    );
  });

  test("holds times as CAP wants them: no Z, no fraction of a second", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const xml = xmlOf(view);
        for (const text of [...textsOf(xml, "sent"), ...textsOf(xml, "onset")]) {
          expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-00:00$/);
        }
      }),
      { numRuns: 50 },
    );
    expect(xmlOf(syntheticView)).toContain("<sent>2026-11-22T09:02:01-00:00</sent>");
  });

  test("goes to one room, under our own profile, in Italian", () => {
    const xml = xmlOf(syntheticView);
    expect(xml).toContain("<scope>Private</scope><addresses>questura_cremona</addresses>");
    expect(textsOf(xml, "code")).toEqual(["profile:CAP-IT-SOI:0.1"]);
    expect(textsOf(xml, "language")).toEqual(["it-IT"]);
    expect(textsOf(xml, "status")).toEqual(["Actual"]);
    expect(textsOf(xmlOf({ ...syntheticView, mode: "exercise" }), "status")).toEqual(["Exercise"]);
  });

  test("is never an update or a cancel: it cannot name what came before, and a copy is a difference", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const xml = xmlOf(view);
        expect(textsOf(xml, "msgType")).toEqual(["Alert"]);
        expect(xml).not.toContain("<references>");
        const isOver = view.status === "closed" || view.status === "cancelled";
        expect(textsOf(xml, "responseType")).toEqual(isOver ? ["AllClear"] : []);
      }),
      { numRuns: 50 },
    );
  });
});

describe("what an alert says", () => {
  const level = (view: ReleasedView) => {
    const xml = xmlOf(view);
    return ["urgency", "severity", "certainty"].map((name) => textsOf(xml, name)[0]);
  };

  test("urgency by the priority, severity by the worst injury, certainty by the reliability", () => {
    const facts = component("incident", { priority: 3, reliability: "likely" });
    expect(level(withComponents(facts))).toEqual(["Expected", "Moderate", "Likely"]);
    const injured = component("casualties", { injured_count: 1, worst_severity: "critical" });
    expect(level(withComponents(facts, injured))).toEqual(["Expected", "Extreme", "Likely"]);
    expect(level(withComponents())).toEqual(["Unknown", "Unknown", "Unknown"]);
    const quality = { reliability: "confirmed" };
    expect(level({ ...withComponents(facts), quality })).toEqual([
      "Expected",
      "Moderate",
      "Likely",
    ]);
    expect(level({ ...withComponents(), quality })[2]).toBe("Observed");
    expect(level({ ...withComponents(facts), status: "closed" })[0]).toBe("Past");
  });

  test("each category by one of CAP's, and by our own code", () => {
    const categories = Object.keys(enumTable("Category")) as Category[];
    const inXml = categories.map((category) => {
      const xml = xmlOf({ ...syntheticView, category });
      expect(xml).toContain(
        `<valueName>raccordo:category</valueName><value>${category}</value></eventCode>`,
      );
      return `${category} ${textsOf(xml, "category").join()}`;
    });
    expect(inXml).toEqual(
      expect.arrayContaining(["C01 Transport", "C03 Security", "C07 Rescue", "C08 Health"]),
    );
    expect(inXml).toEqual(expect.arrayContaining(["C06 Safety", "C17 Env", "C00 Other"]));
  });

  test("where: circle in kilometres, closed ring, comune and cell as codes", () => {
    const corner = (lat_e7: number, lon_e7: number) => ({ lat_e7, lon_e7 });
    const xml = xmlOf(
      withComponents(
        component("place", {
          point: corner(451_300_000, 100_200_001),
          accuracy_m: 50,
          polygon: [
            corner(451_000_000, 100_000_000),
            corner(451_000_000, 100_100_000),
            corner(452_000_000, 100_100_000),
          ],
          street: "VIA SINTETICA",
          number: "0",
          municipality: "istat:019036",
          zone: "1kmN2446E4322",
          method: "gnss",
        }),
      ),
    );
    expect(textsOf(xml, "circle")).toEqual(["45.13,10.0200001 0.050"]);
    expect(textsOf(xml, "polygon")).toEqual(["45.1,10 45.1,10.01 45.2,10.01 45.1,10"]);
    expect(textsOf(xml, "areaDesc")).toEqual(["VIA SINTETICA 0"]);
    expect(xml).toContain("<geocode><valueName>ISTAT</valueName><value>019036</value></geocode>");
    expect(xml).toContain("<valueName>EU-LAEA</valueName><value>1kmN2446E4322</value>");
    expect(xml).not.toContain("gnss");
  });

  test("a ring of fewer than three corners is no area", () => {
    const line = [
      { lat_e7: 451_000_000, lon_e7: 100_000_000 },
      { lat_e7: 451_000_000, lon_e7: 100_100_000 },
    ];
    for (const polygon of [[], line.slice(1), line, [...line, ...line.slice(0, 1)]]) {
      expect(xmlOf(withComponents(component("place", { polygon })))).not.toContain("<polygon>");
    }
  });

  test("what the room may have no longer, as far as an alert ever held it", () => {
    const withdrawn = [
      { kind: "place", alias: "a1", paths: ["place.method", "place.point"] },
      { kind: "person", alias: "a3", paths: ["person.family_name"] },
    ];
    const xml = xmlOf({ ...syntheticView, withdrawn });
    expect(xml).toContain("<valueName>raccordo:withdrawn</valueName><value>a1 place.point</value>");
    expect(xml).not.toContain("person");
    const { category: _, ...bare } = { ...syntheticView, withdrawn, components: [] };
    expect(decode(xmlOf(bare))).toMatchObject({ kind: "event" });
  });

  test("and the title under which it was released", () => {
    expect(xmlOf(syntheticView)).toContain(
      "<value>pl_cremona; patto-cremona-2022; c03-questura; art. 3/bis, comma 1; P2; police</value>",
    );
    expect(xmlOf(syntheticView)).toContain("<value>no-onward</value>");
  });
});

/** Leaves that may stand in an alert: core, place and severity. */
const carried: ReadonlySet<string> = new Set([
  ...["priority", "started_at", "started_quarter", "reported_at", "reported_quarter"].map(
    (name) => `incident.${name}`,
  ),
  ...["incident.call_filter", "incident.same_as", "incident.reliability"],
  ...["point", "polygon", "radius_m", "accuracy_m", "street", "number", "municipality"].map(
    (name) => `place.${name}`,
  ),
  ...["place.zone", "place.cell", "casualties.worst_severity"],
  ...["charge.state", "charge.room", "charge.since"],
]);

describe("what an alert never says", () => {
  test("no text of any other leaf of the model, each planted with a token of its own", () => {
    const tokens = new Map<string, string>();
    const components = componentKinds.map((kind) => {
      const fields = leavesOf(kind).flatMap(({ name, path, type, repeated }) => {
        if (type === "Point" || type === "uint32" || type === "bool") return [];
        const token = `zq${tokens.size}canary`;
        tokens.set(token, path);
        return [[name, repeated ? [token] : token] as const];
      });
      return component(kind, Object.fromEntries(fields));
    });
    expect(tokens.size).toBeGreaterThan(40);
    const xml = xmlOf({ ...syntheticView, components });
    const found = [...tokens].filter(([token]) => xml.includes(token)).map(([, path]) => path);
    expect(found.filter((path) => !carried.has(path))).toEqual([]);
    // Words of an enum are translated, not copied: what is copied is what this test can see.
    expect(found).toEqual(expect.arrayContaining(["place.street", "incident.reported_at"]));
  });

  test("and no change of such a leaf changes a byte", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const bare = view.components.map((one) => ({
          ...one,
          revision: 1,
          fields: Object.fromEntries(
            Object.entries(one.fields).filter(([name]) => carried.has(`${one.kind}.${name}`)),
          ),
        }));
        expect(xmlOf({ ...view, components: bare })).toBe(xmlOf(view));
      }),
      { numRuns: 120 },
    );
  });
});

describe("an alert with hostile texts", () => {
  const hostile = [
    `</areaDesc></area><area><areaDesc>`,
    `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///dev/null">]>`,
    `]]> & &amp; &#0; "' <![CDATA[`,
    `\u0000\u0007\ud800\uffff\ufffe\u2028\u202e\r\n`,
    `😀 SINTETICÒ`,
  ];

  test("is one well-formed document that holds them as text", () => {
    const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(anyText, anyText, (street, name) => {
        const view = {
          ...withComponents({ ...component("place", { street, zone: name }), alias: name }),
          delivery: name,
          from: name,
          handling: [name],
        };
        const document = XmlDocument.fromString(xmlOf(view));
        try {
          expect(document.root.find("//*[local-name()='area']")).toHaveLength(1);
          expect(document.root.find("/*/*[local-name()='info']")).toHaveLength(1);
          const [desc] = document.root.find("//*[local-name()='areaDesc']");
          const printable = street.replace(
            /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
            "\ufffd",
          );
          if (street.trim() !== "") expect(String(Object(desc).content)).toBe(printable);
        } finally {
          document.dispose();
        }
      }),
      { numRuns: 150 },
    );
  });

  test("never has a blank, a comma, < or & in identifier, sender and addresses", () => {
    for (const name of hostile) {
      const xml = xmlOf({ ...syntheticView, delivery: name, from: name });
      for (const element of ["identifier", "sender", "addresses"]) {
        expect(textsOf(xml, element)[0]).toMatch(/^[^\s,<&]+$/);
      }
    }
  });
});

// With the corner that closes it: 2,000.
test("the largest place of the model stays within what we read of CAP ourselves", () => {
  const polygon = Array.from({ length: 1_999 }, (_, index) => ({
    lat_e7: 451_234_567 + index,
    lon_e7: 101_234_567 + index,
  }));
  const bytes = renderAlert(withComponents(component("place", { polygon })), "questura_cremona");
  expect(bytes.byteLength).toBeLessThan(capLimits.bytesMax);
  expect(decode(new TextDecoder().decode(bytes))).toMatchObject({ kind: "event" });
});

test("every category of the model has its place in CAP", () => {
  for (const category of Object.keys(enumTable("Category")) as Category[]) {
    expect(inCap(category).event).not.toBe("");
  }
});
