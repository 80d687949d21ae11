import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { capArea, capHead, capInfo, capMessage } from "#tests/support/capMessage";
import { capAdapter } from "./adapter.ts";
import { capLimits } from "./limits.ts";

const decode = (bytes: Uint8Array, contentType = "application/cap+xml") =>
  capAdapter.decode(bytes, {
    contentType,
    receivedAt: "2026-11-22T09:02:01.000Z",
    territory: ["istat:019036"],
  });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const outcome = (text: string): string => {
  const decoded = decode(utf8(text));
  return decoded.kind === "refused" ? decoded.code : "accepted";
};
const wide = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};
const withDetails = (details: string): string => capMessage({ details });

describe("a DOCTYPE is refused before anything is parsed", () => {
  const doctypes = [
    `<!DOCTYPE alert>`,
    `<!DOCTYPE alert SYSTEM "https://sintetico.example/a.dtd">`,
    `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/hostname">]>`,
    `<!DOCTYPE alert [<!ENTITY % r SYSTEM "https://sintetico.example/r">%r;]>`,
    `<!DOCTYPE alert [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>`,
  ];
  const encodings: readonly (readonly [string, (text: string) => Uint8Array])[] = [
    ["UTF-8", utf8],
    ["UTF-8 with its mark", (text) => utf8(`\ufeff${text}`)],
    ["UTF-16 little-endian", (text) => wide(text, false)],
    ["UTF-16 big-endian", (text) => wide(text, true)],
    ["UTF-16 little-endian with its mark", (text) => wide(`\ufeff${text}`, false)],
    ["UTF-16 big-endian with its mark", (text) => wide(`\ufeff${text}`, true)],
  ];
  for (const [name, encode] of encodings) {
    test.each(doctypes)(`in ${name}: %s`, (doctype) => {
      const message = capMessage().replace(`<?xml version="1.0"?>`, doctype);
      expect(decode(encode(message))).toEqual({
        kind: "refused",
        code: "xml-doctype-refused",
        errors: [{ pointer: "", code: "xml-doctype-refused" }],
      });
    });
  }

  test("in encodings where its bytes look like other characters, the encoding is refused", () => {
    const message = `<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE alert+AD4-${capMessage()}`;
    expect(outcome(message)).toBe("xml-encoding-unsupported");
    const ebcdic = Uint8Array.from([0x4c, 0x6f, 0xa7, 0x94, 0x93, 0x40]);
    expect(decode(ebcdic)).toMatchObject({ kind: "refused", code: "xml-malformed" });
  });
});

describe("encodings that contradict each other", () => {
  test.each([
    ["the charset of the request", "application/xml; charset=UTF-8", "ISO-8859-1"],
    ["the charset of the request, in quotes", `text/xml;charset="utf-16"`, "UTF-8"],
  ])("%s and the declaration: refused", (_, contentType, declared) => {
    const text = capMessage().replace("?>", ` encoding="${declared}"?>`);
    expect(decode(utf8(text), contentType)).toMatchObject({ code: "xml-encoding-contradictory" });
  });

  test("a charset of the request alone is honoured", () => {
    const head = `${capHead}<incidents>Città-1</incidents>`;
    const latin = new Uint8Array(Buffer.from(capMessage({ head }), "latin1"));
    const decoded = decode(latin, "application/cap+xml; charset=iso-8859-1");
    expect(decoded).toMatchObject({ event: { incident: { id: "Città-1" } } });
    expect(decode(latin)).toMatchObject({ code: "xml-malformed" });
  });

  test("the same message says the same in every encoding it can be written in", () => {
    const text = (encoding: string): string =>
      capMessage({ head: `${capHead}<incidents>Città-1</incidents>` }).replace(
        "?>",
        ` encoding="${encoding}"?>`,
      );
    const plain = decode(utf8(text("utf-8")));
    expect(plain).toMatchObject({ event: { incident: { id: "Città-1" } } });
    for (const encoding of ["iso-8859-1", "Windows-1252"]) {
      expect(decode(new Uint8Array(Buffer.from(text(encoding), "latin1")))).toEqual(plain);
    }
    expect(decode(wide(`\ufeff${text("UTF-16")}`, true))).toEqual(plain);
    expect(decode(wide(text("UTF-16LE"), false))).toEqual(plain);
  });

  test("Windows-1252 is read as Windows-1252, where Latin-1 has controls", () => {
    const euro = Buffer.from(
      capMessage({ details: "<headline>@</headline>" }).replace("?>", ` encoding="cp1252"?>`),
      "latin1",
    );
    euro[euro.indexOf("@</headline>")] = 0x80;
    expect(decode(new Uint8Array(euro))).toMatchObject({ kind: "event" });
  });
});

