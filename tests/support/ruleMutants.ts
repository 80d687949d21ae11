import type { ComponentKind, Leaf } from "#libs/incident/catalogue";
import { enumTable, leafAt, leaves } from "#libs/incident/catalogue";
import { derivations } from "#libs/incident/derive";
import type { PersonRole } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Clause, ClauseSource } from "#libs/policy/clauseSchema";
import type { Ground } from "#libs/policy/vocabulary";
import { groundOfCategory } from "#libs/policy/vocabulary";
import { otherSource } from "./goldenLetters.ts";
import { categories } from "./goldenTable.ts";
import { rooms } from "./patto.ts";

/** One rule changed in one place, or `undefined` for a rule that is gone. */
interface RuleMutant {
  readonly name: string;
  readonly rule: Rule | undefined;
}

/** Every change of one place of a rule that a slip of the pen could make: what it opens, shuts and whom it reaches. */
export function mutantsOfRule(rule: Rule, source: Agreement): readonly RuleMutant[] {
  const named = (changes: readonly Change<Rule>[]): RuleMutant[] =>
    changes.map(([name, changed]) => ({ name, rule: changed }));
  return [
    { name: "the rule is gone", rule: undefined },
    ...named([flipped(rule)]),
    ...named(rule.deliver === "allow" ? changedFields(rule) : []),
    ...named(changedWhen(rule, source)),
  ];
}

/** Changes of an agreement's own part: parties, groups and validity. */
export function mutantsOfHead(source: Agreement): readonly Change<Agreement>[] {
  const { agreement } = source;
  const head = (change: Partial<Agreement["agreement"]>): Agreement => ({
    ...source,
    agreement: { ...agreement, ...change },
  });
  const parties = agreement.parties.map(({ room }) => room);
  return [
    ...agreement.parties.map(
      (party): Change<Agreement> => [
        `party ${party.room} is gone`,
        head({ parties: agreement.parties.filter((other) => other !== party) }),
      ],
    ),
    ...Object.entries(agreement.groups).flatMap(([group, members]) =>
      variants(members, parties).map(
        ([name, list]): Change<Agreement> => [
          `group ${group} ${name}`,
          head({ groups: { ...agreement.groups, [group]: list } }),
        ],
      ),
    ),
    ["has run out", head({ in_force: { from: "2020-01-01", to: "2020-12-31" }, renewals: [] })],
  ];
}

/** A name of the change, and what it makes. */
type Change<T> = readonly [name: string, changed: T];

/** The list without each of its words, and with each of `all` that it lacks. Never empty. */
function variants<T extends string>(list: readonly T[], all: readonly T[]): readonly Change<T[]>[] {
  const without = list.map(
    (word): Change<T[]> => [`without ${word}`, list.filter((other) => other !== word)],
  );
  const more = all
    .filter((word) => !list.includes(word))
    .map((word): Change<T[]> => [`with ${word}`, [...list, word]]);
  return [...(list.length > 1 ? without : []), ...more];
}

function flipped(rule: Rule): Change<Rule> {
  if (rule.deliver === "allow") return ["forbids", { ...rule, deliver: "forbid", fields: {} }];
  const [category = "C00"] = rule.when.category;
  const { purpose, regime } = { ...rule.when, ...groundOfCategory[category] };
  const when = { ...rule.when, ...(purpose && { purpose }), ...(regime && { regime }) };
  return ["allows the head", { ...rule, when, deliver: "allow", fields: bareFields }];
}

const bareFields: Rule["fields"] = {
  "incident.category": [{ do: "keep" }],
  "incident.status": [{ do: "keep" }],
};

/** True for a word of `to` that reaches a room as owner of the incident only. */
export const isOwnerWord = (word: string) => word === "owner" || word.startsWith("owner:");

function changedWhen(rule: Rule, source: Agreement): readonly Change<Rule>[] {
  const { when } = rule;
  const changed = (name: string, change: Partial<Rule["when"]>): Change<Rule> => [
    name,
    { ...rule, when: { ...when, ...change } },
  ];
  const { addressee: _, ...anybody } = when;
  const areas: readonly Rule["when"]["territory"][] = ["any", "receiver", ["istat:019036"]];
  const addressees = (["named", "not-named"] as const).filter((word) => word !== when.addressee);
  return [
    ...otherPairs(rule, source).map(([name, change]) => changed(name, change)),
    ...variants(when.category, categories).map(([name, category]) =>
      changed(`category ${name}`, { category }),
    ),
    ...areas
      .filter((area) => area !== when.territory)
      .map((territory) => changed(`territory ${String(territory)}`, { territory })),
    ...addressees.map((addressee) => changed(`addressee ${addressee}`, { addressee })),
    ...(when.addressee === undefined
      ? []
      : [["whoever is named", { ...rule, when: anybody }] as const]),
    ...(["actual", "exercise"] as const).map((mode) => changed(`${mode} only`, { mode: [mode] })),
    ...otherGrounds(rule).map((ground) => changed(`purpose ${ground.purpose}`, ground)),
  ];
}

