import type { Leaf } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import { Releases } from "../analysis/released.ts";
import type { Clause } from "../clauseSchema.ts";
import type { Cell, CompiledRule, CompiledRules } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";

/** What one rule does with one leaf in one exchange, with its title. */
export interface FieldCell {
  readonly from: string;
  readonly to: string;
  readonly category: Category;
  readonly deliver: CompiledRule["deliver"];
  /** The receiver gets it only as the room that opened the incident. */
  readonly asOwner: boolean;
  readonly addressee: CompiledRule["addressee"];
  /** Only what touches the receiver's comuni, or those listed. */
  readonly territory: CompiledRule["territory"];
  readonly mode: CompiledRule["mode"];
  /** Clauses by which it is given; empty where it is withheld, named or not. */
  readonly clauses: readonly Clause[];
  readonly article: string;
  readonly rule: string;
  readonly agreement: string;
  readonly isInvented: boolean;
}

/** One exchange under one rule: every leaf and what is done with it. */
export interface ExchangeColumn extends Omit<FieldCell, "clauses"> {
  readonly fields: ReadonlyMap<Leaf, readonly Clause[]>;
}

/**
 * Who gets what: one column an exchange and rule, as the compiled plans have it under the law of the day
 * (`YYYY-MM-DD`). What the law withholds in every case is not there, whatever a rule names.
 */
export function exchangeColumns(
  rules: CompiledRules,
  rooms: readonly Room[],
  day: string,
): readonly ExchangeColumn[] {
  const releases = new Releases(rules, day);
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const columns = [...rules.cells.values()].flat().flatMap((cell): ExchangeColumn[] => {
    const receiver = byId.get(cell.receiver);
    return receiver === undefined ? [] : [columnOf(cell, receiver, releases)];
  });
  return columns.toSorted((a, b) => byText(orderOf(a), orderOf(b)));
}

const orderOf = ({ category, from, to, agreement, rule }: ExchangeColumn): string =>
  [category, from, to, agreement, rule].join(" ");

function columnOf(cell: Cell, receiver: Room, releases: Releases): ExchangeColumn {
  const { rule, author, category, ownerOnly } = cell;
  const given = releases.of(cell, receiver, true).released;
  const fields = leaves.flatMap((leaf) => {
    const clauses = rule.plan?.clauses.get(leaf.path);
    return clauses === undefined || !given.has(leaf) ? [] : [[leaf, clauses] as const];
  });
  return {
    ...{ from: author, to: receiver.id, category, deliver: rule.deliver, asOwner: ownerOnly },
    ...{ addressee: rule.addressee, territory: rule.territory, mode: rule.mode },
    ...{ article: rule.article, rule: rule.id, agreement: rule.agreement.id },
    isInvented: rule.agreement.isInvented,
    fields: new Map(fields),
  };
}

/** What one column does with one leaf. */
export function fieldCell(column: ExchangeColumn, leaf: Leaf): FieldCell {
  const { fields, ...exchange } = column;
  return { ...exchange, clauses: fields.get(leaf) ?? [] };
}
