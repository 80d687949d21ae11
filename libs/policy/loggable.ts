import type { z } from "zod";
import { articlePattern } from "#libs/seal/words";

/** Rules that cite articles, as agreements, grants and ceilings have them. */
interface Citing {
  readonly rules: readonly { readonly cites: { readonly article: string } }[];
}

interface CitingTitles {
  readonly agreements: readonly Citing[];
  readonly grants: readonly Citing[];
  readonly ceilings: readonly Citing[];
}

/** True where a leaf of the log can hold the article: a decision that cites another one cannot be recorded. */
export const isLoggable = (article: string): boolean => articlePattern.test(article);

/** Judges a title before anybody signs it: an article that a leaf cannot hold would stop each decision by its rule. */
export function articlesForTheLog({ rules }: Citing, context: z.RefinementCtx): void {
  for (const [at, { cites }] of rules.entries()) {
    if (isLoggable(cites.article)) continue;
    const path = ["rules", at, "cites", "article"];
    context.addIssue({ code: "custom", path, message: inWords });
  }
}
const inWords =
  "the log cannot hold it: letters, digits, spaces and . , ; : / ( ) § ° ' -, the first a letter or digit";

/** Where (JSON Pointer) rules cite an article that a leaf cannot hold; undefined where every decision can be recorded. */
export function unloggableIn(titles: CitingTitles): string | undefined {
  for (const list of ["ceilings", "agreements", "grants"] as const) {
    for (const [at, { rules }] of titles[list].entries()) {
      const rule = rules.findIndex(({ cites }) => !isLoggable(cites.article));
      if (rule >= 0) return `/${list}/${at}/rules/${rule}/cites/article`;
    }
  }
  return undefined;
}
