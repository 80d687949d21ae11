import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Ceilings } from "#libs/policy/ceilingsSchema";
import type { RuleSources } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import { shifted } from "./decisionDomain.ts";

/** Changes of rule sets whose effect on every decision is known beforehand. None of them alters what it is given. */
type Change = (sources: RuleSources) => RuleSources;

/** Every rule of agreements and grants replaced by others; none where the list is empty. */
export function withRules(
  sources: RuleSources,
  change: (rule: Rule, agreement: Agreement | undefined) => readonly Rule[],
): RuleSources {
  const { agreements, grants } = sources;
  return {
    ...sources,
    agreements: agreements.map((source) => ({
      ...source,
      rules: source.rules.flatMap((rule) => change(rule, source)),
    })),
    grants: grants.map((source) => {
      const above = agreements.find(({ agreement }) => agreement.id === source.grant.agreement);
      return { ...source, rules: source.rules.flatMap((rule) => change(rule, above)) };
    }),
  };
}

/** One more prohibition in every agreement, between all its parties. */
export const withProhibition =
  (rule: Omit<Rule, "id">): Change =>
  (sources) => ({
    ...sources,
    agreements: sources.agreements.map((source) => {
      const parties = source.agreement.parties.map(({ room }) => `room:${room}`);
      const allowed = source.rules.find(({ deliver }) => deliver === "allow")?.when.category ?? [];
      const category = [...new Set([...rule.when.category, ...allowed])];
      const when = {
        ...rule.when,
        category,
        territory: "any" as const,
        from: parties,
        to: parties,
      };
      return { ...source, rules: [...source.rules, { ...rule, id: "MORE", when }] };
    }),
  });

/** One more file of ceilings, in force for ever; the first of its rules speaks of every exchange. */
export const withCeilings =
  (more: Ceilings): Change =>
  (sources) => {
    const in_force = { from: "2020-01-01", to: "2099-12-31" };
    const rules = more.rules.map((rule, i) => (i === 0 ? { ...rule, when: {} } : rule));
    const named = { ...more, rules, ceilings: { ...more.ceilings, in_force, id: "MORE" } };
    return { ...sources, ceilings: [...sources.ceilings, named] };
  };

/** Every ceiling that withholds something withholds most other groups too. */
export const withCoarserCeilings: Change = (sources) => ({
  ...sources,
  ceilings: sources.ceilings.map((source) => ({
    ...source,
    rules: source.rules.map((rule) => {
      if (!("withhold" in rule.cap)) return rule;
      const { withhold } = rule.cap;
      const more = ["G2", "G3", "G7", "G8", "G9", "G11", "G13", "G15", "G17"] as const;
      return {
        ...rule,
        cap: { withhold: { ...withhold, groups: [...(withhold.groups ?? []), ...more] } },
      };
    }),
  })),
});

/** Without the first agreement, the grants under it and the precedence over it. */
export const withoutFirstAgreement: Change = (sources) => {
  const [first] = sources.agreements;
  const gone = first?.agreement.id;
  return {
    ...sources,
    agreements: sources.agreements.slice(1).map(({ agreement, ...rest }) => ({
      ...rest,
      agreement: {
        ...agreement,
        precedence_over: agreement.precedence_over.filter((id) => id !== gone),
      },
    })),
    grants: sources.grants.filter(({ grant }) => grant.agreement !== gone),
  };
};

/** Files, rules, parties and clauses the other way round. */
export const turnedRound: Change = (sources) => {
  const turned = withRules(sources, (rule) => [
    {
      ...rule,
      fields: Object.fromEntries(
        Object.entries(rule.fields)
          .toReversed()
          .map(([path, clauses]) => [path, clauses.toReversed()]),
      ),
    },
  ]);
  return {
    ...turned,
    agreements: turned.agreements.toReversed().map(({ agreement, rules, ...rest }) => ({
      ...{ ...rest, rules: rules.toReversed() },
      agreement: { ...agreement, parties: agreement.parties.toReversed() },
    })),
    grants: turned.grants
      .toReversed()
      .map((grant) => ({ ...grant, rules: grant.rules.toReversed() })),
    ceilings: turned.ceilings
      .toReversed()
      .map((source) => ({ ...source, rules: source.rules.toReversed() })),
  };
};

