import type { FlowLabels } from "./labels.ts";
import { type FlowRow, sumOf } from "./view.ts";

const words = { fontFamily: "Titillium Web, sans-serif", fontSize: 14, color: "#17324d" } as const;
/** Every chart: nothing moves, tips are drawn and not written as HTML. */
const quiet = {
  animation: false,
  textStyle: words,
  tooltip: { trigger: "item", renderMode: "richText", confine: true },
} as const;

/** Below this width names of both sides would run into each other: they are broken into lines. */
const narrowPx = 600;
const narrow = {
  series: [{ label: { width: 108, overflow: "break", fontSize: 11, lineHeight: 12 } }],
} as const;

/** Before a sender's name: the same room stands on both sides. */
const sending = "→ ";

/** Senders on the left, receivers on the right: a room may be both. Rows that are not told have no link. */
export function sankeyOption(
  rows: readonly FlowRow[],
  labels: FlowLabels,
): Readonly<Record<string, unknown>> {
  const links = rows.flatMap(({ from, to, decisions }) =>
    decisions === null || decisions === 0
      ? []
      : [
          {
            source: `${sending}${labels.sender(from)}`,
            target: labels.receiver(to),
            value: decisions,
          },
        ],
  );
  const names = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const baseOption = {
    ...quiet,
    series: [
      {
        type: "sankey",
        ...{ left: 8, right: 8, top: 12, bottom: 12, nodeGap: 18, draggable: false },
        data: names.map((name) => ({
          name,
          label: {
            ...words,
            position: name.startsWith(sending) ? "right" : "left",
            // A function: as a text it would be a pattern, and braces in a name would be taken for one.
            formatter: () => name.replace(sending, ""),
          },
          itemStyle: { color: name.startsWith(sending) ? "#0059b3" : "#17324d" },
        })),
        links,
        lineStyle: { color: "#5c6f82", opacity: 0.35 },
        emphasis: { disabled: true },
      },
    ],
  };
  return { baseOption, media: [{ query: { maxWidth: narrowPx }, option: narrow }] };
}

/** One line: all decisions of each span. A span of which nothing is told is a gap. */
export function trendOption(
  spans: readonly { readonly at: string; readonly rows: readonly FlowRow[] }[],
  labels: FlowLabels,
  name: string,
): Readonly<Record<string, unknown>> {
  return {
    ...quiet,
    tooltip: { ...quiet.tooltip, trigger: "axis" },
    grid: { left: 56, right: 16, top: 24, bottom: 40 },
    xAxis: { type: "category", data: spans.map(({ at }) => labels.span(at)), axisLabel: words },
    yAxis: { type: "value", minInterval: 1, axisLabel: words },
    series: [
      {
        ...{ type: "line", name, symbolSize: 7, lineStyle: { width: 2 }, color: "#0059b3" },
        data: spans.map(({ rows }) => sumOf(rows).decisions),
      },
    ],
  };
}
