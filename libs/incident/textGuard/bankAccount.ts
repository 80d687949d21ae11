import type { Compact } from "./fold.ts";
import { wholeSlice } from "./fold.ts";

/** Length of an IBAN by country (ISO 13616 registry; countries whose accounts are met in Italy). */
const lengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28 },
  ...{ CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18 },
  ...{ FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22 },
  ...{ IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20 },
  ...{ LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15 },
  ...{ PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19 },
  ...{ SK: 24, SM: 27, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20 },
};

/** Beginning of an Italian account: two check digits, the letter, and the bank's first digits. */
const italian = /^IT[0-9]{2}[A-Z][0-9]{3}/;

/**
 * True if a bank account stands in the text: any country's IBAN whose check digits are right (ISO 7064 MOD 97-10),
 * and whatever begins like an Italian one, right or not.
 */
export function hasBankAccount(compact: Compact): boolean {
  return compact.begins.some((begins, from) => {
    if (!begins) return false;
    if (italian.test(compact.text.slice(from, from + 8))) return true;
    const length = lengths[compact.text.slice(from, from + 2)];
    const text = length && wholeSlice(compact, from, length);
    return (
      text !== undefined && text !== 0 && /^..[0-9]{2}[A-Z0-9]+$/.test(text) && isChecked(text)
    );
  });
}

function isChecked(account: string): boolean {
  const moved = account.slice(4) + account.slice(0, 4);
  const rest = [...moved].reduce((value, sign) => {
    const number = Number.parseInt(sign, 36);
    return (value * (number > 9 ? 100 : 10) + number) % 97;
  }, 0);
  return rest === 1;
}