/** Every rule under another id, in another alphabetic order. */
export const renamed: Change = (sources) => {
  const other = (id: string) => `Z${String(1_000 - Number(id.slice(1)))}`;
  return withRules(sources, (rule) => {
    const { extends: base, ...rest } = rule;
    return [
      { ...rest, id: other(rule.id), ...(base === undefined ? {} : { extends: other(base) }) },
    ];
  });
};

/** Every day of every file so many days later. */
export const later =
  (days: number): Change =>
  (sources) => {
    const moved = ({ from, to }: { from: string; to: string }) => ({
      from: shifted(from, days),
      to: shifted(to, days),
    });
    const { territory } = sources;
    return {
      ...sources,
      agreements: sources.agreements.map(({ agreement, ...rest }) => ({
        ...rest,
        agreement: {
          ...agreement,
          in_force: moved(agreement.in_force),
          renewals: agreement.renewals.map((one) => ({ ...one, ...moved(one) })),
        },
      })),
      grants: sources.grants.map(({ grant, ...rest }) => ({
        ...rest,
        grant: { ...grant, in_force: moved(grant.in_force) },
      })),
      ceilings: sources.ceilings.map(({ ceilings, ...rest }) => ({
        ...rest,
        ceilings: { ...ceilings, in_force: moved(ceilings.in_force) },
      })),
      ...(territory && {
        territory: {
          changes: territory.changes.map((one) => ({ ...one, until: shifted(one.until, days) })),
        },
      }),
    };
  };

/** Every rule in as many as it has categories, each under an id of its own. */
export const splitByCategory: Change = (sources) =>
  withRules(sources, (rule) =>
    rule.when.category.map((category, i) => part(rule, i, { category: [category] })),
  );

/** Every rule in as many as it means senders and receivers, each named. */
export const splitByRoom =
  (rooms: readonly Room[]): Change =>
  (sources) =>
    withRules(sources, (rule, source) => {
      if (source === undefined) return [rule];
      const from = meant(rule.when.from, source, rooms);
      const to = meant(rule.when.to, source, rooms);
      const pairs = from.flatMap((one) => to.map((other) => [one, other] as const));
      return pairs.map(([one, other], i) => part(rule, i, { from: [one], to: [other] }));
    });

/** The first part keeps what others extend by: parts have the same fields. */
function part(rule: Rule, i: number, when: Partial<Rule["when"]>): Rule {
  const id = i === 0 ? rule.id : `${rule.id}-${i}`;
  return { ...rule, id, when: { ...rule.when, ...when } };
}

/** `room:x` and `owner:room:x` for every party that one of the words means. */
function meant(words: readonly string[], source: Agreement, rooms: readonly Room[]): string[] {
  const { parties, groups } = source.agreement;
  const known = rooms.filter(({ id }) => parties.some(({ room }) => room === id));
  const ofWord = (word: string): readonly string[] => {
    const [first = "", ...rest] = word.split(":");
    if (first === "owner") {
      const named =
        rest.length === 0 ? known.map(({ id }) => `room:${id}`) : ofWord(rest.join(":"));
      return named.map((one) => `owner:${one}`);
    }
    const [name = ""] = rest;
    const isMeant = ({ id, kind }: Room) =>
      first === "kind"
        ? kind === name
        : first === "room"
          ? id === name
          : groups[name]?.includes(id);
    return known.filter(isMeant).map(({ id }) => `room:${id}`);
  };
  return [...new Set(words.flatMap(ofWord))];
}

/** Every grant over before anything happened. */
export const withExpiredGrants: Change = (sources) => ({
  ...sources,
  grants: sources.grants.map(({ grant, ...rest }) => ({
    ...rest,
    grant: { ...grant, in_force: { from: "2024-01-01", to: "2024-01-30" } },
  })),
});

export const withoutGrants: Change = (sources) => ({ ...sources, grants: [] });

export const withoutBreakGlass: Change = (sources) =>
  withRules(sources, (rule) => (rule.deliver === "break-glass" ? [] : [rule]));
