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
    chart.dispose();
  };
}
