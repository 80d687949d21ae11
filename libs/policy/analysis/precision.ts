import { leafAt } from "#libs/incident/catalogue";
import type { Cell, CompiledRules } from "../compiled.ts";
import type { Room } from "../decision.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import { coarserForms } from "./forms.ts";
import type { Releases } from "./released.ts";
import { firstAtom } from "./released.ts";
import { ruleKey } from "./situations.ts";

/**
 * The same datum finely and coarsely to one receiver at once: the coarse form then protects nobody, and one of the
 * two is a slip. What taking charge adds to a coarse form is meant so: nothing is said of it.
 */
export function precisionFindings(
  rules: CompiledRules,
  rooms: readonly Room[],
  releases: Releases,
): readonly Finding[] {
  const byRule = Map.groupBy([...rules.cells.values()].flat(), ({ rule }) =>
    ruleKey(rule.agreement.id, rule.id),
  );
  return [...byRule.values()].flatMap((cells) => {
    const twice = cells.flatMap((cell) => {
      const receiver = rooms.find(({ id }) => id === cell.receiver);
      return receiver === undefined ? [] : twoForms(cell, receiver, releases);
    });
    const once = Map.groupBy(twice, ({ path }) => path);
    return [...once.values()].flatMap((same) => same.slice(0, 1));
  });
}

function twoForms(cell: Cell, receiver: Room, releases: Releases): readonly Finding[] {
  const open = releases.of(cell, receiver, false).released;
  const charged = releases.of(cell, receiver, true).released;
  return coarserForms.flatMap(({ coarse, fine }) => {
    const leaf = leafAt(coarse);
    if (leaf === undefined) return [];
    const [before, after] = [open.get(leaf) ?? 0n, charged.get(leaf) ?? 0n];
    return fine.flatMap((path): Finding[] => {
      const finer = leafAt(path);
      if (finer === undefined) return [];
      const [fineBefore, fineAfter] = [open.get(finer) ?? 0n, charged.get(finer) ?? 0n];
      // Both from the start, or both only in charge: the coarse one is no stage on the way to the fine one.
      const both = (before & fineBefore) | (after & ~before & fineAfter);
      const atom = firstAtom(releases.atoms[leaf.kind], both);
      if (atom === undefined) return [];
      const { attributes } = atom;
      const about = { agreement: cell.rule.agreement.id, rule: cell.rule.id, path: coarse };
      const values = {
        ...{ coarse, fine: path, from: cell.author, to: cell.receiver, category: cell.category },
        place: leaf.kind === "place" ? attributes.place : "",
      };
      return [found("TWO_PRECISIONS", { ...about, values })];
    });
  });
}
