import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { taxCodes, writings } from "#tests/support/personalData";
import { syntheticReport } from "#tests/support/reports";
import { leaves } from "./catalogue.ts";
import type { Component, Fields, IncidentEvent } from "./event.ts";
import { fold, type IncidentState } from "./state.ts";
import { judgementOf } from "./textGuard/judgedLeaves.ts";
import { guardAgainst, guardTexts, isGuarded } from "./textGuard.ts";

const component = (kind: Component["kind"], fields: Fields, id: string = kind): Component => ({
  kind,
  id,
  fields,
});
const person = (family: string, given?: string, more: Fields = {}, id = "a"): Component => {
  const names = { family_name: family, ...(given !== undefined && { given_name: given }) };
  return component("person", { roles: ["victim"], ...names, ...more }, id);
};
const street = (text: string, more: Fields = {}): Component =>
  component("place", { sensitivity: "public", street: text, ...more });
const message = (...upsert: readonly Component[]): IncidentEvent =>
  syntheticReport("G-1", { upsert: [...upsert] });

const within = (...upsert: readonly Component[]) => guardTexts(message(...upsert));
const stateOf = (...messages: readonly IncidentEvent[]): IncidentState => {
  const placed = messages.map((event) => ({ author: "pl_cremona", storedAt: event.sent, event }));
  const state = placed.reduce<IncidentState | undefined>(fold, undefined);
  if (state === undefined) throw new Error("no state");
  return state;
};
const repeats = (text: Component, ...known: readonly Component[]): boolean => {
  const together = within(...known, text).map(({ pointer }) => pointer);
  const later = guardAgainst(stateOf(message(...known)), message(text));
  const isTogether = together.some((pointer) => pointer.startsWith(`/upsert/${known.length}/`));
  // Whether it is said in one message or in two makes no difference.
  expect(later.length > 0).toBe(isTogether);
  return isTogether;
};

describe("which leaves are judged", () => {
  test("every text that a rule may release, and how; a new leaf must be put here", () => {
    const judged = leaves.flatMap(({ path }) => {
      const judgement = judgementOf(path);
      if (judgement === undefined) return [];
      const { shapes = "-", names = "-", addresses = "-", codes } = judgement;
      return [[path, shapes, names, addresses, codes]];
    });
    expect(judged).toEqual([
      ["place.street", "name", "street", "same", true],
      ["place.number", "name", "any", "-", true],
      ["person.family_name", "name", "-", "-", true],
      ["person.given_name", "name", "-", "-", true],
      ["vehicle.plate", "-", "any", "-", false],
      ["vehicle.make", "name", "make", "whole", true],
      ["vehicle.model", "name", "model", "whole", true],
      ["unit.call_sign", "token", "call-sign", "words", true],
      ["image.reference", "reference", "any", "words", true],
    ]);
  });

  test("notes are not: no rule may release them", () => {
    const note = component("note", { text: "SINTETICO, ZZ000ZZ, +390000000000" });
    expect(within(person("SINTETICO"), note)).toEqual([]);
  });

  test("a datum in its own field is no finding", () => {
    const fields = { tax_code: "ZZZZZZ00A00Z000Z", phone: "+390000000000", document: "ZZ0000000" }; // synthetic
    const vehicle = component("vehicle", { plate: "ZZ000ZZ" });
    expect(within(person("SINTETICO", "PROVA", fields), vehicle)).toEqual([]);
  });
});