/** Senders and receivers one less and one more, room by room; no room sends to itself. */
function otherPairs({ when }: Rule, source: Agreement): readonly Change<Partial<Rule["when"]>>[] {
  const parties = source.agreement.parties.map(({ room }) => room);
  const from = roomsOf(when.from, source);
  const to = roomsOf(when.to.map(withoutOwner), source);
  const asOwner = when.to.some(isOwnerWord) ? "owner:" : "";
  const onlyItself = (a: readonly string[], b: readonly string[]) =>
    a.every((one) => b.every((other) => one === other));
  return [
    ...variants(to, parties)
      .filter(([name]) => !from.every((sender) => name === `with ${sender}`))
      .map(
        ([name, rooms]): Change<Partial<Rule["when"]>> => [
          `to ${name}`,
          { to: rooms.map((room) => `${asOwner}room:${room}`) },
        ],
      ),
    ...variants(from, parties)
      .filter(([name]) => !to.every((receiver) => name === `with ${receiver}`))
      .map(
        ([name, rooms]): Change<Partial<Rule["when"]>> => [
          `from ${name}`,
          { from: rooms.map((room) => `room:${room}`) },
        ],
      ),
  ].filter(
    ([, change]) =>
      !onlyItself(
        change.from === undefined ? from : roomsOf(change.from, source),
        change.to === undefined ? to : roomsOf(change.to.map(withoutOwner), source),
      ),
  );
}

const withoutOwner = (word: string) => word.replace(/^owner:/, "");

/** Rooms that words of a rule reach among the parties. */
function roomsOf(words: readonly string[], { agreement }: Agreement): readonly string[] {
  const parties = agreement.parties.map(({ room }) => room);
  const reached = new Set(
    words.flatMap((word) => {
      const [kind, name = ""] = word.split(":");
      if (kind === "owner") return parties;
      if (kind === "room") return [name];
      if (kind === "group") return agreement.groups[name] ?? [];
      return rooms.filter((room) => room.kind === name).map(({ id }) => id);
    }),
  );
  return parties.filter((room) => reached.has(room));
}

/** Other purposes and regimes that one of the rule's categories admits: what could compile. */
function otherGrounds({ when }: Rule): readonly Ground[] {
  const admitted = when.category.flatMap((category) => {
    const own = groundOfCategory[category];
    return own === undefined ? [] : [own, ...own.mayState];
  });
  const others = admitted
    .map(({ purpose, regime }): Ground => ({ purpose, regime }))
    .filter(({ purpose, regime }) => purpose !== when.purpose || regime !== when.regime);
  return [...new Map(others.map((ground) => [JSON.stringify(ground), ground])).values()];
}

function changedFields(rule: Rule): readonly Change<Rule>[] {
  const { fields } = rule;
  const named = ([name, changed]: Change<Rule["fields"]>): Change<Rule> => [
    name,
    { ...rule, fields: changed },
  ];
  return [...widenedFields(fields), ...narrowedFields(fields)].map(named);
}

/** Each leaf of the catalogue released further than the rule does. */
function widenedFields(fields: Rule["fields"]): readonly Change<Rule["fields"]>[] {
  return leaves.flatMap((leaf) => {
    const own = fields[leaf.path] ?? [];
    return widenings(leaf, own).map(
      ([name, clause]): Change<Rule["fields"]> => [
        `${leaf.path} also ${name}`,
        { ...fields, [leaf.path]: [...own, clause] },
      ],
    );
  });
}

/** Each leaf dropped, and each of its clauses changed. */
function narrowedFields(fields: Rule["fields"]): readonly Change<Rule["fields"]>[] {
  return Object.entries(fields).flatMap(([path, clauses]) => {
    const others = Object.fromEntries(Object.entries(fields).filter(([p]) => p !== path));
    const dropped: Change<Rule["fields"]> = [`${path} dropped`, others];
    const changed = clauses.flatMap((clause, i) =>
      changedClause(clause, clauses.length, leafAt(path)?.kind).map(
        ([name, list]): Change<Rule["fields"]> => [
          `${path}, clause ${i + 1}: ${name}`,
          { ...others, [path]: clauses.toSpliced(i, 1, ...list) },
        ],
      ),
    );
    return [dropped, ...changed];
  });
}

