/** A run of digits in a folded text. */
interface Group {
  readonly digits: string;
  /** What stands between it and the run before. */
  readonly before: string;
  /** The last word before it, where there is one. */
  readonly word: string;
  /** What stands right after it. */
  readonly after: string;
}

const phoneWord =
  /^(?:TEL|TELEF|TELEFONO|TELEFONICO|CEL|CELL|CELLULARE|MOBILE|PHONE|WHATSAPP|WA|FAX|RECAPITO|UTENZA)$/;
const softGap = /^[ .\-/()]{1,3}$/;

/**
 * True if a telephone number stands in the text: `+` or `00` and a country; an Italian mobile (3, nine or ten
 * digits) or landline (0, eight to eleven digits; ITU-T E.164, Italian numbering plan del. 8/15/CIR); any six digits after a word
 * like "tel". Groups may be parted by blanks, dots, hyphens, brackets; a stroke stands after the first group only.
 * `isReference`: in a reference digits are mostly numbers of files, and only an unmistakable number counts.
 */
export function hasPhone(folded: string, isReference: boolean): boolean {
  const groups = groupsOf(folded);
  return groups.some((group, index) => {
    const isPlus = /(?:^|[^0-9])\+[ (]{0,2}$/.test(group.before);
    let digits = "";
    const lengths: number[] = [];
    for (const next of groups.slice(index, index + numberGroupsMax)) {
      if (lengths.length > 0 && !continues(next.before, lengths.length, isReference)) break;
      digits += next.digits;
      lengths.push(next.digits.length);
      if (digits.length > digitsMax && !isPlus) break;
      const number = {
        digits,
        lengths,
        isPlus,
        word: group.word,
        isBounded: isBounded(group, next),
      };
      if (isReference ? isPlainNumber(number) : isNumber(number)) return true;
    }
    return false;
  });
}

/** Digits of the longest number (ITU-T E.164) with its prefix 00; each may be a group of its own. */
const digitsMax = 17;
const numberGroupsMax = digitsMax;

interface Candidate {
  readonly digits: string;
  readonly lengths: readonly number[];
  readonly isPlus: boolean;
  readonly word: string;
  /** Neither a letter before it nor one after it. */
  readonly isBounded: boolean;
}

function isNumber({ digits, lengths, isPlus, word }: Candidate): boolean {
  if (isPlus) return digits.length >= 8;
  if (phoneWord.test(word) && digits.length >= 6) return true;
  if (/^00[1-9]/.test(digits) && digits.length >= 10) return true;
  if (/^(?:39)?3[0-9]{8,9}$/.test(digits)) return true;
  return /^0[1-9][0-9]{6,9}$/.test(digits) && !isSpanOfTime(digits, lengths);
}

function isPlainNumber({ digits, lengths, isPlus, word, isBounded: alone }: Candidate): boolean {
  if (isPlus) return digits.length >= 8;
  if (!alone) return false;
  if (phoneWord.test(word) && digits.length >= 6) return true;
  if (/^0039[0-9]{6,}$/.test(digits)) return true;
  const grouped = lengths.length === 1 || (lengths[0] === 3 && lengths.every((count) => count > 2));
  return grouped && /^(?:39)?3[0-9]{8,9}$/.test(digits);
}

/** "08.30-12.30" is not a number to call. */
function isSpanOfTime(digits: string, lengths: readonly number[]): boolean {
  return (
    lengths.length === 4 &&
    lengths.every((count) => count === 2) &&
    /^(?:[01][0-9]|2[0-4])[0-5][0-9](?:[01][0-9]|2[0-4])[0-5][0-9]$/.test(digits)
  );
}

function continues(gap: string, groupsBefore: number, isReference: boolean): boolean {
  if (!softGap.test(gap)) return false;
  return !gap.includes("/") || (groupsBefore === 1 && !isReference);
}

function groupsOf(folded: string): readonly Group[] {
  let end = 0;
  return [...folded.matchAll(/[0-9]+/g)].map((match) => {
    const before = folded.slice(end, match.index);
    end = match.index + match[0].length;
    const word = /([A-Z]+)[ .:\-_=]{0,3}\+?$/.exec(before)?.[1] ?? "";
    return { digits: match[0], before, word, after: folded.slice(end, end + 1) };
  });
}

const isBounded = (first: Group, last: Group): boolean =>
  !/[A-Z]$/.test(first.before) && !/^[A-Z]/.test(last.after);
