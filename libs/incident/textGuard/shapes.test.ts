import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  accounts,
  foreignPhones,
  mopedPlates,
  phones,
  plates,
  surroundings,
  taxCodeCheck,
  taxCodes,
  writings,
} from "#tests/support/personalData";
import { foldText } from "./fold.ts";
import { hasPersonalShape } from "./shapes.ts";

const at = "2026-11-22T10:00:00.000Z";
const inStreet = (text: string): boolean =>
  hasPersonalShape(text, { path: "place.street", shapes: "name", at });
const inReference = (text: string): boolean =>
  hasPersonalShape(text, { path: "image.reference", shapes: "reference", at });
const runs = { numRuns: 300 };

const kinds: readonly (readonly [string, fc.Arbitrary<readonly string[]>])[] = [
  ["tax code, with letters for any of its digits", taxCodes],
  ["plate of a car, a motorcycle, or of a province", plates],
  ["plate of a moped", mopedPlates],
  ["bank account", accounts],
  ["Italian telephone number", phones],
  ["telephone number of another country", foreignPhones],
];

describe.each(kinds)("every %s is found in a text", (_kind, groups) => {
  test.each(writings)("%s", (_name, write) => {
    fc.assert(
      fc.property(groups, surroundings, (parts, [before, after]) => {
        expect(inStreet(`${before}${write(parts)}${after}`)).toBe(true);
      }),
      runs,
    );
  });
});

describe("what is nearly a code", () => {
  test("a tax code with a wrong check character is found, also stuck to a word", () => {
    fc.assert(
      fc.property(taxCodes, fc.nat(24), (groups, shift) => {
        const code = groups.join("");
        fc.pre(/(?:[0-9].*){3}/.test(code.slice(6)));
        const wrong = String.fromCharCode(65 + ((code.charCodeAt(15) - 64 + shift) % 26));
        expect(inStreet(`codice${code.slice(0, 15)}${wrong}`)).toBe(true);
      }),
      runs,
    );
  });

  test("one that is all letters needs its check character, since words can look like it", () => {
    const letters = "SINTETLLALLZLLL"; // synthetic
    expect(inStreet(letters + taxCodeCheck(letters))).toBe(true);
    const next = String.fromCharCode(65 + ((taxCodeCheck(letters).charCodeAt(0) - 64) % 26));
    expect(inStreet(letters + next)).toBe(false);
  });

  test("an account with wrong check digits is found if it is Italian, or begins like one", () => {
    expect(inStreet("IT00 X000 0000 0000 0000 0000 000")).toBe(true); // synthetic
    expect(inStreet("conto IT00X0000")).toBe(true);
    expect(inStreet("DE00 0000 0000 0000 0000 00")).toBe(false);
  });
});

describe("digits of a reference", () => {
  test.each([
    ...[
      "foto-3000000000.jpg",
      "300-000-0000.jpg",
      "393000000000",
      "tel-000000.jpg",
      "a/00390000000000",
    ],
    ...["a+390000000000", "cell_0000000.png"],
  ])("%s is a telephone number", (text) => expect(inReference(text)).toBe(true));

  test.each([
    ...["a3000000000b", "3000000000x.jpg", "0372000000.jpg", "312-2026-11.jpg", "3000/000/000.jpg"],
    ...["004000000000.jpg", "tel-00000.jpg", "a+3900000"],
  ])("%s is a number of the machine's", (text) => expect(inReference(text)).toBe(false));
});

describe("e-mail addresses", () => {
  test.each([
    "sintetico@example.invalid",
    "SINTETICO＠example.invalid",
    "sintetico chiocciola example",
    "sintetico (at) example",
  ])("%s", (text) => expect(inStreet(`presso ${text}`)).toBe(true));
});

describe("dates of birth", () => {
  const dates = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 1907, max: 2026 }),
  });
  const two = (number: number) => String(number).padStart(2, "0");
  const monthNames = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
  ];

  test("a whole date in digits is found in a street, a name, a make", () => {
    fc.assert(
      fc.property(dates, fc.constantFrom("/", "-", "."), ({ day, month, year }, mark) => {
        expect(inStreet(`SINTETICO ${[two(day), two(month), year].join(mark)}`)).toBe(true);
        expect(inStreet(`SINTETICO ${year}-${two(month)}-${two(day)}`)).toBe(true);
      }),
      runs,
    );
  });

  test("next to a word of birth it is found in every writing, and so is a year", () => {
    fc.assert(
      fc.property(
        dates,
        fc.constantFrom("nato il", "nata a Cremona il", "data di nascita:", "DDN", "born"),
        ({ day, month, year }, word) => {
          const writtenDates = [
            `${day} ${monthNames[month - 1]} ${year}`,
            `${two(day)} ${two(month)} ${year}`,
            `${two(day)}${two(month)}${year}`,
            `${day}/${month}/${two(year % 100)}`,
            `${year}`,
          ];
          for (const date of writtenDates)
            expect([date, inStreet(`${word} ${date}`)]).toEqual([date, true]);
        },
      ),
      runs,
    );
  });

  test.each([
    "classe 1980",
    "nata nel millenovecentottanta",
    "sintetico, cl. 1975",
    "1980 anno di nascita",
  ])("%s", (text) => expect(inStreet(text)).toBe(true));

  test("a date on which nobody living was born is none", () => {
    expect(inStreet("lavori fino al 31/12/2031")).toBe(false);
    expect(inStreet("fondata il 01/01/1850")).toBe(false);
  });

  test("the day on which a picture was taken is none", () => {
    expect(inReference("img/2026-11-22/10.05.00-sintetica.jpg")).toBe(false);
  });
});

describe("folding", () => {
  test("of every character is the same in either case, and again", () => {
    const unlike: string[] = [];
    for (let code = 1; code < 0x20000; code += 1) {
      const sign = String.fromCodePoint(code);
      // Classical Greek writes an iota under a letter or beside it; nobody's name has one.
      if (!sign.isWellFormed() || /[\u0345\u1f80-\u1ffc]/.test(sign)) continue;
      const folded = foldText(sign);
      const others = [sign.toLowerCase(), sign.toUpperCase(), folded].map(foldText);
      if (others.some((other) => other !== folded)) unlike.push(code.toString(16));
    }
    expect(unlike).toEqual([]);
  });

  test("of a whole text is that of its characters", () => {
    for (const text of ["Èrnesto", "D’Àngelo", "ΝΊΚΟΣ", "Синтетика", "ŁUKASZ"]) {
      expect(foldText(text.toLowerCase())).toBe(foldText(text.toUpperCase()));
    }
  });

  test("accents, alphabets, widths and what nobody sees make no difference", () => {
    for (const text of [
      "sintètico",
      "ＳＩＮＴＥＴＩＣＯ",
      "sin\u200btetico",
      "sіntеtісо",
      "SINT\u00adETICO",
      "𝐬𝐢𝐧𝐭𝐞𝐭𝐢𝐜𝐨",
    ]) {
      expect(foldText(text)).toBe("SINTETICO");
    }
  });
});
