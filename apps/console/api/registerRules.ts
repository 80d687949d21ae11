import { compileRules } from "#libs/policy/compile";
import { type Configuration, type RuleSetDocument, ruleSetSchema } from "#libs/policy/documents";
import { activated, governing } from "#libs/policy/lifeMachine";
import type { RulesOfMoment, StandingRevocation } from "#libs/policy/permissionStanding";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { ConfigurationOf } from "./incident/pastRules.ts";
import type { RulesTold } from "./rules/ruleLog.ts";

/** What governed at a moment, with the entry of the log that put it in force. */
export interface GoverningRules extends RulesOfMoment {
  readonly place: EntryPlace;
  readonly ruleSet: RuleSetDocument;
  readonly revocations: readonly LoggedRevocation[];
}

/** A revocation with the entry that tells it. */
export interface LoggedRevocation extends StandingRevocation, EntryPlace {}

/** Compiled sets that are remembered: somebody who compares two days asks for each of them several times. */
const compiledMax = 4;

/** The rules that governed at any moment, read out of the signed log alone, as policy itself finds them. */
export class RegisterRules {
  readonly #compiled = new Map<string, Pick<GoverningRules, "ruleSet" | "rules"> | undefined>();

  /**
   * `none`: no rule set was in force yet, or the log does not reach back so far. Undefined: the log does not hold what
   * it says governed, or knows nothing of the life of rules: nothing may be told then.
   */
  at(
    told: RulesTold,
    { configuration, ...of }: ConfigurationOf,
    at: string,
  ): GoverningRules | "none" | undefined {
    if (activated(told.life).length === 0) return undefined;
    const now = governing(told.life, at);
    if (now === undefined || now.set.effective > at) return "none";
    const { document, terms } = now.set;
    const step = told.steps.get(document)?.find(({ leaf }) => leaf.state === "activated");
    const made = this.#made(told, document, { configuration, ...of });
    if (step === undefined || made?.rules.hash !== terms.rule_set) return undefined;
    const revocations = now.revocations.flatMap(({ digest, what }) => {
      const [first] = told.steps.get(digest) ?? [];
      if (first === undefined) return [];
      const { year, index, leaf } = first;
      const reason = told.revocations.get(digest)?.reason ?? null;
      return leaf.at <= at ? [{ digest, what, year, index, since: leaf.at, reason }] : [];
    });
    const place = { year: step.year, index: step.index };
    return { ...made, at, place, revocations, lapsed: now.lapsed };
  }

  #made(told: RulesTold, document: string, { year, index, configuration }: ConfigurationOf) {
    const key = `${document} ${year}/${index}`;
    if (!this.#compiled.has(key)) {
      const [oldest] = this.#compiled.keys();
      if (oldest !== undefined && this.#compiled.size >= compiledMax) this.#compiled.delete(oldest);
      this.#compiled.set(key, compiledOf(told.bodyOf(document), configuration.rooms));
    }
    return this.#compiled.get(key);
  }
}

function compiledOf(body: string | undefined, rooms: Configuration["rooms"]) {
  const parsed = ruleSetSchema.safeParse(body === undefined ? undefined : JSON.parse(body));
  if (!parsed.success) return undefined;
  const compiled = compileRules(parsed.data, rooms);
  return compiled.ok ? { ruleSet: parsed.data, rules: compiled.rules } : undefined;
}
