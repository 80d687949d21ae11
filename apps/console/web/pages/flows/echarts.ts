import { LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, SankeyChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

/**
 * The library empties its elements by writing nothing as HTML, which the page's content policy refuses to everybody
 * (trusted types), and the page would break: here that empties the element, and any text still is refused.
 */
function emptiedAsNodes(element: Element): void {
  Object.defineProperty(element, "innerHTML", {
    configurable: true,
    set: (html: unknown) => {
      if (html !== "" && html !== null) throw new TypeError("a chart writes no HTML");
      element.replaceChildren();
    },
  });
}

/** A chart in an element that holds nothing else, once; this file is loaded with the first chart only. */
export function chartIn(parent: HTMLElement, option: Readonly<Record<string, unknown>>) {
  const element = document.createElement("div");
  element.style.height = "100%";
  parent.replaceChildren(element);
  const chart = init(element, undefined, { renderer: "svg" });
  chart.setOption(option);
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return () => {
    observer.disconnect();
    for (const one of [element, ...element.querySelectorAll("div, svg")]) emptiedAsNodes(one);
    chart.dispose();
    element.remove();
  };
}
