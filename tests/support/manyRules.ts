import type { Category } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { groundsOf } from "#libs/policy/analysis/situations";
import type { RuleSources } from "#libs/policy/compile";
import type { Room, RoomKind } from "#libs/policy/decision";
import { ceilings, patto } from "./patto.ts";

const kinds: readonly RoomKind[] = ["polizia_locale", "carabinieri", "questura", "cur_112"];

/** So many rooms, each with a comune of its own. */
export function manyRooms(count: number): readonly Room[] {
  return Array.from({ length: count }, (_, slot) => ({
    ...{ id: `sala_${slot}`, slot, kind: kinds[slot % kinds.length] ?? "questura" },
    ...{ titolare: "SINTETICO", municipalities: [`istat:${String(999_000 + slot)}`] },
  }));
}

/**
 * Agreements with so many rules in all, one rule for each ordered group of rooms and category: fields are those of
 * the Patto, so that plans are as large as real ones. A sixth of the rules reach several rooms at once.
 */
export function manyRules(count: number, rooms: readonly Room[]): RuleSources {
  const models = patto().rules.filter(({ deliver }) => deliver === "allow");
  const perAgreement = 50;
  const agreements = Array.from({ length: Math.ceil(count / perAgreement) }, (_, n): Agreement => {
    const { agreement, ...rest } = patto();
    const rules = Array.from({ length: perAgreement }, (_unused, k) =>
      ruleAt(n * perAgreement + k, models, rooms),
    );
    return {
      ...rest,
      agreement: {
        ...{ ...agreement, id: `ACCORDO-${n}`, groups: {} },
        parties: rooms.map(({ id }) => ({ room: id, by: "SINTETICO", synthetic: true })),
      },
      rules,
    };
  });
  return { ceilings, agreements, grants: [] };
}

const categories: readonly Category[] = ["C01", "C03", "C04", "C09", "C11", "C12", "C15", "C16"];

function ruleAt(n: number, models: readonly Rule[], rooms: readonly Room[]): Rule {
  const category = categories[n % categories.length] ?? "C01";
  const suited = models.filter(({ when }) => when.category.includes(category));
  const model = suited[n % suited.length] ?? models[0];
  if (model === undefined) throw new Error("the Patto has rules");
  const pair = Math.floor(n / categories.length);
  const from = pair % rooms.length;
  const step = 1 + (Math.floor(pair / rooms.length) % (rooms.length - 1));
  const to = (from + step) % rooms.length;
  const [ground] = groundsOf(category);
  return {
    ...model,
    id: `R${n}`,
    when: {
      ...{ from: [`room:sala_${from}`], to: [`room:sala_${to}`], category: [category] },
      ...{ territory: n % 3 === 0 ? "receiver" : "any", ...ground },
    },
  };
}
