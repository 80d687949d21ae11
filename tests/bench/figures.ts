import { cpus, loadavg, release, totalmem } from "node:os";

/** A figure with its target, if it has one; `holds` is null without. */
export interface Metric {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly holds: boolean | null;
  readonly samples: readonly number[];
}

export interface Target {
  readonly at: "most" | "least";
  readonly value: number;
}

export function metric(
  id: string,
  unit: string,
  value: number,
  samples: readonly number[],
  target?: Target,
): Metric {
  const rounded = samples.map(round);
  if (target === undefined) {
    return { id, value: round(value), unit, target: null, holds: null, samples: rounded };
  }
  const holds = target.at === "most" ? value <= target.value : value >= target.value;
  const sign = target.at === "most" ? "<=" : ">=";
  return {
    id,
    value: round(value),
    unit,
    target: `${sign} ${target.value}`,
    holds,
    samples: rounded,
  };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Nearest-rank quantile of unsorted values, `part` in 0…1; not a number without values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function machine() {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memory_bytes: totalmem(),
    kernel: release(),
    node: process.version,
    load_average: loadavg().map(round),
  };
}
