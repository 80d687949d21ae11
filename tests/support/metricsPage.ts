import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#tests/support/project";

/** A metric as docs/metrics.md says it is. */
export interface DocumentedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly processes: readonly string[];
  readonly help: string;
}

const page = readFileSync(join(projectRoot, "docs", "metrics.md"), "utf8");

const section = (title: string): string => page.split(`\n## ${title}`)[1]?.split("\n## ")[0] ?? "";
const words = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
const rows = (title: string): readonly (readonly string[])[] =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

export const documentedMetrics: readonly DocumentedMetric[] = rows("Metriche").map((cells) => {
  const [name = "", type = "", labels = "", processes = "", , help = ""] = cells;
  const [bare = ""] = words(name);
  return { name: bare, type, labels: words(labels), processes: words(processes), help };
});

/** The words that the page allows under each label; those of rooms and processes stand in no page. */
export const documentedWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  rows("Etichette").map(([label = "", list = ""]) => [words(label)[0] ?? "", new Set(words(list))]),
);

/** Parts of `/health/ready` by the page, with the processes that have each; none stands for all. */
export const documentedParts: ReadonlyMap<string, readonly string[]> = new Map(
  rows("Parti").map(([part = "", processes = ""]) => [words(part)[0] ?? "", words(processes)]),
);

/** One line of Prometheus's text format. */
export interface Sample {
  /** Of the family: without `_bucket`, `_sum` and `_count` of a histogram. */
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Exposition {
  readonly types: ReadonlyMap<string, string>;
  readonly helps: ReadonlyMap<string, string>;
  readonly samples: readonly Sample[];
}

/** Reads Prometheus's text format strictly: a line that is not of it throws. */
export function readExposition(text: string): Exposition {
  const types = new Map<string, string>();
  const helps = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const [, kind, about = "", rest = ""] = /^# (HELP|TYPE|UNIT) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === "TYPE") types.set(about, rest);
    else if (kind === "HELP") helps.set(about, rest);
    else if (kind === undefined) samples.push(sampleOf(line, types));
  }
  return { types, helps, samples };
}

function sampleOf(line: string, types: ReadonlyMap<string, string>): Sample {
  const parts = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (parts === null) throw new Error(`no line of a metric: ${line}`);
  const [, name = "", inside = "", value = ""] = parts;
  const labels = [...inside.matchAll(/([a-z_]+)="([^"\\]*)"(?:,|$)/g)];
  if (labels.map(([whole]) => whole).join("") !== inside) throw new Error(`odd labels: ${line}`);
  const family = name.replace(/_(?:bucket|sum|count)$/, "");
  return {
    metric: types.get(family) === "histogram" ? family : name,
    labels: Object.fromEntries(labels.map(([, label = "", word = ""]) => [label, word])),
    value: Number(value),
  };
}
