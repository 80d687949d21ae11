import type { IncomingMessage, ServerResponse } from "node:http";
import { ValueType } from "@opentelemetry/api";
import { PrometheusExporter } from "@opentelemetry/exporter-prometheus";
import {
  AggregationTemporality,
  type CollectionResult,
  type DataPoint,
  DataPointType,
  MeterProvider,
  type MetricData,
  type MetricProducer,
} from "@opentelemetry/sdk-metrics";
import type { Family, HistogramCell, Metrics, Point } from "./metrics.ts";

/** Answers a request for the metrics in Prometheus's text format. */
export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The OpenTelemetry exporter over our own instruments, as a metric producer beside the SDK's: counting costs a
 * process nothing of the SDK, which has no bound instruments, and who is never asked never loads this module.
 */
export function prometheusHandler(metrics: Metrics, sinceMs: number): MetricsHandler {
  const exporter = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
    metricProducers: [producerOf(metrics, sinceMs)],
  });
  new MeterProvider({ readers: [exporter] });
  return (request, response) => exporter.getMetricsRequestHandler(request, response);
}

/** The exporter takes the resource of the SDK's own collection; this one only fills its place. */
const noResource: CollectionResult["resourceMetrics"]["resource"] = {
  attributes: {},
  merge: (other) => other ?? noResource,
  getRawAttributes: () => [],
};

function producerOf(metrics: Metrics, sinceMs: number): MetricProducer {
  return {
    async collect() {
      const families = await metrics.families();
      const span = { startTime: hrTime(sinceMs), endTime: hrTime(Date.now()) };
      const scope = { name: "raccordo" };
      const data = families.map((family) => dataOf(family, span));
      const scopeMetrics = [{ scope, metrics: data }];
      return { resourceMetrics: { resource: noResource, scopeMetrics }, errors: [] };
    },
  };
}

type Span = Pick<DataPoint<number>, "startTime" | "endTime">;

function dataOf({ type, spec, points }: Family, span: Span): MetricData {
  const { name, help: description, unit = "" } = spec;
  const head = {
    descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const placed = <V>({ labels: attributes, value }: Point<V>) => ({ ...span, attributes, value });
  switch (type) {
    case "counter": {
      const dataPoints = points.map(placed);
      return { ...head, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
    }
    case "gauge":
      return { ...head, dataPointType: DataPointType.GAUGE, dataPoints: points.map(placed) };
    case "histogram": {
      const dataPoints = points.map(({ labels, value }) =>
        placed({ labels, value: histogramOf(value) }),
      );
      return { ...head, dataPointType: DataPointType.HISTOGRAM, dataPoints };
    }
  }
}

const histogramOf = ({ bounds, counts, sum, count }: HistogramCell) => ({
  buckets: { boundaries: [...bounds], counts: [...counts] },
  sum,
  count,
});

const hrTime = (ms: number): [number, number] => [
  Math.floor(ms / 1_000),
  Math.round((ms % 1_000) * 1e6),
];
