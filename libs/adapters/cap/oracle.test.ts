import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect } from "@jest/globals";
import fc from "fast-check";
import { XmlDocument, XmlElement, XmlText, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { cap11, cap12 } from "#tests/support/capMessage";
import { projectRoot, sharedFolder } from "#tests/support/project";
import { testIf } from "#tests/support/skip";
import { capAdapter } from "./adapter.ts";
import type { CapVersion, Content, Rule } from "./grammar.ts";
import { capGrammar } from "./grammar.ts";

// OASIS's own XSDs, kept beside the project. We are stricter than they are, but for what
// `undoLeniency` names; whatever else we accept they must accept.
const folder = join(sharedFolder, "samples", "schemas");
const whenThere = testIf(existsSync(folder), "2 schemas of OASIS are not there");

const validators = new Map<CapVersion, XsdValidator>();
function validatorOf(version: CapVersion): XsdValidator {
  const known = validators.get(version);
  if (known !== undefined) return known;
  const file = join(folder, version === "1.2" ? "cap12.xsd" : "cap11.xsd");
  const schema = XmlDocument.fromBuffer(readFileSync(file));
  const validator = XsdValidator.fromDoc(schema);
  schema.dispose();
  validators.set(version, validator);
  return validator;
}
afterAll(() => {
  for (const validator of validators.values()) validator.dispose();
});

/** Texts that are addresses to the XSD (xs:anyURI). We carry none of them on as an address, and judge none. */
const addresses: ReadonlySet<string> = new Set(["web", "uri"]);

/**
 * Three leniencies, on purpose: white space around a text, optional elements that are empty, and addresses that are
 * none.
 */
function undoLeniency(element: XmlElement, optional: ReadonlySet<string>): void {
  for (let node = element.firstChild; node !== null; ) {
    const next = node.next;
    if (node instanceof XmlElement && hasElements(node)) undoLeniency(node, optional);
    else if (node instanceof XmlElement) {
      const text = node.firstChild;
      if (text instanceof XmlText) {
        const isAddress = addresses.has(node.name) && text.content.trim() !== "";
        text.content = isAddress ? "https://sintetico.example/" : text.content.trim();
      }
      if (node.content === "" && optional.has(node.name)) node.remove();
    }
    node = next;
  }
}
function hasElements(element: XmlElement): boolean {
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) return true;
  }
  return false;
}

