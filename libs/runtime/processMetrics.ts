import { constants, monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import type { Metrics, Reading } from "./metrics.ts";

/** How often the loop is sampled. A finer step would wake an idle process for nothing. */
const sampleMs = 50;
/** What the delay is told of: at least the last so many milliseconds, at most twice as many. */
const windowMs = 60_000;

/** Kinds of garbage collection. */
const gcKinds = {
  minor: constants.NODE_PERFORMANCE_GC_MINOR,
  major: constants.NODE_PERFORMANCE_GC_MAJOR,
  incremental: constants.NODE_PERFORMANCE_GC_INCREMENTAL,
  weak: constants.NODE_PERFORMANCE_GC_WEAKCB,
} as const;
const gcWords = Object.keys(gcKinds);

/** Defines what every process tells of itself: loop, memory, collections, processor. Gives what ends the watching. */
export function defineProcessMetrics(metrics: Metrics): () => void {
  const delay = watchedDelay();
  const gc = watchedCollections();
  metrics.gauge(
    {
      name: "raccordo_event_loop_delay_p99_seconds",
      help: "Delay of the event loop that 99 in 100 samples of the last one or two minutes stay below.",
      unit: "seconds",
    },
    () => delay.p99Seconds(),
  );
  metrics.gauge(
    { name: "raccordo_heap_used_bytes", help: "JavaScript heap in use.", unit: "bytes" },
    () => process.memoryUsage().heapUsed,
  );
  metrics.gauge(
    { name: "raccordo_resident_memory_bytes", help: "Resident memory.", unit: "bytes" },
    () => process.memoryUsage.rss(),
  );
  metrics.observedCounter(
    {
      name: "raccordo_gc_duration_seconds_total",
      help: "Time spent in garbage collection.",
      unit: "seconds",
      labels: [["kind", gcWords]],
    },
    () => gc.seconds(),
  );
  metrics.observedCounter(
    {
      name: "raccordo_cpu_seconds_total",
      help: "Processor time used, by the system for us included.",
      unit: "seconds",
    },
    () => cpuSeconds(),
  );
  metrics.gauge(
    {
      name: "raccordo_start_time_seconds",
      help: "When the process started, in seconds since 1970.",
      unit: "seconds",
    },
    () => performance.timeOrigin / 1_000,
  );
  return () => {
    delay.end();
    gc.end();
  };
}

/** Two windows, one behind the other: whoever asks gets at least a whole one, whoever else asks meanwhile. */
function watchedDelay() {
  const histogram = monitorEventLoopDelay({ resolution: sampleMs });
  histogram.enable();
  let before = 0;
  const timer = setInterval(() => {
    before = histogram.percentile(99);
    histogram.reset();
  }, windowMs);
  timer.unref();
  return {
    p99Seconds: () => {
      const now = histogram.count === 0 ? 0 : histogram.percentile(99);
      // What is measured is the time between two samples, the step included.
      return Math.max(0, Math.max(before, now) / 1e6 - sampleMs) / 1_000;
    },
    end: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}

function watchedCollections() {
  const ms = new Map<number, number>();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const detail: unknown = Reflect.get(entry, "detail");
      const kind: unknown =
        typeof detail === "object" && detail !== null ? Reflect.get(detail, "kind") : undefined;
      if (typeof kind === "number") ms.set(kind, (ms.get(kind) ?? 0) + entry.duration);
    }
  });
  observer.observe({ entryTypes: ["gc"] });
  return {
    seconds: (): readonly Reading[] =>
      Object.entries(gcKinds).map(([word, kind]) => [(ms.get(kind) ?? 0) / 1_000, word]),
    end: () => observer.disconnect(),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
