import fc from "fast-check";

/** Personal data that nobody has, made by the rules by which real ones are made, and how people write them. */

const from = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((signs) => signs.join(""));
const digits = (length: number) => from("0123456789", length);
const plateLetters = (length: number) => from("ABCDEFGHJKLMNPRSTVWXYZ", length);
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const oddValues: Readonly<Record<string, number>> = Object.fromEntries(
  [..."BAKPLCQDREVOSFTGUHMINJWZYX"].map((letter, value) => [letter, value]),
);

/** The check letter of fifteen characters (D.M. 23 December 1976): odd places by table, even ones by order. */
export function taxCodeCheck(code: string): string {
  const sum = [...code].reduce((total, sign, index) => {
    const order = /[0-9]/.test(sign) ? Number(sign) : capitals.indexOf(sign);
    return total + (index % 2 === 1 ? order : (oddValues[capitals.charAt(order)] ?? 0));
  }, 0);
  return capitals.charAt(sum % 26);
}

const omocodia = "LMNPQRSTUV";
const withLetters = (code: string, places: readonly number[]): string =>
  [...code]
    .map((sign, index) => (places.includes(index) ? omocodia.charAt(Number(sign)) : sign))
    .join("");

/** A tax code as written by its parts: any letters, a day, a town, and letters for as many digits as wanted. */
export const taxCodes: fc.Arbitrary<readonly string[]> = fc
  .record({
    names: from(capitals, 6),
    year: digits(2),
    month: from("ABCDEHLMPRST", 1),
    day: fc.constantFrom("01", "15", "31", "41", "71"),
    town: fc.tuple(from(capitals, 1), digits(3)),
    letters: fc.subarray([6, 7, 9, 10, 12, 13, 14]),
  })
  .map(({ names, year, month, day, town, letters }) => {
    const code = withLetters(`${names}${year}${month}${day}${town.join("")}`, letters);
    const whole = code + taxCodeCheck(code);
    return [whole.slice(0, 3), whole.slice(3, 6), whole.slice(6, 11), whole.slice(11)];
  });

/** Plates of cars and motorcycles of today, of mopeds, and those with a province. */
export const plates: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.tuple(plateLetters(2), digits(3), plateLetters(2)),
  fc.tuple(
    plateLetters(2).filter((letters) => letters !== "KM"),
    digits(5),
  ),
  fc.tuple(
    fc.constantFrom("CR", "MI", "ROMA", "TO"),
    fc.tuple(from("123456789", 1), digits(5)).map(joined),
  ),
  fc.tuple(
    fc.constantFrom("CR", "BS", "NA"),
    fc.tuple(from("123456789", 1), digits(4)).map(joined),
  ),
  fc.tuple(
    fc.constantFrom("MI", "ROMA"),
    fc.tuple(digits(1), from(capitals, 1), digits(4)).map(joined),
  ),
);
export const mopedPlates: fc.Arbitrary<readonly string[]> = fc
  .tuple(from("23456789", 1), plateLetters(1), from("23456789", 2), plateLetters(1))
  .map((parts) => [`X${parts.join("")}`]);

function joined(parts: readonly string[]): string {
  return parts.join("");
}

/** Accounts of some countries, with right check digits (ISO 7064 MOD 97-10). */
export const accounts: fc.Arbitrary<readonly string[]> = fc
  .constantFrom(
    ...([
      ["IT", 27],
      ["DE", 22],
      ["CH", 21],
      ["RO", 24],
      ["SM", 27],
    ] as const),
  )
  .chain(([country, length]) =>
    from("0123456789", length - 4).map((account) => {
      const own = country === "IT" || country === "SM" ? `X${account.slice(1)}` : account;
      const rest = [...`${own}${country}00`].reduce(
        (value, sign) =>
          [...String(Number.parseInt(sign, 36))].reduce((v, d) => (v * 10 + Number(d)) % 97, value),
        0,
      );
      return `${country}${String(98 - rest).padStart(2, "0")}${own}`.match(/.{1,4}/g) ?? [];
    }),
  );

/** Italian mobiles and landlines, with and without country, and numbers of other countries. */
export const phones: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.constantFrom([], ["+39"], ["0039"]),
    fc.oneof(
      fc
        .tuple(from("3", 1), digits(2))
        .chain(([first, rest]) =>
          fc.oneof(digits(6), digits(7)).map((number) => [`${first}${rest}`, number]),
        ),
      fc
        .constantFrom("02", "06", "0372", "011")
        .chain((area) => fc.oneof(digits(6), digits(7)).map((number) => [area, number])),
    ),
  )
  .map(([country, number]) => [...country, ...number]);
export const foreignPhones: fc.Arbitrary<readonly string[]> = fc
  .tuple(fc.constantFrom("+41", "+40", "+1", "0041", "0040"), digits(3), digits(7))
  .map((parts) => parts);

const fullWidth = (text: string): string =>
  [...text]
    .map((sign) => (/[!-~]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
    .join("");
const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  [..."ABCEHIJKMOPSTXY"].map((letter, index) => [letter, "АВСЕНІЈКМОРЅТХУ".charAt(index)]),
);
const greek: Readonly<Record<string, string>> = Object.fromEntries(
  [..."ABEZHIKMNOPTYX"].map((letter, index) => [letter, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".charAt(index)]),
);
const replaced = (text: string, table: Readonly<Record<string, string>>): string =>
  [...text].map((sign) => table[sign] ?? sign).join("");

/** Ways to write a code of several groups. */
export const writings: readonly (readonly [string, (groups: readonly string[]) => string])[] = [
  ["in one word", (groups) => groups.join("")],
  ["in small letters", (groups) => groups.join("").toLowerCase()],
  ["in groups", (groups) => groups.join(" ")],
  ["in groups with hyphens", (groups) => groups.join("-")],
  ["in groups with dots", (groups) => groups.join(".")],
  ["letter by letter", (groups) => [...groups.join("")].join(" ").replace(/^\+ /, "+")],
  ["spelled with dots", (groups) => [...groups.join("")].join(".").replace(/^\+\./, "+")],
  ["in full-width characters", (groups) => fullWidth(groups.join(""))],
  ["with Cyrillic letters", (groups) => replaced(groups.join(" "), cyrillic)],
  ["with Greek letters", (groups) => replaced(groups.join(" "), greek)],
  ["with characters that nobody sees", (groups) => [...groups.join("")].join("\u200b")],
  [
    "with Arabic digits",
    (groups) => groups.join(" ").replace(/[0-9]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".charAt(Number(digit))),
  ],
];

/** Words around it: punctuation and house numbers must not hide it. */
export const surroundings: fc.Arbitrary<readonly [string, string]> = fc.tuple(
  fc.constantFrom("", "Via Sintetica 12, ", "presso ", "targa: ", "(", "n. ", "auto "),
  fc.constantFrom("", ")", " poi", ", rosso", ".", " / altro"),
);