describe("sizes", () => {
  test("a message one byte over the limit is not read; at the limit it is", () => {
    const message = capMessage();
    const padded = (size: number): string => message + " ".repeat(size - message.length);
    expect(outcome(padded(capLimits.bytesMax))).toBe("accepted");
    expect(outcome(padded(capLimits.bytesMax + 1))).toBe("xml-too-large");
  });

  test.each([[65], [257], [5_000], [20_000]])("%i levels of elements are too deep", (levels) => {
    const nest = "<info>".repeat(levels) + "</info>".repeat(levels);
    expect(outcome(capMessage({ info: nest }))).toBe("xml-too-deep");
  });

  test("more elements than the limit are not read", () => {
    const many = "<a/>".repeat(capLimits.elementsMax);
    expect(outcome(capMessage({ info: many }))).toBe("xml-too-many-elements");
  });

  test("a text over its limit is not read, whatever it is split into", () => {
    const long = "s".repeat(capLimits.textUnitsMax);
    expect(outcome(withDetails(`<headline>${long}</headline>`))).toBe("accepted");
    expect(outcome(withDetails(`<headline>${long}<![CDATA[s]]></headline>`))).toBe(
      "xml-text-too-long",
    );
  });

  test("a huge attribute and a thousand attributes are refused", () => {
    const huge = capMessage().replace("<alert ", `<alert a="${"s".repeat(200_000)}" `);
    expect(outcome(huge)).toBe("cap-attribute-unknown");
    const attributes = Array.from({ length: 1_000 }, (_, index) => `a${index}="s"`).join(" ");
    expect(outcome(capMessage().replace("<alert ", `<alert ${attributes} `))).toBe(
      "xml-too-many-attributes",
    );
  });

  test("2,000 vertices are taken; one more, or 10,000 in one or many polygons, are not", () => {
    const ring = (vertices: number): string => {
      const points = Array.from(
        { length: vertices - 1 },
        (_, index) => `45.${10_000 + index},10.1`,
      );
      return capArea(`<polygon>${[...points, points[0]].join(" ")}</polygon>`);
    };
    expect(outcome(capMessage({ area: ring(2_000) }))).toBe("accepted");
    expect(outcome(capMessage({ area: ring(2_001) }))).toBe("too-many-vertices");
    expect(outcome(capMessage({ area: ring(10_000) }))).toBe("xml-text-too-long");
    const several = Array.from({ length: 5 }, (_, index) =>
      ring(2_000).replaceAll(",10.1", `,10.${index}`),
    );
    expect(outcome(capMessage({ area: several.join("") }))).toBe("too-many-vertices");
  });

  test("white space without end costs no more than its bytes", () => {
    const blanks = " \n".repeat(30_000);
    const began = performance.now();
    expect(outcome(capMessage({ area: capArea(`<polygon>45.1,10${blanks};</polygon>`) }))).toBe(
      "cap-polygon-malformed",
    );
    expect(outcome(`<?xml version="1.0"${blanks}encoding${blanks}?>${capMessage()}`)).toBe(
      "xml-malformed",
    );
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test("a flood of mistakes is answered with a bounded list", () => {
    const decoded = decode(utf8(capMessage({ info: "<a/>".repeat(5_000) })));
    expect(decoded.kind === "refused" && decoded.errors.length).toBe(capLimits.findingsMax);
  });
});

describe("instructions to fetch something", () => {
  test("processing instructions before the alert are passed over, those in it refused", () => {
    const sheet = `<?xml-stylesheet type="text/xsl" href="https://sintetico.example/a.xsl"?>`;
    const catalog = `<?oasis-xml-catalog catalog="https://sintetico.example/c.xml"?>`;
    expect(outcome(capMessage().replace("?>", `?>${sheet}${catalog}`))).toBe("accepted");
    for (const at of ["<info>", "<event>", "</event>", "</info>"]) {
      expect(outcome(capMessage().replace(at, `${at}${sheet}`))).toBe("xml-instruction-refused");
      expect(outcome(capMessage().replace(at, `${sheet}${at}`))).toBe("xml-instruction-refused");
    }
  });

  test("XInclude is an unknown element, and includes nothing", () => {
    const include = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>`;
    expect(outcome(withDetails(include))).toBe("cap-element-unknown");
    expect(outcome(withDetails(`<headline>${include}</headline>`))).toBe("cap-element-unknown");
  });

  test("a schema location is not looked at", () => {
    const hint = `xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a https://sintetico.example/a.xsd"`;
    expect(outcome(capMessage().replace("<alert ", `<alert ${hint} `))).toBe("accepted");
  });
});

describe("whatever the bytes are", () => {
  const token = "SINTETICO-SEGRETO-4711";
  const message = capMessage({
    head: `${capHead}<note>${token}</note>`,
    info: capInfo({ area: capArea("<circle>45.1,10 1</circle>"), details: `<web>${token}</web>` }),
  });
  const original = utf8(message);

  test("random bytes are answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(["event", "refused"]).toContain(decode(bytes).kind);
      }),
      { numRuns: 500 },
    );
  });

  test("a message with bytes changed, cut or inserted is answered without its values", () => {
    const edit = fc.record({
      at: fc.nat(original.length - 1),
      cut: fc.nat(6),
      insert: fc.uint8Array({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const bytes = edits.reduce(
          (before, { at, cut, insert }) =>
            Uint8Array.of(...before.subarray(0, at), ...insert, ...before.subarray(at + cut)),
          original,
        );
        expect(JSON.stringify(decode(bytes))).not.toContain(token);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a message with markup broken anywhere is answered without its values", () => {
    const pieces = ["<", ">", "</", "&", "<a>", `<${token}>`, `</${token}>`, `&${token};`, "]]>"];
    fc.assert(
      fc.property(fc.nat(message.length), fc.constantFrom(...pieces), (at, piece) => {
        const broken = message.slice(0, at) + piece + message.slice(at);
        expect(JSON.stringify(decode(utf8(broken)))).not.toContain(token);
      }),
      { numRuns: 1_000 },
    );
  });

  test("names, namespaces and attributes of the sender's are not repeated to it", () => {
    for (const text of [
      `<${token}/>`,
      `<alert xmlns="${token}"/>`,
      capMessage().replace("<alert ", `<alert ${token}="1" `),
      withDetails(`<${token}/>`),
      capMessage().replace("Severe", token),
      capMessage().replace("SINTETICO-1", `${token} x`),
      capMessage().replace("2026-11-22T10:02:00+01:00", token),
    ]) {
      const decoded = decode(utf8(text));
      expect(decoded.kind).toBe("refused");
      expect(JSON.stringify(decoded)).not.toContain(token);
    }
  });
});