const optionalNames = (rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(({ name, required, content }) => [
    ...(required ? [] : [name]),
    ...(content.kind === "group" ? optionalNames(content.children) : []),
  ]);

function isValid(text: string, version: CapVersion): boolean {
  const document = XmlDocument.fromString(text);
  try {
    undoLeniency(document.root, new Set(optionalNames(capGrammar[version])));
    validatorOf(version).validate(document);
    return true;
  } catch (error) {
    if (error instanceof XmlValidateError) return false;
    throw error;
  } finally {
    document.dispose();
  }
}

const isAccepted = (bytes: Uint8Array): boolean =>
  capAdapter.decode(bytes, {
    contentType: "application/cap+xml",
    receivedAt: "2026-11-22T09:02:01.000Z",
    territory: [],
  }).kind === "event";

/** Texts near the edge of what an element may hold: right ones, and wrong ones of every kind. */
function texts(name: string, content: Content): fc.Arbitrary<string> {
  if (content.kind === "values") return fc.constantFrom(...content.values, content.values[0] ?? "");
  return fc.constantFrom(...(good[name] ?? goodByKind[content.kind] ?? ["testo sintetico"]));
}
const times = [
  "2026-11-22T10:02:00+01:00",
  "2026-02-28T23:59:59-14:00",
  "1999-12-31T00:00:00-00:00",
];
const good: Readonly<Record<string, readonly string[]>> = {
  identifier: ["SINTETICO-1", "urn:oid:2.49.0.1"],
  sender: ["sala@sintetico.example"],
  status: ["Actual", "Exercise"],
  references: ["sala@sintetico.example,SINTETICO-0,2026-11-22T10:00:00+01:00"],
  incidents: ["CR-1", `"CR 1" CR-2`],
  expires: ["2026-11-23T10:02:00+01:00"],
  polygon: ["45.1,10 45.1,10.1 45.2,10.1 45.1,10"],
  circle: ["45.1,10 0.5", "45.1,10 0"],
  uri: ["https://sintetico.example/a?b=c"],
  web: ["https://sintetico.example/"],
};
const goodByKind: Readonly<Record<string, readonly string[]>> = {
  time: times,
  decimal: ["100", "-1.5", "+.5", "1."],
  integer: ["0", "1024", "-1"],
  language: ["it-IT", "en", "es-419"],
};

const bad = [
  ...["", " ", "Gravissima", "2026-11-22T10:02:00Z", "2026-11-22T10:02:00", "1e3", "NaN", "0x1"],
  ...["2026-11-22T10:02:00.5+01:00", "2026-02-30T10:02:00+01:00", "2026-11-22T10:02:00+15:00"],
  ...["0000-01-01T00:00:00+00:00", "2026-11-22T24:00:00+01:00", "2026-11-22T10:02:00,01:00"],
  ...["it_IT", "italianissimo", "1.5.5", "+", ".", " Actual\n", "ACTUAL", "45.1,10 1", "<b>s</b>"],
];

interface Drawn {
  readonly name: string;
  readonly body: string;
}

/** An element now and then wrong: its text, its place, its number. */
const element = (rule: Rule): fc.Arbitrary<readonly Drawn[]> => {
  const { name, content } = rule;
  const right = content.kind === "group" ? group(content.children) : texts(name, content);
  const body = fc.oneof(
    { arbitrary: right, weight: 400 },
    { arbitrary: fc.constantFrom(...bad), weight: 1 },
    { arbitrary: right.map((text) => `\n ${text}\t`), weight: 20 },
  );
  const most = rule.many ? 2 : 1;
  const least = rule.required ? 1 : 0;
  const count = fc.oneof(
    { arbitrary: fc.integer({ min: least, max: most }), weight: 400 },
    { arbitrary: fc.integer({ min: 0, max: 2 }), weight: 1 },
  );
  return count.chain((size) =>
    fc.array(
      body.map((text) => ({ name, body: text })),
      { minLength: size, maxLength: size },
    ),
  );
};

function group(rules: readonly Rule[]): fc.Arbitrary<string> {
  const inOrder = fc.tuple(...rules.map(element)).map((drawn) => drawn.flat());
  const swapped = fc
    .tuple(inOrder, fc.nat(20), fc.boolean(), fc.nat(200))
    .map(([drawn, at, attribute, rare]) => {
      const moved =
        rare === 0 && drawn[at] !== undefined ? [drawn[at], ...drawn.toSpliced(at, 1)] : drawn;
      const mark = rare === 1 && attribute ? " a='1'" : "";
      return moved.map(({ name, body }) => `<${name}${mark}>${body}</${name}>`).join("");
    });
  return swapped;
}

describe("what we accept, the XSD of OASIS accepts", () => {
  for (const version of ["1.2", "1.1"] as const) {
    const namespace = version === "1.2" ? cap12 : cap11;
    const messages = group(capGrammar[version]).map(
      (body) => `<alert xmlns="${namespace}">${body}</alert>`,
    );
    whenThere(`for messages near CAP ${version}, right and wrong`, () => {
      const seen = { accepted: 0, refused: 0, invalid: 0 };
      fc.assert(
        fc.property(messages, (text) => {
          const accepted = isAccepted(new TextEncoder().encode(text));
          const valid = isValid(text, version);
          seen.accepted += accepted ? 1 : 0;
          seen.refused += accepted ? 0 : 1;
          seen.invalid += valid ? 0 : 1;
          expect(accepted && !valid).toBe(false);
        }),
        { numRuns: 600 },
      );
      // The comparison says something only where both answers occur often.
      expect(Math.min(seen.accepted, seen.refused, seen.invalid)).toBeGreaterThan(30);
    });
  }

  const examples = join(projectRoot, "libs/adapters/cap/examples");
  const utf8Examples = [
    ...["accepted-alert", "accepted-update-by-reference", "accepted-polygons-two-comuni"],
    ...["accepted-two-languages", "accepted-empty-optional", "accepted-prefixed"],
    ...["accepted-text-and-references-dropped", "accepted-signature-not-verified"],
  ];
  for (const name of utf8Examples) {
    whenThere(`for our example ${name}`, () => {
      expect(isValid(readFileSync(join(examples, `${name}.xml`), "utf8"), "1.2")).toBe(true);
    });
  }
});
