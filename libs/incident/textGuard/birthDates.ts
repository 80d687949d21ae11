/** The time at which somebody's age counts (the event's own, RFC 3339), and where the text stands. */
export interface DateContext {
  readonly at: string;
  /** A whole date in digits counts by itself: nothing of a street, a name or a make is one. */
  readonly isNameLike: boolean;
  /** A date in words counts by itself, too. */
  readonly isPersonName: boolean;
}

const ageYearsMax = 120;
/** Words by which a birth is told, Italian first; `DDN` is "data di nascita" in cards. */
const birthWord =
  /(?<![A-Z])(?:NAT[OAIE]|NASCITA|NASC|COMPLEANNO|D\.? ?D\.? ?N|BORN|BIRTH|DOB|GEBOREN|GEB|NEE?)(?![A-Z])/g;
/** "classe 1980" is how police say it; "Classe A 180" is a car. */
const classOf = /(?<![A-Z])(?:CLASSE|CL\.) ?(?:DEL )?['(]?((?:19|20)[0-9]{2})(?![0-9])/;
const months =
  "(?:GENN?(?:AIO)?|FEBB?(?:RAIO)?|MAR(?:ZO)?|APR(?:ILE)?|MAG(?:GIO)?|GIU(?:GNO)?|LUG(?:LIO)?|AGO(?:STO)?|SETT?(?:EMBRE)?|OTT(?:OBRE)?|NOV(?:EMBRE)?|DIC(?:EMBRE)?)";
const inDigits = /(?<![0-9])([0-9]{1,2}) ?([./-]) ?([0-9]{1,2}) ?\2 ?((?:19|20)[0-9]{2})(?![0-9])/g;
const isoDate = /(?<![0-9])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9])/g;
const inWords = new RegExp(`${months}\\.?[ '-]{1,3}((?:19|20)[0-9]{2})(?![0-9])`, "g");
const shortDate = /(?<![0-9])([0-9]{1,2})[ ./-]([0-9]{1,2})[ ./-]'?([0-9]{2})(?![0-9])/;
const runTogether = /(?<![0-9])[0-3][0-9][01][0-9](?:19|20)[0-9]{2}(?![0-9])/;
const year = /(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])/g;
const yearInWords = /(?:MILLE ?NOVE ?CENTO|DUE ?MILA)/;
/** How far after a word of birth its date stands: a place may be named between ("nata a … il …"). */
const reachCharacters = 40;

/**
 * True if a date of birth stands in the text: next to a word of birth any date, in digits or words, or a year, by
 * which somebody is at most 120 years old at `at`; in a name-like leaf a whole date in digits by itself.
 */
export function hasBirthDate(folded: string, context: DateContext): boolean {
  if (
    context.isNameLike &&
    years(folded, [inDigits, isoDate]).some((born) => isAge(born, context))
  ) {
    return true;
  }
  if (context.isPersonName && years(folded, [inWords]).some((born) => isAge(born, context))) {
    return true;
  }
  const born = classOf.exec(folded)?.[1];
  if (born !== undefined && isAge(Number(born), context)) return true;
  return [...folded.matchAll(birthWord)].some(({ 0: word, index }) => {
    const before = folded.slice(Math.max(0, index - reachCharacters / 2), index);
    const after = folded.slice(index + word.length, index + word.length + reachCharacters);
    return tellsBirth(before, context) || tellsBirth(after, context);
  });
}

function tellsBirth(part: string, context: DateContext): boolean {
  if (shortDate.test(part) || runTogether.test(part) || yearInWords.test(part)) return true;
  return [...part.matchAll(year)].some(([found]) => isAge(Number(found), context));
}

/** Years of the whole dates in a text: the last group of a date, or the first where the year stands first. */
function years(folded: string, patterns: readonly RegExp[]): readonly number[] {
  return patterns.flatMap((pattern) =>
    [...folded.matchAll(pattern)].flatMap((found) => {
      const parts = found.slice(1).filter((part) => /^[0-9]+$/.test(part));
      const year = parts.find((part) => part.length === 4);
      const others = parts.filter((part) => part !== year).map(Number);
      return year !== undefined && isDayAndMonth(others) ? [Number(year)] : [];
    }),
  );
}

/** In whichever order: the first of a month may be the fifth month's first. */
function isDayAndMonth(numbers: readonly number[]): boolean {
  return (
    numbers.every((number) => number >= 1 && number <= 31) &&
    (numbers.length === 0 || Math.min(...numbers) <= 12)
  );
}

function isAge(born: number, { at }: DateContext): boolean {
  const age = Number(at.slice(0, 4)) - born;
  return age >= 0 && age <= ageYearsMax;
}