const allRoles = Object.keys(enumTable("PersonRole")) as readonly PersonRole[];

/** Clauses that would let more of a leaf out: unconditionally, or for a place, role or age not yet reached. */
function widenings(leaf: Leaf, own: readonly Clause[]): readonly Change<Clause>[] {
  const clause: Clause = (leaf.derived ? derivations[leaf.path] : undefined) ?? { do: "keep" };
  const offered = conditions(leaf);
  if (offered.length === 0) return own.length === 0 ? [["named", clause]] : [];
  const spoken = new Set(own.map((other) => JSON.stringify(other.if)));
  return offered
    .filter(([, ifs]) => !spoken.has(JSON.stringify(ifs)))
    .map(([name, ifs]) => [name, { if: ifs, ...clause }]);
}

function conditions(leaf: Leaf): readonly Change<NonNullable<Clause["if"]>>[] {
  if (leaf.dataClass === "place") {
    return (["public", "sensitive"] as const).map((place) => [place, { place }]);
  }
  if (leaf.dataClass !== "person_identity" && leaf.dataClass !== "person_contact") return [];
  return [false, true].flatMap((minor) =>
    allRoles.map(
      (role) => [`of ${minor ? "a minor " : ""}${role}`, { roles: [role], minor }] as const,
    ),
  );
}

/** Changes of one clause of `count`, each as what stands in its place. */
function changedClause(
  clause: Clause,
  count: number,
  kind: ComponentKind | undefined,
): readonly Change<readonly Clause[]>[] {
  const { once, if: condition = {}, ...treatment } = clause;
  const { once: _, ...open } = clause;
  const charge: Change<Clause[]> =
    once === undefined
      ? ["only in charge", [{ ...clause, once: "in-charge" }]]
      : ["whoever is in charge", [open]];
  const kept: Change<Clause[]> = ["kept as it is", [{ ...clause, do: "keep" }]];
  const anew = ([name, ifs]: Change<NonNullable<Clause["if"]>>): Change<Clause[]> => [
    name,
    [
      {
        ...(Object.keys(ifs).length > 0 && { if: ifs }),
        ...(once !== undefined && { once }),
        ...treatment,
      },
    ],
  ];
  return [
    charge,
    ...(count > 1 ? [["gone", []] as const] : []),
    ...(clause.do === "keep" ? [] : [kept]),
    ...[...changedCondition(condition), ...narrowedCondition(condition, kind)].map(anew),
  ];
}

const othersBut = (source: ClauseSource) =>
  (["unstated", ...Object.keys(enumTable("Source"))] as const).filter(
    (word): word is ClauseSource => word !== source,
  );

/** A condition that asks besides for the basis or the source of what the rule tells of anyway. */
function narrowedCondition(
  condition: NonNullable<Clause["if"]>,
  kind: ComponentKind | undefined,
): readonly Change<NonNullable<Clause["if"]>>[] {
  const asksBasis = kind === "person" || kind === "risk";
  const asksSource = asksBasis || kind === "place" || kind === "vehicle";
  const bases = (["fact", "assessment"] as const).filter((basis) => basis !== condition.basis);
  const sources: readonly ClauseSource[][] = [[otherSource], othersBut(otherSource)];
  return [
    ...(asksBasis ? bases : []).map(
      (basis) => [`only if ${basis}`, { ...condition, basis }] as const,
    ),
    ...(asksSource ? sources : []).map(
      (source) => [`only from ${source.join()}`, { ...condition, source }] as const,
    ),
  ];
}

/** A condition without each attribute, and with another value of each. */
function changedCondition(
  condition: NonNullable<Clause["if"]>,
): readonly Change<NonNullable<Clause["if"]>>[] {
  const { place, roles, minor } = condition;
  const without = Object.keys(condition).map((attribute) => {
    const rest = Object.entries(condition).filter(([name]) => name !== attribute);
    return [`whatever its ${attribute}`, Object.fromEntries(rest)] as const;
  });
  const other = place === "public" ? "sensitive" : "public";
  return [
    ...without,
    ...(place === undefined ? [] : [[other, { ...condition, place: other }] as const]),
    ...(minor === undefined
      ? []
      : [[minor ? "adult" : "minor", { ...condition, minor: !minor }] as const]),
    ...(roles === undefined
      ? []
      : variants(roles, allRoles).map(
          ([name, list]) => [`roles ${name}`, { ...condition, roles: list }] as const,
        )),
  ];
}
