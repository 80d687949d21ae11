import type { Leaf, LeafPath } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { Atoms } from "./analysis/released.ts";
import { atomsOf } from "./analysis/released.ts";
import { capOf, ceilingsFor, isCapped } from "./ceilings.ts";
import type { CompiledRules } from "./compiled.ts";
import type { ReasonCode, Room } from "./decision.ts";
import type { FieldExplanation, NearMiss } from "./explainInFull.ts";
import type { Verdict } from "./match.ts";
import { type Allowance, allowances, nearestLeaf } from "./nearest.ts";
import { treat } from "./project.ts";
import type { RecordedComponent, Replayable } from "./replay.ts";
import { replayVerdict } from "./replay.ts";
import { transformOf } from "./transforms.ts";

/** Why one leaf of one recorded component went, or did not: as {@link FieldExplanation}, from a record alone. */
export interface RecordedField
  extends Pick<FieldExplanation, "given" | "transform" | "why" | "ceiling" | "nearest"> {
  readonly ref: string;
  readonly path: LeafPath;
  readonly author: string;
  /** The rule by which its author's data reach the room at all; absent where none lets them. */
  readonly title?: Omit<NearMiss, "changes">;
}

/** One field of one component of a record. */
export interface AskedField {
  readonly ref: string;
  readonly path: string;
}

interface Asked {
  readonly rules: CompiledRules;
  readonly source: Replayable;
  readonly room: Room;
  readonly atoms: Atoms;
}

/**
 * Explains recorded fields to whoever wrote them, from what the leaf recorded and the rules of then, without any value:
 * as `explainInFull` does on the living state. Fields of components that the record does not have are left out. The
 * receiver must not learn it of what was withheld.
 */
export function explainRecord(
  rules: CompiledRules,
  source: Replayable,
  room: Room,
  fields: readonly AskedField[],
): readonly RecordedField[] {
  const asked: Asked = { rules, source, room, atoms: atomsOf(rules) };
  const components = new Map(source.components.map((one) => [one.ref, one]));
  const byAuthor = Map.groupBy(
    fields.flatMap(({ ref, path }) => {
      const component = components.get(ref);
      const leaf = component && leavesOf(component.ruled.kind).find((one) => one.path === path);
      return component === undefined || leaf === undefined ? [] : [{ component, leaf }];
    }),
    ({ component }) => component.ruled.author,
  );
  return [...byAuthor].flatMap(([author, own]) => {
    const verdict = replayVerdict(rules, source.input, author, room);
    const all = allowances(rules, source.input, author, room);
    return own.map(({ component, leaf }) => explained(asked, { verdict, all }, component, leaf));
  });
}

function explained(
  { rules, source, room, atoms }: Asked,
  { verdict, all }: { readonly verdict: Verdict; readonly all: readonly Allowance[] },
  { ref, ruled }: RecordedComponent,
  leaf: Leaf,
): RecordedField {
  const { path } = leaf;
  const isInCharge = source.charged.includes(room.id);
  const row = { ref, path, author: ruled.author, ...titleOf(verdict) };
  const treatment = verdict.allowed ? treat(verdict, ruled, leaf, isInCharge) : undefined;
  if (treatment?.released === true) {
    const transform = transformOf(path);
    return { ...row, given: treatment.by, ...(transform && { transform }) };
  }
  const why: ReasonCode | NonNullable<RecordedField["why"]> | undefined =
    treatment?.why ?? (verdict.allowed ? undefined : verdict.reason);
  const near = nearestLeaf(all, atoms, ruled, path, isInCharge);
  const ceiling = ceilingsFor(rules, source.input, ruled.author, room).find((one) =>
    isCapped(capOf([one]), ruled, leaf),
  );
  return {
    ...row,
    ...(why && { why }),
    ...(ceiling && { ceiling: { id: ceiling.rule.id, article: ceiling.rule.cites.article } }),
    ...(near && { nearest: missOf(near) }),
  };
}

function titleOf(verdict: Verdict): Pick<RecordedField, "title"> {
  if (verdict.allowed) {
    const { id, article, agreement } = verdict.rule;
    return { title: { agreement: agreement.id, rule: id, article } };
  }
  const { basis } = verdict;
  if (basis === undefined) return {};
  return { title: { agreement: basis.agreement, rule: basis.rule, article: basis.article } };
}

function missOf({ verdict, changes }: Pick<Allowance, "verdict" | "changes">): NearMiss {
  const { rule } = verdict;
  return { agreement: rule.agreement.id, rule: rule.id, article: rule.article, changes };
}
