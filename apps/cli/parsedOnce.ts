import { parseAgreement } from "#libs/policy/agreementSchema";
import { parseCeilings } from "#libs/policy/ceilingsSchema";
import { parsePopulation } from "#libs/policy/clauseSchema";
import { parseGrant } from "#libs/policy/grantSchema";
import { parseRoom } from "#libs/policy/roomSchema";
import type { Parsed } from "#libs/policy/strictYaml";
import { keepRecent } from "#libs/search/keepRecent";

/** More files than one installation has. */
const textsMax = 256;

/**
 * Readers of the files of a deployment that read the same text only once: proposals share most of their files with what
 * is in force, and one command reads the same folder more than once. What they give is nobody's to change.
 */
export const parsedOnce = {
  room: once(parseRoom),
  agreement: once(parseAgreement),
  ceilings: once(parseCeilings),
  grant: once(parseGrant),
  population: once(parsePopulation),
} as const;

function once<T>(parse: (text: string) => Parsed<T>): (text: string) => Parsed<T> {
  const known = new Map<string, Parsed<T>>();
  return (text) => {
    const parsed = known.get(text) ?? parse(text);
    keepRecent(known, text, parsed, textsMax);
    return parsed;
  };
}