describe("a name of the incident in another field is found", () => {
  const known = person("D'Esempio-Sintèti", "Pròvula Maria");
  const texts = [
    ...[
      "Cascina D'ESEMPIO",
      "presso d’esempio",
      "CASA D ESEMPIO",
      "via Roma 5 (desempio)",
      "SINTETI",
    ],
    ...[
      "via Mazzini 3 sinteti",
      "ѕіntеtі",
      "S I N T E T I",
      "S.i.n.t.e.t.i.",
      "sin\u200bteti",
      "ＳＩＮＴＥＴＩ",
    ],
    ...["Via Mazzini Provula", "citofono Provula", "esempio-sinteti", "sinteti2"],
  ];
  test.each(texts)("in a street: %s", (text) => {
    expect(repeats(street(text), known)).toBe(true);
  });

  const elsewhere: readonly Component[] = [
    component("unit", { call_sign: "SINTETI 2" }),
    component("vehicle", { make: "auto di Sinteti" }),
    component("vehicle", { model: "Panda Sinteti" }),
    component("vehicle", { plate: "SINTETI" }),
    component("image", { reference: "foto/sinteti_01.jpg" }),
    component("image", { reference: "fotoSinteti.jpg" }),
    component("image", { reference: "foto-%53inteti.jpg" }),
    component("unit", { call_sign: "autoSinteti" }),
    component("place", { street: "Via Roma", number: "5 Sinteti" }),
  ];
  test.each(elsewhere)("in $fields", (text) => {
    expect(repeats(text, known)).toBe(true);
  });

  test("in whatever case, with whatever accents", () => {
    const words = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{3,12}$/);
    fc.assert(
      fc.property(words, fc.boolean(), (name, isUpper) => {
        const written = isUpper ? name.toUpperCase() : name.toLowerCase().normalize("NFD");
        expect(repeats(street(`presso ${written}, interno 3`), person(name))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("a capital within a word parts it in references and call signs, not in streets", () => {
    expect(repeats(street("Via MacSinteti"), known)).toBe(false);
  });

  test("names of two letters are found where they stand together", () => {
    expect(repeats(street("presso Hu Xi"), person("Hu", "Xi"))).toBe(true);
    expect(repeats(street("presso XI HU"), person("Hu", "Xi"))).toBe(true);
    expect(repeats(street("Via Hu 5"), person("Hu", "Xi"))).toBe(false);
    expect(repeats(street("Via Marco Hu"), person("Hu", "Marco"))).toBe(true);
    expect(repeats(street("Via Marco Sintetico"), person("Hu", "Marco"))).toBe(false);
  });
});

describe("a street may be called like somebody", () => {
  const rossi = person("SINTETICO", "CARLO"); // "CARLO" is among the given names that streets have
  test.each([
    ...[
      "Via Sintetico",
      "VIA SINTETICO 12/A",
      "V. Sintetico",
      "P.zza Sintetico",
      "angolo Sintetico",
      "Via C. Sintetico",
    ],
    ...[
      "Via Generale Sintetico",
      "Via Fratelli Sintetico",
      "Via Giuseppe Sintetico",
      "Liceo Sintetico",
    ],
    ...[
      "Via Carlo Alberto",
      "Via San Carlo",
      "Largo Carlo Pisacane 3",
      "Piazza Santi Pietro e Carlo",
    ],
    ...["Via Roma angolo via Sintetico", "Via Ponte Sintetico"],
  ])("%s is let pass", (text) => {
    expect(repeats(street(text), rossi)).toBe(false);
  });

  test.each([
    ...[
      "Sintetico",
      "Via Mazzini Sintetico",
      "Via Roma 5 Sintetico",
      "Via Roma, Sintetico",
      "Via Roma presso Sintetico",
    ],
    ...[
      "Via Carlo Sintetico",
      "Via Sintetico Carlo",
      "Via Sintetico presso Sintetico",
      "Via Roma c/o fam. Sintetico",
    ],
    ...[
      "Cascina Sintetico",
      "Villa Sintetico",
      "Condominio Sintetico",
      "Bar Sintetico",
      "Via Mazzini Carlo",
    ],
  ])("%s is in doubt, and refused", (text) => {
    expect(repeats(street(text), rossi)).toBe(true);
  });

  test("a surname that is a kind of street is let pass before the street's name", () => {
    expect(repeats(street("Piazza Roma"), person("Piazza"))).toBe(false);
    expect(repeats(street("Via Roma presso Piazza"), person("Piazza"))).toBe(true);
    expect(repeats(street("Piazza Bruna"), person("Piazza", "Bruna"))).toBe(true);
  });

  test("a number may begin the name of a street, and ends it everywhere else", () => {
    expect(repeats(street("Via 25 Aprile"), person("Aprile"))).toBe(false);
    expect(repeats(street("Via Roma 25 Aprile"), person("Aprile"))).toBe(true);
  });

  test("the name of a street has five words at most: what comes after is somebody", () => {
    const five = "Via Carlo Alberto Maria Luisa Sintetico";
    expect(repeats(street(five), person("Sintetico"))).toBe(false);
    expect(repeats(street(five.replace("Luisa", "Luisa Anna")), person("Sintetico"))).toBe(true);
  });

  test("little words of a name name nobody", () => {
    expect(repeats(street("Via della Libertà"), person("Della Sintetica"))).toBe(false);
    expect(repeats(street("Via Roma presso la Sintetica"), person("Della Sintetica"))).toBe(true);
  });
});

describe("makes, models and call signs that are names", () => {
  const named = (name: string) => person(name, "PROVA");
  test.each([
    [component("vehicle", { make: "Ferrari" }), "Ferrari"],
    [component("vehicle", { make: "Alfa Romeo" }), "Romeo"],
    [component("vehicle", { make: "MERCEDES-BENZ" }), "Mercedes"],
    [component("vehicle", { model: "Giulia 2.2" }), "Giulia"],
    [component("unit", { call_sign: "ROMEO 3" }), "Romeo"],
  ])("%j passes beside a person of that name", (text, name) => {
    expect(repeats(text, named(name))).toBe(false);
    expect(repeats(component("image", { reference: `foto-${name}.jpg` }), named(name))).toBe(true);
  });
  test.each([
    [component("vehicle", { make: "Ferrari Prova" }), "Ferrari"],
    [component("vehicle", { make: "Sintetica" }), "Sintetica"],
    [component("unit", { call_sign: "ROMEO PROVA 3" }), "Romeo"],
  ])("%j does not", (text, name) => {
    expect(repeats(text, named(name))).toBe(true);
  });
});

describe("addresses", () => {
  const home = component("place", { street: "Vicolo Sintetico", number: "5" }, "home");
  const open = component(
    "place",
    { street: "Viale Sintetico", number: "5", sensitivity: "public" },
    "open",
  );
  const unit = (text: string) => component("unit", { call_sign: text });
  const image = (text: string) => component("image", { reference: text });

  test("any word of a home's street is found in a call sign and a reference", () => {
    expect(repeats(unit("SINTETICO 1"), home)).toBe(true);
    expect(repeats(image("foto/vicolo-sintetico.jpg"), home)).toBe(true);
  });
  test("little words of a street tell nothing", () => {
    const vicolo = component("place", { street: "Vicolo della Sintetica" }, "home");
    expect(repeats(unit("DELLA 1"), vicolo)).toBe(false);
    expect(repeats(unit("SINTETICA 1"), vicolo)).toBe(true);
  });
  test("of a public place it takes the street and its kind, or its number", () => {
    expect(repeats(unit("SINTETICO 1"), open)).toBe(false);
    expect(repeats(unit("SINTETICO 5"), open)).toBe(true);
    expect(repeats(image("viale-sintetico.jpg"), open)).toBe(true);
    expect(repeats(component("vehicle", { model: "via Sintetico" }), open)).toBe(true);
    expect(repeats(component("vehicle", { make: "Sintetico" }), home)).toBe(false);
  });
  test("the address of a home is not stated again as a public place", () => {
    expect(repeats(street("Vicolo Sintetico 5"), home)).toBe(true);
    expect(repeats(street("vicolo sintètico", { number: "5" }), home)).toBe(true);
    expect(repeats(street("Vicolo Sintetico"), home)).toBe(false);
    expect(repeats(street("Vicolo Sintetico", { number: "7" }), home)).toBe(false);
  });
  test("a place may be corrected: it does not repeat itself", () => {
    const corrected = { ...home, fields: { ...home.fields, sensitivity: "public" } };
    expect(guardAgainst(stateOf(message(home)), message(corrected))).toEqual([]);
  });
});

describe("codes of the incident", () => {
  const fields = {
    document: "SN 0123 T",
    phone: "+39 0000 12345",
    email: "prova.sintetica@example.invalid",
  };
  const known = [
    person("SINTETICO", undefined, fields),
    component("vehicle", { plate: "W-SN 1994" }),
  ];
  test.each([
    ...[
      "documento sn0123t",
      "rif. S.N.0123.T",
      "w sn1994",
      "Via Roma 000012345",
      "presso sintetica",
      "WSN1994",
    ],
  ])("%s", (text) => {
    expect(repeats(street(text), ...known)).toBe(true);
  });
  test("a document in a name, too", () => {
    expect(repeats(person("Esempio SN0123T", undefined, {}, "b"), ...known)).toBe(true);
  });
  test("every tax code in every writing", () => {
    fc.assert(
      fc.property(taxCodes, fc.constantFrom(...writings), (groups, [, write]) => {
        const given = person("Esempio", undefined, { tax_code: groups.join("") });
        expect(repeats(street(`presso ${write(groups)}`), given)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("what the incident's other messages say", () => {
  const codes = (state: IncidentState, event: IncidentEvent) =>
    guardAgainst(state, event).map(({ pointer, code }) => [pointer, code]);

  test("a text is told by its place", () => {
    const state = stateOf(message(person("SINTETICO")));
    expect(codes(state, message(component("risk", {}), street("presso Sintetico")))).toEqual([
      ["/upsert/1/street", "text-repeats-incident"],
    ]);
  });
  test("a name that a text sent earlier holds is told by its component", () => {
    const state = stateOf(message(street("presso Sintetico")));
    expect(codes(state, message(component("risk", {}), person("SINTETICO")))).toEqual([
      ["/upsert/1", "earlier-text-repeats"],
    ]);
  });
  test("unless the same message corrects that text, or takes it away", () => {
    const state = stateOf(message(street("presso Sintetico")));
    expect(codes(state, message(person("SINTETICO"), street("Via Roma")))).toEqual([]);
    const removing = {
      ...message(person("SINTETICO")),
      remove: [{ kind: "place", id: "place" }],
    } as const;
    expect(codes(state, removing)).toEqual([]);
  });
  test("a person who is stated again as before is not refused for what was let pass", () => {
    const both = stateOf(message(street("presso Sintetico")), message(person("SINTETICO")));
    expect(codes(both, message(person("SINTETICO", undefined, { injury: "minor" })))).toEqual([]);
    expect(codes(both, message(person("ESEMPIO", undefined, {}, "b")))).toEqual([]);
  });
  test("a name that the incident knows no more is free again", () => {
    const state = stateOf(message(person("SINTETICO")), message(person("ESEMPIO")));
    expect(codes(state, message(street("presso Sintetico")))).toEqual([]);
  });
  test("findings are places and codes, and hold no word of the message", () => {
    const state = stateOf(message(person("SINTETICO")));
    const found = JSON.stringify(guardAgainst(state, message(street("presso Sintetico"))));
    expect(found).not.toMatch(/sintetico/i);
  });
  test("a message without text and names is not compared at all", () => {
    expect(isGuarded(message(component("risk", { risk_type: "weapon" })))).toBe(false);
    expect(isGuarded(message(person("SINTETICO")))).toBe(true);
    expect(isGuarded(message(street("Via Roma")))).toBe(true);
  });
});

describe("hostile texts", () => {
  const parts = [
    "A",
    "1",
    "1A",
    "A1",
    ".",
    " ",
    "X",
    "3",
    "+",
    "00",
    "IT60X",
    "\u200b",
    "ﷺ",
    "@",
    "@.",
    "NATO ",
    "Ⅷ",
    "S.",
    "SP415",
  ];
  test("sixty-four leaves of the longest texts are answered, whatever is in them", () => {
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.constantFrom(...parts), (one, other) => {
        const text = (one + other).repeat(280).slice(0, 280);
        const texts = Array.from({ length: 64 }, (_, index) =>
          component("image", { reference: text }, `i${index}`),
        );
        expect(Array.isArray(within(...texts))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("the work grows as the text does: ten times the text, not a hundred times the work", () => {
    for (const part of parts) {
      const [short, long] = [280, 2_800].map((length) => readsOf(part, length));
      expect([part, (long ?? 0) <= 20 * (short ?? 0) + 1_000]).toEqual([part, true]);
    }
  });

  test("an incident of more components than are compared is told to be closed", () => {
    const batch = (from: number) =>
      Array.from({ length: 64 }, (_, index) => component("risk", {}, `r${from + index}`));
    const batches = Array.from({ length: 64 }, (_, index) => message(...batch(index * 64)));
    const full = stateOf(...batches);
    expect(guardAgainst(full, message(person("SINTETICO")))).toEqual([]);
    const over = stateOf(...batches, message(component("risk", {}, "one more")));
    expect(guardAgainst(over, message(person("SINTETICO")))).toEqual([
      { pointer: "/incident", code: "too-many-events" },
    ]);
  });

  test("how many names are known makes no difference to what is found", () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      person(
        `SINTETICO${"AEIOU".charAt(index % 5).repeat(1 + (index % 40))}`,
        undefined,
        {},
        `p${index}`,
      ),
    );
    expect(repeats(street("presso SINTETICOAAAAAA"), ...many.slice(0, 60))).toBe(true);
    expect(guardAgainst(stateOf(message(...many)), message(street("presso Esempio")))).toEqual([]);
  });
});

/** Calls of `slice`, `test` and `exec` that judging a text takes: its steps, whatever the machine. */
function readsOf(part: string, length: number): number {
  let reads = 0;
  const { slice } = String.prototype;
  const { exec } = RegExp.prototype;
  String.prototype.slice = function (this: string, ...range) {
    reads += 1;
    return slice.apply(this, range);
  };
  RegExp.prototype.exec = function (this: RegExp, text) {
    reads += 1;
    return exec.call(this, text);
  };
  try {
    within(person("SINTETICO"), street(part.repeat(length).slice(0, length)));
  } finally {
    String.prototype.slice = slice;
    RegExp.prototype.exec = exec;
  }
  return reads;
}
