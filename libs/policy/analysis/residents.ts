import type { Rule } from "../agreementSchema.ts";
import type { Population } from "../clauseSchema.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";

interface TitledRule {
  readonly agreement: string;
  readonly rule: Rule;
}

/**
 * The k-check: areas by residents against the table of residents. A table whose small cells hold more people than
 * the large one around them is wrong; one that never reaches k always gives the comune; a fixed cell or zone given
 * beside a stated k would show fewer people than that k.
 */
export function residentsFindings(
  rules: readonly TitledRule[],
  population: Population | undefined,
): readonly Finding[] {
  const asked = rules.flatMap(({ agreement, rule }) =>
    (rule.fields["place.area"] ?? []).flatMap(({ residents_min }) =>
      residents_min === undefined ? [] : [{ agreement, rule: rule.id, residents: residents_min }],
    ),
  );
  const largest = asked.toSorted((a, b) => b.residents - a.residents)[0]?.residents;
  if (population === undefined) {
    return asked.map(({ residents, ...about }) =>
      found("NO_POPULATION", { ...about, path: "place.area", values: { residents } }),
    );
  }
  const counts = Object.values(population.cells);
  const never = asked.filter(({ residents }) => counts.every((count) => count < residents));
  return [
    ...inconsistent(population),
    ...never.map(({ residents, ...about }) =>
      found("AREA_NEVER_A_CELL", { ...about, path: "place.area", values: { residents } }),
    ),
    ...(largest === undefined ? [] : smallCells(rules, population, largest)),
  ];
}

/** Small cells of which the table knows more people than of the large cell around them. */
function inconsistent({ cells }: Population): readonly Finding[] {
  const large = Object.entries(cells).filter(([code]) => code.startsWith("1km"));
  return large.flatMap(([code, residents]): Finding[] => {
    const inside = Object.entries(cells)
      .filter(([small]) => small.startsWith("100m") && zoneAround(small) === code)
      .reduce((sum, [, count]) => sum + count, 0);
    if (inside <= residents) return [];
    const values = { cell: code, residents, inside };
    return [found("POPULATION_INCONSISTENT", { agreement: "", path: code, values })];
  });
}

/** `100mN12345E67890` → `1kmN1234E6789`. */
function zoneAround(cell: string): string {
  const [, north = "", east = ""] = /^100mN(\d+)E(\d+)$/.exec(cell) ?? [];
  return `1kmN${north.slice(0, -1)}E${east.slice(0, -1)}`;
}

const sizes = { "place.cell": "100m", "place.zone": "1km" } as const;

function smallCells(
  rules: readonly TitledRule[],
  { cells }: Population,
  residents: number,
): readonly Finding[] {
  return Object.entries(sizes).flatMap(([path, size]) => {
    const small = Object.entries(cells).filter(
      ([code, count]) => code.startsWith(size) && count < residents,
    );
    const [first] = small;
    if (first === undefined) return [];
    const naming = rules.filter(({ rule }) => rule.fields[path] !== undefined);
    const values = { cells: small.length, example: first[0], living: first[1], residents };
    return naming.map(({ agreement, rule }) =>
      found("CELL_BELOW_RESIDENTS", { agreement, rule: rule.id, path, values }),
    );
  });
}
