import { parseAgreement } from "#libs/policy/agreementSchema";
import { analyse } from "#libs/policy/analysis/analyse";
import { parseCeilings } from "#libs/policy/ceilingsSchema";
import { parsePopulation } from "#libs/policy/clauseSchema";
import { compileRules, type RuleSources } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import { type RuleSetDocument, ruleSetSchema, signedDocumentSchema } from "#libs/policy/documents";
import { parseGrant } from "#libs/policy/grantSchema";
import { unloggableIn } from "#libs/policy/loggable";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import type { Parsed } from "#libs/policy/strictYaml";
import { compileMessage, findingMessage } from "#libs/policy/words/findingMessages";
import type { RuleFault, RuleFile, ToldFinding } from "./rulesTasks.ts";

/** A rule set that compiles, or what is wrong with its files. */
export type Proposed =
  | { readonly ok: true; readonly tried: RulesWithRooms; readonly sources: RuleSources }
  | { readonly ok: false; readonly faults: readonly RuleFault[] };

/**
 * A rule set of the files that somebody proposes: agreements and grants, or one document made by `raccordo policy
 * sign`. Limits of law and population that are not among them are those in force; rooms are always the configured ones.
 */
export function proposedRules(
  files: readonly RuleFile[],
  inForce: RuleSetDocument | undefined,
  rooms: readonly Room[],
): Proposed {
  const read = readFiles(files, inForce);
  if (!read.ok) return read;
  const compiled = compileRules(read.sources, rooms);
  if (compiled.ok) {
    return { ok: true, sources: read.sources, tried: { rules: compiled.rules, rooms } };
  }
  const faults = compiled.errors.map((error) => ({
    ...{ file: error.agreement, line: null, column: null, message: compileMessage(error) },
  }));
  return { ok: false, faults };
}

/** What the analysis finds in rules that compile, in words. */
export function analysed(
  { tried, sources }: Extract<Proposed, { ok: true }>,
  day: string,
): readonly ToldFinding[] {
  const { rules, rooms } = tried;
  return analyse({ rules, rooms, sources, day }).map((finding) => {
    const { code, severity, agreement, rule = null } = finding;
    const message = { it: findingMessage("it", finding), en: findingMessage("en", finding) };
    return { code, severity, agreement, rule, message };
  });
}

type Read =
  | { readonly ok: true; readonly sources: RuleSources }
  | { readonly ok: false; readonly faults: readonly RuleFault[] };

function readFiles(files: readonly RuleFile[], inForce: RuleSetDocument | undefined): Read {
  const [first] = files;
  if (files.length === 1 && first?.text.trimStart().startsWith("{") === true) {
    return readDocument(first);
  }
  const faults: RuleFault[] = [];
  const all = <T>(kind: string, parse: (text: string) => Parsed<T>): T[] =>
    files
      .filter(({ text }) => kindOf(text) === kind)
      .flatMap(({ name, text }) => {
        const parsed = parse(text);
        if (parsed.ok) return [parsed.value];
        for (const { line, column, message } of parsed.errors) {
          faults.push({ file: name, line, column, message: { it: message, en: message } });
        }
        return [];
      });
  const agreements = all("agreement", parseAgreement);
  const grants = all("grant", parseGrant);
  const ceilings = all("ceilings", parseCeilings);
  const [population = inForce?.population] = all("population", parsePopulation);
  if (faults.length > 0) return { ok: false, faults };
  const sources = {
    ...{ agreements, grants },
    ceilings: ceilings.length > 0 ? ceilings : (inForce?.ceilings ?? []),
    ...(population !== undefined && { population }),
    ...(inForce?.territory !== undefined && { territory: inForce.territory }),
  };
  return { ok: true, sources };
}

/** A file that states no format that we know is read as an agreement, which then says what is wrong. */
function kindOf(text: string): string {
  const [, format = ""] = /^format:\s*["']?raccordo-([a-z-]+)\/\d/m.exec(text) ?? [];
  return ["grant", "ceilings", "population"].includes(format) ? format : "agreement";
}

/** A signed document, or its body; signatures are not checked: it is tried, not put in force. */
function readDocument({ name, text }: RuleFile): Read {
  const whole = jsonIn(text);
  const signed = signedDocumentSchema.safeParse(whole);
  const body = ruleSetSchema.safeParse(signed.success ? jsonIn(signed.data.body) : whole);
  const unloggable = body.success ? unloggableIn(body.data) : undefined;
  if (body.success && unloggable === undefined) return { ok: true, sources: body.data };
  const place = unloggable?.slice(1) ?? body.error?.issues[0]?.path.join("/") ?? "";
  const message = {
    it: `non è un documento di regole: il punto /${place} non è come deve`,
    en: `no document of rules: /${place} is not as it must be`,
  };
  return { ok: false, faults: [{ file: name, line: null, column: null, message }] };
}

/** Undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
