import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import { byText } from "#libs/policy/order";
import type { Difference } from "./goldenPlay.ts";
import { allOrigins, differences, inWords } from "./goldenPlay.ts";
import type { Answer } from "./goldenTable.ts";
import { rooms, sourcesOf } from "./patto.ts";
import { isOwnerWord, mutantsOfHead, mutantsOfRule } from "./ruleMutants.ts";

/** All agreements with one change in one of them. */
interface Mutant {
  readonly name: string;
  readonly agreements: readonly Agreement[];
  /** The rule before and after; absent where the agreement's own part was changed. */
  readonly rules?: readonly Rule[];
}

/** Every mutant of every rule and of every agreement's own part, in the order of the files. */
export function mutantsOf(sources: readonly Agreement[]): readonly Mutant[] {
  return sources.flatMap((source, at) => {
    const { agreement } = source;
    const put = (changed: Agreement) => sources.with(at, changed);
    const heads = mutantsOfHead(source).map(
      ([name, changed]): Mutant => ({ name: `${agreement.id}: ${name}`, agreements: put(changed) }),
    );
    const rules = source.rules.flatMap((rule, index) =>
      mutantsOfRule(rule, source).map((mutant): Mutant => {
        const instead = mutant.rule === undefined ? [] : [mutant.rule];
        return {
          name: `${agreement.id} ${rule.id}: ${mutant.name}`,
          agreements: put({ ...source, rules: source.rules.toSpliced(index, 1, ...instead) }),
          rules: [rule, ...instead],
        };
      }),
    );
    return [...heads, ...rules];
  });
}

/** Leaves that a rule for the owner names: who answered and since when, and nothing else ever. */
const tellingLeaves = [
  "charge.room",
  "charge.since",
  "charge.state",
  "incident.category",
  "incident.status",
];

/** Rules that tell an owner more, or tell it to others than owners, than that a room has taken charge. */
export function wordyTellings(agreements: readonly Agreement[]): readonly string[] {
  return agreements.flatMap(({ rules }) =>
    rules.filter((rule) => tellsOwner(rule) && !isBareTelling(rule)).map(({ id }) => id),
  );
}

const tellsOwner = ({ when }: Rule) => when.to.some(isOwnerWord);

function isBareTelling({ when, fields }: Rule): boolean {
  const named = Object.keys(fields).toSorted(byText);
  return when.to.every(isOwnerWord) && named.join() === tellingLeaves.join();
}

/** Says of mutants whether they are noticed: refused when compiled, or other than the tables in some cell. */
export class MutantCheck {
  readonly #table: ReadonlyMap<string, Answer>;
  readonly #sources: readonly Agreement[];
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(table: ReadonlyMap<string, Answer>, sources: readonly Agreement[]) {
    this.#table = table;
    this.#sources = sources;
  }

  isNoticed(mutant: Mutant): boolean {
    if (wordyTellings(mutant.agreements).length > 0) return true;
    if (mutant.rules !== undefined && this.#isNoticedAlone(mutant, mutant.rules)) return true;
    return this.#differs(mutant.agreements, originsOf(mutant));
  }

  /** Quick: only the rules of the same categories are compiled, so reasons of refusals are not looked at. */
  #isNoticedAlone(mutant: Mutant, rules: readonly Rule[]): boolean {
    const categories = new Set(rules.flatMap(({ when }) => when.category));
    const few = mutant.agreements.map((agreement) => ({
      ...agreement,
      rules: agreement.rules.filter(({ when }) => when.category.some((c) => categories.has(c))),
    }));
    return this.#differs(few, originsOf(mutant), isNoReason);
  }

  #differs(
    agreements: readonly Agreement[],
    origins: typeof allOrigins,
    counts: (difference: Difference) => boolean = () => true,
  ): boolean {
    const result = compileRules(sourcesOf(agreements), rooms);
    if (!result.ok) return true;
    return origins.some((origin) => {
      const known = this.#knownOf(origin);
      for (const difference of differences(result.rules, this.#table, origin)) {
        if (counts(difference) && !known.has(inWords(difference))) return true;
      }
      return false;
    });
  }

  /** What the unchanged agreements already differ in: nothing, once they agree with the tables. */
  #knownOf(origin: (typeof allOrigins)[number]): ReadonlySet<string> {
    const name = origin.join(" ");
    const known = this.#known.get(name) ?? new Set(this.#differencesOf(origin));
    this.#known.set(name, known);
    return known;
  }

  #differencesOf(origin: (typeof allOrigins)[number]): readonly string[] {
    return [...differences(this.#unchanged(), this.#table, origin)].map(inWords);
  }

  #rules: CompiledRules | undefined;

  #unchanged(): CompiledRules {
    if (this.#rules !== undefined) return this.#rules;
    const result = compileRules(sourcesOf(this.#sources), rooms);
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    this.#rules = result.rules;
    return result.rules;
  }
}

const isNoReason = ({ cell, expected, found }: Difference) =>
  cell !== "reason" || expected === "" || found === "";

/** Senders and categories that the change can reach, the rule's own senders first: most are noticed there. */
function originsOf({ rules }: Mutant): typeof allOrigins {
  if (rules === undefined) return allOrigins;
  const categories = new Set(rules.flatMap(({ when }) => when.category));
  const words = rules.flatMap(({ when }) => when.from).join(" ");
  const rank = ([sender]: (typeof allOrigins)[number]) => Number(!words.includes(sender));
  return allOrigins
    .filter(([, category]) => categories.has(category))
    .toSorted((a, b) => rank(a) - rank(b));
}
