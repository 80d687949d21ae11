import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Category } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { groundsOf } from "#libs/policy/analysis/situations";
import { invented, patto, rooms } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const extra = "BENCH-ESTENSIONE";

/** Categories that the bench's traffic does not have: its copies stay the same whatever is activated. */
const categories: readonly Category[] = [
  ...(["C02", "C04", "C05", "C06", "C07", "C08", "C09", "C10"] as const),
  ...(["C11", "C13", "C14", "C15", "C16", "C18"] as const),
];

/**
 * The shipped deployment, with so many rules in all: those that it lacks stand in an invented agreement that gives way
 * to the others. `version` is in a title, so that each set is content of its own.
 */
export function writeDeployment(folder: string, rulesCount: number, version: number): void {
  cpSync(join(projectRoot, "deploy"), folder, { recursive: true });
  const before = [patto(), invented()].map(
    (one): Agreement => ({ ...one, agreement: { ...one.agreement, precedence_over: [extra] } }),
  );
  const shipped = before.reduce((sum, { rules }) => sum + rules.length, 0);
  const more = extension(rulesCount - shipped, version);
  const names = ["patto-cremona-2022.yaml", "synthetic-112.yaml", "bench.yaml"];
  for (const [index, agreement] of [...before, more].entries()) {
    // JSON is YAML too.
    const path = join(folder, "agreements", names[index] ?? "");
    writeFileSync(path, JSON.stringify(agreement));
  }
}

function extension(count: number, version: number): Agreement {
  const source = invented();
  const models = patto().rules.filter(({ deliver }) => deliver === "allow");
  const title = `INVENTATO: estensione per la misura, n. ${version}`;
  const parties = rooms.map(({ id }) => ({ room: id, by: "SINTETICO", synthetic: true }));
  return {
    ...source,
    agreement: { ...source.agreement, id: extra, title, groups: {}, parties },
    rules: Array.from({ length: count }, (_, n) => ruleAt(n, models)),
  };
}

/** One rule for each ordered pair of rooms and category, in turn. */
function ruleAt(n: number, models: readonly Rule[]): Rule {
  const category = categories[n % categories.length] ?? "C02";
  const pair = Math.floor(n / categories.length);
  const from = rooms[pair % rooms.length];
  const step = 1 + (Math.floor(pair / rooms.length) % (rooms.length - 1));
  const to = rooms[((pair % rooms.length) + step) % rooms.length];
  const model = models[n % models.length];
  if (model === undefined || from === undefined || to === undefined) throw new Error("no rules");
  const { extends: _, ...rest } = model;
  return {
    ...rest,
    id: `BENCH-${n}`,
    when: {
      ...{ from: [`room:${from.id}`], to: [`room:${to.id}`], category: [category] },
      ...{ territory: "any", ...groundsOf(category)[0] },
    },
  };
}
