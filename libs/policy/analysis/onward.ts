import type { Leaf } from "#libs/incident/catalogue";
import { leafAt } from "#libs/incident/catalogue";
import type { Cell, CompiledRules } from "../compiled.ts";
import { cellKey } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import { sourcesOf } from "./forms.ts";
import type { Released, Releases } from "./released.ts";

interface Path {
  readonly first: Cell;
  readonly second: Cell;
  readonly more: readonly Leaf[];
}

/**
 * What C could come to know of A's data through B, and may not have from A itself: B writes anew what it got, in the
 * same category. Everything is taken at its widest (all in charge, all addressed). One finding a path A → B → C; it
 * is information where every step from A carries `no-onward`.
 */
export function onwardFindings(
  rules: CompiledRules,
  rooms: readonly Room[],
  releases: Releases,
): readonly Finding[] {
  const paths = Map.groupBy(
    pathsOf(rules, new Map(rooms.map((room) => [room.id, room])), releases),
    ({ first, second }) => `${first.author} ${first.receiver} ${second.receiver}`,
  );
  return [...paths.values()].flatMap((same) => (same[0] ? [findingOf(same[0], same)] : []));
}

function findingOf({ first, second }: Path, same: readonly Path[]): Finding {
  const isForbidden = same.every((path) => path.first.rule.handling.includes("no-onward"));
  const fields = new Set(same.flatMap(({ more }) => more.map(({ path }) => path)));
  return found(isForbidden ? "ONWARD_FORBIDDEN_MORE" : "ONWARD_MORE", {
    agreement: first.rule.agreement.id,
    rule: first.rule.id,
    values: {
      ...{ from: first.author, by: first.receiver, to: second.receiver },
      onward: `${second.rule.agreement.id} ${second.rule.id}`,
      category: first.category,
      categories: [...new Set(same.map((path) => path.first.category))].toSorted(byText),
      fields: [...fields].toSorted(byText),
    },
  });
}

function pathsOf(
  rules: CompiledRules,
  rooms: ReadonlyMap<string, Room>,
  releases: Releases,
): readonly Path[] {
  const standing = [...rules.cells.values()].flat().filter(isStanding);
  const bySender = Map.groupBy(standing, ({ author, category }) => `${author} ${category}`);
  const answers = new Map<string, readonly Leaf[]>();
  const releasedTo = (cell: Cell) => {
    const room = rooms.get(cell.receiver);
    return room === undefined ? undefined : releases.of(cell, room, true);
  };
  const known = new Map(standing.map((cell) => [cell, releasedTo(cell)]));
  return standing.flatMap((first) => {
    const seconds = bySender.get(`${first.receiver} ${first.category}`) ?? [];
    return seconds.flatMap((second): Path[] => {
      if (second.receiver === first.author || second.ownerOnly) return [];
      const direct = rules.cells.get(cellKey(first.author, second.receiver, first.category)) ?? [];
      const have = direct.filter(isStanding).map((cell) => known.get(cell));
      const [a, b] = [known.get(first), known.get(second)];
      if (a === undefined || b === undefined) return [];
      const key = [a.id, b.id, ...have.map((one) => one?.id ?? "")].join(" ");
      const more =
        answers.get(key) ??
        gained(
          a.released,
          b.released,
          have.flatMap((one) => (one ? [one.released] : [])),
        );
      answers.set(key, more);
      return more.length === 0 ? [] : [{ first, second, more }];
    });
  });
}

const isStanding = ({ rule }: Cell): boolean => rule.deliver === "allow";

/** Leaves that come through and that no direct rule gives, for some component. A charge is told, not passed on. */
function gained(first: Released, second: Released, direct: readonly Released[]): readonly Leaf[] {
  return [...second].flatMap(([leaf, passed]) => {
    if (leaf.kind === "charge") return [];
    const had = sourcesOf(leaf.path).map((path): bigint => {
      const source = leafAt(path);
      const bits = source === undefined ? undefined : first.get(source);
      if (bits === undefined || source?.kind === leaf.kind) return bits ?? 0n;
      return passed;
    });
    const through = had.reduce((a, b) => a | b, 0n) & passed;
    const straight = direct.reduce((bits, one) => bits | (one.get(leaf) ?? 0n), 0n);
    return (through & ~straight) === 0n ? [] : [leaf];
  });
}
