import { leafAt } from "#libs/incident/catalogue";
import type { Agreement, Rule } from "../agreementSchema.ts";
import type { RuleSources } from "../compile.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";

/**
 * Whether every rule cites an article that can be looked up. A citation names articles by number (`art. 6`,
 * `artt. 9 e 12`, `art. 3/bis, comma 2`); where the agreement keeps a register of its document's articles, it names
 * one of those; `INVENTATO` stands only in an agreement that says that it was invented. Health data besides need a
 * law by which they are strictly necessary.
 */
export function citationFindings(sources: RuleSources): readonly Finding[] {
  const { agreements, grants, ceilings } = sources;
  const sourceOf = (id: string) => agreements.find(({ agreement }) => agreement.id === id);
  return [
    ...agreements.flatMap((source) => [
      ...source.rules.flatMap((rule) => ruleCitation(source.agreement.id, source, rule)),
      ...renewalCitations(source),
    ]),
    ...grants.flatMap(({ grant, rules }) =>
      rules.flatMap((rule) => ruleCitation(grant.id, sourceOf(grant.agreement), rule)),
    ),
    ...ceilings.flatMap(({ ceilings: { id }, rules }) =>
      rules
        .filter(({ cites }) => articleNumbers(cites.article).length === 0)
        .map((rule) => notNamed(id, rule.id, rule.cites.article)),
    ),
  ];
}

const inventedWord = "INVENTATO";

function ruleCitation(
  agreement: string,
  source: Agreement | undefined,
  rule: Rule,
): readonly Finding[] {
  const { article } = rule.cites;
  const isInvented = source?.agreement.invented === true;
  const necessity = necessityOf(agreement, rule);
  if (article === inventedWord) {
    if (isInvented) return necessity;
    const about = { agreement, rule: rule.id, path: article, values: { article } };
    return [found("ARTICLE_INVENTED", about), ...necessity];
  }
  return [...cited(agreement, source, article, rule.id), ...necessity];
}

function renewalCitations(source: Agreement): readonly Finding[] {
  const { id, renewals } = source.agreement;
  return renewals.flatMap(({ article }) => cited(id, source, article));
}

function cited(
  agreement: string,
  source: Agreement | undefined,
  article: string,
  rule?: string,
): readonly Finding[] {
  const numbers = articleNumbers(article);
  if (numbers.length === 0) return [notNamed(agreement, rule, article)];
  const register = registerOf(source);
  if (register === undefined) return [];
  const strange = numbers.filter((number) => !register.has(number));
  if (strange.length === 0) return [];
  const values = { article, missing: strange.map((number) => `art. ${number}`) };
  const about = { agreement, path: article, values, ...(rule !== undefined && { rule }) };
  return [found("ARTICLE_NOT_IN_REGISTER", about)];
}

const registers = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Articles of the agreement's document, where it keeps a register of them. */
function registerOf(source: Agreement | undefined): ReadonlySet<string> | undefined {
  const { articles } = source?.agreement ?? {};
  if (articles === undefined) return undefined;
  const register = registers.get(articles) ?? new Set(articles.flatMap(articleNumbers));
  registers.set(articles, register);
  return register;
}

function notNamed(agreement: string, rule: string | undefined, article: string): Finding {
  const about = { agreement, path: article, values: { article } };
  return found("ARTICLE_NOT_NAMED", { ...about, ...(rule !== undefined && { rule }) });
}

const articleNumber = /\d+(?:[/-](?:bis|ter|quater|quinquies|sexies|septies|octies))?/g;

/** Numbers of the articles that a citation names: `artt. 9 e 12` → 9, 12; `art. 3/bis, comma 2` → 3/bis. */
export function articleNumbers(citation: string): readonly string[] {
  if (!/^artt?\. /.test(citation)) return [];
  const before = citation.replace(/,?\s*comm[ai]\s.*$/, "");
  const numbers = before.match(articleNumber) ?? [];
  return numbers.map((number) => number.replace("-", "/"));
}

/** By which health data may be treated: strictly necessary for police, of substantial public interest otherwise. */
const necessityLaws = {
  police: /D\.Lgs\. 51\/2018 artt?\.[^;]*\b7\b/,
  administrative: /GDPR art\. 9|D\.Lgs\. 196\/2003 art\. 2-sexies/,
} as const;

function necessityOf(agreement: string, rule: Rule): readonly Finding[] {
  if (rule.deliver === "forbid") return [];
  const special = Object.keys(rule.fields).filter((path) => leafAt(path)?.dataClass === "health");
  const [path] = special;
  const law = necessityLaws[rule.when.regime ?? "police"];
  if (path === undefined || rule.cites.law.some((one) => law.test(one))) return [];
  const needed =
    rule.when.regime === "administrative"
      ? "D.Lgs. 196/2003 art. 2-sexies"
      : "D.Lgs. 51/2018 art. 7";
  const values = { fields: special, needed };
  return [found("NECESSITY_NOT_CITED", { agreement, rule: rule.id, path, values })];
}
