import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { documentedMetrics } from "#tests/support/metricsPage";
import { projectRoot } from "#tests/support/project";

const folder = join(projectRoot, "deploy", "monitoring");
const read = (file: string): unknown => parse(readFileSync(join(folder, file), "utf8"));

const alertsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Raccordo[A-Z][A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(["warning", "critical"]) }),
          annotations: z.strictObject({
            summary: z.string(),
            description: z.string().optional(),
          }),
        }),
      ),
    }),
  ),
});
const alerts = alertsSchema.parse(read("alerts.yml")).groups.flatMap(({ rules }) => rules);

const prometheusSchema = z.looseObject({
  rule_files: z.array(z.string()),
  scrape_configs: z.array(
    z.looseObject({
      metrics_path: z.string(),
      file_sd_configs: z.array(z.object({ files: z.array(z.string()) })),
    }),
  ),
});

const known = new Map(documentedMetrics.map((metric) => [metric.name, metric]));
const named = (expr: string) => expr.match(/\braccordo_[a-z0-9_]+/g) ?? [];
const metricOf = (name: string) => known.get(name) ?? known.get(name.replace(/_bucket$/, ""));

describe("the alerts that are delivered ready", () => {
  test("speak only of metrics that a running installation has", () => {
    const missing = alerts
      .flatMap(({ expr }) => named(expr))
      .filter((name) => metricOf(name) === undefined);
    expect(missing).toEqual([]);
    const without = alerts.filter(({ expr }) => named(expr).length === 0);
    expect(without.map(({ alert }) => alert)).toEqual(["RaccordoNotWatched"]);
  });

  test.each(alerts)("$alert names only labels that its metric has", ({ expr, annotations }) => {
    const labels = new Set(["instance", "job"]);
    for (const name of named(expr))
      for (const label of metricOf(name)?.labels ?? []) labels.add(label);
    const text = JSON.stringify(annotations);
    const used = [
      ...[...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label),
      ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/, */)),
    ];
    expect(used.filter((label) => !labels.has(label))).toEqual([]);
    // What an aggregation drops cannot be told.
    const kept = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(/, */);
    const told = [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label);
    expect(kept === undefined || told.every((label) => kept.includes(label))).toBe(true);
  });

  test("there is one for each thing that must not go unseen", () => {
    const watched = alerts.flatMap(({ expr }) => named(expr));
    for (const name of [
      ...["raccordo_log_lag_seconds", "raccordo_announcement_age_seconds"],
      ...["raccordo_releases_stopped", "raccordo_copies_waiting_oldest_age_seconds"],
      ...["raccordo_process_restarts_total", "raccordo_data_disk_free_bytes"],
      ...["raccordo_log_entries_sequenced_total"],
      ...["raccordo_agreement_end_timestamp_seconds", "raccordo_alarms"],
      "raccordo_demands_overdue",
      ...["raccordo_emergencies_unreviewed", "raccordo_emergency_unreviewed_oldest_age_seconds"],
    ]) {
      expect(watched).toContain(name);
    }
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  test("a counter is only looked at through its increase, a histogram through its buckets", () => {
    for (const { expr } of alerts) {
      for (const name of named(expr).filter((one) => one.endsWith("_total"))) {
        expect(expr).toMatch(new RegExp(`increase\\(${name}(?:\\{[^}]*\\})?\\[`));
      }
    }
  });
});

test("Prometheus's file takes the list of targets that `up` writes, and the alerts beside it", () => {
  const { rule_files, scrape_configs } = prometheusSchema.parse(read("prometheus.yml"));
  expect(rule_files.every((file) => existsSync(join(folder, file)))).toBe(true);
  expect(scrape_configs.map((one) => one.metrics_path)).toEqual(["/metrics"]);
  const files = scrape_configs.flatMap((one) => one.file_sd_configs.flatMap((sd) => sd.files));
  expect(files).toEqual(["DATA/operations.json"]);
});
