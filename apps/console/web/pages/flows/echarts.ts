import { LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, SankeyChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

/** A chart in an element; this file is loaded with the first chart only. */
export function chartIn(element: HTMLElement, option: Readonly<Record<string, unknown>>) {
  const chart = init(element, undefined, { renderer: "svg" });
  chart.setOption(option);
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return () => {
    observer.disconnect();
    for (const one of [element, ...element.querySelectorAll("svg")]) emptyWithoutHtml(one);
    chart.dispose();
  };
}

/**
 * ECharts empties its elements by writing to `innerHTML` when a chart goes, and the page's content policy (trusted
 * types) refuses that with an exception that takes the whole page away. These are emptied without a parser.
 */
function emptyWithoutHtml(element: Element): void {
  Object.defineProperty(element, "innerHTML", {
    configurable: true,
    set: () => element.replaceChildren(),
  });
}
